/** Why a frame was not followed further, as one number, and in words when it is shown. */
import { ethertypeName, ipProtocolName } from './names'

export const LINK_TYPE = 1
export const ETHERTYPE = 2
export const IP_PROTOCOL = 3
export const LLC = 4
export const PPP_PROTOCOL = 5
export const TUNNEL_DEPTH = 6
export const ADDRESS_FAMILY = 7
export const IP_VERSION = 8

/** Values are 16-bit numbers from headers. */
export function undecoded(kind: number, value: number): number {
  return kind * 65_536 + value
}

/** Text for the analyst, e.g. `link type 195`. */
export function formatUndecoded(code: number): string {
  const value = code & 0xffff
  switch (code >>> 16) {
    case LINK_TYPE:
      return `link type ${String(value)}`
    case ETHERTYPE:
      return `ethertype 0x${value.toString(16).padStart(4, '0')}${inBrackets(ethertypeName(value))}`
    case IP_PROTOCOL:
      return `IP protocol ${String(value)}${inBrackets(ipProtocolName(value))}`
    case LLC:
      return `LLC service access point 0x${value.toString(16).padStart(2, '0')}`
    case PPP_PROTOCOL:
      return `PPP protocol 0x${value.toString(16).padStart(4, '0')}`
    case TUNNEL_DEPTH:
      return `tunnels nested deeper than ${String(value)} IP headers`
    case IP_VERSION:
      return `neither IPv4 nor IPv6 where one is due: version ${String(value)}`
    default:
      return `address family ${String(value)}`
  }
}

function inBrackets(name: string | undefined): string {
  return name === undefined ? '' : ` (${name})`
}
