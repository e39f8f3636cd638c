/**
 * Whether the VNIs of an overlay name senders (identity mode: Cilium) or networks (flannel, OVN, EVPN):
 * the two directions of a conversation differ in it, or do not. Where nothing is answered, side-cars
 * that name one of them tell it, or several VNIs on Cilium's own port.
 */
import type { TunnelWayRecord } from './records'

/** Cilium's port of VXLAN; flannel uses it too, with one VNI. */
const CILIUM_VXLAN = 8472

/** Never on the wire: nobody is unknown, and the world is sent as one, whatever its family. */
const NO_SENDERS = [0, 9, 10]

interface Overlay {
  port: number
  vnis: Set<number>
  /** Between two hosts, by the order of their addresses: the VNI of the first direction seen. */
  first: Map<string, Map<string, number>>
  differ: number
  equal: number
}

export class VniModes {
  private readonly overlays = new Map<string, Overlay>()
  private readonly identities = new Set<number>()
  private readonly bound: number
  private pairs = 0

  /** `bound`: pairs of hosts. */
  constructor(bound: number) {
    this.bound = bound
  }

  told(identity: number): void {
    this.identities.add(identity)
  }

  see(overlay: string, { src, dst, tunnel: { vni, udpPort } }: TunnelWayRecord): void {
    if (vni < 0) return
    let known = this.overlays.get(overlay)
    if (known === undefined) {
      known = { port: udpPort, vnis: new Set(), first: new Map(), differ: 0, equal: 0 }
      this.overlays.set(overlay, known)
    }
    known.vnis.add(vni)
    const back = known.first.get(dst)?.get(src)
    if (back !== undefined) {
      if (back === vni) known.equal++
      else known.differ++
    }
    if (this.pairs >= this.bound) return
    const to = known.first.get(src)
    if (to?.has(dst) !== true) this.pairs++
    if (to === undefined) known.first.set(src, new Map([[dst, vni]]))
    else if (!to.has(dst)) to.set(dst, vni)
  }

  nameSenders(overlay: string): boolean {
    const known = this.overlays.get(overlay)
    if (known === undefined) return false
    const { port, vnis, differ, equal } = known
    for (const vni of vnis) if (this.identities.has(vni)) return true
    if (NO_SENDERS.some((vni) => vnis.has(vni))) return false
    if (differ > 0) return true
    return equal === 0 && port === CILIUM_VXLAN && vnis.size > 1
  }
}
