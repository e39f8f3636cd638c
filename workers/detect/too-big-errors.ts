/**
 * ICMP errors that tell a sender that its packets are too big (RFC 1191 §4, RFC 4443 §3.2), by the
 * hosts of the packet that they quote. The same error at another tap of a capture counts once.
 */
import { MAX_ICMP_ERRORS, MAX_PATHS } from '../limits/limits'
import type { IcmpErrorRecord } from '../model/records'
import type { Nanos, OctetCount } from '../model/units'
import { BoundedMap } from './bounded-map'

/** What one capture shows of the errors about packets from `src` to `dst`. */
export interface TooBig {
  capture: number
  src: string
  dst: string
  /** Smallest MTU told; 0: told without a number. */
  mtu: OctetCount
  /** By time. */
  errors: IcmpErrorRecord[]
}

/** ICMP 3/4 or ICMPv6 2/0. */
export function isTooBig({ ipVersion, type, code }: IcmpErrorRecord): boolean {
  return ipVersion === 4 ? type === 3 && code === 4 : type === 2
}

/**
 * Largest packet that obeys the error. One that tells no MTU, or one that the packet does not
 * exceed, still says that the packet was too big.
 */
export function largestAllowed({ mtu, quoted }: IcmpErrorRecord): OctetCount {
  const length = quoted?.ipLength ?? 0
  return mtu > 0 && (length === 0 || mtu < length) ? mtu : Math.max(0, length - 1)
}

export class TooBigErrors {
  private readonly byHosts = new BoundedMap<string, TooBig>(MAX_PATHS)
  private kept = 0
  private inOrder = true
  /** Errors beyond the bounds. */
  turnedAway = 0

  add(record: IcmpErrorRecord): void {
    const { capture, quoted, mtu, copyOf } = record
    if (!isTooBig(record) || !quoted || copyOf !== 0) return
    const { src, dst } = quoted
    const told = this.byHosts.upsert(keyOf(capture, src, dst), () => newTold(record, src, dst))
    if (!told || this.kept >= MAX_ICMP_ERRORS) {
      this.turnedAway++
      return
    }
    this.kept++
    if (mtu > 0) told.mtu = told.mtu === 0 ? mtu : Math.min(told.mtu, mtu)
    this.inOrder &&= record.time >= (told.errors.at(-1)?.time ?? 0)
    told.errors.push(record)
  }

  get size(): number {
    return this.kept
  }

  all(): IterableIterator<TooBig> {
    this.sort()
    return this.byHosts.values()
  }

  about(capture: number, src: string, dst: string): TooBig | undefined {
    this.sort()
    return this.byHosts.get(keyOf(capture, src, dst))
  }

  private sort(): void {
    if (this.inOrder) return
    for (const { errors } of this.byHosts.values()) errors.sort((a, b) => a.time - b.time)
    this.inOrder = true
  }
}

/** The first of the errors at `time` or later. */
export function firstSince({ errors }: TooBig, time: Nanos): IcmpErrorRecord | undefined {
  let [low, high] = [0, errors.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((errors[middle]?.time ?? 0) < time) low = middle + 1
    else high = middle
  }
  return errors[low]
}

const keyOf = (capture: number, src: string, dst: string): string =>
  `${String(capture)} ${src} ${dst}`

const newTold = ({ capture }: IcmpErrorRecord, src: string, dst: string): TooBig => ({
  capture,
  src,
  dst,
  mtu: 0,
  errors: [],
})
