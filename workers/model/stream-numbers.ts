/**
 * What the numbers of TCP connections count from: what Wireshark takes off sequence and
 * acknowledgment numbers to show relative ones, and the shift of its windows. One row a
 * connection, by its number in the capture.
 */

/** Words of a row: bases of the lower and the higher endpoint, and bits. */
export const NUMBER_WORDS = 3

/** Bits: the lower endpoint's base is known, the higher's is; the shifts of both. */
const HAS_LOW = 1
const HAS_HIGH = 2
const LOW_SHIFT = 8
const HIGH_SHIFT = 16

/** What is known of one side of a TCP stream. */
export interface StreamSide {
  /** Sequence number that relative ones begin with. */
  readonly base: number
  /** Base of the other side, from which acknowledgments count. */
  readonly otherBase: number
  /** Shift of its windows. */
  readonly scale: number
}

/** One end of a connection as it is written; null: its base is not known. */
export interface StreamEnd {
  readonly base: number | null
  readonly scale: number
}

/** Both sides of one connection. */
export interface StreamNumbers {
  /** Of a frame that the lower endpoint sent, or the higher: by address, then by port. */
  sideOf(swapped: boolean): StreamSide | null
}

export function writeNumbers(table: Uint32Array, row: number, low: StreamEnd, high: StreamEnd) {
  const at = row * NUMBER_WORDS
  const known = (low.base === null ? 0 : HAS_LOW) | (high.base === null ? 0 : HAS_HIGH)
  table[at] = low.base ?? 0
  table[at + 1] = high.base ?? 0
  table[at + 2] = known | (low.scale << LOW_SHIFT) | (high.scale << HIGH_SHIFT)
}

/** `flow`: number of the connection, from 1; null: the table does not have it. */
export function numbersAt(table: Uint32Array, flow: number): StreamNumbers | null {
  const at = (flow - 1) * NUMBER_WORDS
  if (flow < 1 || at >= table.length) return null
  const [low, high, bits] = table.subarray(at, at + NUMBER_WORDS) as unknown as [
    number,
    number,
    number,
  ]
  return {
    sideOf(swapped) {
      if ((bits & (swapped ? HAS_HIGH : HAS_LOW)) === 0) return null
      const scale = (bits >>> (swapped ? HIGH_SHIFT : LOW_SHIFT)) & 255
      return { base: swapped ? high : low, otherBase: swapped ? low : high, scale }
    },
  }
}
