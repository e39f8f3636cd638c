/**
 * Where the state of a sequence analysis stands in its rows: one row a stream, both sides in it,
 * then its doubles.
 */
import { firstDouble, strideOf } from './rows'

/** Words of one side. */
export const NEXT_SEQ = 0
export const MAX_TO_BE_ACKED = 1
export const LAST_ACK = 2
export const WINDOW = 3
/** 0: unknown, `UNSCALED`: known not to be used, else the shift + 2. */
export const SCALE = 4
/** Number of duplicate ACKs; `SUPPRESSED` after an unseen segment was told. */
export const DUPLICATES = 5
export const LAST_FLAGS = 6
export const BASE_SEQ = 7
/** Bit 0: `BASE_SEQ` is set. Bit 1: the last window came with a SYN and is not scaled. */
export const BITS = 8
/** Segments since the other side was heard last. */
export const UNHEARD = 9
export const SIDE_WORDS = 10
/** Words of a row: both sides. */
export const USED = 2 * SIDE_WORDS
/** Doubles of one side. */
export const NEXT_SEQ_TIME = 0
export const LAST_TIME = 1
export const SIDE_DOUBLES = 2

export const HAS_BASE = 1
export const SYN_WINDOW = 2
export const SUPPRESSED = 0xffffffff
/** No segment of the side was seen, so its window is not known to be closed. */
export const NO_WINDOW = 0xffffffff
export const UNSCALED = 1

/** Doubles of one stream: time of the most recent SYN, initial round-trip time; −1: unknown. */
export const SYN_TIME = firstDouble(USED)
export const INITIAL_RTT = SYN_TIME + 1
/** Where the doubles of the sides begin. */
export const SIDE_TIMES = SYN_TIME + 2
/** Stride of a row, in words and in doubles: 128 octets. */
export const STRIDE = strideOf(USED, 2 + 2 * SIDE_DOUBLES)
export const HALF = STRIDE / 2
/** `SYN_TIME` once the initial round trip was taken from it. */
export const TAKEN = -2

/** Where the words of a side begin. */
export function wordsOf(side: number): number {
  return (side >>> 1) * STRIDE + (side & 1) * SIDE_WORDS
}
