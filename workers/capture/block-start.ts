/**
 * Where a block of a pcapng file begins, told by the octets alone; see `chain.ts`. A block that says
 * its length at both ends, is of a known type and, with a frame, of a known interface.
 */
import { MAX_FRAME_OCTETS } from '../limits/limits'
import { findChain, type RecordShape } from './chain'
import { BLOCK, BLOCK_HEAD, BLOCK_TAIL, padded, sectionByteOrder } from './pcapng-blocks'

const SMALLEST = BLOCK_HEAD + BLOCK_TAIL

/** Octets of an enhanced packet block beside its frame and options. */
const ENHANCED_OCTETS = 32

/** Larger blocks are read, but not looked for. */
const LARGEST = MAX_FRAME_OCTETS + 1024

const TYPES: ReadonlySet<number> = new Set(Object.values(BLOCK))

export interface BlockFacts {
  littleEndian: boolean
  /** Interfaces that the section has described so far. */
  interfaces: number
}

/**
 * The first offset from `from` on at which a block begins, or −1. With `whole`, the file ends with
 * `octets`; else nothing is said of the last `CHAIN_REACH` octets.
 */
export function findBlockStart(
  octets: Uint8Array,
  from: number,
  facts: BlockFacts,
  whole: boolean,
): number {
  const shape: RecordShape = {
    headerOctets: SMALLEST,
    lengthAt: (view, at) => plausibleBlock(view, at, facts),
    areNeighbours: () => true,
  }
  return findChain(octets, from, shape, whole)
}

/** Octets of the block at `at`; 0 where none begins. */
function plausibleBlock(view: DataView, at: number, facts: BlockFacts): number {
  const { littleEndian, interfaces } = facts
  const type = view.getUint32(at, littleEndian)
  const size = view.getUint32(at + 4, littleEndian)
  if (!TYPES.has(type) || size < SMALLEST || size > LARGEST || (size & 3) !== 0) return 0
  if (type === BLOCK.section && sectionByteOrder(view, at) === null) return 0
  const end = at + size
  const whole = end <= view.byteLength
  if (whole && view.getUint32(end - BLOCK_TAIL, littleEndian) !== size) return 0
  if (type !== BLOCK.enhancedPacket) return size
  if (size < ENHANCED_OCTETS) return 0
  if (!whole) return size
  const captured = view.getUint32(at + 20, littleEndian)
  const known = view.getUint32(at + 8, littleEndian) < interfaces
  return known && ENHANCED_OCTETS + padded(captured) <= size ? size : 0
}
