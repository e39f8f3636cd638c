/**
 * What fits through encapsulations: the largest inner packet, its MSS, and its share of the wire.
 * Computed from header lengths, not measured:
 *
 * - VXLAN: UDP 8, VXLAN 8, inner Ethernet 14 (RFC 7348 §5); Geneve without options the same (RFC 8926 §3)
 * - IPIP: an IP header (RFC 2003 §3.1, RFC 2473 §3)
 * - GRE: IP and 4, without key and checksum (RFC 2784 §2)
 * - WireGuard: UDP 8, header 16 and tag 16 (WireGuard paper §5.4.6); Linux pads no further than the MTU
 * - IPsec: ESP in tunnel mode with AES-GCM: header 8, IV 8, ICV 16 (RFC 4303 §2, RFC 4106 §3), and two
 *   octets of trailer that end on a multiple of 4
 * - VLAN: a tag of 4 octets, where the link takes it from its MTU (IEEE 802.1Q §9)
 */
import type { OctetCount } from './units'

export const ENCAPSULATIONS = [
  'vxlan',
  'geneve',
  'ipip',
  'gre',
  'wireguard',
  'ipsec',
  'vlan',
] as const
export type Encapsulation = (typeof ENCAPSULATIONS)[number]

/** Around an IP packet on Ethernet: preamble 8, header 14, FCS 4, gap 12 (IEEE 802.3 §4). */
const ETHERNET = 38
const TCP = 20
const IPV6_MINIMUM = 1280 // RFC 8200 §5

export interface MtuQuestion {
  encapsulations: readonly Encapsulation[]
  underlayMtu: OctetCount
  /** Do the underlay, and the packets inside, use IPv6? */
  outerIpv6: boolean
  innerIpv6: boolean
}

export interface MtuPlan {
  /** Largest inner IP packet; 0: nothing fits. */
  podMtu: OctetCount
  /** Of the underlay's octets, those that the encapsulations take. */
  overhead: OctetCount
  /** Largest TCP payload without options, as a SYN announces it. */
  mss: OctetCount
  /** Octets of payload in a hundred on an Ethernet wire, in full segments. */
  goodputPercent: number
  /** The same without any encapsulation. */
  goodputBare: number
  /** IPv6 inside needs a link MTU of 1280. */
  tooSmallForIpv6: boolean
}

export function planMtu(question: MtuQuestion): MtuPlan {
  const { encapsulations, underlayMtu, outerIpv6, innerIpv6 } = question
  const outer = outerIpv6 ? 40 : 20
  let room = underlayMtu
  // The outermost first: tag, then encryption, then the overlay inside of it.
  if (encapsulations.includes('vlan')) room -= 4
  if (encapsulations.includes('ipsec')) room = insideEsp(room - outer)
  if (encapsulations.includes('wireguard')) room -= outer + 8 + 32
  if (encapsulations.includes('gre')) room -= outer + 4
  if (encapsulations.includes('ipip')) room -= outer
  for (const kind of ['vxlan', 'geneve'] as const) {
    if (encapsulations.includes(kind)) room -= outer + 8 + 8 + 14
  }
  const headers = (innerIpv6 ? 40 : 20) + TCP
  const podMtu = room > headers ? room : 0
  const share = (payload: OctetCount) => Math.max(0, (100 * payload) / (underlayMtu + ETHERNET))
  return {
    podMtu,
    overhead: podMtu === 0 ? 0 : underlayMtu - podMtu,
    mss: podMtu === 0 ? 0 : podMtu - headers,
    goodputPercent: podMtu === 0 ? 0 : share(podMtu - headers),
    goodputBare: share(underlayMtu - headers),
    tooSmallForIpv6: innerIpv6 && podMtu < IPV6_MINIMUM,
  }
}

/** What is left of `room` octets behind the outer IP header: payload, padding and trailer come in fours. */
function insideEsp(room: OctetCount): OctetCount {
  const padded = room - 8 - 8 - 16
  return padded - (((padded % 4) + 4) % 4) - 2
}
