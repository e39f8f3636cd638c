/**
 * Handshakes in columns, one row each. A flood brings them by the million, so nothing is kept that the
 * garbage collector would have to look at but the addresses, which are shared.
 */
import type { ConnRecord } from '../model/records'
import type { Nanos } from '../model/units'

const ROWS = 4096 // at first
const GROWTH = 2

export class FloodRows {
  length = 0
  /** Times of the SYN, and to the SYN-ACK; −1: none came. */
  times = new Float64Array(ROWS)
  answers = new Float64Array(ROWS)
  /** Numbers of `FATES`. */
  fates = new Uint8Array(ROWS)
  /** The next row of the same target; 0: none. */
  next = new Uint32Array(ROWS)
  /** Who asked. */
  readonly addresses: string[] = []
  ports = new Uint16Array(ROWS)
  /** Frames of the SYN and of the SYN-ACK; 0: none. */
  synFrames = new Uint32Array(ROWS)
  answerFrames = new Uint32Array(ROWS)
  ttls = new Uint8Array(ROWS)
  /** 1: the SYN was sent again. */
  repeated = new Uint8Array(ROWS)
  /** 1: without an MSS option. */
  bare = new Uint8Array(ROWS)

  add({ orig, origSide, handshake }: ConnRecord, fate: number): void {
    const row = this.length++
    if (row >= this.times.length) this.grow()
    this.times[row] = handshake.synTime
    this.answers[row] = handshake.answerLatency
    this.fates[row] = fate
    this.addresses.push(orig.address)
    this.ports[row] = orig.port
    this.synFrames[row] = handshake.synFrames[0] ?? 0
    this.answerFrames[row] = handshake.synAckFrame
    this.ttls[row] = origSide.ttl
    this.repeated[row] = handshake.synTotal > 1 ? 1 : 0
    this.bare[row] = origSide.mss === 0 ? 1 : 0
  }

  address(row: number): string {
    return this.addresses[row] as string
  }

  time(row: number): Nanos {
    return this.times[row] as number
  }

  private grow(): void {
    const rows = this.times.length * GROWTH
    const doubles = (from: ArrayLike<number>) => widened(new Float64Array(rows), from)
    const words = (from: ArrayLike<number>) => widened(new Uint32Array(rows), from)
    const octets = (from: ArrayLike<number>) => widened(new Uint8Array(rows), from)
    this.times = doubles(this.times)
    this.answers = doubles(this.answers)
    this.next = words(this.next)
    this.synFrames = words(this.synFrames)
    this.answerFrames = words(this.answerFrames)
    this.ports = widened(new Uint16Array(rows), this.ports)
    this.fates = octets(this.fates)
    this.ttls = octets(this.ttls)
    this.repeated = octets(this.repeated)
    this.bare = octets(this.bare)
  }
}

function widened<T extends { set(from: ArrayLike<number>): void }>(
  to: T,
  from: ArrayLike<number>,
): T {
  to.set(from)
  return to
}
