/** A healthy cluster of any size, address, tunnel and container; what goes wrong is put into it. */
import { background } from '../../../workers/forge/background'
import type { TunnelSpec } from '../../../workers/forge/encapsulation'
import type { Fault } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import type { Node, Pod } from '../../../workers/forge/node'
import type { Bytes } from '../../../workers/forge/packet'
import { ping } from '../../../workers/forge/ping'
import { Random } from '../../../workers/forge/random'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { anyContainer, type Taken } from './container'

const SECONDS = 1e9
const DURATION = 90 * SECONDS
/** By how much larger the header of IPv6 is. */
const IPV6_MORE = 20

export interface Cluster {
  scene: Scene
  random: Random
  near: Node
  far: Node
  resolver: Pod
  tunnel: TunnelSpec
  /** Largest packet that a pod may send. */
  podMtu: number
  capture: (frames: readonly Taken[], names?: readonly string[]) => Bytes
}

/** What the fault can be put into. */
export interface Needs {
  /** Only IPv4, inside of tunnels and outside. */
  ipv4?: boolean
  /** Frames as long as they were on the wire. */
  whole?: boolean
}

/** Runs the traffic of one and a half minutes; `faultsOf` sees the cluster before. */
export function cluster(
  seed: number,
  faultsOf: (made: Cluster) => Fault[] = () => [],
  { ipv4 = false, whole = false }: Needs = {},
): Cluster {
  const random = new Random(seed)
  const tunnel = tunnelOf(random)
  const net = random.integer(1, 200)
  const outer6 = !ipv4 && random.chance(0.3)
  const inner6 = !ipv4 && random.chance(0.25)
  const scene = new Scene({
    seed,
    tunnel,
    latency: random.integer(80_000, 2_000_000),
    hops: random.integer(0, 4),
  })
  const under = outer6 ? `fd00:${String(net)}::1:` : `10.${String(net)}.1.`
  const near = scene.node({ address: `${under}${String(random.integer(2, 120))}` })
  const far = scene.node({ address: `${under}${String(random.integer(130, 250))}` })
  const pod = (node: Node, last: number) => {
    const subnet = String(node === near ? net : net + 1)
    const address = `${inner6 ? `fd10:${subnet}::` : `192.168.${subnet}.`}${String(last)}`
    const vni = random.integer(256, 60_000)
    const made = node.pod(address, { vni })
    return outer6 ? node.pod(address, { vni, mtu: made.mtu - IPV6_MORE }) : made
  }
  const clients = [pod(near, 11), pod(near, 12)]
  const servers = [pod(far, 21), pod(far, 22)]
  const resolver = pod(far, 53)
  const [client, server] = [clients[0], servers[0]]
  if (client === undefined || server === undefined) throw new Error('no pods')
  const container = anyContainer(random, scene.epoch)
  const made: Cluster = {
    ...{ scene, random, near, far, resolver, tunnel, podMtu: server.mtu },
    capture: (frames, names) => container.write(frames, { cut: !whole, ...(names && { names }) }),
  }
  scene.path.push(...faultsOf(made))
  const ports = [80, random.integer(1024, 32_000), random.integer(1024, 32_000)]
  for (let at = 1; at < 70; at += random.integer(3, 9)) {
    talk(scene, {
      client: random.pick(clients),
      server: random.pick(servers),
      serverPort: random.pick(ports),
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
    payload: server.mtu - (inner6 ? 48 : 28),
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
  const port = random.pick([8472, 4789, 8473, random.integer(10_000, 30_000)])
  return random.pick<TunnelSpec>([{ kind: 'vxlan', port }, { kind: 'geneve' }, { kind: 'ipip' }])
}
