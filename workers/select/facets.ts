/**
 * Facets: what filters ask of every frame beside its index, in columns like those. They are read from
 * the octets the first time that a filter needs them.
 */
import type { Packet } from '../wire/packet'
import type { Conversations } from './conversations'
import { FrameWalk } from './frame-walk'
import {
  HAS_TCP,
  HeaderTable,
  INNER_IPV4,
  INNER_IPV6,
  INTRICATE,
  OUTER_IPV4,
  OUTER_IPV6,
} from './header-table'
import type { HeaderWords } from './header-words'

/** Facets of the frames of one chunk. Of the two IP headers: the outermost, the inner one of two. */
export interface FacetChunk {
  length: number
  /** Number in the table of headers; 0: not in it. */
  header: Uint32Array
  /** `ip.len` or `ipv6.plen`. */
  outerLen: Uint16Array
  innerLen: Uint16Array
  /** `ip.id`. */
  outerId: Uint16Array
  innerId: Uint16Array
  /** The third pair of octets of IPv4: flags and fragment offset. */
  outerFrag: Uint16Array
  innerFrag: Uint16Array
  /** `ip.ttl` or `ipv6.hlim`. */
  outerTtl: Uint8Array
  innerTtl: Uint8Array
  /** `tcp.flags`, twelve bits; `tcp.len`. */
  tcpFlags: Uint16Array
  tcpLen: Uint16Array
  /** `tcp.window_size_value`. */
  tcpWindow: Uint16Array
  /** `tcp.seq_raw`, `tcp.ack_raw`. */
  tcpSeq: Uint32Array
  tcpAck: Uint32Array
  /** Which end sent the segment: `LOWER_END`, `HIGHER_END`; 0: no segment of its own, or a fragment. */
  tcpSender: Uint8Array
  /** Octets in the blocks of a selective acknowledgment, by row; most rows have none. */
  readonly tcpSacked: Map<number, number>
  /** `tcp.stream` + 1; 0: none. */
  stream: Uint32Array
}

export function newFacetChunk(length: number): FacetChunk {
  return {
    length,
    header: new Uint32Array(length),
    outerLen: new Uint16Array(length),
    innerLen: new Uint16Array(length),
    outerId: new Uint16Array(length),
    innerId: new Uint16Array(length),
    outerFrag: new Uint16Array(length),
    innerFrag: new Uint16Array(length),
    outerTtl: new Uint8Array(length),
    innerTtl: new Uint8Array(length),
    tcpFlags: new Uint16Array(length),
    tcpLen: new Uint16Array(length),
    tcpWindow: new Uint16Array(length),
    tcpSeq: new Uint32Array(length),
    tcpAck: new Uint32Array(length),
    tcpSender: new Uint8Array(length),
    tcpSacked: new Map(),
    stream: new Uint32Array(length),
  }
}

/** Of a conversation, the end that `Conversations` has first, or second. */
export const LOWER_END = 1
export const HIGHER_END = 2

/** Where a frame stands in `view`. */
export interface FramePlace {
  at: number
  capLen: number
  origLen: number
  linktype: number
  iface: number
}

export class FacetReader {
  private readonly walk = new FrameWalk(false)
  private readonly table: HeaderTable
  private readonly conversations: Conversations

  constructor(table: HeaderTable, conversations: Conversations) {
    this.table = table
    this.conversations = conversations
  }

  /** Fills row `row` from the frame. */
  read(view: DataView, place: FramePlace, into: FacetChunk, row: number): void {
    const { headers } = this.walk
    const { at, capLen, origLen, linktype } = place
    const packet = this.walk.follow(view, at, capLen, origLen, linktype)
    headers.addPlace(place.iface, packet.ifindex)
    const known = this.table.size
    const kind = this.table.numberOf(headers, shapeOf(packet, headers))
    if (this.table.size > known) this.conversations.meet(kind, this.table.of(kind))
    into.header[row] = kind
    this.fill(packet, into, row)
    into.stream[row] = this.streamOf(packet, kind)
    if (packet.transport === 'tcp' && packet.fault === null) this.fillSegment(packet, into, row)
  }

  private streamOf(packet: Packet, kind: number): number {
    const { transport, fragmentLevel, tcp } = packet
    if (this.walk.quotes) return this.conversations.quoted(kind)
    if (transport !== 'tcp') return 0
    return this.conversations.segment(kind, tcp, fragmentLevel < 0)
  }

  private fill(packet: Packet, into: FacetChunk, row: number): void {
    const { depth, ip, view } = packet
    const outer = ip[0]
    if (depth === 0 || outer === undefined) return
    const four = outer.version === 4
    into.outerLen[row] = view.getUint16(outer.at + (four ? 2 : 4))
    into.outerTtl[row] = outer.ttl
    if (four) {
      into.outerId[row] = outer.id
      into.outerFrag[row] = view.getUint16(outer.at + 6)
    }
    const inner = ip[1]
    if (depth === 2 && inner !== undefined) {
      const innerFour = inner.version === 4
      into.innerLen[row] = view.getUint16(inner.at + (innerFour ? 2 : 4))
      into.innerTtl[row] = inner.ttl
      if (innerFour) {
        into.innerId[row] = inner.id
        into.innerFrag[row] = view.getUint16(inner.at + 6)
      }
    }
  }

  private fillSegment(packet: Packet, into: FacetChunk, row: number): void {
    const { tcp, view } = packet
    into.tcpFlags[row] = view.getUint16(packet.payloadAt - tcp.headerLength + 12) & 0xfff
    into.tcpLen[row] = tcp.length
    into.tcpWindow[row] = tcp.window
    into.tcpSeq[row] = tcp.seq
    into.tcpAck[row] = tcp.ack
    if (packet.fragmentLevel >= 0 || into.stream[row] === 0) return
    into.tcpSender[row] = this.conversations.swapped ? HIGHER_END : LOWER_END
    if (tcp.sackCount > 0) into.tcpSacked.set(row, sackedOctets(tcp))
  }
}

function sackedOctets({ sack, sackCount }: Packet['tcp']): number {
  let octets = 0
  for (let block = 0; block < sackCount; block++) {
    octets += (sack[2 * block + 1] as number) - (sack[2 * block] as number)
  }
  return octets >>> 0
}

function shapeOf({ depth, ip, transport, tcp }: Packet, headers: HeaderWords): number {
  let shape = 0
  if (depth > 0) shape |= ip[0]?.version === 4 ? OUTER_IPV4 : OUTER_IPV6
  if (depth > 1) shape |= ip[1]?.version === 4 ? INNER_IPV4 : INNER_IPV6
  if (transport === 'tcp') shape |= HAS_TCP
  return headers.intricate || (transport === 'tcp' && tcp.length > 0xffff) ? INTRICATE : shape
}
