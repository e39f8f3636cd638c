/** Why a frame was not followed further, as one number, and in words when it is shown. */
import { linkTypeName } from '../model/link-type-names'
import { ethertypeName, ipProtocolName, pppProtocolName } from './names'

export const LINK_TYPE = 1
export const ETHERTYPE = 2
export const IP_PROTOCOL = 3
export const LLC = 4
export const PPP_PROTOCOL = 5
export const TUNNEL_DEPTH = 6
export const ADDRESS_FAMILY = 7
export const IP_VERSION = 8
export const SNAP = 9
export const NLPID = 10
export const ARCNET = 11
/** Values: the type of an IEEE 802.11 frame, or `WLAN_FRAGMENT`. */
export const WLAN = 12
/** Values: the constants below. */
export const ENCRYPTED = 13
export const NEXT_PROTOCOL = 14
export const COMPRESSED = 15
export const PSEUDOWIRE = 16

export const ENCRYPTED_ESP = 0
export const ENCRYPTED_WIREGUARD = 1
export const ENCRYPTED_WLAN = 2
export const ENCRYPTED_MACSEC = 3

const CIPHERS = ['ESP', 'WireGuard', 'IEEE 802.11 protected frame', 'MACsec']
const WLAN_FRAMES = ['management', 'control', 'data', 'extension', 'fragmented data']

/** Values are 16-bit numbers from headers. */
export function undecoded(kind: number, value: number): number {
  return kind * 65_536 + value
}

/** Text for the analyst, e.g. `link type 195`. */
export function formatUndecoded(code: number): string {
  const value = code & 0xffff
  switch (code >>> 16) {
    case LINK_TYPE:
      return `link type ${String(value)}${inBrackets(linkTypeName(value))}`
    case ETHERTYPE:
      return `ethertype 0x${value.toString(16).padStart(4, '0')}${inBrackets(ethertypeName(value))}`
    case IP_PROTOCOL:
      return `IP protocol ${String(value)}${inBrackets(ipProtocolName(value))}`
    case LLC:
      return `LLC service access point 0x${value.toString(16).padStart(2, '0')}`
    case PPP_PROTOCOL:
      return `PPP protocol 0x${value.toString(16).padStart(4, '0')}${inBrackets(pppProtocolName(value))}`
    case TUNNEL_DEPTH:
      return `tunnels nested deeper than ${String(value)} IP headers`
    case IP_VERSION:
      return `neither IPv4 nor IPv6 where one is due: version ${String(value)}`
    case SNAP:
      return `SNAP protocol 0x${value.toString(16).padStart(4, '0')}`
    case NLPID:
      return `network layer protocol identifier 0x${value.toString(16).padStart(2, '0')}`
    case ARCNET:
      return `ARCNET protocol ${String(value)}`
    case WLAN:
      return `IEEE 802.11 ${WLAN_FRAMES[value] ?? String(value)} frame`
    case ENCRYPTED:
      return `encrypted: ${CIPHERS[value] ?? String(value)}`
    case NEXT_PROTOCOL:
      return `next protocol ${String(value)} of VXLAN-GPE or NSH`
    case COMPRESSED:
      return 'compressed: IPComp'
    case PSEUDOWIRE:
      return `neither IP nor Ethernet behind an MPLS label: 0x${value.toString(16)}`
    default:
      return `address family ${String(value)}`
  }
}

function inBrackets(name: string | undefined): string {
  return name === undefined ? '' : ` (${name})`
}
