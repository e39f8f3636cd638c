/**
 * Tunnel headers: VXLAN RFC 7348 §5, Geneve RFC 8926 §3.4, GRE RFC 2784 and RFC 2890,
 * source routes RFC 1701, version 1 (PPTP) RFC 2637 §4.1. Each reader leaves the window at what is carried and returns its ethertype; Ethernet inside
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

/** The flag that says the VNI is valid is set in all that is VXLAN. */
export function isVxlan(octets: Octets): boolean {
  return (octets.u8(0) & VNI_VALID) !== 0
}

export function readVxlan(octets: Octets, into: TunnelHeader): number {
  into.vni = octets.u24(4)
  into.kind = VXLAN
  octets.skip(VXLAN_HEADER)
  return TRANSPARENT_ETHERNET
}

/** Version 0 is the only one. */
export function isGeneve(octets: Octets): boolean {
  return octets.u8(0) >>> 6 === 0
}

/** Octets of header and options. */
export function geneveLength(octets: Octets): number {
  return 8 + (octets.u8(0) & 63) * 4
}

export function readGeneve(octets: Octets, into: TunnelHeader): number {
  const type = octets.u16(2)
  into.vni = octets.u24(4)
  into.kind = GENEVE
  octets.skip(geneveLength(octets))
  return type
}

/** PPP as PPTP carries it (RFC 2637 §4.1). */
export const PPP_IN_GRE = 0x880b
export const GRE_CHECKSUM = 0x8000
export const GRE_ROUTING = 0x4000
export const GRE_KEY = 0x2000
export const GRE_SEQUENCE = 0x1000
/** Version 1 only. */
export const GRE_ACKNOWLEDGMENT = 0x0080

/** @throws Fault `malformed` for versions other than 0 and 1. */
export function readGre(octets: Octets, into: TunnelHeader): number {
  const flags = octets.u16(0)
  const version = flags & 7
  if (version > 1) throw new Fault('malformed', 'gre.flags.version')
  const type = octets.u16(2)
  let length = (flags & (GRE_CHECKSUM | GRE_ROUTING)) === 0 ? 4 : 8
  // In version 1 length and call number stand there
  into.vni = (flags & GRE_KEY) !== 0 && version === 0 ? octets.u32(length) : -1
  into.udpPort = 0
  into.kind = GRE
  if ((flags & GRE_KEY) !== 0) length += 4
  if ((flags & GRE_SEQUENCE) !== 0) length += 4
  if (version === 1 && (flags & GRE_ACKNOWLEDGMENT) !== 0) length += 4
  octets.skip(length)
  if ((flags & GRE_ROUTING) !== 0) skipRoutes(octets)
  return type
}

/** RFC 1701: route entries of (family u16, offset u8, length u8), up to one that is all zero. */
function skipRoutes(octets: Octets): void {
  for (let more = true; more;) {
    more = octets.u32(0) !== 0
    octets.skip(4 + octets.u8(3))
  }
}
