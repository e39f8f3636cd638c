/**
 * Tunnel headers: VXLAN RFC 7348 §5, Geneve RFC 8926 §3.4, GRE RFC 2784 and RFC 2890.
 * Each reader leaves the window at what is carried and returns its ethertype; Ethernet inside
 * is `TRANSPARENT_ETHERNET`.
 */
import { Fault } from './fault'
import type { Octets } from './octets'
import type { TunnelHeader } from './packet'
import { GENEVE, GRE, VXLAN } from './packet'

export const TRANSPARENT_ETHERNET = 0x6558
const VXLAN_HEADER = 8
const ETHERNET_HEADER = 14
const VNI_VALID = 0x08

/** Destination ports that VXLAN is known on: IANA, and Linux (Cilium, flannel). */
export function isVxlanPort(port: number): boolean {
  return port === 4789 || port === 8472
}

export const GENEVE_PORT = 6081

/**
 * Does a UDP payload look like VXLAN, whatever its port? Flags and reserved octets as RFC 7348
 * asks, and inside an Ethernet frame with an ARP, IPv4 or IPv6 header that agrees with its own
 * length. `whole` is false in the head of a fragmented datagram, where the inner length goes on.
 */
export function looksLikeVxlan(octets: Octets, whole: boolean): boolean {
  if (octets.captured < VXLAN_HEADER + ETHERNET_HEADER + 20) return false
  if (octets.u32(0) !== VNI_VALID * 0x1000000 || octets.u8(7) !== 0) return false
  const type = octets.u16(VXLAN_HEADER + 12)
  const at = VXLAN_HEADER + ETHERNET_HEADER
  if (type === 0x0806 || type === 0x8100) return true
  const first = octets.u8(at)
  const length = type === 0x86dd ? 40 + octets.u16(at + 4) : octets.u16(at + 2)
  if (whole && length > octets.reported - at) return false
  if (type === 0x0800) return first >>> 4 === 4 && (first & 15) >= 5
  return type === 0x86dd && first >>> 4 === 6
}

/** @throws Fault `malformed` when the VNI flag is not set. */
export function readVxlan(octets: Octets, into: TunnelHeader): number {
  if ((octets.u8(0) & VNI_VALID) === 0) throw new Fault('malformed', 'vxlan.flags')
  into.kind = VXLAN
  into.vni = octets.u24(4)
  octets.skip(VXLAN_HEADER)
  return TRANSPARENT_ETHERNET
}

/** @throws Fault `malformed` for another version than 0. */
export function readGeneve(octets: Octets, into: TunnelHeader): number {
  const first = octets.u8(0)
  if (first >>> 6 !== 0) throw new Fault('malformed', 'geneve.version')
  const type = octets.u16(2)
  into.kind = GENEVE
  into.vni = octets.u24(4)
  octets.skip(8 + (first & 63) * 4)
  return type
}

/** @throws Fault `malformed` for versions other than 0 (version 1 is PPTP). */
export function readGre(octets: Octets, into: TunnelHeader): number {
  const flags = octets.u16(0)
  if ((flags & 7) !== 0) throw new Fault('malformed', 'gre.flags.version')
  const type = octets.u16(2)
  let length = 4
  if ((flags & 0xc000) !== 0) length += 4 // checksum, or routing (RFC 1701)
  const keyed = (flags & 0x2000) !== 0
  into.kind = GRE
  into.vni = keyed ? octets.u32(length) : -1
  into.udpPort = 0
  if (keyed) length += 4
  if ((flags & 0x1000) !== 0) length += 4 // sequence number
  octets.skip(length)
  return type
}
