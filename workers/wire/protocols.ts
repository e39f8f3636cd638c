/**
 * Protocols by Wireshark's name, each a bit, so that a frame's layers are two numbers: the common
 * ones stand in the first word, which is all that an ordinary frame sets. It has 31 names: bit
 * operations work on 32 bits, and the highest is the sign. The second, never compared, has room for 32.
 */

/** Bits of `Packet.protocols`. */
const COMMON_NAMES = [
  'eth',
  'vlan',
  'arp',
  'ip',
  'ipv6',
  'ipv6.fraghdr',
  'tcp',
  'udp',
  'icmp',
  'icmpv6',
  'igmp',
  'sctp',
  'gre',
  'vxlan',
  'geneve',
  'esp',
  'ah',
  'sll',
  'null',
  'mpls',
  'pppoes',
  'ppp',
  'llc',
  'stp',
  'lldp',
  'ospf',
  'l2tp',
  'ieee8021ad',
  'erspan',
  'gtp',
  'wlan',
] as const

/** Bits of `Packet.protocolsMore`. */
const MORE_NAMES = [
  'radiotap',
  'prism',
  'wlancap',
  'ppi',
  'chdlc',
  'fr',
  'tr',
  'arcnet',
  'fddi',
  'nflog',
  'wpan',
  'ipoib',
  'juniper',
  'pktap',
  'ipnet',
  'cdp',
  'pppoed',
  'wg',
  'teredo',
  'ipcomp',
  'eigrp',
  'vrrp',
  'pim',
  'macsec',
  'nsh',
  'pwethcw',
  'udpencap',
  'ieee8021ah',
  'gtpv2',
  'etherip',
  'vxlan_gpe',
  'capwap.data',
] as const

/** Bits in the first word: index of the first name of the second. */
export const COMMON = COMMON_NAMES.length

export const PROTOCOL_NAMES = [...COMMON_NAMES, ...MORE_NAMES] as const

export type CommonProtocol = (typeof COMMON_NAMES)[number]
export type MoreProtocol = (typeof MORE_NAMES)[number]
export type ProtocolName = CommonProtocol | MoreProtocol

/** The bit of a protocol in its word. */
export const BIT = bits(COMMON_NAMES)
export const MORE = bits(MORE_NAMES)

function bits<Name extends string>(names: readonly Name[]): Record<Name, number> {
  const entries = names.map((name, index) => [name, 1 << index])
  return Object.fromEntries(entries) as Record<Name, number>
}
