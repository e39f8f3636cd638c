/**
 * Slow handshakes: a SYN whose answer takes far longer than the path needs, because it was held or
 * had to be sent again (RFC 6298 §2.1: after 1 s, then doubled). In bursts, such waits are the
 * sign of a connection tracking table that is nearly full.
 *
 * Known innocents: a long path, and that it varies. What counts is the wait beyond the fastest answer between the same
 * two hosts, to a SYN or to data; ACKs of data prove nothing, since a NAT beside the tap may send
 * them. SYNs that are never answered have a detector of their own.
 */
import { MAX_PATHS } from '../limits/limits'
import { NANOS_PER_MS } from '../model/units'
import { BoundedMap } from './bounded-map'
import { defineDetector, type Report, type Values } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { SlowHandshakeFacts } from './facts/slow-handshake'
import { formatDuration, lookedAt } from './format'
import { factsOf, type HandshakesAt } from './handshake-facts'
import { HandshakeTimes } from './handshake-times'
import { Surroundings } from './surroundings'
import { hostsKey, placeKey, placeNumber } from './way'
import { byHandshake, handshakeMetrics, saySlowHandshakes } from './wording/slow-handshake'
import { drawSlowHandshakes } from './wording/slow-handshake-figures'

const params = {
  slowMs: { value: 100, meaning: 'milliseconds beyond the path that make a handshake slow' },
  minSlow: { value: 5, meaning: 'slow handshakes before it is a warning' },
  minPercent: { value: 1, meaning: 'percent of all handshakes that must be slow for a warning' },
  minBurst: { value: 3, least: 1, meaning: 'slow handshakes close together that make a burst' },
} as const

type Limits = Values<typeof params>

const SLOWEST = 10

export default defineDetector({
  id: 'slow-handshake',
  version: 7,
  title: 'Slow handshakes',
  looksAt: 'The time from the first SYN to the SYN-ACK of every connection, per pair of hosts.',
  params,

  start(limits, report) {
    const surroundings = new Surroundings()
    const { places, overlay } = surroundings
    const taps = new BoundedMap<number, HandshakesAt>(MAX_PATHS)

    return {
      sidecars: (record) => surroundings.sidecars(record),
      capture: (record) => surroundings.capture(record),
      conn(record) {
        const { capture, tap } = record
        overlay.see(record.tunnel)
        const place = taps.upsert(placeNumber(capture, tap), () => ({
          capture,
          tap,
          times: new HandshakeTimes(limits.slowMs * NANOS_PER_MS),
        }))
        place?.times.conn(record)
      },
      hostPair({ tunnel }) {
        overlay.see(tunnel)
      },
      end() {
        const seen = [...taps.values()]
        if (seen.every(({ times }) => times.slow().length === 0)) return
        const all = seen.map((place) => {
          const name = places.name(place.capture, place.tap)
          const around = { place: name, ...surroundings.of(place.capture) }
          return factsOf(place, around, limits, surroundings.witnesses)
        })
        all.sort((a, b) => b.slowTotal - a.slowTotal)
        const told = new Set<string>()
        for (const facts of all) {
          const pairs = facts.pairs.filter(({ slow }) => slow > 0).map(pairKey)
          // Another tap of the same connections was reported already, and names this one.
          if (pairs.length === 0 || pairs.every((pair) => told.has(pair))) continue
          for (const pair of pairs) told.add(pair)
          const shared = new Set(facts.pairs.map(pairKey))
          const elsewhere = all
            .filter(
              (other) => other !== facts && other.pairs.some((pair) => shared.has(pairKey(pair))),
            )
            .map(({ place, handshakes: seen, slowTotal }) => ({
              place,
              handshakes: seen,
              slow: slowTotal,
            }))
          report(reportOf({ ...facts, elsewhere }, limits))
        }
      },
      silence: () =>
        lookedAt(
          handshakesOf(taps),
          'handshake',
          () => `, none slower than the path by ${String(limits.slowMs)} ms.`,
        ),
    }
  },
})

const handshakesOf = (taps: BoundedMap<number, HandshakesAt>): number =>
  [...taps.values()].reduce((sum, { times }) => sum + times.handshakes, 0)

const pairKey = ({ source, target }: { source: string; target: string }): string =>
  hostsKey(source, target)

function reportOf(facts: SlowHandshakeFacts, limits: Limits): Report {
  const { capture, tap, slow, slowTotal, handshakes, pairs } = facts
  // What one or two connections are asked first may be answered by something near.
  const sure = slowTotal - facts.fewByReply
  const frequent = sure >= limits.minSlow && 100 * sure >= limits.minPercent * handshakes
  const evidence = new EvidenceList()
  for (const handshake of slow.slice(0, SLOWEST)) {
    const who = `${handshake.source} → ${handshake.target}`
    evidence.add(capture, handshake.frame, handshake.time, 'SYN', who)
    for (const { frame, time } of handshake.retries) {
      evidence.add(capture, frame, time, 'SYN again', who)
    }
    const waited = `${who}, ${formatDuration(handshake.latency)} after the first SYN`
    evidence.add(capture, handshake.answerFrame, handshake.answerTime, 'SYN-ACK', waited)
  }
  evidence.countAtLeast(2 * slowTotal)
  const worst = pairs[0]
  const times = slow.map(({ time }) => time)
  const streams = slow.map(({ stream }) => stream)
  return {
    ...saySlowHandshakes(facts, limits),
    key: placeKey(capture, tap),
    severity: frequent ? 'warning' : 'note',
    confidence: byHandshake(facts) ? 'certain' : 'likely',
    metrics: handshakeMetrics(facts),
    entities: { from: worst?.source ?? '', to: worst?.target ?? '' },
    capture,
    time: times.reduce((a, b) => Math.min(a, b), Infinity),
    until: slow.reduce((max, { answerTime }) => Math.max(max, answerTime), 0),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: oneOf('tcp.stream', streams),
    ...cutOf(streams, slowTotal),
    figures: drawSlowHandshakes(facts, limits.slowMs * NANOS_PER_MS),
  }
}
