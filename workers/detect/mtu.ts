/** Arithmetic of packet sizes: what an encapsulation adds, and what a smaller MTU costs. */
import type { ByteBudgetFigure } from '../model/figure'
import type { Tunnel } from '../model/records'
import type { OctetCount } from '../model/units'
import { tunnelName } from './way'

/** Smallest link MTU of IPv6 (RFC 8200 §5); every path that carries IPv6 carries this. */
export const IPV6_MINIMUM = 1280

/** On Ethernet around an IP packet: preamble 8, header 14, FCS 4, gap 12 (IEEE 802.3 §4). */
const ETHERNET = 38

export const isIpv6 = (address: string): boolean => address.includes(':')

export const ipHeader = (address: string): OctetCount => (isIpv6(address) ? 40 : 20)

/** Percent of TCP goodput lost when packets shrink from `current` to `smaller` octets. */
export function goodputCost(
  current: OctetCount,
  smaller: OctetCount,
  overhead: OctetCount,
  address: string,
): number {
  const headers = ipHeader(address) + 20
  const efficiency = (mtu: OctetCount) => (mtu - headers) / (mtu + overhead + ETHERNET)
  if (smaller <= headers || current <= headers) return 0
  return Math.max(0, 100 * (1 - efficiency(smaller) / efficiency(current)))
}

type Part = ByteBudgetFigure['parts'][number]

/** The layers of the largest packet, outermost first. `inner`: an address of the inner packet. */
export function layersOf(tunnel: Tunnel | null, length: OctetCount, inner: string): Part[] {
  const header = ipHeader(inner)
  const version = (address: string) => (isIpv6(address) ? 'IPv6' : 'IPv4')
  const packet: Part[] = [
    { label: version(inner), octets: header, role: 'inner' },
    { label: 'payload', octets: Math.max(0, length - header), role: 'payload' },
  ]
  if (!tunnel) return packet
  const outer = ipHeader(tunnel.src)
  const parts: Part[] = [{ label: `outer ${version(tunnel.src)}`, octets: outer, role: 'outer' }]
  let rest = tunnel.overhead - outer
  if (tunnel.kind === 'vxlan' || tunnel.kind === 'geneve') {
    parts.push({ label: 'UDP', octets: 8, role: 'outer' })
    parts.push({ label: tunnelName(tunnel), octets: Math.max(0, rest - 22), role: 'tunnel' })
    parts.push({ label: 'inner Ethernet', octets: 14, role: 'tunnel' })
    rest = 0
  }
  if (rest > 0) parts.push({ label: tunnelName(tunnel), octets: rest, role: 'tunnel' })
  return [...parts, ...packet]
}
