/** UDP conversations, numbered in order of appearance by five-tuple alone, as `udp.stream`. */
import { writeEndpoints } from '../wire/encode'
import { newIpHeader, type IpHeader } from '../wire/ip-header'
import {
  HASH,
  LOW,
  OUTER_DST,
  OUTER_SRC,
  OUTER_SRC_PORT,
  OUTER_TUNNEL,
  ROW_WORDS,
} from '../wire/packet-rows'
import { NO_TUPLE, STREAM_CELL, TUPLE_WORDS, type FiveTuples } from './five-tuple'

/** Outer conversations met last: both addresses, and both ports in one word. */
const RECENT = 4096
const ENTRY = 9
const PORTS = 8

export class UdpFlows {
  readonly tuples: FiveTuples
  /** Conversations so far. */
  count = 0
  private readonly recent = new Uint32Array(RECENT * ENTRY)
  private readonly scratch = new Uint32Array(ROW_WORDS)
  private readonly outer = newIpHeader()

  constructor(tuples: FiveTuples) {
    this.tuples = tuples
  }

  /** Number of the tuple's conversation; a new one at the first call. */
  stream(tuple: number): number {
    const { words } = this.tuples
    const cell = tuple * TUPLE_WORDS + STREAM_CELL
    const known = words[cell] as number
    if (known > 0) return known - 1
    words[cell] = this.count + 1
    return this.count++
  }

  /** Numbers the conversation that carries a tunnel, which is asked for nothing else. */
  around(ip: IpHeader, srcPort: number, dstPort: number): void {
    const { scratch } = this
    writeEndpoints(ip, srcPort, dstPort, scratch, 0)
    const tuple = this.tuples.at(scratch, LOW, HASH)
    if (tuple !== NO_TUPLE) this.stream(tuple)
  }

  /** The same of the tunnel in the row that begins at word `p`, when it has ports. */
  aroundRow(words: Uint32Array, p: number): void {
    const dstPort = (words[p + OUTER_TUNNEL] as number) & 0xffff
    if (dstPort === 0) return
    const srcPort = words[p + OUTER_SRC_PORT] as number
    const { recent } = this
    const mixed = (words[p + OUTER_SRC + 3] as number) ^ (words[p + OUTER_DST + 3] as number)
    const at = ((mixed ^ srcPort ^ (srcPort >>> 6)) & (RECENT - 1)) * ENTRY
    if (recent[at + PORTS] === srcPort * 65_536 + dstPort && sameEnds(recent, at, words, p)) return
    for (let i = 0; i < PORTS; i++) recent[at + i] = words[p + OUTER_SRC + i] as number
    recent[at + PORTS] = srcPort * 65_536 + dstPort
    this.around(this.outerOf(words, p), srcPort, dstPort)
  }

  private outerOf(words: Uint32Array, p: number): IpHeader {
    const { outer } = this
    outer.s0 = words[p + OUTER_SRC] as number
    outer.s1 = words[p + OUTER_SRC + 1] as number
    outer.s2 = words[p + OUTER_SRC + 2] as number
    outer.s3 = words[p + OUTER_SRC + 3] as number
    outer.d0 = words[p + OUTER_DST] as number
    outer.d1 = words[p + OUTER_DST + 1] as number
    outer.d2 = words[p + OUTER_DST + 2] as number
    outer.d3 = words[p + OUTER_DST + 3] as number
    outer.version = outer.s0 === 0 && outer.s1 === 0 && outer.s2 === 0xffff ? 4 : 6
    return outer
  }
}

/** Source and destination stand one behind the other in both. */
function sameEnds(recent: Uint32Array, at: number, words: Uint32Array, p: number): boolean {
  for (let i = PORTS - 1; i >= 0; i--) {
    if (recent[at + i] !== words[p + OUTER_SRC + i]) return false
  }
  return true
}
