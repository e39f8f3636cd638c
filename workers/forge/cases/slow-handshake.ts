/**
 * Case D. A connection tracking table that is nearly full: every 12 minutes, for two and a half,
 * the first packet of a connection waits 520 ms or is lost. Captured at the clients' machine.
 */
import { background } from '../background'
import { writePcap } from '../capture-writer'
import { during, hold, inBurst, lose, onSyn, sometimes } from '../faults'
import { Scene } from '../scene'
import { type Sample } from './sample'

const SECONDS = 1e9
const DURATION = 2400 * SECONDS
const BURSTS = { start: 240 * SECONDS, period: 720 * SECONDS, length: 150 * SECONDS }
const BETWEEN_CALLS = 5 * SECONDS
const SLOW = 100e6 // ns

export function slowHandshakeCase(seed = 20_260_303): Sample {
  const scene = new Scene({ seed, latency: 160_000 })
  const node1 = scene.node({ address: '172.16.16.121' })
  const node2 = scene.node({ address: '172.16.16.124' })
  const clients = [77, 78, 79].map((last, i) => node1.pod(`10.42.0.${last}`, { vni: 21_000 + i }))
  const servers = [12, 13, 14].map((last, i) => node2.pod(`10.42.3.${last}`, { vni: 30_500 + i }))
  const resolver = node2.pod('10.42.3.9', { vni: 104 })
  const slowOrLost = sometimes(0.6, hold(520e6, 4e6), sometimes(0.5, lose()))
  scene.path.push(during(BURSTS, onSyn(slowOrLost)))

  const pods = { clients, servers, resolver, until: DURATION - 20e9 }
  const calls = background(scene, { ...pods, every: BETWEEN_CALLS })
  scene.run(DURATION)

  const inBursts = calls.filter((call) => inBurst(BURSTS, call.start))
  return {
    name: 'slow-handshake.pcap',
    title: 'Slow to shake hands',
    blurb:
      'Every twelve minutes new connections take half a second or more, then all is well again.',
    octets: writePcap(node1.frames(), { epoch: scene.epoch }),
    truth: {
      calls: calls.length,
      callsInBursts: inBursts.length,
      callsSlow: calls.filter((call) => call.connectLatency > SLOW).length,
      callsDone: calls.filter((call) => call.exchangesDone === 1).length,
      periodSeconds: BURSTS.period / SECONDS,
      burstSeconds: BURSTS.length / SECONDS,
    },
  }
}
