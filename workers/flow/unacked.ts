/**
 * Segments that wait for their acknowledgement, one list per side, oldest first, all lists in one
 * pool of typed arrays.
 */
import {
  MAX_OPEN_SEGMENTS,
  MAX_SEARCHED,
  MAX_UNACKED_SEGMENTS,
  SEARCHED_PER_PACKET,
} from '../limits/limits'
import { firstDouble, Rows, strideOf } from './rows'
import { after } from './sequence-numbers'
import { FIN, SYN } from '../wire/tcp'
import {
  IP_LENGTH as IP_FIELD,
  LENGTH,
  OUTER_LENGTH as OUTER_FIELD,
  ROW_WORDS,
  SEQ as SEQ_FIELD,
  TCP_FLAGS,
  type PacketRows,
} from '../wire/packet-rows'

const END = 0 // node 0 is not used: 0 ends a list

/** Told of every segment that an acknowledgement covers. */
export interface AckListener {
  acked(side: number, node: number): void
}

/** Words of a node, and its double. */
const SEQ = 0
const NODE_END = 1
const FRAME = 2
const IP_LENGTH = 3
const OUTER_LENGTH = 4
const NEXT = 5
const REPEATED = 6
/** `REPEATED`: some of the octets were sent more than once, or all of them after this segment. */
const AGAIN = 1
const SUPERSEDED = 2
const TIME = firstDouble(7)
const WORDS = strideOf(7, 1)

/** Words of a side's list. */
const HEAD = 0
const TAIL = 1
const COUNT = 2
const LIST_WORDS = strideOf(3, 0)

export class UnackedSegments {
  private readonly nodes = new Rows(WORDS)
  private readonly lists = new Rows(LIST_WORDS)
  private used = 1
  private free = END
  private inUse = 0
  /** Segments that were not kept because a bound was reached. */
  dropped = 0
  /** Segments that may still be looked at. */
  private credit = MAX_SEARCHED
  /** Searches that ended early because there was no credit left. */
  shortened = 0

  reserveSide(side: number): void {
    this.lists.reserve(side)
  }

  /** Node of the segment in row `index`; 0 when a bound was reached. */
  push(side: number, packets: PacketRows, index: number, repeated: boolean): number {
    this.credit = Math.min(MAX_SEARCHED, this.credit + SEARCHED_PER_PACKET)
    const list = side * LIST_WORDS
    const count = this.lists.u[list + COUNT] as number
    if (count >= MAX_UNACKED_SEGMENTS || this.inUse >= MAX_OPEN_SEGMENTS) {
      this.dropped++
      return END
    }
    const node = this.allocate()
    const { u, f } = this.nodes
    const { words } = packets
    const p = index * ROW_WORDS
    const at = node * WORDS
    const control = ((words[p + TCP_FLAGS] as number) & (SYN | FIN)) !== 0 ? 1 : 0
    u[at + SEQ] = words[p + SEQ_FIELD] as number
    u[at + NODE_END] = (words[p + SEQ_FIELD] as number) + (words[p + LENGTH] as number) + control
    u[at + FRAME] = packets.firstFrame + index
    u[at + IP_LENGTH] = words[p + IP_FIELD] as number
    u[at + OUTER_LENGTH] = words[p + OUTER_FIELD] as number
    u[at + NEXT] = END
    u[at + REPEATED] = repeated ? AGAIN : 0
    f[at / 2 + TIME] = packets.time[index] as number
    const lists = this.lists.u
    if (lists[list + HEAD] === END) lists[list + HEAD] = node
    else u[(lists[list + TAIL] as number) * WORDS + NEXT] = node
    lists[list + TAIL] = node
    lists[list + COUNT] = count + 1
    return node
  }

  /** Sequence number of the first octet that is not acknowledged, and of the one behind the last. */
  seq(node: number): number {
    return this.nodes.u[node * WORDS + SEQ] as number
  }

  end(node: number): number {
    return this.nodes.u[node * WORDS + NODE_END] as number
  }

  frame(node: number): number {
    return this.nodes.u[node * WORDS + FRAME] as number
  }

  time(node: number): number {
    return this.nodes.f[(node * WORDS) / 2 + TIME] as number
  }

  ipLength(node: number): number {
    return this.nodes.u[node * WORDS + IP_LENGTH] as number
  }

  outerLength(node: number): number {
    return this.nodes.u[node * WORDS + OUTER_LENGTH] as number
  }

  /** The octets were sent more than once: their round trip cannot be measured (RFC 6298 §3). */
  repeated(node: number): boolean {
    return this.nodes.u[node * WORDS + REPEATED] !== 0
  }

  markRepeated(node: number): void {
    this.nodes.u[node * WORDS + REPEATED] = Math.max(
      AGAIN,
      this.nodes.u[node * WORDS + REPEATED] as number,
    )
  }

  /** Its octets were sent again, the last one as well: what an ACK answers need not be this segment. */
  superseded(node: number): boolean {
    return this.nodes.u[node * WORDS + REPEATED] === SUPERSEDED
  }

  markSuperseded(node: number): void {
    this.nodes.u[node * WORDS + REPEATED] = SUPERSEDED
  }

  head(side: number): number {
    return this.lists.u[side * LIST_WORDS + HEAD] as number
  }

  /** The segment behind `node`, in a search through the list; 0: none, or the search must end. */
  following(node: number): number {
    return this.mayGoOn() ? this.behind(node) : END
  }

  /**
   * Takes out what the ACK at `words[ackAt]` covers. Without repetitions the list is in order of sequence numbers and
   * the search ends at the first segment that is not covered.
   */
  acknowledge(
    side: number,
    words: Uint32Array,
    ackAt: number,
    ordered: boolean,
    listener: AckListener,
  ): void {
    let node = this.head(side)
    if (node === END) return
    this.credit = Math.min(MAX_SEARCHED, this.credit + SEARCHED_PER_PACKET)
    const ack = words[ackAt] as number
    let previous = END
    while (node !== END) {
      const { u } = this.nodes
      const at = node * WORDS
      const following = u[at + NEXT] as number
      if (after(u[at + NODE_END] as number, ack)) {
        if (after(ack, u[at + SEQ] as number)) u[at + SEQ] = ack // a partial acknowledgement
        if (ordered || !this.mayGoOn()) return
        previous = node
      } else {
        listener.acked(side, node)
        this.remove(side, previous, node)
      }
      node = following
    }
  }

  private mayGoOn(): boolean {
    if (this.credit > 0) {
      this.credit--
      return true
    }
    this.shortened++
    return false
  }

  private behind(node: number): number {
    return this.nodes.u[node * WORDS + NEXT] as number
  }

  private remove(side: number, previous: number, node: number): void {
    const { u } = this.nodes
    const lists = this.lists.u
    const list = side * LIST_WORDS
    const following = u[node * WORDS + NEXT] as number
    if (previous === END) lists[list + HEAD] = following
    else u[previous * WORDS + NEXT] = following
    if (following === END) lists[list + TAIL] = previous
    lists[list + COUNT] = (lists[list + COUNT] as number) - 1
    u[node * WORDS + NEXT] = this.free
    this.free = node
    this.inUse--
  }

  private allocate(): number {
    this.inUse++
    if (this.free !== END) {
      const node = this.free
      this.free = this.behind(node)
      return node
    }
    this.nodes.reserve(this.used)
    return this.used++
  }
}
