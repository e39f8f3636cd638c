/**
 * Segments that wait for their acknowledgement, one list per side, oldest first, all lists in one
 * pool of typed arrays.
 */
import { MAX_OPEN_SEGMENTS, MAX_UNACKED_SEGMENTS } from '../limits/limits'
import { after } from './sequence-analysis'

const END = 0 // node 0 is not used: 0 ends a list

/** Told of every segment that an acknowledgement covers. */
export interface AckListener {
  acked(side: number, node: number): void
}

export class UnackedSegments {
  seq = new Uint32Array(1024)
  end = new Uint32Array(1024)
  frame = new Uint32Array(1024)
  time = new Float64Array(1024)
  ipLength = new Uint32Array(1024)
  outerLength = new Uint32Array(1024)
  /** 1: the octets were sent before; their round trip cannot be measured (RFC 6298 §3). */
  repeated = new Uint8Array(1024)
  private next = new Uint32Array(1024)
  private used = 1
  private free = END
  private inUse = 0
  private heads = new Uint32Array(512)
  private tails = new Uint32Array(512)
  private counts = new Uint16Array(512)
  /** Segments that were not kept because a bound was reached. */
  dropped = 0

  reserveSide(side: number): void {
    if (side < this.heads.length) return
    const length = Math.max(this.heads.length * 2, side + 1)
    this.heads = grown(this.heads, new Uint32Array(length))
    this.tails = grown(this.tails, new Uint32Array(length))
    this.counts = grown(this.counts, new Uint16Array(length))
  }

  /** Node of the new segment; 0 when a bound was reached. */
  push(
    side: number,
    seq: number,
    end: number,
    frame: number,
    time: number,
    ipLength: number,
    outerLength: number,
    repeated: boolean,
  ): number {
    if ((this.counts[side] as number) >= MAX_UNACKED_SEGMENTS || this.inUse >= MAX_OPEN_SEGMENTS) {
      this.dropped++
      return END
    }
    const node = this.allocate()
    this.seq[node] = seq
    this.end[node] = end
    this.frame[node] = frame
    this.time[node] = time
    this.ipLength[node] = ipLength
    this.outerLength[node] = outerLength
    this.repeated[node] = repeated ? 1 : 0
    this.next[node] = END
    if (this.heads[side] === END) this.heads[side] = node
    else this.next[this.tails[side] as number] = node
    this.tails[side] = node
    this.counts[side] = (this.counts[side] as number) + 1
    return node
  }

  head(side: number): number {
    return this.heads[side] as number
  }

  following(node: number): number {
    return this.next[node] as number
  }

  /**
   * Takes out what `ack` covers. Without repetitions the list is in order of sequence numbers and
   * the search ends at the first segment that is not covered.
   */
  acknowledge(side: number, ack: number, ordered: boolean, listener: AckListener): void {
    let previous = END
    let node = this.heads[side] as number
    while (node !== END) {
      const following = this.next[node] as number
      if (after(this.end[node] as number, ack)) {
        if (after(ack, this.seq[node] as number)) this.seq[node] = ack // a partial acknowledgement
        if (ordered) return
        previous = node
      } else {
        listener.acked(side, node)
        this.remove(side, previous, node)
      }
      node = following
    }
  }

  private remove(side: number, previous: number, node: number): void {
    const following = this.next[node] as number
    if (previous === END) this.heads[side] = following
    else this.next[previous] = following
    if (following === END) this.tails[side] = previous
    this.counts[side] = (this.counts[side] as number) - 1
    this.next[node] = this.free
    this.free = node
    this.inUse--
  }

  private allocate(): number {
    this.inUse++
    if (this.free !== END) {
      const node = this.free
      this.free = this.next[node] as number
      return node
    }
    if (this.used === this.next.length) this.grow()
    return this.used++
  }

  private grow(): void {
    const length = this.next.length * 2
    this.seq = grown(this.seq, new Uint32Array(length))
    this.end = grown(this.end, new Uint32Array(length))
    this.frame = grown(this.frame, new Uint32Array(length))
    this.time = grown(this.time, new Float64Array(length))
    this.ipLength = grown(this.ipLength, new Uint32Array(length))
    this.outerLength = grown(this.outerLength, new Uint32Array(length))
    this.repeated = grown(this.repeated, new Uint8Array(length))
    this.next = grown(this.next, new Uint32Array(length))
  }
}

function grown<T extends Uint32Array | Uint16Array | Uint8Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
