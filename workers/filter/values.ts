/** Values of fields and of what a filter compares them with. */

/** A header as octets, and all that follows it in its packet. */
export interface Span {
  readonly octets: Uint8Array
  /** Octets of the header alone: what slices and `len` are about. */
  readonly length: number
}

export interface Network4 {
  readonly address: number
  readonly mask: number
}

export interface Network6 {
  readonly network: Uint8Array
  readonly bits: number
}

/**
 * Numbers, IPv4 addresses (unsigned) and durations (ns) are numbers, points in time bigints (ns since
 * 1970), MAC and IPv6 addresses octets. Networks stand in filters only.
 */
export type Value = number | bigint | string | Uint8Array | Span | Network4 | Network6

/** Below, equal or above 0, as `a` is before, like or behind `b`; NaN: they cannot be compared. */
export function order(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'object' && typeof b === 'object') return orderOfObjects(a, b)
  if (typeof a === 'number' && isNetwork4(b)) return inNetwork4(a, b)
  if (isNetwork4(a) && typeof b === 'number') return -inNetwork4(b, a)
  return NaN
}

type ObjectValue = Exclude<Value, number | bigint | string>

function orderOfObjects(a: ObjectValue, b: ObjectValue): number {
  if (isNetwork4(a) || isNetwork4(b)) return orderOfNetworks(a, b)
  if ('network' in a) return -inNetwork6(octetsOf(b), a)
  if ('network' in b) return inNetwork6(octetsOf(a), b)
  return orderOfOctets(octetsOf(a), octetsOf(b))
}

function orderOfNetworks(a: ObjectValue, b: ObjectValue): number {
  if (!isNetwork4(a) || !isNetwork4(b)) return NaN
  const mask = Math.min(a.mask, b.mask)
  return ((a.address & mask) >>> 0) - ((b.address & mask) >>> 0)
}

function isNetwork4(value: Value): value is Network4 {
  return typeof value === 'object' && 'mask' in value
}

function inNetwork4(address: number, { address: network, mask }: Network4): number {
  return ((address & mask) >>> 0) - ((network & mask) >>> 0)
}

function inNetwork6(address: Uint8Array, { network, bits }: Network6): number {
  for (let at = 0; at * 8 < bits; at++) {
    const mask = bits - at * 8 >= 8 ? 0xff : (0xff00 >> (bits - at * 8)) & 0xff
    const differs = ((address[at] ?? 0) & mask) - ((network[at] ?? 0) & mask)
    if (differs !== 0) return differs
  }
  return 0
}

function orderOfOctets(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const differs = (a[at] as number) - (b[at] as number)
    if (differs !== 0) return differs
  }
  return a.length - b.length
}

/** What slices and comparisons are about: of a header its own octets, of a text its UTF-8. */
export function octetsOf(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value
  switch (typeof value) {
    case 'string':
      return new TextEncoder().encode(value)
    case 'number':
      return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
    case 'object':
      return 'octets' in value ? value.octets.subarray(0, value.length) : NO_OCTETS
    default:
      return NO_OCTETS
  }
}

const NO_OCTETS = new Uint8Array(0)

/** What is searched: of a header what follows it, too. */
function searched(value: Value): Uint8Array {
  return typeof value === 'object' && 'octets' in value ? value.octets : octetsOf(value)
}

export function contains(value: Value, wanted: Value): boolean {
  if (typeof value === 'string' && typeof wanted === 'string') return value.includes(wanted)
  return indexOf(searched(value), searched(wanted)) >= 0
}

/** −1: nowhere. */
function indexOf(octets: Uint8Array, wanted: Uint8Array): number {
  const [first] = wanted
  if (first === undefined) return 0
  const last = octets.length - wanted.length
  for (let at = octets.indexOf(first); at >= 0 && at <= last; at = octets.indexOf(first, at + 1)) {
    let same = 1
    while (same < wanted.length && octets[at + same] === wanted[same]) same++
    if (same === wanted.length) return at
  }
  return -1
}

/** As text in which a regular expression searches: an octet is a character. */
export function searchedText(value: Value): string {
  if (typeof value === 'string') return value
  const octets = searched(value)
  let text = ''
  for (let at = 0; at < octets.length; at += TEXT_PART) {
    text += String.fromCharCode(...octets.subarray(at, at + TEXT_PART))
  }
  return text
}

const TEXT_PART = 4096
