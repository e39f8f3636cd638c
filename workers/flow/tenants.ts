/**
 * Which packets of one five-tuple belong together: at the same tap, and when it occurs in tunnels,
 * of the same tenant.
 *
 * Where a VNI names a network (segment mode: flannel, OVN, EVPN) equal five-tuples in different
 * VNIs are different connections. Where it names the sender (identity mode: Cilium) the two
 * directions of one connection differ in VNI. A second VNI *in the same direction* tells them
 * apart; unless the directions differ already, then the sender's identity has changed.
 */
import type { Packet, TunnelHeader } from '../wire/packet'
import { HashIndex } from './hash-index'

/** Bits of the context word that hold the tap. */
const TAP_BITS = 12

/** `vniCode` without a tunnel, or in one that knows no VNI. */
export const NO_VNI = 1

/** VNI + 2 of the tunnel around the IP header at `level`. */
export function vniCode(packet: Packet, level: number): number {
  return level === 0 ? NO_VNI : (packet.tunnels[level - 1] as TunnelHeader).vni + 2
}

export class Tenants {
  private readonly index = new HashIndex(2)
  /** Five-tuple → its row + 1 at the first tap, without a tenant of its own; 0: none. */
  private direct = new Uint32Array(1024)
  /** VNI codes that have connections of their own → number from 1. */
  private readonly segments = new Map<number, number>()
  private readonly vniOf: (row: number, direction: number) => number

  /** `vniOf` gives the VNI code of a row's direction, 0 when nothing was seen. */
  constructor(vniOf: (row: number, direction: number) => number) {
    this.vniOf = vniOf
  }

  get size(): number {
    return this.index.size
  }

  /** Row for the packet, whose five-tuple is known; a new one is equal to the old `size`. */
  row(packet: Packet, tap: number, vni: number): number {
    if (tap === 0 && this.segments.size === 0) {
      const row = this.direct[packet.tuple] ?? 0
      if (row !== 0 && (vni === NO_VNI || this.suits(packet, row - 1, vni))) return row - 1
    }
    return this.search(packet, tap, vni)
  }

  private search(packet: Packet, tap: number, vni: number): number {
    const { key } = this.index
    key[0] = packet.tuple
    const own = this.segments.get(vni)
    if (own !== undefined) {
      key[1] = (own << TAP_BITS) | tap
      const row = this.index.find()
      if (row >= 0) return row
    }
    key[1] = tap
    const known = this.index.size
    const row = this.index.insert()
    if (row === known && tap === 0) this.remember(packet.tuple, row)
    if (row === known || vni === NO_VNI || this.suits(packet, row, vni)) return row
    const segment = own ?? this.segments.size + 1
    this.segments.set(vni, segment)
    key[1] = (segment << TAP_BITS) | tap
    return this.index.insert()
  }

  /** May the packet belong to the row, by what was seen of the VNIs of both directions? */
  private suits(packet: Packet, row: number, vni: number): boolean {
    const direction = packet.swapped ? 1 : 0
    const here = this.vniOf(row, direction)
    if (here === 0 || here === vni) return true
    const back = this.vniOf(row, 1 - direction)
    return back !== 0 && back !== here
  }

  private remember(tuple: number, row: number): void {
    if (tuple >= this.direct.length) {
      const larger = new Uint32Array(Math.max(this.direct.length * 2, tuple + 1))
      larger.set(this.direct)
      this.direct = larger
    }
    this.direct[tuple] = row + 1
  }
}
