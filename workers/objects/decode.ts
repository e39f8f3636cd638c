/** Undoes what a body was coded with: gzip RFC 1952, deflate RFC 1950 and 1951, within a bound. */
import { Decompress } from 'fflate'
import { MAX_CARVED_OCTETS } from '../limits/workspace-limits'

export interface Decoded {
  octets: Uint8Array<ArrayBuffer>
  decoded: string[]
  /** The coding that is left; empty: none. */
  undecoded: string
  /** It goes on, or broke off. */
  cut: boolean
}

const KNOWN = new Set(['gzip', 'x-gzip', 'deflate'])
const PUSH = 65_536

/** `encodings`: in the order in which they were applied. */
export function decodeBody(octets: Uint8Array<ArrayBuffer>, encodings: readonly string[]): Decoded {
  const result: Decoded = { octets, decoded: [], undecoded: '', cut: false }
  for (const encoding of encodings.toReversed()) {
    const plain = KNOWN.has(encoding) ? inflate(result.octets) : null
    if (plain === null) {
      result.undecoded = encoding
      return result
    }
    result.octets = plain.octets
    result.cut ||= plain.cut
    result.decoded.push(encoding)
  }
  return result
}

/** null: nothing came of it. */
function inflate(octets: Uint8Array): { octets: Uint8Array<ArrayBuffer>; cut: boolean } | null {
  const parts: Uint8Array[] = []
  const state = { length: 0, cut: true }
  const stream = new Decompress((part, final) => {
    parts.push(part)
    state.length += part.length
    if (final) state.cut = false
  })
  try {
    for (let at = 0; at < octets.length && state.length < MAX_CARVED_OCTETS; at += PUSH) {
      stream.push(octets.subarray(at, at + PUSH), at + PUSH >= octets.length)
    }
  } catch {
    // What came before it broke stands.
  }
  const { length, cut } = state
  if (length === 0 && octets.length > 0 && cut) return null
  const whole = new Uint8Array(Math.min(length, MAX_CARVED_OCTETS))
  let at = 0
  for (const part of parts) {
    if (at >= whole.length) break
    whole.set(part.subarray(0, whole.length - at), at)
    at += part.length
  }
  return { octets: whole, cut: cut || length > whole.length }
}
