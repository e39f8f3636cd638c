/** Values by prefix of IPv4 and IPv6 addresses; the longest prefix of an address wins. */
import { parseAddress } from './address'

export class PrefixMap<V> {
  /** By length in bits, counted apart for the two families; then by the masked address. */
  private readonly byLength = new Map<number, Map<string, V[]>>()
  private lengths: number[] = []

  /** A prefix whose base is no address is passed over. */
  add(base: string, length: number, value: V): void {
    const octets = parseAddress(base)
    if (octets === null || length < 0 || length > octets.length * 8) return
    const family = familyOf(octets) + length
    let byBase = this.byLength.get(family)
    if (byBase === undefined) {
      byBase = new Map()
      this.byLength.set(family, byBase)
      this.lengths = [...this.byLength.keys()].sort((a, b) => b - a)
    }
    const key = maskedKey(octets, length)
    const known = byBase.get(key)
    if (known === undefined) byBase.set(key, [value])
    else known.push(value)
  }

  /** Values of all prefixes that hold the address, those of the longest first. */
  *all(address: string): IterableIterator<V> {
    const octets = this.lengths.length === 0 ? null : parseAddress(address)
    if (octets === null) return
    const least = familyOf(octets)
    for (const family of this.lengths) {
      if (family < least || family > least + octets.length * 8) continue
      yield* this.byLength.get(family)?.get(maskedKey(octets, family - least)) ?? []
    }
  }

  /** The first value of the longest prefix that holds the address. */
  find(address: string): V | undefined {
    for (const value of this.all(address)) return value
    return undefined
  }
}

const IPV6 = 1000

function familyOf(octets: readonly number[]): number {
  return octets.length === 4 ? 0 : IPV6
}

function maskedKey(octets: readonly number[], length: number): string {
  const whole = length >> 3
  const bits = length & 7
  const kept = octets.slice(0, whole)
  if (bits > 0) kept.push((octets[whole] ?? 0) & (0xff << (8 - bits)))
  return kept.join('.')
}

/** Zero bits at the end of an address. */
export function trailingZeros(address: string): number {
  const octets = parseAddress(address) ?? []
  let zeros = 0
  for (const octet of octets.toReversed()) {
    if (octet !== 0) return zeros + 31 - Math.clz32(octet & -octet)
    zeros += 8
  }
  return zeros
}

/** `10.42.1.0/24`. */
export function formatPrefix(base: string, length: number): string {
  return `${base}/${String(length)}`
}
