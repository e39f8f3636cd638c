/**
 * How much room a text takes. There is no font here to measure with, so widths are estimates on the
 * generous side: a text is cut a little early rather than drawn over its neighbour.
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

/** The text made visible, and cut with an ellipsis to at most `room` px; empty when nothing fits. */
export function fitText(text: string, room: number, type: Type): string {
  const shown = visibleText(text)
  if (widthOf(shown, type) <= room + SLACK) return shown
  let used = widthOf('…', type)
  if (used > room) return ''
  let kept = ''
  for (const character of shown) {
    used += advance(character, type) * type.size
    if (used > room) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
