/**
 * IP reassembly: RFC 791 §3.2 (IPv4), RFC 8200 §4.5 (IPv6), RFC 5722 (overlaps).
 *
 * One engine, two ways to use it. The corrected view keys datagrams by tap and tunnel, and gives
 * them up after the receiver's time-out (30 s IPv4, 60 s IPv6, on capture time). The compatible
 * view knows neither, as Wireshark.
 */
import {
  MAX_DATAGRAM_OCTETS,
  MAX_FRAGMENTS,
  MAX_OPEN_DATAGRAMS,
  MAX_OPEN_FRAGMENTS,
} from '../limits/limits'
import { AgedMap } from '../model/aged-map'
import type { DatagramOutcome, Fragment } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import { merge, touches } from './ranges'

/** A datagram in the making. */
export interface Datagram {
  readonly key: string
  readonly version: 4 | 6
  readonly firstTime: number
  /** Arrival order; at most `MAX_FRAGMENTS`. */
  readonly fragments: Fragment[]
  fragmentTotal: number
  copies: number
  /** Octets of payload at their offsets; `have` marks which came. */
  octets: Uint8Array<ArrayBuffer>
  /** Ranges that have arrived, sorted, apart: from, to, from, to, … */
  ranges: number[]
  /** Length of the whole payload; −1 until the last fragment came. */
  length: number
  headerLength: number
  /** Octets came again in a fragment that is no copy of an earlier one; and with other values. */
  overlap: boolean
  conflict: boolean
  multipleTails: boolean
  tooLong: boolean
  /**
   * Octets from the first on that can be read; Infinity: whatever arrived. Those that the snaplen
   * cut off count as arrived.
   */
  readable: number
  /** Anything the user of the engine wants to keep with it. */
  tag: unknown
}

export interface FragmentOptions {
  /** Called for a datagram that is given up: time-out, bound, or the end of the capture. */
  abandoned: (datagram: Datagram) => void
  timeouts: boolean
}

const TIMEOUT_V4 = 30e9
const TIMEOUT_V6 = 60e9

export class FragmentEngine {
  private readonly open = new AgedMap<string, Datagram>()
  private heldOctets = 0
  private heldFragments = 0
  /** Datagrams given up because too many were open. */
  evicted = 0
  private readonly options: FragmentOptions

  constructor(options: FragmentOptions) {
    this.options = options
  }

  /**
   * Adds the fragment whose payload stands at `at` of `view`; `captured` of `length` octets can
   * be read. Returns its datagram; it is whole when `isComplete` says so, and then forgotten here.
   */
  add(
    key: string,
    header: IpHeader,
    view: DataView,
    at: number,
    captured: number,
    length: number,
    frame: number,
    time: number,
  ): Datagram {
    if (this.options.timeouts) this.expire(time)
    let datagram = this.open.get(key)
    if (datagram !== undefined && this.isTooOld(datagram, time)) {
      this.giveUp(datagram)
      datagram = undefined
    }
    if (datagram === undefined) {
      datagram = newDatagram(key, header, time)
      this.open.set(key, datagram)
      this.bound()
    }
    const before = datagram.octets.length
    const fragmentsBefore = datagram.fragments.length
    place(datagram, header, view, at, captured, length, frame, time)
    this.heldOctets += datagram.octets.length - before
    this.heldFragments += datagram.fragments.length - fragmentsBefore
    if (isComplete(datagram)) this.forget(datagram)
    else this.bound()
    return datagram
  }

  /** Gives up whatever is still open. */
  end(): void {
    for (const datagram of this.open.values()) this.options.abandoned(datagram)
    this.open.clear()
    this.heldOctets = 0
    this.heldFragments = 0
  }

  /** RFC 8200 §4.5: what comes *within* 60 seconds of the first fragment still counts. */
  private isTooOld({ version, firstTime }: Datagram, now: number): boolean {
    return this.options.timeouts && now - firstTime > (version === 4 ? TIMEOUT_V4 : TIMEOUT_V6)
  }

  private expire(now: number): void {
    // Oldest first: the first that is young enough ends the search. An IPv6 datagram that is
    // kept longer may delay IPv4 ones behind it; no fragment joins them any more.
    for (;;) {
      const { oldest } = this.open
      if (oldest === undefined || !this.isTooOld(oldest, now)) return
      this.giveUp(oldest)
    }
  }

  private bound(): void {
    while (
      this.open.size > MAX_OPEN_DATAGRAMS ||
      this.heldOctets > MAX_DATAGRAM_OCTETS ||
      this.heldFragments > MAX_OPEN_FRAGMENTS
    ) {
      const { oldest } = this.open
      if (oldest === undefined) return
      this.evicted++
      this.giveUp(oldest)
    }
  }

  private giveUp(datagram: Datagram): void {
    this.forget(datagram)
    this.options.abandoned(datagram)
  }

  private forget(datagram: Datagram): void {
    this.open.delete(datagram.key)
    this.heldOctets -= datagram.octets.length
    this.heldFragments -= datagram.fragments.length
  }
}

export function isComplete(datagram: Datagram): boolean {
  const { ranges, length } = datagram
  return length >= 0 && ranges.length === 2 && ranges[0] === 0 && (ranges[1] as number) >= length
}

/** What became of a datagram. */
export function outcomeOf(datagram: Datagram): DatagramOutcome {
  if (datagram.conflict) return 'conflict'
  if (isComplete(datagram)) return datagram.overlap ? 'overlap' : 'complete'
  if (datagram.ranges[0] !== 0) return 'missing-first'
  return datagram.length < 0 ? 'missing-last' : 'missing-middle'
}

/** Ranges that never came, end exclusive; −1 as end: unknown. */
export function holesOf(datagram: Datagram): { from: number; to: number }[] {
  const holes: { from: number; to: number }[] = []
  let at = 0
  for (let i = 0; i < datagram.ranges.length; i += 2) {
    const from = datagram.ranges[i] as number
    if (from > at) holes.push({ from: at, to: from })
    at = datagram.ranges[i + 1] as number
  }
  if (datagram.length < 0) holes.push({ from: at, to: -1 })
  else if (at < datagram.length) holes.push({ from: at, to: datagram.length })
  return holes
}

function newDatagram(key: string, header: IpHeader, time: number): Datagram {
  return {
    key,
    version: header.version === 4 ? 4 : 6,
    firstTime: time,
    fragments: [],
    fragmentTotal: 0,
    copies: 0,
    octets: new Uint8Array(0),
    ranges: [],
    length: -1,
    headerLength: header.headerLength,
    overlap: false,
    conflict: false,
    multipleTails: false,
    tooLong: false,
    readable: Infinity,
    tag: null,
  }
}

function place(
  datagram: Datagram,
  header: IpHeader,
  view: DataView,
  at: number,
  captured: number,
  length: number,
  frame: number,
  time: number,
): void {
  const { offset, more } = header
  const end = offset + length
  const copy = datagram.fragments.some(
    (seen) => seen.offset === offset && seen.length === length && seen.more === more,
  )
  datagram.fragmentTotal++
  if (datagram.fragments.length < MAX_FRAGMENTS) {
    datagram.fragments.push({ frame, time, offset, length, ipLength: header.length, more, copy })
  }
  if (captured < length) datagram.readable = Math.min(datagram.readable, offset + captured)
  if (offset === 0) datagram.headerLength = header.headerLength
  if (!more) {
    if (datagram.length >= 0 && datagram.length !== end) datagram.multipleTails = true
    else datagram.length = end
  }
  if (datagram.length >= 0 && Math.max(end, datagram.ranges.at(-1) ?? 0) > datagram.length) {
    datagram.tooLong = true
  }
  const source = new Uint8Array(view.buffer, view.byteOffset + at, Math.min(captured, length))
  const overlaps = touches(datagram.ranges, offset, end)
  if (overlaps) {
    if (copy) datagram.copies++
    else datagram.overlap = true
    if (differs(datagram, offset, source)) datagram.conflict = true
  }
  if (datagram.octets.length < offset + source.length) {
    lengthen(datagram, offset + source.length, more)
  }
  if (overlaps) store(datagram, offset, source)
  else datagram.octets.set(source, offset)
  merge(datagram.ranges, offset, end)
}

/** First writer wins: only octets that had not arrived are written. There is room for them. */
function store(datagram: Datagram, offset: number, source: Uint8Array): void {
  const end = offset + source.length
  let at = offset
  const { ranges } = datagram
  for (let i = 0; i < ranges.length && at < end; i += 2) {
    const from = ranges[i] as number
    const to = ranges[i + 1] as number
    if (from > at) {
      const stop = Math.min(from, end)
      datagram.octets.set(source.subarray(at - offset, stop - offset), at)
    }
    at = Math.max(at, to)
  }
  if (at < end) datagram.octets.set(source.subarray(at - offset), at)
}

/**
 * Room grows by doubling: thousands of tiny fragments must not each copy all that came before. `more`:
 * what comes next mostly has room without a copy.
 */
function lengthen(datagram: Datagram, length: number, more: boolean): void {
  const { octets } = datagram
  let { buffer } = octets
  if (buffer.byteLength < length) {
    const room = 2 * (more ? length : buffer.byteLength)
    buffer = new ArrayBuffer(Math.max(length, Math.min(room, 65_535)))
    new Uint8Array(buffer).set(octets)
  }
  datagram.octets = new Uint8Array(buffer, 0, length)
}

function differs(datagram: Datagram, offset: number, source: Uint8Array): boolean {
  const { ranges, octets } = datagram
  const known = Math.min(offset + source.length, datagram.readable)
  for (let i = 0; i < ranges.length; i += 2) {
    const from = Math.max(ranges[i] as number, offset)
    const to = Math.min(ranges[i + 1] as number, known)
    for (let at = from; at < to; at++) {
      if (octets[at] !== source[at - offset]) return true
    }
  }
  return false
}
