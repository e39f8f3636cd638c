/** Conditions of tcpdump, see pcap-filter(7). */
import { isIpv6 } from './mtu'

/** Of the flags in the octet at 13 of the TCP header, RFC 9293 §3.1. */
const BITS = { syn: 2, rst: 4 } as const

/**
 * Is one of these flags set? `tcp[…]` is read in IPv4 alone; behind the 40 octets of an IPv6 header
 * without extensions they stand in the octet at 53.
 */
export function flagsFilter(address: string, ...flags: readonly (keyof typeof BITS)[]): string {
  if (isIpv6(address)) {
    const mask = flags.reduce((bits, flag) => bits | BITS[flag], 0)
    return `ip6[53] & ${String(mask)} != 0`
  }
  const names = flags.map((flag) => `tcp-${flag}`).join('|')
  return `tcp[tcpflags] & ${flags.length > 1 ? `(${names})` : names} != 0`
}
