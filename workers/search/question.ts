/** What is sought, from the words of the analyst. */
import type { OctetQuestion } from '../api/octet-search'
import { Refusal } from '../filter/refusal'
import { MAX_SOUGHT_LENGTH, MAX_SOUGHT_OCTETS } from '../limits/workspace-limits'
import { AnyMatcher } from './any-matcher'
import type { Encoding } from '../model/match-row'
import type { Matcher } from './matcher'
import { needleOfOctets, needleOfText, type Needle } from './needle'
import { NeedleMatcher } from './needle-matcher'
import { PatternMatcher } from './pattern-matcher'

/** @throws Refusal of words that make no sense. */
export function matcherOf(question: OctetQuestion): Matcher {
  const { kind, words, anyCase } = question
  if (words.length > MAX_SOUGHT_LENGTH) {
    const message = `What is sought has at most ${String(MAX_SOUGHT_LENGTH)} characters.`
    throw new Refusal(message, 0, words.length)
  }
  if (words === '') throw new Refusal('There is nothing to seek.', 0, 0)
  if (kind === 'pattern') {
    const fold = anyCase || words.startsWith('(?i)') ? 'ascii' : 'none'
    return new PatternMatcher(octetsAsCharacters(words), fold)
  }
  const needles = kind === 'hex' ? [hexNeedle(words)] : textNeedles(question)
  if (needles.some(({ length }) => length > MAX_SOUGHT_OCTETS)) {
    const message = `What is sought is at most ${String(MAX_SOUGHT_OCTETS)} octets long.`
    throw new Refusal(message, 0, words.length)
  }
  const matchers = needles.map((needle) => new NeedleMatcher(needle))
  const [only] = matchers
  return matchers.length === 1 && only !== undefined ? only : new AnyMatcher(matchers)
}

/** Octets in pairs of hex digits, apart or not; `??` stands for any. */
export function octetsOfHex(words: string): number[] {
  const places: number[] = []
  const separators = /[\s:,.-]*/uy
  const pair = /(?:0x)?([\da-f]{2}|\?\?)/iuy
  const skip = (from: number) => {
    separators.lastIndex = from
    return from + (separators.exec(words)?.[0].length ?? 0)
  }
  for (let at = skip(0); at < words.length; at = skip(at)) {
    pair.lastIndex = at
    const [whole = '', digits = ''] = pair.exec(words) ?? []
    if (whole === '') {
      const message = 'Octets are written as two hex digits each, such as de ad be ef; ?? is any.'
      throw new Refusal(message, at, Math.min(2, words.length - at))
    }
    places.push(digits === '??' ? -1 : parseInt(digits, 16))
    at += whole.length
  }
  return places
}

function hexNeedle(words: string): Needle {
  const places = octetsOfHex(words)
  if (places.every((octet) => octet < 0)) {
    throw new Refusal('At least one octet must be given.', 0, words.length)
  }
  return needleOfOctets(places)
}

/** The order of Windows last: see `AnyMatcher`. */
export const TEXT_ENCODINGS: Readonly<
  Record<OctetQuestion['encodings'], readonly Exclude<Encoding, 'octets'>[]>
> = {
  narrow: ['utf-8'],
  wide: ['utf-16be', 'utf-16le'],
  both: ['utf-8', 'utf-16be', 'utf-16le'],
}

function textNeedles({ words, anyCase, encodings }: OctetQuestion): Needle[] {
  return TEXT_ENCODINGS[encodings].flatMap(
    (encoding) => needleOfText(words, encoding, anyCase) ?? [],
  )
}

/** What is beyond ASCII stands for its octets in UTF-8. */
function octetsAsCharacters(pattern: string): string {
  return pattern.replace(/[^\0-\x7f]+/gu, (beyond) =>
    String.fromCharCode(...new TextEncoder().encode(beyond)),
  )
}
