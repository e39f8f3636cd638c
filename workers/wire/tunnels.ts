/**
 * Tunnel headers: VXLAN RFC 7348 §5, its group policy (draft-smith-vxlan-group-policy §2.1) and
 * generic protocol extension (draft-ietf-nvo3-vxlan-gpe §3), Geneve RFC 8926 §3.4, GRE RFC 2784
 * and RFC 2890, source routes RFC 1701, version 1 (PPTP) RFC 2637 §4.1, NVGRE RFC 7637 §3.2. Each
 * reader leaves the window at what is carried and returns its ethertype; Ethernet inside is
 * `TRANSPARENT_ETHERNET`.
 */
import { nextProtocol } from './bridging'
import { readGeneveMarkers } from './cilium'
import { readErspan } from './erspan'
import {
  EOIP,
  ERSPAN,
  ERSPAN_III,
  IPV4,
  IPV6,
  NOTHING,
  PPP_IN_GRE,
  TRANSPARENT_ETHERNET,
} from './ethertype'
import { Fault } from './fault'
import type { IpHeader } from './ip-header'
import type { Octets } from './octets'
import { GENEVE, GRE, innermostTunnel, openTunnel, VXLAN, type Packet } from './packet'

const VXLAN_HEADER = 8
const ETHERNET_HEADER = 14
const VNI_VALID = 0x08
/** Group policy: it is there, and two bits of it in the second octet. */
const GBP_FLAGS = 0x80480000

/** Destination ports that VXLAN is known on: IANA, and Linux (Cilium, flannel). */
export function isVxlanPort(port: number): boolean {
  return port === 4789 || port === 8472
}

export const VXLAN_GPE_PORT = 4790
export const GENEVE_PORT = 6081

/**
 * Does a UDP payload look like VXLAN, whatever its port? Flags and reserved octets as RFC 7348
 * asks, and inside an Ethernet frame with an ARP, IPv4 or IPv6 header that agrees with its own
 * length. `whole` is false in the head of a fragmented datagram, where the inner length goes on.
 */
export function looksLikeVxlan(octets: Octets, whole: boolean): boolean {
  if (octets.captured < VXLAN_HEADER + ETHERNET_HEADER + 20) return false
  if (!hasVxlanFlags(octets.u32(0)) || octets.u8(7) !== 0) return false
  return carriesEthernet(octets, VXLAN_HEADER, whole)
}

/** An Ethernet frame at `start` with ARP, or with an IP header whose length has room in the payload. */
function carriesEthernet(octets: Octets, start: number, whole: boolean): boolean {
  const at = start + ETHERNET_HEADER
  if (octets.captured < at + 20) return false
  const type = octets.u16(start + 12)
  if (type === 0x0806 || type === 0x8100) return true
  const first = octets.u8(at)
  const length = type === 0x86dd ? 40 + octets.u16(at + 4) : octets.u16(at + 2)
  if (whole && length > octets.reported - at) return false
  if (type === 0x0800) return first >>> 4 === 4 && (first & 15) >= 5
  return type === 0x86dd && first >>> 4 === 6
}

/** The VNI is valid, and beside it at most a group policy. */
function hasVxlanFlags(word: number): boolean {
  if (word === VNI_VALID * 0x1000000) return true
  return word >>> 24 === (0x80 | VNI_VALID) && (word & ~GBP_FLAGS & 0x00ff0000) === 0
}

/** The flag that says the VNI is valid is set in all that is VXLAN. */
export function isVxlan(octets: Octets): boolean {
  return (octets.u8(0) & VNI_VALID) !== 0
}

export function readVxlan(octets: Octets, into: Packet): number {
  openTunnel(into, VXLAN, octets.u24(4), into.udp.srcPort, into.udp.dstPort)
  octets.skip(VXLAN_HEADER)
  return TRANSPARENT_ETHERNET
}

/**
 * As `readVxlan`; the fourth octet says what follows. Senders forget the flag for it, but VXLAN
 * without the extension has a zero there, and that is no protocol.
 */
export function readVxlanGpe(octets: Octets, into: Packet): number {
  const next = octets.u8(3)
  const type = readVxlan(octets, into)
  return next === 0 ? type : nextProtocol(next, into)
}

const GENEVE_HEADER = 8
const GENEVE_RESERVED = 0x3f

/** Version 0 is the only one. */
export function isGeneve(octets: Octets): boolean {
  return octets.u8(0) >>> 6 === 0
}

/** From the port, where only the type tells it from others: answers of an endpoint that swaps. */
export function looksLikeGeneve(octets: Octets): boolean {
  if (octets.captured < GENEVE_HEADER || !isGeneve(octets) || octets.u8(7) !== 0) return false
  const type = octets.u16(2)
  return type === TRANSPARENT_ETHERNET || type === IPV4 || type === IPV6
}

/**
 * Does a UDP payload look like Geneve, whatever its port? Reserved bits as RFC 8926 §3.4 asks, and
 * behind the options an Ethernet frame with ARP, or with an IP header that agrees with its own length,
 * see `looksLikeVxlan`.
 */
export function isGeneveByStructure(octets: Octets, whole: boolean): boolean {
  if (octets.captured < GENEVE_HEADER || !isGeneve(octets)) return false
  if (octets.u16(2) !== TRANSPARENT_ETHERNET || octets.u8(7) !== 0) return false
  if ((octets.u8(1) & GENEVE_RESERVED) !== 0) return false
  return carriesEthernet(octets, geneveLength(octets), whole)
}

/** Octets of header and options. */
export function geneveLength(octets: Octets): number {
  return GENEVE_HEADER + (octets.u8(0) & 63) * 4
}

export function readGeneve(octets: Octets, into: Packet): number {
  const type = octets.u16(2)
  openTunnel(into, GENEVE, octets.u24(4), into.udp.srcPort, into.udp.dstPort)
  const length = geneveLength(octets)
  if (length > GENEVE_HEADER) {
    octets.need(length)
    readGeneveMarkers(octets, GENEVE_HEADER, length, into.ip[into.depth - 1] as IpHeader)
  }
  octets.skip(length)
  return type
}

export const GRE_CHECKSUM = 0x8000
export const GRE_ROUTING = 0x4000
export const GRE_KEY = 0x2000
export const GRE_SEQUENCE = 0x1000
/** Version 1 only. */
export const GRE_ACKNOWLEDGMENT = 0x0080

/** @throws Fault `malformed` for versions other than 0 and 1. */
export function readGre(octets: Octets, into: Packet): number {
  const flags = octets.u16(0)
  const version = flags & 7
  if (version > 1) throw new Fault('malformed', 'gre.flags.version')
  const type = octets.u16(2)
  let length = (flags & (GRE_CHECKSUM | GRE_ROUTING)) === 0 ? 4 : 8
  const key = (flags & GRE_KEY) !== 0 ? octets.u32(length) : -1
  // In version 1 length and call number stand there
  openTunnel(into, GRE, version === 0 ? key : -1, 0, 0)
  if (version === 0 || type !== PPP_IN_GRE) innermostTunnel(into).greKey = key
  if ((flags & GRE_KEY) !== 0) length += 4
  if ((flags & GRE_SEQUENCE) !== 0) length += 4
  if (version === 1 && (flags & GRE_ACKNOWLEDGMENT) !== 0) length += 4
  octets.skip(length)
  if ((flags & GRE_ROUTING) !== 0) skipRoutes(octets)
  if (type === EOIP) return TRANSPARENT_ETHERNET
  if (type === ERSPAN_III) return readErspan(octets, into)
  if (type === ERSPAN) {
    // Type I has no header of its own, nor has GRE then a sequence number
    return (flags & GRE_SEQUENCE) === 0 ? TRANSPARENT_ETHERNET : readErspan(octets, into)
  }
  return octets.reported === 0 ? NOTHING : type // an acknowledgment (RFC 2637 §4.1), a keep-alive
}

/** RFC 1701: route entries of (family u16, offset u8, length u8), up to one that is all zero. */
function skipRoutes(octets: Octets): void {
  for (let more = true; more;) {
    more = octets.u32(0) !== 0
    octets.skip(4 + octets.u8(3))
  }
}
