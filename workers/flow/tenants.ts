/**
 * Which packets of one five-tuple belong together: at the same tap, and when it occurs in tunnels,
 * of the same tenant.
 *
 * Where a VNI names a network (segment mode: flannel, OVN, EVPN) equal five-tuples in different
 * VNIs are different connections. Where it names the sender (identity mode: Cilium) the two
 * directions of one connection differ in VNI. A second VNI *in the same direction* tells them
 * apart; unless the directions differ already, then the sender's identity has changed.
 */
import { NO_VNI } from '../wire/encode'
import { HashIndex } from './hash-index'

/** Bits of the context word that hold the tap. */
const TAP_BITS = 12

export class Tenants {
  private readonly index = new HashIndex(2)
  /** VNI codes that have connections of their own → number from 1. */
  private readonly segments = new Map<number, number>()
  private readonly vniOf: (row: number, direction: number) => number
  /** The row given last is that of its tuple at the first tap, without a tenant of its own. */
  direct = false

  /** `vniOf` gives the VNI code of a row's direction, 0 when nothing was seen. */
  constructor(vniOf: (row: number, direction: number) => number) {
    this.vniOf = vniOf
  }

  get size(): number {
    return this.index.size
  }

  /** Does no VNI have connections of its own? */
  get undivided(): boolean {
    return this.segments.size === 0
  }

  /** Row for a packet of the tuple; a new one is equal to the old `size`, −1: it may not be `opened`. */
  row(tuple: number, direction: number, tap: number, vni: number, opened: boolean): number {
    const { key } = this.index
    key[0] = tuple
    this.direct = false
    const own = this.segments.get(vni)
    if (own !== undefined) {
      key[1] = (own << TAP_BITS) | tap
      const row = this.index.find()
      if (row >= 0) return row
    }
    key[1] = tap
    const known = this.index.size
    const row = opened ? this.index.insert() : this.index.find()
    if (row < 0) return row
    if (row === known || vni === NO_VNI || this.suits(row, direction, vni)) {
      this.direct = tap === 0
      return row
    }
    if (!opened) return -1
    const segment = own ?? this.segments.size + 1
    this.segments.set(vni, segment)
    key[1] = (segment << TAP_BITS) | tap
    return this.index.insert()
  }

  /** May the packet belong to the row, by what was seen of the VNIs of both directions? */
  suits(row: number, direction: number, vni: number): boolean {
    const here = this.vniOf(row, direction)
    if (here === 0 || here === vni) return true
    const back = this.vniOf(row, 1 - direction)
    return back !== 0 && back !== here
  }
}
