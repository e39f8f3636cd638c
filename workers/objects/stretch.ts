/**
 * Octets of one side of a TCP connection from a sequence number on, in order, every octet once. What
 * comes first counts; what is missing between two segments stands as zeros and is counted.
 */
import { MAX_CARVED_OCTETS } from '../limits/workspace-limits'
import type { CarvedSegment } from './segments'

interface Piece {
  /** Octets behind the start of the stretch. */
  at: number
  octets: Uint8Array
  frame: number
}

export interface Joined {
  octets: Uint8Array<ArrayBuffer>
  /** Stretches [from, to) that stand as zeros. */
  holes: { from: number; to: number }[]
  /** There is more than may be kept. */
  cut: boolean
  /** The frame that brought the octet at `at`; 0: none did. */
  frameAt: (at: number) => number
}

export class Stretch {
  private readonly start: number
  private readonly pieces: Piece[] = []
  private held = 0
  private cut = false

  /** `start`: sequence number of the first octet. */
  constructor(start: number) {
    this.start = start
  }

  add({ seq, octets, frame }: Pick<CarvedSegment, 'seq' | 'octets' | 'frame'>): void {
    const at = (seq - this.start) | 0 // sequence numbers wrap: RFC 9293 §3.4
    if (octets.length === 0 || at + octets.length <= 0) return
    if (at > MAX_CARVED_OCTETS || this.held + octets.length > 2 * MAX_CARVED_OCTETS) {
      this.cut = true
      return
    }
    this.held += octets.length
    const own = octets.slice(Math.max(0, -at))
    this.pieces.push({ at: Math.max(0, at), octets: own, frame })
  }

  /** The same from another octet on: what stands before it is left out. */
  from(start: number): Stretch {
    const later = new Stretch(start)
    for (const { at, octets, frame } of this.pieces) {
      later.add({ seq: (this.start + at) >>> 0, octets, frame })
    }
    return later
  }

  joined(): Joined {
    // A sort keeps the order of what begins alike: what was captured first stays first.
    const pieces = this.pieces.toSorted((a, b) => a.at - b.at)
    const end = pieces.reduce((most, { at, octets }) => Math.max(most, at + octets.length), 0)
    const kept = new Uint8Array(Math.min(end, MAX_CARVED_OCTETS))
    const holes: Joined['holes'] = []
    const starts: { at: number; frame: number }[] = []
    let next = 0
    for (const { at, octets, frame } of pieces) {
      if (at >= kept.length || at + octets.length <= next) continue
      if (at > next) holes.push({ from: next, to: at })
      const from = Math.max(at, next)
      const part = octets.subarray(from - at, kept.length - at)
      kept.set(part, from)
      starts.push({ at: from, frame })
      next = from + part.length
    }
    const frameAt = (at: number) => starts[lastAtOrBefore(starts, at)]?.frame ?? 0
    return { octets: kept, holes, cut: this.cut || end > kept.length, frameAt }
  }
}

/** Index of the last one that begins at `at` or before; −1: none. They are in order. */
function lastAtOrBefore(starts: readonly { at: number }[], at: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle]?.at ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
