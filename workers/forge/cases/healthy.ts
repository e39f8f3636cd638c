/**
 * Captures in which nothing is wrong, for tests of silence: `healthy` without one lost packet,
 * `realistic` with a loss of 0.05 % that TCP repairs.
 */
import { background } from '../background'
import { writePcap } from '../capture-writer'
import { dns } from '../dns'
import { lose } from '../faults'
import { httpExchange } from '../http'
import { type Pod } from '../node'
import { ping } from '../ping'
import { Scene } from '../scene'
import { talk, type TalkResult } from '../talk'
import { type Sample } from './sample'

const SECONDS = 1e9
const DURATION = 70 * SECONDS
const USUAL_LOSS = 0.0005

export const healthyCase = (seed = 20_260_401): Sample =>
  mixed(seed, { name: 'healthy.pcap', title: 'Healthy', loss: 0 })

export const realisticCase = (seed = 20_260_402): Sample =>
  mixed(seed, { name: 'realistic.pcap', title: 'Realistic', loss: USUAL_LOSS })

function mixed(seed: number, { name, title, loss }: { name: string; title: string; loss: number }) {
  const scene = new Scene({ seed })
  const node1 = scene.node({ address: '172.16.16.121' })
  const node2 = scene.node({ address: '172.16.16.122' })
  const client = node1.pod('10.42.0.15', { vni: 16_621 })
  const client6 = node1.pod('fd42::15', { vni: 16_621 })
  const server = node2.pod('10.42.1.23', { vni: 7_162 })
  const server6 = node2.pod('fd42:0:0:1::23', { vni: 7_162 })
  const resolver = node2.pod('10.42.1.8', { vni: 104 })
  if (loss > 0) scene.path.push(lose(loss))

  const talks = [
    ...talksBetween(scene, [client, server]),
    ...talksBetween(scene, [client6, server6]),
    ...talksBetween(scene, [node1.host(), node2.host()]),
    ...talksBetween(scene, [node1.host('fd16::121'), node2.host('fd16::122')]),
  ]
  const pings = [
    ping(scene, { from: client, to: server, count: 60 }),
    ping(scene, { from: client, to: server, payload: 1400, count: 30, start: 5 * SECONDS }),
    ping(scene, { from: client6, to: server6, count: 30, start: 7 * SECONDS }),
    ping(scene, { from: node1.host(), to: node2.host(), payload: 1472, count: 20 }),
  ]
  dns(scene, { client, server: resolver, name: 'no-such.example', start: 9 * SECONDS })
  const until = DURATION - 5 * SECONDS
  background(scene, { clients: [client], servers: [server], resolver, until, every: 0.6 * SECONDS })
  scene.run(DURATION)

  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const ends = talks.flatMap((each) => [each.client.sender, each.server.sender])
  return {
    name,
    title,
    blurb: 'Nothing is wrong here.',
    octets: writePcap(node1.frames(), { epoch: scene.epoch }),
    truth: {
      talks: talks.length,
      pings: sum(pings.map((each) => each.sent)),
      pingsAnswered: sum(pings.map((each) => each.answered)),
      retransmissions: sum(ends.map((end) => end.retransmissions)),
    },
  }
}

/** A short request, a download, an upload, and a connection that idles behind keep-alives. */
function talksBetween(scene: Scene, [client, server]: [Pod, Pod]): TalkResult[] {
  const exchanges = [
    [httpExchange(), httpExchange({ pause: 0.3 * SECONDS, octets: 700 })],
    [httpExchange({ octets: 120_000, path: '/download' })],
    [httpExchange({ upload: 60_000, path: '/upload' })],
    [httpExchange(), httpExchange({ pause: 35 * SECONDS })],
  ]
  return exchanges.map((exchange, i) =>
    talk(scene, {
      client,
      server,
      start: (1 + 2 * i) * SECONDS,
      exchanges: exchange,
      keepAlive: 15 * SECONDS,
    }),
  )
}
