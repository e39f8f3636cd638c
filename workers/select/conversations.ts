/**
 * Conversations as Wireshark 4.0 numbers them (`tcp.stream`, `udp.stream`): by five-tuple alone, in order
 * of appearance; a SYN with another sequence number begins a new TCP stream. A fragment that begins a
 * datagram belongs to a stream that is there, and begins none: whether it is put together is not known.
 */
import { MAX_STREAMS } from '../limits/limits'
import type { StreamSide } from '../model/stream-numbers'
import { ACK, SYN } from '../wire/tcp'
import { CUT, entryWords, IP, IPV6, PLACE, QUOTED, TCP, TUNNEL, UDP } from './header-words'
import { Table } from './number-table'

/** What the headers of a frame tell of its TCP conversation. */
interface TcpEnds {
  /** Row of the conversation. */
  readonly row: number
  /** Sent by the endpoint that stands second. */
  readonly swapped: boolean
}

const HAS_BASE = 1
const SHIFT = 8
/** Window scale + 1 in `SHIFT`: 0 not told yet. */
const UNSCALED = 255

export class Conversations {
  private readonly tcpRows = new Map<string, number>()
  private readonly udpStreams = new Map<string, number>()
  private readonly tcpOfKind = new Map<number, TcpEnds>()
  private readonly udpOfKind = new Map<number, number[]>()
  /** Of frames that quote datagrams: how many headers are their own. */
  private readonly ownUdpOfKind = new Map<number, number>()
  /** Newest stream + 1 of a row; 0: none. */
  private readonly newest = new Table()
  /** By 2 × stream + side: base sequence number, and bits. */
  private readonly bases = new Table()
  private readonly bits = new Table()
  private tcpCount = 0
  /** The segment given last was sent by the endpoint that stands second. */
  swapped = false

  /** A kind of headers is met first. */
  meet(kind: number, words: Uint32Array): void {
    let src = ''
    let dst = ''
    const udp: number[] = []
    let own = 0
    for (let at = 0; at < words.length;) {
      const tag = words[at] as number
      const size = entryWords(tag)
      const protocol = tag & 0xff
      if ((tag & (TUNNEL | PLACE | CUT)) === 0) {
        if (protocol === IP || protocol === IPV6) {
          const half = (size - 2) / 2
          src = words.subarray(at + 2, at + 2 + half).join('.')
          dst = words.subarray(at + 2 + half, at + size).join('.')
        } else if (protocol === UDP) {
          udp.push(this.udpStream(src, dst, words[at + 1] as number))
          if ((tag & QUOTED) === 0) own++
        }
        if (protocol === TCP) this.meetTcp(kind, tag, src, dst, words[at + 1] as number)
      }
      at += size
    }
    if (udp.length > 0) this.udpOfKind.set(kind, udp)
    if (own < udp.length) this.ownUdpOfKind.set(kind, own)
  }

  /** `udp.stream` of all UDP headers, outermost first. */
  udpOf(kind: number): readonly number[] {
    return this.udpOfKind.get(kind) ?? []
  }

  /** The same without those that an ICMP error quotes. */
  ownUdpOf(kind: number): readonly number[] {
    const all = this.udpOf(kind)
    const own = this.ownUdpOfKind.get(kind)
    return own === undefined ? all : all.slice(0, own)
  }

  /** `tcp.stream` + 1 of a segment; 0: none. `begins`: it may begin one. */
  segment(kind: number, segment: Segment, begins: boolean): number {
    const ends = this.tcpOfKind.get(kind)
    if (ends === undefined) return 0
    const { row, swapped } = ends
    const { flags, seq } = segment
    this.swapped = swapped
    let stream = this.newest.get(row) - 1
    const side = (stream: number) => 2 * stream + (swapped ? 1 : 0)
    const reuses =
      stream >= 0 &&
      (flags & (SYN | ACK)) === SYN &&
      (this.bits.get(side(stream)) & HAS_BASE) !== 0 &&
      this.bases.get(side(stream)) !== seq
    if ((stream < 0 || reuses) && begins && this.tcpCount < MAX_STREAMS) {
      stream = this.tcpCount++
      this.newest.set(row, stream + 1)
    }
    if (stream < 0) return 0
    this.note(side(stream), side(stream) ^ 1, segment)
    return stream + 1
  }

  /** Is it the segment of a quotation, which tells no more than that there is a stream? */
  quoted(kind: number): number {
    const ends = this.tcpOfKind.get(kind)
    if (ends === undefined) return 0
    const stream = this.newest.get(ends.row)
    if (stream > 0 || this.tcpCount >= MAX_STREAMS) return stream
    this.newest.set(ends.row, ++this.tcpCount)
    return this.tcpCount
  }

  /** Of the sender of frames with these headers. */
  sideOf(stream: number, kind: number): StreamSide | null {
    const ends = this.tcpOfKind.get(kind)
    if (ends === undefined) return null
    const side = 2 * stream + (ends.swapped ? 1 : 0)
    const scale = (this.bits.get(side) >>> SHIFT) & 255
    return {
      base: this.bases.get(side),
      otherBase: this.bases.get(side ^ 1),
      scale: scale === 0 || scale === UNSCALED ? 0 : scale - 1,
    }
  }

  /** Base sequence numbers and window scales, as the first segments of a stream tell them. */
  private note(own: number, other: number, { flags, seq, ack, windowScale }: Segment): void {
    const syn = (flags & SYN) !== 0
    const acks = (flags & ACK) !== 0
    const { bases, bits } = this
    if ((bits.get(own) & HAS_BASE) === 0 || (syn && acks && bases.get(own) !== seq)) {
      bases.set(own, syn ? seq : seq - 1)
      bits.set(own, bits.get(own) | HAS_BASE)
    }
    if (acks && (bits.get(other) & HAS_BASE) === 0) {
      bases.set(other, ack - 1)
      bits.set(other, bits.get(other) | HAS_BASE)
    }
    if (syn) this.offerScale(own, other, windowScale)
  }

  /** RFC 7323 §2.2: windows are scaled only when both SYNs offer it; −1: this one does not. */
  private offerScale(own: number, other: number, windowScale: number): void {
    const set = (side: number, scale: number) =>
      this.bits.set(side, (this.bits.get(side) & 0xff) | (scale << SHIFT))
    const scaleOf = (side: number) => (this.bits.get(side) >>> SHIFT) & 255
    if (windowScale >= 0) {
      set(own, scaleOf(other) === UNSCALED ? UNSCALED : Math.min(windowScale, 14) + 1)
    } else if (scaleOf(own) === 0) {
      set(own, UNSCALED)
      set(other, UNSCALED)
    }
  }

  private udpStream(src: string, dst: string, ports: number): number {
    const { key } = keyOf(src, dst, ports)
    const known = this.udpStreams.get(key) ?? this.udpStreams.size
    this.udpStreams.set(key, known)
    return known
  }

  private meetTcp(kind: number, tag: number, src: string, dst: string, ports: number): void {
    const { key, swapped } = keyOf(src, dst, ports)
    const known = this.tcpOfKind.get(kind)
    // Of several the frame's own counts before a quoted one
    if (known !== undefined && (tag & QUOTED) !== 0) return
    const row = this.tcpRows.get(key) ?? this.tcpRows.size
    this.tcpRows.set(key, row)
    this.tcpOfKind.set(kind, { row, swapped })
  }
}

/** What of a segment begins a stream, and tells its base numbers. */
export interface Segment {
  readonly flags: number
  readonly seq: number
  readonly ack: number
  /** −1: absent. */
  readonly windowScale: number
}

/** The same for both directions. */
function keyOf(src: string, dst: string, ports: number): { key: string; swapped: boolean } {
  const from = `${src}:${String(ports >>> 16)}`
  const to = `${dst}:${String(ports & 0xffff)}`
  const swapped = from > to
  return { key: swapped ? `${to} ${from}` : `${from} ${to}`, swapped }
}
