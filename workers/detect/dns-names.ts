/** Names of DNS, and whose they are. RFC 1035 §2.3.1; Kubernetes "DNS for Services and Pods". */
import type { DnsRecord } from '../model/app-records'

/** Types that ask for something other than a name's data: tunnels, zone transfers, keys, everything. */
const NO_LOOKUPS = new Set([10, 41, 249, 250, 251, 252, 253, 254, 255])

/** Longest name that sentences show in full. */
const SHOWN = 80

/** Does a client ask a resolver for data of a name? Not multicast, not one server another. */
export function isLookup({ protocol, recursionDesired, type }: DnsRecord): boolean {
  return protocol === 'dns' && recursionDesired && !NO_LOOKUPS.has(type)
}

/** Domain names are compared without regard to case, RFC 1035 §2.3.3. */
export const questionOf = ({ query, type }: { query: string; type: number }): string =>
  `${query.toLowerCase()} ${String(type)}`

/** The same at every tap, whatever NAT does to addresses and ports. */
export const identityOf = (asked: { id: number; query: string; type: number }): string =>
  `${String(asked.id)} ${questionOf(asked)}`

/** The default domain of a cluster. */
const isDefaultDomain = (name: string): boolean => name.toLowerCase().endsWith('.cluster.local')

/** `service.namespace.svc.domain`, whatever the domain; of SRV records, port and protocol before it. */
const isServiceName = (name: string): boolean =>
  /^(?:_[^.]+\._[^.]+\.)?[^.]*\.[^.]+\.svc\.[^.]/i.test(name)

/** A name of a Kubernetes cluster. */
export const isClusterName = (name: string): boolean => isDefaultDomain(name) || isServiceName(name)

/**
 * Does the server answer from its own data, without asking another? So it is for names of the
 * cluster's default domain, and for services of a cluster and answers called authoritative where the
 * server is one of the own network.
 */
export function isOwnData({ query, authoritative, dst }: DnsRecord): boolean {
  return isDefaultDomain(query) || ((authoritative || isServiceName(query)) && isPrivate(dst))
}

/** RFC 1918, RFC 6598, link-local, unique local (RFC 4193). */
export function isPrivate(address: string): boolean {
  if (address.includes(':')) return /^(f[cd]..|fe[89ab].):/i.test(address)
  const [first = 0, second = 0] = address.split('.').map(Number)
  return (
    first === 10 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254) ||
    (first === 100 && second >= 64 && second < 128)
  )
}

/** The last two labels: about what somebody registered. */
export const registeredDomain = (name: string): string =>
  name.toLowerCase().split('.').slice(-2).join('.')

/** A name fit for a sentence. */
export const shortName = (name: string): string =>
  name.length <= SHOWN ? name : `${name.slice(0, SHOWN)}…`

/** A name from a packet, fit for a shell command: hostile ones become `NAME`. */
export const nameWord = (name: string): string =>
  /^[a-z0-9_][a-z0-9_.-]{0,252}$/i.test(name) ? name : 'NAME'

const TYPES: Readonly<Record<number, string>> = {
  ...{ 1: 'A', 2: 'NS', 5: 'CNAME', 6: 'SOA', 12: 'PTR', 15: 'MX', 16: 'TXT', 28: 'AAAA' },
  ...{ 33: 'SRV', 35: 'NAPTR', 64: 'SVCB', 65: 'HTTPS' },
}

/** Others as RFC 3597 §5 writes them. */
export const typeName = (type: number): string => TYPES[type] ?? `TYPE${String(type)}`
