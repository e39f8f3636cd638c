/**
 * Which packets of one five-tuple belong together when it occurs in tunnels.
 *
 * Where a VNI names a network (segment mode: flannel, OVN, EVPN) equal five-tuples in different
 * VNIs are different connections. Where it names the sender (identity mode: Cilium) the two
 * directions of one connection differ in VNI. A second VNI *in the same direction* tells them
 * apart; unless the directions differ already, then the sender's identity has changed.
 */
import type { Packet } from '../wire/packet'
import type { FiveTuples } from './five-tuple'

/** Bits of the context word that hold the tap. */
const TAP_BITS = 12

export class Tenants {
  /** VNI codes that have connections of their own → number from 1. */
  private readonly segments = new Map<number, number>()
  private readonly tuples: FiveTuples
  private readonly vniOf: (row: number, direction: number) => number

  /** `vniOf` gives the VNI code of a row's direction, 0 when nothing was seen. */
  constructor(tuples: FiveTuples, vniOf: (row: number, direction: number) => number) {
    this.tuples = tuples
    this.vniOf = vniOf
  }

  /** Row of the packet's connection; a new one is equal to the old `tuples.size`. */
  row(packet: Packet, tap: number, vni: number): number {
    const { srcPort, dstPort } = packet.tcp
    const own = this.segments.get(vni)
    if (own !== undefined) {
      const row = this.tuples.find(packet, srcPort, dstPort, (own << TAP_BITS) | tap)
      if (row >= 0) return row
    }
    const known = this.tuples.size
    const row = this.tuples.insert(packet, srcPort, dstPort, tap)
    if (row === known || vni === 1) return row
    const direction = this.tuples.swapped ? 1 : 0
    const here = this.vniOf(row, direction)
    if (here === 0 || here === vni) return row
    const back = this.vniOf(row, 1 - direction)
    if (back !== 0 && back !== here) return row
    const segment = own ?? this.segments.size + 1
    this.segments.set(vni, segment)
    return this.tuples.insert(packet, srcPort, dstPort, (segment << TAP_BITS) | tap)
  }
}
