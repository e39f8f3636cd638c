/** Ethertypes that lead to a next header. IEEE 802 numbers, IANA. */

export const IPV4 = 0x0800
export const IPV6 = 0x86dd
export const ARP = 0x0806
/** A host asks for its own address, in messages like ARP's: RFC 903. */
export const RARP = 0x8035
export const MPLS = 0x8847
export const MPLS_MULTICAST = 0x8848
export const PPPOE_DISCOVERY = 0x8863
export const PPPOE_SESSION = 0x8864
export const VLAN = 0x8100
export const PROVIDER_BRIDGE = 0x88a8
export const PROVIDER_BRIDGE_OLD = 0x9100
export const BACKBONE_BRIDGE = 0x88e7
export const MACSEC = 0x88e5
/** Cisco MetaData: a security group tag between Ethernet and what it carries. */
export const META_DATA = 0x8909
export const LLDP = 0x88cc
export const NSH = 0x894f
/** Action frames of IEEE 802.11 over a wire (fast transition, TDLS): IEEE 802.11-2020 Annex H. */
export const REMOTE_80211 = 0x890d
/** Ethernet in GRE and Geneve. */
export const TRANSPARENT_ETHERNET = 0x6558
/** PPP as PPTP carries it (RFC 2637 §4.1). */
export const PPP_IN_GRE = 0x880b
export const ERSPAN = 0x88be
export const ERSPAN_III = 0x22eb
/** MikroTik's Ethernet over IP, in GRE version 1. */
export const EOIP = 0x6400

/** IEEE 802.3 §3.2.6: a type from the first on, a length up to the other, between them neither. */
export const FIRST_ETHERTYPE = 0x0600
const MAX_LENGTH = 1500
/** What a reader returns in place of an ethertype: LLC follows. */
export const LLC_FOLLOWS = 1
/** Nothing follows, or nothing that is known; `Packet.undecoded` may say why. */
export const NOTHING = -1

/** Is the field behind the addresses a length? 0 is none: LLC has three octets at least. */
export const isLength = (type: number) => type > 0 && type <= MAX_LENGTH
