/**
 * Case A. Cilium VXLAN between clouds: a router on the way carries 1460 octets, so large tunnel
 * packets arrive as a head and a small tail, and most tails overtake their heads. The datapath
 * cannot place such a tail and drops it. Captured at the receiving machine.
 */
import { background } from '../background'
import { writePcap } from '../capture-writer'
import { fragmentAt, tailFirst, towards } from '../faults'
import { httpExchange } from '../http'
import { ping } from '../ping'
import { Scene } from '../scene'
import { talk } from '../talk'
import { type Sample } from './sample'

const PATH_MTU = 1460
const TAIL_FIRST = 0.87
const SECONDS = 1e9
const DURATION = 90 * SECONDS

export function tailFirstCase(seed = 20_260_114): Sample {
  const scene = new Scene({ seed, hops: 3, latency: 900_000, jitter: 120_000 })
  const node1 = scene.node({ address: '172.16.16.121' })
  const node2 = scene.node({ address: '172.16.40.122', reassembly: 'head-first' })
  const client = node1.pod('10.42.0.15', { vni: 16_621 })
  const worker = node1.pod('10.42.0.31', { vni: 20_874 })
  const server = node2.pod('10.42.1.23', { vni: 7_162 })
  const resolver = node2.pod('10.42.1.8', { vni: 104 })
  scene.path.push(fragmentAt(PATH_MTU), towards(node2, tailFirst(TAIL_FIRST)))

  const small = ping(scene, { from: client, to: server, count: 80, interval: 1 * SECONDS })
  const large = ping(scene, {
    from: client,
    to: server,
    payload: 1400,
    start: 2.2 * SECONDS,
    count: 120,
    interval: 0.4 * SECONDS,
  })
  const uploads = [2_600, 24_000, 5_200].map((upload, i) =>
    talk(scene, {
      client: worker,
      server,
      serverPort: 8080,
      start: (8 + 14 * i) * SECONDS,
      exchanges: [httpExchange({ upload, path: '/upload' })],
      patience: 40 * SECONDS,
    }),
  )
  const pods = { clients: [client, worker], servers: [server], resolver }
  background(scene, { ...pods, until: DURATION - 5 * SECONDS, every: 0.9 * SECONDS })
  scene.run(DURATION)

  return {
    name: 'tail-first.pcap',
    title: 'The tail came first',
    blurb: 'Small requests work, large ones crawl: fragments of VXLAN packets arrive out of order.',
    octets: writePcap(node2.frames(), { epoch: scene.epoch }),
    truth: {
      pathMtu: PATH_MTU,
      largePings: large.sent,
      largePingsAnswered: large.answered,
      smallPings: small.sent,
      smallPingsAnswered: small.answered,
      uploads: uploads.length,
      uploadsDone: uploads.filter((each) => each.exchangesDone === 1).length,
      datagrams: node2.tally.datagrams,
      datagramsTailFirst: node2.tally.tailFirst,
      datagramsReassembled: node2.tally.reassembled,
      icmpTimeouts: node2.tally.timeouts,
    },
  }
}
