/**
 * Connections by five-tuple: both directions lead to the same row. The context word keeps apart
 * what must not be joined (tap, tenant); 0 where everything is one, as in Wireshark.
 */
import type { Packet } from '../wire/packet'
import { innermost } from '../wire/packet'
import { HashIndex } from './hash-index'

/** Eight address words, both ports in one, context. */
const WIDTH = 10
const PORTS = 8
const CONTEXT = 9

export class FiveTuples {
  private readonly index = new HashIndex(WIDTH)
  /** After `find` or `insert`: true when the packet goes from the higher endpoint to the lower. */
  swapped = false

  get size(): number {
    return this.index.size
  }

  /** Looks the innermost packet up; −1: not there. */
  find(packet: Packet, srcPort: number, dstPort: number, context: number): number {
    this.aim(packet, srcPort, dstPort, context)
    return this.index.find()
  }

  insert(packet: Packet, srcPort: number, dstPort: number, context: number): number {
    this.aim(packet, srcPort, dstPort, context)
    return this.index.insert()
  }

  /** Word `word` (0–3) of the lower (`side` 0) or higher (1) address of `row`. */
  address(row: number, side: 0 | 1, word: number): number {
    return this.index.word(row, side * 4 + word)
  }

  port(row: number, side: 0 | 1): number {
    const ports = this.index.word(row, PORTS)
    return side === 0 ? ports >>> 16 : ports & 0xffff
  }

  private aim(packet: Packet, srcPort: number, dstPort: number, context: number): void {
    const ip = innermost(packet)
    const { key } = this.index
    const order =
      ip.s3 - ip.d3 || srcPort - dstPort || ip.s2 - ip.d2 || ip.s1 - ip.d1 || ip.s0 - ip.d0
    this.swapped = order > 0
    const src = this.swapped ? 4 : 0
    const dst = 4 - src
    key[src] = ip.s0
    key[src + 1] = ip.s1
    key[src + 2] = ip.s2
    key[src + 3] = ip.s3
    key[dst] = ip.d0
    key[dst + 1] = ip.d1
    key[dst + 2] = ip.d2
    key[dst + 3] = ip.d3
    key[PORTS] = this.swapped ? dstPort * 65_536 + srcPort : srcPort * 65_536 + dstPort
    key[CONTEXT] = context
  }
}
