/**
 * TCP streams of the compatible view: numbered in order of appearance by five-tuple alone, with
 * Wireshark's conversation table.
 */
import { formatAddress } from '../model/address'
import { innermost, type Packet } from '../wire/packet'
import type { FiveTuples } from './five-tuple'
import { SequenceAnalysis } from './sequence-analysis'
import { REUSED_PORTS } from './tcp-flags'

/** Conversations that the analysis document lists. */
const LISTED = 200

export interface Conversation {
  a: string
  b: string
  frames_ab: number
  frames_ba: number
  bytes_ab: number
  bytes_ba: number
}

export class Streams {
  private readonly tuples: FiveTuples
  private readonly analysis = new SequenceAnalysis()
  /** Tuple row → its newest stream + 1; 0: none. */
  private newest = new Uint32Array(1024)
  private readonly listed: Conversation[] = []
  /** Whether `a` of a listed conversation is the higher endpoint of the tuple. */
  private readonly aIsHigher: boolean[] = []
  /** Streams so far. */
  count = 0
  /** `tcp.analysis` flags of the last segment. */
  flags = 0

  constructor(tuples: FiveTuples) {
    this.tuples = tuples
  }

  /** Number of the packet's stream. Quoted and damaged segments are counted but not `analysed`. */
  segment(packet: Packet, analysed: boolean): number {
    const { tcp } = packet
    const row = this.tuples.of(packet, tcp.srcPort, tcp.dstPort)
    const direction = packet.swapped ? 1 : 0
    let stream = row < this.newest.length ? (this.newest[row] as number) - 1 : -1
    let reused = 0
    if (stream < 0) stream = this.open(row)
    else if (analysed && this.analysis.reuses(2 * stream + direction, tcp)) {
      stream = this.open(row)
      reused = REUSED_PORTS
    }
    if (stream < LISTED) this.converse(packet, stream)
    this.flags = analysed ? this.analysis.segment(stream, direction, tcp, packet.time) | reused : 0
    return stream
  }

  conversations(): (Conversation & { stream: number })[] {
    return this.listed.map((conversation, stream) => ({ stream, ...conversation }))
  }

  private open(row: number): number {
    while (row >= this.newest.length) {
      const larger = new Uint32Array(this.newest.length * 2)
      larger.set(this.newest)
      this.newest = larger
    }
    const stream = this.count++
    this.newest[row] = stream + 1
    this.analysis.open(stream)
    return stream
  }

  private converse(packet: Packet, stream: number): void {
    let listed = this.listed[stream]
    if (listed === undefined) {
      const ip = innermost(packet)
      const { srcPort, dstPort } = packet.tcp
      listed = {
        a: plainEndpoint(formatAddress(ip.s0, ip.s1, ip.s2, ip.s3), srcPort),
        b: plainEndpoint(formatAddress(ip.d0, ip.d1, ip.d2, ip.d3), dstPort),
        frames_ab: 0,
        frames_ba: 0,
        bytes_ab: 0,
        bytes_ba: 0,
      }
      this.listed[stream] = listed
      this.aIsHigher[stream] = packet.swapped
    }
    if (this.aIsHigher[stream] === packet.swapped) {
      listed.frames_ab++
      listed.bytes_ab += packet.tcp.length
    } else {
      listed.frames_ba++
      listed.bytes_ba += packet.tcp.length
    }
  }
}

/** Without brackets, as the conversation table of tshark. */
function plainEndpoint(address: string, port: number): string {
  return `${address}:${String(port)}`
}
