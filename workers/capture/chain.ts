/**
 * Where records begin in the middle of a file, told by the octets alone: for reading on behind
 * damage, and for beginning where nobody read before.
 *
 * One header proves little. A position is believed when a chain of plausible records leads from it
 * over 128 KiB, or to the very end of the file: a capture within a capture ends with the frame that
 * carries it, long before.
 */
import { MAX_FRAME_OCTETS } from '../limits/limits'

/** What records of a format look like. */
export interface RecordShape {
  /** Octets that must be there before anything is said of a record. */
  readonly headerOctets: number
  /**
   * Octets of the record at `at`, header included; 0: none begins there. Its header lies in `view`,
   * the rest of it may not.
   */
  lengthAt(view: DataView, at: number): number
  /** May the record at `next`, whose header is in `view`, follow the one at `at`? */
  areNeighbours(view: DataView, at: number, next: number): boolean
}

/** Octets over which a chain must lead. */
const CHAIN_OCTETS = 128 * 1024

/** Octets behind a position within which a chain that began there is long enough, or has failed. */
export const CHAIN_REACH = CHAIN_OCTETS + MAX_FRAME_OCTETS + 1024

/** Whole records of a chain that ends with the file, and of one that is cut off there. */
const LEAST_RECORDS = 3
const LEAST_BEFORE_CUT = 8

/**
 * The first offset from `from` on at which a record begins, or −1. With `whole`, the file ends with
 * `octets`; else nothing is said of the last `CHAIN_REACH` octets.
 */
export function findChain(
  octets: Uint8Array,
  from: number,
  shape: RecordShape,
  whole: boolean,
): number {
  const chain = new Chain(octets, shape)
  const last = octets.length - (whole ? shape.headerOctets : CHAIN_REACH)
  for (let at = from; at <= last; at++) if (chain.holds(at)) return at
  return -1
}

/** Follows records; remembers the positions from which no chain leads on. */
class Chain {
  private readonly view: DataView
  private readonly shape: RecordShape
  /** Made when the first way leads nowhere: often the first leads on. */
  private dead: Uint8Array | null = null

  constructor(octets: Uint8Array, shape: RecordShape) {
    this.view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
    this.shape = shape
  }

  holds(from: number): boolean {
    const { view, shape } = this
    const end = view.byteLength
    let records = 0
    let at = from
    while (at - from < CHAIN_OCTETS) {
      if (at === end) return records >= LEAST_RECORDS || this.buries(from)
      if (this.dead?.[at] === 1) return this.buries(from)
      const headed = end - at >= shape.headerOctets
      const length = headed ? shape.lengthAt(view, at) : 0
      const next = at + length
      if (!headed || next > end) return records >= LEAST_BEFORE_CUT || this.buries(from)
      if (length === 0 || !this.areNeighbours(at, next)) return this.buries(from)
      records++
      at = next
    }
    return true
  }

  private areNeighbours(at: number, next: number): boolean {
    const { view, shape } = this
    const headed = view.byteLength - next >= shape.headerOctets
    return !headed || shape.areNeighbours(view, at, next)
  }

  /** Marks the way from `from`, so that none goes it again. */
  private buries(from: number): false {
    const { view, shape } = this
    const dead = (this.dead ??= new Uint8Array(view.byteLength))
    let at = from
    while (view.byteLength - at >= shape.headerOctets && dead[at] === 0) {
      dead[at] = 1
      at += shape.lengthAt(view, at)
    }
    return false
  }
}
