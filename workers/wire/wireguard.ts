/**
 * WireGuard, known by its structure: “WireGuard: Next Generation Kernel Network Tunnel” §5.4. A
 * type in little endian order, so that three zeros follow it, and a length that fits the type.
 *
 *   1  handshake initiation  148 octets    3  cookie reply    64 octets
 *   2  handshake response     92 octets    4  transport data  32 octets and multiples of 16
 */
import type { Octets } from './octets'

const INITIATION = 1
const RESPONSE = 2
const COOKIE = 3
export const WG_DATA = 4
/** Type, receiver, counter. */
export const WG_DATA_HEADER = 16
const WG_DATA_MIN = 32
const BLOCK = 16

export function isWireguard(octets: Octets): boolean {
  if (octets.captured < 4) return false
  const word = octets.u32(0)
  if ((word & 0x00ffffff) !== 0) return false
  const length = octets.reported
  switch (word >>> 24) {
    case INITIATION:
      return length === 148
    case RESPONSE:
      return length === 92
    case COOKIE:
      return length === 64
    case WG_DATA:
      return length >= WG_DATA_MIN && length % BLOCK === 0
    default:
      return false
  }
}
