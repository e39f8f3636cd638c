/** From the handshakes of one tap to the facts that `slow-handshake` tells. */
import { NANOS_PER_MS } from '../model/units'
import { burstsOf, periodOf } from './bursts'
import type { SlowHandshakeFacts } from './facts/slow-handshake'
import { least } from './grouping'
import { handshakeTestimony } from './handshake-testimony'
import type { HandshakeTimes } from './handshake-times'
import { quantile } from './statistics'
import type { Witnesses } from './witnesses'

export interface HandshakesAt {
  capture: number
  tap: number
  times: HandshakeTimes
}

const MINUTE_LONG = 60e9
/** Fewer handshakes of a pair do not show what is usual for it. */
const FEW = 3

export function factsOf(
  { capture, tap, times }: HandshakesAt,
  around: Pick<SlowHandshakeFacts, 'place' | 'duration' | 'overlay'>,
  limits: { slowMs: number; minBurst: number },
  witnesses: Witnesses,
): SlowHandshakeFacts {
  const slow = times.slow()
  const slowest = limits.slowMs * NANOS_PER_MS
  const latencies = times.samples.map(({ latency }) => latency)
  const bursts = burstsOf(
    slow.map(({ time }) => time),
    limits.minBurst,
  )
  const replies = slow.map(({ replyLatency }) => replyLatency).filter((reply) => reply >= 0)
  const reply = replies.length === 0 ? -1 : quantile(replies, 0.5)
  const faster =
    reply + slowest <=
    quantile(
      slow.map(({ latency }) => latency),
      0.5,
    )
  const nearby = slow.filter(
    ({ ackedWithin, pair }) => ackedWithin >= 0 && pair.floor - ackedWithin >= slowest,
  )
  const onlyByReply = slow.filter(
    ({ syns, latency, pair }) => syns === 1 && latency - pair.fastest < slowest,
  )
  const some = (test: (handshake: (typeof slow)[number]) => boolean) => slow.filter(test).length
  return {
    capture,
    tap,
    ...around,
    handshakes: times.handshakes,
    slow,
    slowTotal: slow.length,
    retried: some(({ syns }) => syns > 1),
    held: some(({ syns }) => syns === 1),
    onlyByReply: onlyByReply.length,
    fewByReply: onlyByReply.filter(({ pair }) => pair.handshakes < FEW).length,
    floor: slow[0]?.pair.floor ?? 0,
    median: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    max: slow[0]?.latency ?? 0,
    bursts,
    period: periodOf(bursts),
    pairs: [...times.pairs.values()].sort((a, b) => b.slow - a.slow),
    targets: new Set(slow.map(({ target }) => target)).size,
    synAckRepeated: some(({ synAcks }) => synAcks > 1),
    minuteLong: some(({ latency }) => latency >= MINUTE_LONG),
    siblings: times.siblings,
    unanswered: times.unanswered,
    replyLatency: faster ? reply : -1,
    ackedNearby: nearby.length,
    ackedWithin: least(nearby.map(({ ackedWithin }) => ackedWithin)),
    bins: times.bins.list(),
    samples: times.samples,
    testimony: handshakeTestimony(slow, witnesses),
    elsewhere: [],
  }
}
