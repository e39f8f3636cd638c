/** Handshakes of one tap: how long the answer to the SYN took, per pair of hosts. */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import { LatencyBins } from '../model/latency-bins'
import type { ConnRecord } from '../model/records'
import { NANOS_PER_MS, type Nanos } from '../model/units'
import type { PairTimes, SlowHandshake, TimedHandshake } from './facts/slow-handshake'
import { HostsMap } from './way-map'

/** Kept per tap: samples for the quantiles, and handshakes slow enough to be looked at. */
const KEPT = 100_000

/** No kernel waits longer for a SYN-ACK; beyond it the clocks of two interfaces disagree. */
const LONGEST = 300e9

/** SYNs of one source to one destination this close together race for the same table entry. */
const SIBLING = NANOS_PER_MS

/** A long path varies by as much of its shortest time without holding anything. */
const VARYING = 0.5

interface Pair extends PairTimes {
  lastSyn: Nanos
  lastWasSlow: boolean
}

interface Candidate extends SlowHandshake {
  pair: Pair
}

function newPair(source: string, target: string): Pair {
  const tallies = { handshakes: 0, slow: 0, floor: Infinity, fastest: Infinity, reply: Infinity }
  return { source, target, ...tallies, lastSyn: -Infinity, lastWasSlow: false }
}

export class HandshakeTimes {
  handshakes = 0
  siblings = 0
  unanswered = 0
  readonly samples: TimedHandshake[] = []
  readonly pairs = new HostsMap<Pair>(MAX_PATHS)
  readonly bins = new LatencyBins()
  readonly candidates: Candidate[] = []
  private readonly slowest: Nanos

  /** `slowest`: latency below which no handshake can be called slow. */
  constructor(slowest: Nanos) {
    this.slowest = slowest
  }

  conn(record: ConnRecord): void {
    const { handshake, orig, resp, origSide, replyLatency } = record
    if (handshake.outcome === 'unanswered') this.unanswered++
    const latency = handshake.answerLatency
    const frame = handshake.synFrames[0]
    if (latency < 0 || latency > LONGEST || frame === undefined) return
    const pair =
      this.pairs.get(orig.address, resp.address) ??
      this.pairs.upsert(orig.address, resp.address, () => newPair(orig.address, resp.address))
    if (!pair) return
    this.handshakes++
    pair.handshakes++
    pair.fastest = Math.min(pair.fastest, latency)
    if (replyLatency >= 0) pair.reply = Math.min(pair.reply, replyLatency)
    pair.floor = Math.min(pair.fastest, pair.reply)
    this.bins.add(latency)
    const timed = { time: handshake.synTime, latency, frame }
    if (this.samples.length < KEPT) this.samples.push(timed)
    const late = latency >= this.slowest
    if (Math.abs(timed.time - pair.lastSyn) <= SIBLING && late !== pair.lastWasSlow) this.siblings++
    pair.lastSyn = timed.time
    pair.lastWasSlow = late
    if (!late || this.candidates.length >= KEPT) return
    this.candidates.push({
      ...timed,
      pair,
      source: formatEndpoint(orig.address, orig.port),
      target: formatEndpoint(resp.address, resp.port),
      orig,
      resp,
      stream: record.stream,
      syns: handshake.synTotal,
      retries: handshake.synFrames
        .slice(1)
        .map((retry, index) => ({ frame: retry, time: handshake.synTimes[index + 1] ?? 0 })),
      answerFrame: handshake.synAckFrame,
      answerTime: handshake.synAckTime,
      synAcks: handshake.synAckTotal,
      replyLatency,
      ackedWithin: origSide.rttSamples > 0 ? origSide.rttMin : -1,
    })
  }

  private isSlow({ latency, pair: { floor }, syns }: Candidate): boolean {
    const beyond = latency - floor
    return beyond >= this.slowest && (syns > 1 || beyond >= VARYING * floor)
  }

  /** Slower than the path itself by at least the bound; the pairs' tallies are set as well. */
  slow(): Candidate[] {
    for (const pair of this.pairs.values()) pair.slow = 0
    const slow = this.candidates.filter((candidate) => this.isSlow(candidate))
    for (const { pair } of slow) pair.slow++
    return slow.sort((a, b) => b.latency - a.latency || a.time - b.time)
  }
}
