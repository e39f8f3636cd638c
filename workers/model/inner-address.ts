/** Inner addresses: which may be those of pods, and the networks that are usually cut for a node. */
import { parseAddress } from './address'

/** Octets of the prefix that clusters usually give a node: /24, and /64 of IPv6. */
export const NODE_PREFIX = { 4: 3, 16: 8 } as const

/** Of one host alone: no multicast, broadcast, link-local, loopback or unspecified address. */
export function isUnicast(address: string): boolean {
  const octets = parseAddress(address)
  if (octets === null) return false
  const [first = 0, second = 0] = octets
  if (octets.length === 4) {
    const special = first === 0 || first === 127 || first >= 224
    return !special && !(first === 169 && second === 254)
  }
  const linkLocal = first === 0xfe && (second & 0xc0) === 0x80
  return first !== 0xff && !linkLocal && octets.slice(0, 15).some((octet) => octet !== 0)
}

/** IPv4 that is routed in the Internet, which pods hardly have (RFC 1918, RFC 6598 §7). */
export function isPublicIpv4(address: string): boolean {
  const octets = parseAddress(address)
  if (octets?.length !== 4) return false
  const [first = 0, second = 0] = octets
  const own =
    first === 10 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 100 && second >= 64 && second < 128)
  return !own
}

/** The network that a node's pods usually share: `10.42.2.0/24`, `fd00:1:2:3::/64`. */
export function nodeNetwork(address: string): string {
  const octets = parseAddress(address)
  if (octets === null) return address
  const kept = octets.length === 4 ? NODE_PREFIX[4] : NODE_PREFIX[16]
  if (octets.length === 4) return `${octets.slice(0, kept).join('.')}.0/24`
  const groups = Array.from({ length: kept / 2 }, (_, i) =>
    ((octets[2 * i] ?? 0) * 256 + (octets[2 * i + 1] ?? 0)).toString(16),
  )
  while (groups.at(-1) === '0') groups.pop()
  return `${groups.join(':')}::/64`
}
