/**
 * Addresses as four big-endian 32-bit words, the form in which columns hold them: an IPv4 address
 * is kept as its IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), so one table serves both families.
 */

const MAPPED = 0xffff // word 2 of an IPv4-mapped address

export type AddressWords = readonly [number, number, number, number]

/** Four words of the IPv4 address `a.b.c.d`, given as one unsigned number. */
export function mapped(address: number): AddressWords {
  return [0, 0, MAPPED, address >>> 0]
}

export function isMapped(w0: number, w1: number, w2: number): boolean {
  return w0 === 0 && w1 === 0 && w2 === MAPPED
}

/** Dotted quad of an unsigned 32-bit number. */
export function formatIpv4(address: number): string {
  return `${String(address >>> 24)}.${String((address >>> 16) & 255)}.${String((address >>> 8) & 255)}.${String(address & 255)}`
}

/** Text of an address: dotted quad for a mapped one, RFC 5952 form otherwise. */
export function formatAddress(w0: number, w1: number, w2: number, w3: number): string {
  if (isMapped(w0, w1, w2)) return formatIpv4(w3)
  const groups: number[] = []
  for (const word of [w0, w1, w2, w3]) groups.push(word >>> 16, word & 0xffff)
  const { start, length } = longestZeroRun(groups)
  const hex = groups.map((group) => group.toString(16))
  if (length < 2) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}

/** RFC 5952 §4.2: only the longest run of zero groups is shortened, the first of equal ones. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let start = -1
  let length = 0
  for (let i = 0; i < groups.length; i++) {
    let end = i
    while (end < groups.length && groups[end] === 0) end++
    if (end - i > length) {
      start = i
      length = end - i
    }
    i = Math.max(i, end)
  }
  return { start, length }
}

/** Octets, 4 or 16, of an address as `formatAddress` writes it; null: it is none. */
export function parseAddress(text: string): readonly number[] | null {
  if (!text.includes(':')) {
    const octets = text.split('.').map(Number)
    return octets.length === 4 && octets.every(isOctet) ? octets : null
  }
  const [head = '', tail, third] = text.split('::')
  if (third !== undefined) return null
  const groups = groupsOf(head)
  const rest = tail === undefined ? [] : groupsOf(tail)
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  if (zeros < 0) return null
  const all = [...groups, ...Array<number>(zeros).fill(0), ...rest]
  if (all.length !== 8 || !all.every(isGroup)) return null
  return all.flatMap((group) => [group >> 8, group & 255])
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => parseInt(group, 16))
}

function isOctet(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255
}

function isGroup(value: number): boolean {
  return value >= 0 && value <= 0xffff
}

/** `address:port`, with brackets around an IPv6 address (RFC 3986 §3.2.2). */
export function formatEndpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${String(port)}` : `${address}:${String(port)}`
}
