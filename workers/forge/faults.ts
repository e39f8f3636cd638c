/**
 * What the underlay does to packets. A fault takes the parts of one packet that travel together
 * and returns those that go on; `towards`, `during`, `onSyn` and `sometimes` confine a fault.
 *
 *     scene.path.push(fragmentAt(1460), towards(node2, tailFirst(0.87)))
 *     scene.path.push(during({ period: 600e9, length: 150e9 }, onSyn(sometimes(0.6, hold(520e6)))))
 */
import { isSyn, mayFragment } from './ip'
import { fragmentIpv4 } from './ipv4'
import { type Node } from './node'
import { type Random } from './random'

/** An IP packet, or one fragment of it, between two machines. */
export interface Parcel {
  readonly octets: Uint8Array
  /** The packet inside the tunnel; the whole packet where there is none. */
  readonly inner: Uint8Array
  readonly from: Node
  readonly to: Node
  /** When it left, and how much later than usual it arrives, in nanoseconds. */
  readonly time: number
  readonly late: number
  /** Source address, and what happens there when a router refuses the packet for its size. */
  readonly sender: string
  readonly tooBig?: ((mtu: number) => void) | undefined
}

export interface FaultContext {
  readonly random: Random
  /** A router tells the sender that the packet is larger than `mtu`. */
  readonly refuse: (parcel: Parcel, router: string, mtu: number) => void
}

export type Fault = (parcels: readonly Parcel[], context: FaultContext) => readonly Parcel[]

/**
 * Discards packets above `octets` of IP; silently, unless a `router` address is given: then it
 * answers packets that it may not fragment (RFC 1191 §4, RFC 8201 §4), of which it quotes `quoted`
 * octets at most.
 */
export function dropAbove(
  octets: number,
  {
    of = 'outer',
    router,
    quoted,
  }: { of?: 'outer' | 'inner'; router?: string; quoted?: number } = {},
): Fault {
  return (parcels, { refuse }) =>
    parcels.filter((parcel) => {
      if ((of === 'outer' ? parcel.octets : parcel.inner).length <= octets) return true
      if (router !== undefined && !mayFragment(parcel.octets)) {
        refuse({ ...parcel, octets: parcel.octets.subarray(0, quoted) }, router, octets)
      }
      return false
    })
}

/** A router that carries `mtu` octets: fragments what it may, discards the rest. */
export function fragmentAt(mtu: number): Fault {
  return (parcels) =>
    parcels.flatMap((parcel) => {
      if (parcel.octets.length > mtu && !mayFragment(parcel.octets)) return []
      return fragmentIpv4(parcel.octets, mtu).map((octets) => ({ ...parcel, octets }))
    })
}

/** With probability `p`, the last fragment of a datagram overtakes all others by `gap`. */
export function tailFirst(p: number, gap = 120_000): Fault {
  return (parcels, { random }) => {
    if (parcels.length < 2 || !random.chance(p)) return parcels
    const by = Math.round(gap * (0.5 + random.next()))
    return [
      ...parcels.slice(-1),
      ...parcels.slice(0, -1).map((parcel) => ({ ...parcel, late: parcel.late + by })),
    ]
  }
}

/** Loses each part with probability `p`. */
export function lose(p = 1): Fault {
  return (parcels, { random }) => parcels.filter(() => !random.chance(p))
}

/** Arrives `by` nanoseconds later, give or take `spread`. */
export function hold(by: number, spread = by / 100): Fault {
  return (parcels, { random }) =>
    parcels.map((parcel) => ({
      ...parcel,
      late: parcel.late + Math.max(0, Math.round(by + (random.next() - 0.5) * 2 * spread)),
    }))
}

/** The fault happens with probability `p`, else `otherwise`, else nothing. */
export function sometimes(p: number, fault: Fault, otherwise?: Fault): Fault {
  return (parcels, context) => {
    if (context.random.chance(p)) return fault(parcels, context)
    return otherwise ? otherwise(parcels, context) : parcels
  }
}

/** Only packets for which `applies` is true meet the fault. */
export function only(applies: (parcel: Parcel) => boolean, fault: Fault): Fault {
  return (parcels, context) => {
    const [first] = parcels
    return first !== undefined && applies(first) ? fault(parcels, context) : parcels
  }
}

export const towards = (node: Node, fault: Fault): Fault =>
  only((parcel) => parcel.to === node, fault)

export const between = (a: Node, b: Node, fault: Fault): Fault =>
  only(({ from, to }) => (from === a && to === b) || (from === b && to === a), fault)

/** Only segments that open a connection. */
export const onSyn = (fault: Fault): Fault => only((parcel) => isSyn(parcel.inner), fault)

export interface Bursts {
  /** From the begin of one burst to that of the next, in nanoseconds. */
  period: number
  length: number
  /** Begin of the first burst; default 0. */
  start?: number
}

export const inBurst = ({ period, length, start = 0 }: Bursts, time: number): boolean =>
  time >= start && (time - start) % period < length

export const during = (bursts: Bursts, fault: Fault): Fault =>
  only((parcel) => inBurst(bursts, parcel.time), fault)
