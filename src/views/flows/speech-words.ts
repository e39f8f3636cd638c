/** Octets that were said, as text, as a hex dump, and raw. */
import { visibleText } from '../../../workers/model/visible-text'

const ROW = 16
const LINE = 64

/** UTF-8 by lines; what has no shape of its own is written out, tabs stay. */
export function asText(octets: Uint8Array): string {
  const lines = new TextDecoder().decode(octets).split('\n')
  return lines
    .map((line) => line.replace(/\r$/, '').split('\t').map(visibleText).join('\t'))
    .join('\n')
}

/** Rows of 16 octets with their offset in what this side said, as Wireshark's hex dump. */
export function asHex(octets: Uint8Array, offset: number): string {
  const rows: string[] = []
  for (let at = 0; at < octets.length; at += ROW) {
    const row = [...octets.subarray(at, at + ROW)]
    const hex = row.map(hexOf)
    const left = hex.slice(0, 8).join(' ').padEnd(23)
    const right = hex.slice(8).join(' ').padEnd(23)
    const characters = row.map((octet) =>
      octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·',
    )
    rows.push(
      `${(offset + at).toString(16).padStart(8, '0')}  ${left}  ${right}  ${characters.join('')}`,
    )
  }
  return rows.join('\n')
}

/** Hex digits alone, as tshark's `follow,tcp,raw`. */
export function asRaw(octets: Uint8Array): string {
  const rows: string[] = []
  for (let at = 0; at < octets.length; at += LINE) {
    rows.push([...octets.subarray(at, at + LINE)].map(hexOf).join(''))
  }
  return rows.join('\n')
}

const hexOf = (octet: number) => octet.toString(16).padStart(2, '0')

/** The text in pieces: every second one, from the second on, is what was searched for. */
export function pieces(text: string, wanted: string): string[] {
  if (wanted === '') return [text]
  const lower = text.toLowerCase()
  // A few capitals grow when they are made small: then offsets would not fit.
  const haystack = lower.length === text.length ? lower : text
  const needle = lower.length === text.length ? wanted.toLowerCase() : wanted
  const found: string[] = []
  let from = 0
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    found.push(text.slice(from, at), text.slice(at, at + needle.length))
    from = at + needle.length
  }
  return [...found, text.slice(from)]
}
