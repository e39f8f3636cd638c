/**
 * Case B. Pods send 1450 octets, VXLAN adds 50, and a hop between two machines silently discards
 * what is larger than 1460. Captured at the machine that sends the bulk data.
 */
import { background } from '../background'
import { writePcap } from '../capture-writer'
import { between, dropAbove } from '../faults'
import { httpExchange } from '../http'
import { ping } from '../ping'
import { Scene } from '../scene'
import { talk } from '../talk'
import { type Sample } from './sample'

const PATH_MTU = 1460
const SECONDS = 1e9
const DURATION = 75 * SECONDS

export function mtuBlackHoleCase(seed = 20_260_212): Sample {
  const scene = new Scene({ seed, hops: 2, latency: 350_000 })
  const node1 = scene.node({ address: '172.16.16.121' })
  const node2 = scene.node({ address: '172.16.16.123' })
  const node3 = scene.node({ address: '172.16.16.124' })
  const client = node1.pod('10.42.0.31', { vni: 16_621 })
  const server = node2.pod('10.42.2.44', { vni: 7_162 })
  const neighbour = node3.pod('10.42.3.12', { vni: 31_007 })
  const resolver = node3.pod('10.42.3.9', { vni: 104 })
  scene.path.push(between(node1, node2, dropAbove(PATH_MTU)))

  // The responses end in a segment that fits: it arrives, and SACK tells of it.
  const stalled = [4, 19, 33].map((second, i) =>
    talk(scene, {
      client,
      server,
      start: second * SECONDS,
      exchanges: [httpExchange(), httpExchange({ octets: 9_000 + 2_750 * i, path: '/report' })],
      patience: 32 * SECONDS,
    }),
  )
  const healthy = [2, 11, 24, 41, 60].map((second) =>
    talk(scene, {
      client: neighbour,
      server,
      start: second * SECONDS,
      exchanges: [httpExchange({ octets: 32_000, path: '/report' })],
    }),
  )
  const largest = ping(scene, { from: server, to: client, payload: 1382, count: 10, start: 3e9 })
  const pods = { clients: [client, neighbour], servers: [server], resolver }
  background(scene, { ...pods, until: DURATION - 2 * SECONDS, every: 0.8 * SECONDS })
  background(scene, { ...pods, clients: [server], servers: [neighbour], until: DURATION - 2e9 })
  scene.run(DURATION)

  return {
    name: 'mtu-black-hole.pcap',
    title: 'A hole in the tunnel',
    blurb: 'Connections open and then hang: full-size packets vanish between two nodes.',
    octets: writePcap(node2.frames(), { epoch: scene.epoch }),
    truth: {
      pathMtu: PATH_MTU,
      podMtu: server.mtu,
      stalledConnections: stalled.filter((each) => each.exchangesDone < 2).length,
      healthyDownloads: healthy.filter((each) => each.exchangesDone === 1).length,
      largestPings: largest.sent,
      largestPingsAnswered: largest.answered,
      repeatedSegments: stalled.reduce((sum, each) => sum + each.server.sender.retransmissions, 0),
    },
  }
}
