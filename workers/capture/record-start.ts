/** Where a record of a pcap file begins, told by the octets alone; see `chain.ts`. */
import { MAX_FRAME_OCTETS } from '../limits/limits'
import { findChain, type RecordShape } from './chain'

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

/** Between neighbours, and between a record and all frames that are known: not believed, in s. */
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
  const { littleEndian } = facts
  const shape: RecordShape = {
    headerOctets: facts.recordHeaderOctets,
    lengthAt: (view, at) => plausibleRecord(view, at, facts),
    areNeighbours: (view, at, next) =>
      isShortPause(view.getUint32(at, littleEndian), view.getUint32(next, littleEndian)),
  }
  return findChain(octets, from, shape, whole)
}

/** Octets of the record at `at`, header included; 0 where none begins. Its header is in `view`. */
export function plausibleRecord(view: DataView, at: number, facts: RecordFacts): number {
  const { littleEndian, lengthOrder, recordHeaderOctets, ticksPerSecond, known } = facts
  const first = view.getUint32(at + 8, littleEndian)
  const second = view.getUint32(at + 12, littleEndian)
  if (first > MAX_FRAME_OCTETS || second > MAX_FRAME_OCTETS) return 0
  const captured = lengthOrder === 'captured-first' ? first : Math.min(first, second)
  if (captured === 0 || captured > first + second - captured) return 0
  if (view.getUint32(at + 4, littleEndian) >= ticksPerSecond) return 0
  return isNearAny(view.getUint32(at, littleEndian), known) ? recordHeaderOctets + captured : 0
}

/** `known` empty: any time. */
export function isNearAny(seconds: number, known: readonly number[]): boolean {
  return known.length === 0 || known.some((one) => Math.abs(seconds - one) <= LONGEST_CAPTURE)
}

/** Is the pause between two records one that captures know? */
export function isShortPause(seconds: number, next: number): boolean {
  return Math.abs(next - seconds) <= LONGEST_PAUSE
}
