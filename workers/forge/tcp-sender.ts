/**
 * What one end of a connection has sent and not yet seen acknowledged: retransmission timer
 * (RFC 6298, with Linux' least of 200 ms), slow start (RFC 5681 §3.1, initial window RFC 6928),
 * loss recovery by SACK (RFC 6675 §4, §5).
 */
import { type Range } from './tcp-receiver'

const INITIAL_WINDOW = 10 // segments
const LARGEST_WINDOW = 40
const INITIAL_RTO = 1e9 // ns, RFC 6298 §2.1
const LEAST_VARIANCE = 200e6 // ns, Linux TCP_RTO_MIN
const DUPLICATES = 3 // RFC 6675 §2, DupThresh

interface InFlight {
  from: number
  to: number
  sentAt: number
  sends: number
  sacked: boolean
}

export class TcpSender {
  /** First position not acknowledged, and first not sent. */
  una = 0
  next = 0
  retransmissions = 0
  /** Time-outs of the segment that is missing now. */
  backoff = 0
  #inFlight: InFlight[] = []
  #window = INITIAL_WINDOW
  /** What is missing before this position counts as lost. */
  #lostBefore = 0
  /** The window is not halved again before this position is acknowledged. */
  #recoverUntil = 0
  #smoothedRtt = 0
  #rttVariance = 0

  get idle(): boolean {
    return this.#inFlight.length === 0
  }

  /** May one more segment be on its way? RFC 6675 §4, Pipe: what is neither lost nor arrived. */
  get hasRoom(): boolean {
    const onTheWay = this.#inFlight.filter(
      ({ from, sends, sacked }) => !sacked && (sends > 1 || from >= this.#lostBefore),
    )
    return onTheWay.length < this.#window
  }

  /** Nanoseconds until the first segment in flight is repeated. */
  get rto(): number {
    const base =
      this.#smoothedRtt === 0
        ? INITIAL_RTO
        : this.#smoothedRtt + Math.max(LEAST_VARIANCE, 4 * this.#rttVariance)
    return base * 2 ** this.backoff
  }

  sent([from, to]: Range, now: number): void {
    this.#inFlight.push({ from, to, sentAt: now, sends: 1, sacked: false })
    this.next = to
  }

  acknowledged(ack: number, sack: readonly Range[], now: number): void {
    for (const segment of this.#inFlight) {
      segment.sacked ||= sack.some(([left, right]) => left <= segment.from && segment.to <= right)
    }
    if (ack > this.una) this.#advance(ack, now)
    const sacked = this.#inFlight.filter((segment) => segment.sacked)
    this.#lostBefore = Math.max(this.#lostBefore, sacked.at(-DUPLICATES)?.from ?? 0)
  }

  /** The timer ran out: all counts as lost. */
  timedOut(): void {
    this.backoff++
    this.#lostBefore = this.next
    this.#recoverUntil = this.next
    this.#window = 1
    for (const segment of this.#inFlight) segment.sends = Math.min(segment.sends, 1)
  }

  /** The path carries only `mss` octets of data: what is larger is cut and repeated. RFC 1191 §6.5 */
  shrinkTo(mss: number): void {
    this.#inFlight = this.#inFlight.flatMap((segment) => cut(segment, mss))
    this.#lostBefore = this.next
    this.#recoverUntil = this.next
  }

  /** The next segment to repeat now, if any: counts as repeated. */
  repeat(now: number): Range | undefined {
    const hole = this.#inFlight.find(
      ({ from, sends, sacked }) => !sacked && sends === 1 && from < this.#lostBefore,
    )
    if (!hole) return undefined
    const entersRecovery = hole.from >= this.#recoverUntil
    if (!entersRecovery && !this.hasRoom) return undefined
    if (entersRecovery) {
      this.#recoverUntil = this.next
      this.#window = Math.max(2, this.#window >> 1)
    }
    hole.sends++
    hole.sentAt = now
    this.retransmissions++
    return [hole.from, hole.to]
  }

  #advance(ack: number, now: number): void {
    const done = this.#inFlight.filter((segment) => segment.to <= ack)
    const newest = done.at(-1)
    this.#inFlight = this.#inFlight.filter((segment) => segment.to > ack)
    // Karn's algorithm, RFC 6298 §3: repeated segments are not measured.
    if (newest?.sends === 1 && !newest.sacked) this.#measured(now - newest.sentAt)
    this.una = ack
    this.backoff = 0
    this.#window = Math.min(LARGEST_WINDOW, this.#window + done.length)
  }

  #measured(rtt: number): void {
    const first = this.#smoothedRtt === 0
    const difference = first ? rtt / 2 : Math.abs(this.#smoothedRtt - rtt)
    this.#rttVariance = first ? difference : 0.75 * this.#rttVariance + 0.25 * difference
    this.#smoothedRtt = first ? rtt : 0.875 * this.#smoothedRtt + 0.125 * rtt
  }
}

function cut(segment: InFlight, mss: number): InFlight[] {
  if (segment.to - segment.from <= mss) return [segment]
  const pieces: InFlight[] = []
  for (let from = segment.from; from < segment.to; from += mss) {
    pieces.push({ ...segment, from, to: Math.min(from + mss, segment.to), sends: 1 })
  }
  return pieces
}
