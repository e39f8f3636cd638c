/**
 * How much room a text takes. There is no font here to measure with, so widths are estimates on the
 * generous side: a line is broken a little early rather than drawn over its neighbour.
 */
import { visibleText } from '../model/visible-text'

export interface Type {
  size: number
  mono?: boolean
  strong?: boolean
}

/** Advance in em. Text of the widest system face, DejaVu Sans, stays below these on average. */
const SANS = 0.57
const STRONG = 0.64
const MONO = 0.602
const CAPITAL = 0.76
const WIDE = 1

const CAPITALS = /[\p{Lu}mw@%→←✕✓]/u
/** East Asian wide: Hangul, CJK, full-width forms, and everything beyond the first plane. */
const WIDES =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{10000}-\u{10ffff}]/u

/** Px: what was measured fits into what was measured, rounding aside. */
const SLACK = 0.01

/** Width in px. */
export function widthOf(text: string, type: Type): number {
  let ems = 0
  for (const character of text) ems += advance(character, type)
  return ems * type.size
}

function advance(character: string, type: Type): number {
  if (WIDES.test(character)) return WIDE
  if (type.mono === true) return MONO
  if (CAPITALS.test(character)) return CAPITAL
  return type.strong === true ? STRONG : SANS
}

/** Closing punctuation stays with what it closes. */
const PIECES = new RegExp(
  `\\s+|${WIDES.source}[、。，；：！？）」』】]*|(?:(?!\\s|${WIDES.source}).)+`,
  'gsu',
)

/**
 * The text made visible, in lines of at most `room` px, broken between words and, within one that is
 * wider, anywhere: no text is cut. Empty where not even a character fits.
 */
export function linesOf(text: string, room: number, type: Type): string[] {
  const shown = visibleText(text)
  const fits = (line: string) => widthOf(line.trimEnd(), type) <= room + SLACK
  if (shown === '' || fits(shown)) return shown === '' ? [] : [shown]
  if (room < type.size) return []
  const lines: string[] = []
  let line = ''
  for (const [piece] of shown.matchAll(PIECES)) {
    if (fits(line + piece)) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    for (const character of piece.trim()) {
      if (!fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}
