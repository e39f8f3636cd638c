/** Octets that are sought, one after the other; of each it is known which may stand in its place. */
import type { Encoding } from '../model/match-row'

export interface Needle {
  readonly length: number
  /** By 256 × position + octet: 1, it may stand there. */
  readonly accepts: Uint8Array
  readonly encoding: Encoding
  /** Whether octets that may stand there are a match as a whole; null: they are. */
  readonly confirm: ((octets: Uint8Array, at: number) => boolean) | null
}

const ANY = 256

/** `places`: an octet, or −1 for any. */
export function needleOfOctets(places: readonly number[]): Needle {
  const accepts = new Uint8Array(places.length * ANY)
  for (const [position, octet] of places.entries()) {
    const from = position * ANY
    if (octet < 0) accepts.fill(1, from, from + ANY)
    else accepts[from + octet] = 1
  }
  return { length: places.length, accepts, encoding: 'octets', confirm: null }
}

/** null: the text is empty. */
export function needleOfText(
  text: string,
  encoding: Exclude<Encoding, 'octets'>,
  anyCase: boolean,
): Needle | null {
  const characters = Array.from(text, (one) => casesOf(one, encoding, anyCase))
  const length = characters.reduce((sum, [first]) => sum + (first?.length ?? 0), 0)
  if (length === 0) return null
  const accepts = new Uint8Array(length * ANY)
  let at = 0
  let parted = false
  for (const cases of characters) {
    const [first = NOTHING] = cases
    for (const octets of cases) {
      octets.forEach((octet, i) => (accepts[(at + i) * ANY + octet] = 1))
      parted ||= differences(first, octets) > 1
    }
    at += first.length
  }
  const confirm = parted ? confirmation(characters) : null
  return { length, accepts, encoding, confirm }
}

const NOTHING = new Uint8Array(0)

function differences(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, octet, i) => sum + (octet === b[i] ? 0 : 1), 0)
}

/** The octets of a character and of its other cases, as far as these are as long. */
function casesOf(
  character: string,
  encoding: Exclude<Encoding, 'octets'>,
  anyCase: boolean,
): Uint8Array[] {
  const own = encoded(character, encoding)
  const others = anyCase ? [character.toLowerCase(), character.toUpperCase()] : []
  const cases = others.filter((other) => other !== character && Array.from(other).length === 1)
  const octets = cases.map((other) => encoded(other, encoding))
  return [own, ...octets.filter(({ length }) => length === own.length)]
}

function encoded(text: string, encoding: Exclude<Encoding, 'octets'>): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  const octets = new Uint8Array(2 * text.length)
  const view = new DataView(octets.buffer)
  for (let i = 0; i < text.length; i++) {
    view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le')
  }
  return octets
}

/** Where cases differ in several octets, one of each makes no character that was sought. */
function confirmation(characters: readonly Uint8Array[][]) {
  const standsAt = (octets: Uint8Array, at: number, wanted: Uint8Array) =>
    wanted.every((octet, i) => octets[at + i] === octet)
  return (octets: Uint8Array, from: number): boolean => {
    let at = from
    for (const cases of characters) {
      if (!cases.some((wanted) => standsAt(octets, at, wanted))) return false
      at += cases[0]?.length ?? 0
    }
    return true
  }
}
