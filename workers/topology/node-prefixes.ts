/**
 * Networks that hold the addresses of one node only: each as narrow as its addresses allow, none
 * overlaps another's, and none is wider than what clusters cut for a node, as nobody saw what else
 * lives in a wider one.
 */
import { MAX_PREFIX_PODS } from '../limits/limits'
import { formatAddress, mapped, parseAddress } from '../model/address'
import { NODE_PREFIX } from '../model/inner-address'
import type { PodPrefix } from '../model/pod-places'
import { formatPrefix } from '../model/prefix-map'

export interface Resident {
  address: string
  /** Empty: nobody knows; it still belongs to no network of a node. */
  node: string
}

interface Placed {
  address: string
  octets: readonly number[]
  node: string
}

/** Prefixes by node, in order of addresses. Text that is no address is passed over. */
export function nodePrefixes(residents: readonly Resident[]): Map<string, PodPrefix[]> {
  const placed = residents.flatMap(({ address, node }): Placed[] => {
    const octets = parseAddress(address)
    return octets === null ? [] : [{ address, octets, node }]
  })
  placed.sort((x, y) => compareOctets(x.octets, y.octets))
  const found = new Map<string, PodPrefix[]>()
  const second = placed.findIndex(({ octets }) => octets.length > 4)
  const ipv4 = second < 0 ? placed.length : second
  for (const family of [placed.slice(0, ipv4), placed.slice(ipv4)]) split(family, found)
  return found
}

function split(members: readonly Placed[], found: Map<string, PodPrefix[]>): void {
  const [first] = members
  const last = members.at(-1)
  if (first === undefined || last === undefined) return
  const bits = commonBits(first.octets, last.octets)
  const own = members.every(({ node }) => node === first.node)
  if (own && bits >= widest(first.octets)) {
    if (first.node !== '') keep(found, first, bits, members)
    return
  }
  // One address of several nodes: it cannot be told apart.
  if (bits === first.octets.length * 8) return
  const half = members.findIndex(({ octets }) => bitAt(octets, bits) === 1)
  split(members.slice(0, half), found)
  split(members.slice(half), found)
}

function keep(
  found: Map<string, PodPrefix[]>,
  { octets, node }: Placed,
  bits: number,
  members: readonly Placed[],
): void {
  const pods = members.slice(0, MAX_PREFIX_PODS).map(({ address }) => address)
  const prefix = formatPrefix(formatMasked(octets, bits), bits)
  const known = found.get(node)
  const entry = { prefix, pods, podTotal: members.length }
  if (known === undefined) found.set(node, [entry])
  else known.push(entry)
}

const widest = (octets: readonly number[]): number =>
  8 * (octets.length === 4 ? NODE_PREFIX[4] : NODE_PREFIX[16])

const bitAt = (octets: readonly number[], bit: number): number =>
  ((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1

/** Bits at the start that two addresses of one family share. */
function commonBits(x: readonly number[], y: readonly number[]): number {
  for (let i = 0; i < x.length; i++) {
    const differ = (x[i] ?? 0) ^ (y[i] ?? 0)
    if (differ !== 0) return 8 * i + Math.clz32(differ) - 24
  }
  return 8 * x.length
}

function compareOctets(x: readonly number[], y: readonly number[]): number {
  if (x.length !== y.length) return x.length - y.length
  for (let i = 0; i < x.length; i++) {
    const differ = (x[i] ?? 0) - (y[i] ?? 0)
    if (differ !== 0) return differ
  }
  return 0
}

function formatMasked(octets: readonly number[], bits: number): string {
  const kept = octets.map((octet, i) => {
    const rest = Math.min(8, Math.max(0, bits - 8 * i))
    return octet & (0xff << (8 - rest)) & 0xff
  })
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = Array.from({ length: kept.length / 4 }, (_, i) =>
    wordOf(kept.slice(4 * i, 4 * i + 4)),
  )
  return kept.length === 4 ? formatAddress(...mapped(w0)) : formatAddress(w0, w1, w2, w3)
}

const wordOf = (octets: readonly number[]): number =>
  octets.reduce((word, octet) => word * 256 + octet, 0)
