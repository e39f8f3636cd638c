/**
 * Community ID v1: a name for a flow that other tools compute alike.
 * https://github.com/corelight/community-id-spec; SHA-1 is RFC 3174.
 */
import { sha1 } from '@noble/hashes/legacy.js'
import { parseAddress } from '../model/address'
import type { Endpoint } from '../model/records'

/** Seed of the hash: two networks with the same addresses would choose different ones. */
const SEED = 0

/**
 * `1:` and base64, of a protocol with ports; empty when an address is none.
 * The lower endpoint comes first, so both directions have one name.
 */
export function communityId(proto: number, a: Endpoint, b: Endpoint): string {
  const [from, to] = [endpointOctets(a), endpointOctets(b)]
  if (from === null || to === null) return ''
  const [low, high] = compare(from, to) <= 0 ? [from, to] : [to, from]
  const octets = [SEED >> 8, SEED & 255]
  octets.push(...low.address, ...high.address, proto, 0, ...low.port, ...high.port)
  return `1:${btoa(String.fromCharCode(...sha1(Uint8Array.from(octets))))}`
}

interface EndpointOctets {
  address: readonly number[]
  port: readonly number[]
}

function endpointOctets({ address, port }: Endpoint): EndpointOctets | null {
  const octets = parseAddress(address)
  return octets === null ? null : { address: octets, port: [port >> 8, port & 255] }
}

function compare(a: EndpointOctets, b: EndpointOctets): number {
  const [left, right] = [a, b].map(({ address, port }) => [...address, ...port])
  for (const [at, octet] of (left ?? []).entries()) {
    const difference = octet - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
