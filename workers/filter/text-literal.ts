/** Strings and characters as they are written in a filter. */
import { Refusal } from './refusal'

const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  "'": "'",
  '"': '"',
  '\\': '\\',
}

const ESCAPE = /\\(?:x[\da-f]{1,2}|[0-7]{1,3}|u[\da-f]{4}|U[\da-f]{8}|.?)/giu

/**
 * What the text within double quotes stands for; `at`: where it begins in the filter.
 * @throws Refusal of an escape that has no meaning.
 */
export function unescaped(text: string, at: number): string {
  return text.replace(ESCAPE, (escape: string, offset: number) => meaning(escape, at + offset))
}

function meaning(escape: string, at: number): string {
  const letter = escape.slice(1, 2)
  const rest = escape.slice(2)
  if (letter === 'x' && rest !== '') return String.fromCharCode(parseInt(rest, 16))
  if (/^[uU]$/u.test(letter) && rest !== '') return codePoint(parseInt(rest, 16), escape, at)
  if (/^[0-7]$/u.test(letter)) return String.fromCharCode(parseInt(escape.slice(1), 8) & 0xff)
  const known = LETTERS[letter]
  if (known !== undefined) return known
  const message = `"${escape}" has no meaning in a string. For a regular expression write a raw string: r"…".`
  throw new Refusal(message, at, escape.length)
}

function codePoint(code: number, escape: string, at: number): string {
  if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code)
  throw new Refusal(`"${escape}" is no character.`, at, escape.length)
}

/** Octets of a string: `\xff` is one octet, what is beyond is UTF-8. */
export function octetsOfText(text: string): Uint8Array {
  const beyond = /[^\0-\xff]/u.test(text)
  return beyond ? new TextEncoder().encode(text) : Uint8Array.from(text, (one) => one.charCodeAt(0))
}
