/**
 * Protocols by Wireshark's name, each a bit, so that a frame's layers are one number.
 * Fewer than 31 names: bit operations work on 32 bits.
 */
export const PROTOCOL_NAMES = [
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
  'ethertype',
] as const

export type ProtocolName = (typeof PROTOCOL_NAMES)[number]

/** The bit of a protocol: `1 << index`; there are fewer than 31. */
export const BIT = Object.fromEntries(
  PROTOCOL_NAMES.map((name, index) => [name, 1 << index]),
) as Record<ProtocolName, number>
