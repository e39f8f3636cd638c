/**
 * Five-tuples without the protocol: addresses and ports of the innermost packet, interned. Both
 * directions lead to the same row. The compatible and the corrected view share one table, so each
 * packet is looked up once.
 */
import { innermost, type Packet } from '../wire/packet'
import { HashIndex } from './hash-index'

/** Eight address words, both ports in one. */
const WIDTH = 9
const PORTS = 8

export class FiveTuples {
  private readonly index = new HashIndex(WIDTH)

  get size(): number {
    return this.index.size
  }

  /** Row of the packet, which is kept with it, as is its direction. */
  of(packet: Packet, srcPort: number, dstPort: number): number {
    if (packet.tuple >= 0) return packet.tuple
    const ip = innermost(packet)
    const { key } = this.index
    // Any total order will do, as long as both directions agree on it.
    const order =
      ip.s3 - ip.d3 || srcPort - dstPort || ip.s2 - ip.d2 || ip.s1 - ip.d1 || ip.s0 - ip.d0
    const swapped = order > 0
    const src = swapped ? 4 : 0
    const dst = 4 - src
    key[src] = ip.s0
    key[src + 1] = ip.s1
    key[src + 2] = ip.s2
    key[src + 3] = ip.s3
    key[dst] = ip.d0
    key[dst + 1] = ip.d1
    key[dst + 2] = ip.d2
    key[dst + 3] = ip.d3
    key[PORTS] = swapped ? dstPort * 65_536 + srcPort : srcPort * 65_536 + dstPort
    packet.swapped = swapped
    packet.tuple = this.index.insert()
    return packet.tuple
  }

  /** Word `word` (0–3) of the lower (`side` 0) or higher (1) address of `row`. */
  address(row: number, side: 0 | 1, word: number): number {
    return this.index.word(row, side * 4 + word)
  }

  port(row: number, side: 0 | 1): number {
    const ports = this.index.word(row, PORTS)
    return side === 0 ? ports >>> 16 : ports & 0xffff
  }
}
