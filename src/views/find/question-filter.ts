/** The display filter that passes the packets in which a search finds something, where there is one. */
import type { OctetQuestion } from '../../state/octet-finder.svelte'

/** Of a search among the packets of another filter: what passes both. */
export function filterAmong(found: string, among: string): string {
  return found === '' ? '' : `(${among}) && (${found})`
}

/** Empty: there is none that finds the same. */
export function filterOf(question: OctetQuestion): string {
  switch (question.kind) {
    case 'hex':
      return hexFilter(question.words)
    case 'text':
      return textFilter(question)
    case 'pattern':
      return patternFilter(question)
  }
}

const ASCII = /^[\x20-\x7e]*$/u
const LETTERS = /[a-z]/iu
/** Letters of a regular expression that stand for no letter. */
const CLASSES = /\\[dDwWsSbBAZznrtfv]/gu

function hexFilter(words: string): string {
  const pairs: string[] = words.replace(/0x/giu, '').match(/\?\?|[\da-f]{2}/giu) ?? []
  // A regular expression could stand for "??", but takes upper and lower case alike
  if (pairs.length === 0 || pairs.includes('??')) return ''
  return containsOctets(pairs.map((pair) => pair.toLowerCase()))
}

function containsOctets(pairs: readonly string[]): string {
  const [only = ''] = pairs
  return `frame contains ${pairs.length === 1 ? `"\\x${only}"` : pairs.join(':')}`
}

function textFilter({ words, anyCase, encodings }: OctetQuestion): string {
  const narrow = encodings !== 'wide'
  const wide = encodings !== 'narrow'
  if (anyCase && LETTERS.test(words)) {
    if (!ASCII.test(words)) return ''
    const letters = Array.from(words, quotedForPattern)
    const patterns = [
      ...(narrow ? [letters.join('')] : []),
      ...(wide ? [letters.map((one) => `${one}\\x00`).join('')] : []),
      ...(wide ? [letters.map((one) => `\\x00${one}`).join('')] : []),
    ]
    return patterns.map((pattern) => `frame matches r"${pattern}"`).join(' || ')
  }
  // Cases of other letters are no business of a filter that compares octets
  if (anyCase && words.toLowerCase() !== words.toUpperCase()) return ''
  const tests = [
    ...(narrow ? [containsText(words)] : []),
    ...(wide ? [containsOctets(utf16(words, true)), containsOctets(utf16(words, false))] : []),
  ]
  return tests.join(' || ')
}

function containsText(words: string): string {
  if (!ASCII.test(words)) return containsOctets(Array.from(new TextEncoder().encode(words), inHex))
  return `frame contains "${words.replace(/[\\"]/gu, '\\$&')}"`
}

function utf16(words: string, littleEndian: boolean): string[] {
  return words.split('').flatMap((unit) => {
    const code = unit.charCodeAt(0)
    const pair = [inHex(code >>> 8), inHex(code & 0xff)]
    return littleEndian ? pair.reverse() : pair
  })
}

const inHex = (octet: number) => octet.toString(16).padStart(2, '0')

/** Within a raw string. */
function quotedForPattern(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|"]/u, '\\$&')
}

/** Filters take upper and lower case alike. */
function patternFilter({ words, anyCase }: OctetQuestion): string {
  const alike = anyCase || words.startsWith('(?i)') || !LETTERS.test(words.replace(CLASSES, ''))
  const writable = ASCII.test(words) && !/["]|\\$/u.test(words)
  return alike && writable ? `frame matches r"${words}"` : ''
}
