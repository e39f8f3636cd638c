/**
 * Where a record of a pcap file begins, told by the octets alone: for reading on behind damage, and
 * for beginning in the middle of a file.
 *
 * One record header proves little. A position is believed when a chain of plausible records leads
 * from it over 128 KiB, or to the very end of the file: a capture within a capture ends with the
 * frame that carries it, long before.
 */
import { MAX_FRAME_OCTETS } from '../limits/limits'

/** Which comes first in a record; `longer-last`: whichever is greater is the original length. */
export type LengthOrder = 'captured-first' | 'original-first' | 'longer-last'

export interface RecordFacts {
  littleEndian: boolean
  /** Octets of a record's header. */
  recordHeaderOctets: number
  lengthOrder: LengthOrder
  ticksPerSecond: number
  /** Seconds since 1970 of frames of the same file; empty: none is known. */
  known: readonly number[]
}

/** Octets over which a chain must lead. */
const CHAIN_OCTETS = 128 * 1024

/** Octets behind a position within which a chain that began there is long enough, or has failed. */
export const CHAIN_REACH = CHAIN_OCTETS + MAX_FRAME_OCTETS + 64

/** Whole records of a chain that ends with the file, and of one that is cut off there. */
const LEAST_RECORDS = 3
const LEAST_BEFORE_CUT = 8

/** Between neighbours, and between a record and all frames that are known: what is not believed, in s. */
const LONGEST_PAUSE = 7 * 24 * 3600
const LONGEST_CAPTURE = 366 * 24 * 3600

/**
 * The first offset from `from` on at which a record begins, or −1. With `whole`, the file ends with
 * `octets`; else nothing is said of the last `CHAIN_REACH` octets.
 */
export function findRecordStart(
  octets: Uint8Array,
  from: number,
  facts: RecordFacts,
  whole: boolean,
): number {
  const chain = new RecordChain(octets, facts)
  const last = octets.length - (whole ? facts.recordHeaderOctets : CHAIN_REACH)
  for (let at = from; at <= last; at++) if (chain.holds(at)) return at
  return -1
}

/** Octets of the record at `at`, header included; 0 where none can begin. */
export function plausibleRecord(view: DataView, at: number, facts: RecordFacts): number {
  const { littleEndian, lengthOrder, recordHeaderOctets, ticksPerSecond, known } = facts
  if (at + recordHeaderOctets > view.byteLength) return 0
  const first = view.getUint32(at + 8, littleEndian)
  const second = view.getUint32(at + 12, littleEndian)
  if (first > MAX_FRAME_OCTETS || second > MAX_FRAME_OCTETS) return 0
  const captured = lengthOrder === 'captured-first' ? first : Math.min(first, second)
  if (captured === 0 || captured > second + first - captured) return 0
  if (view.getUint32(at + 4, littleEndian) >= ticksPerSecond) return 0
  const time = view.getUint32(at, littleEndian)
  if (time === 0 || (known.length > 0 && !known.some((other) => areNear(time, other)))) return 0
  return recordHeaderOctets + captured
}

function areNear(time: number, other: number): boolean {
  return Math.abs(time - other) <= LONGEST_CAPTURE
}

/** Follows records; remembers the positions from which no chain leads on. */
class RecordChain {
  private readonly view: DataView
  private readonly facts: RecordFacts
  private readonly dead: Uint8Array

  constructor(octets: Uint8Array, facts: RecordFacts) {
    this.view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
    this.facts = facts
    this.dead = new Uint8Array(octets.length)
  }

  holds(from: number): boolean {
    const { view, facts } = this
    const end = view.byteLength
    let records = 0
    let at = from
    while (at - from < CHAIN_OCTETS) {
      if (at === end) return records >= LEAST_RECORDS || this.buries(from, at)
      if (this.dead[at] === 1) return this.buries(from, at)
      const length = plausibleRecord(view, at, facts)
      const cut = end - at < facts.recordHeaderOctets || at + length > end
      if (cut) return records >= LEAST_BEFORE_CUT || this.buries(from, at)
      if (length === 0 || !this.areNeighbours(at, at + length)) return this.buries(from, at)
      records++
      at += length
    }
    return true
  }

  private areNeighbours(at: number, next: number): boolean {
    const { view, facts } = this
    if (next + 4 > view.byteLength) return true
    const pause = view.getUint32(next, facts.littleEndian) - view.getUint32(at, facts.littleEndian)
    return Math.abs(pause) <= LONGEST_PAUSE
  }

  /** Marks the way from `from` to `end`, so that none goes it again. */
  private buries(from: number, end: number): false {
    let at = from
    while (at <= end && this.dead[at] === 0) {
      this.dead[at] = 1
      at += plausibleRecord(this.view, at, this.facts)
    }
    return false
  }
}
