/** A healthy cluster of any size, address, tunnel and container; what goes wrong is put into it. */
import { background } from '../../../workers/forge/background'
import type { CapturedFrame } from '../../../workers/forge/captured-frame'
import type { TunnelSpec } from '../../../workers/forge/encapsulation'
import type { Fault } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import type { Node } from '../../../workers/forge/node'
import type { Bytes } from '../../../workers/forge/packet'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { writePcapng } from '../../../workers/forge/pcapng-writer'
import { ping } from '../../../workers/forge/ping'
import { Random } from '../../../workers/forge/random'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'

const SECONDS = 1e9
const DURATION = 90 * SECONDS

export interface Cluster {
  scene: Scene
  random: Random
  near: Node
  far: Node
  tunnel: TunnelSpec
  /** Octets that the tunnel adds to an inner packet. */
  podMtu: number
  capture: (frames: readonly (CapturedFrame & { time: number })[]) => Bytes
}

/** Runs the traffic of one and a half minutes; `faultsOf` sees the cluster before. */
export function cluster(seed: number, faultsOf: (made: Cluster) => Fault[] = () => []): Cluster {
  const random = new Random(seed)
  const tunnel = tunnelOf(random)
  const net = random.integer(1, 200)
  const scene = new Scene({
    seed,
    tunnel,
    latency: random.integer(80_000, 2_000_000),
    hops: random.integer(0, 4),
  })
  const near = scene.node({ address: `10.${String(net)}.1.${String(random.integer(2, 120))}` })
  const far = scene.node({ address: `10.${String(net)}.1.${String(random.integer(130, 250))}` })
  const pod = (node: Node, last: number) =>
    node.pod(`192.168.${String(node === near ? net : net + 1)}.${String(last)}`, {
      vni: random.integer(256, 60_000),
    })
  const clients = [pod(near, 11), pod(near, 12)]
  const servers = [pod(far, 21), pod(far, 22)]
  const resolver = pod(far, 53)
  const [client, server] = [clients[0], servers[0]]
  if (client === undefined || server === undefined) throw new Error('no pods')
  const made = {
    scene,
    random,
    near,
    far,
    tunnel,
    podMtu: server.mtu,
    capture: writerOf(random, scene),
  }
  scene.path.push(...faultsOf(made))
  for (let at = 1; at < 70; at += random.integer(3, 9)) {
    talk(scene, {
      client: random.pick(clients),
      server: random.pick(servers),
      serverPort: random.pick([80, 8080, 9000]),
      start: at * SECONDS,
      exchanges: [
        httpExchange({ octets: random.integer(200, 900) }),
        httpExchange({ octets: random.integer(20_000, 90_000) }),
      ],
      patience: 40 * SECONDS,
    })
  }
  ping(scene, { from: client, to: server, count: 70, interval: 1 * SECONDS })
  ping(scene, {
    from: client,
    to: server,
    payload: server.mtu - 28,
    start: 2e9,
    count: 30,
    interval: 2e9,
  })
  const pods = { clients, servers, resolver }
  background(scene, { ...pods, until: DURATION - 12 * SECONDS, every: 0.7 * SECONDS })
  scene.run(DURATION)
  return made
}

function tunnelOf(random: Random): TunnelSpec {
  const port = random.pick([8472, 4789, 8473, 14_789])
  return random.pick<TunnelSpec>([{ kind: 'vxlan', port }, { kind: 'geneve' }, { kind: 'ipip' }])
}

/** pcap of either resolution and byte order, or pcapng. */
function writerOf(random: Random, { epoch }: Scene): Cluster['capture'] {
  const littleEndian = random.chance(0.7)
  if (random.chance(0.4)) {
    const interfaces = [{ name: 'eth0', linktype: 1, tsresol: random.pick([6, 9]) }]
    return (frames) => writePcapng(frames, { littleEndian, interfaces, epoch })
  }
  const nanosecond = random.chance(0.5)
  return (frames) => writePcap(frames, { littleEndian, nanosecond, epoch })
}
