/** Lines of text in a window of octets. They end with LF; a CR before it belongs to the end. */
import type { Octets } from '../../wire/octets'
import type { Latin1Memory } from '../octet-memory'

const LF = 10
const CR = 13

/** Offset of the next LF from `from` on; −1: none was captured. */
export function findLineFeed({ view, base, captured }: Octets, from: number): number {
  const end = base + captured
  for (let at = base + from; at < end; at++) if (view.getUint8(at) === LF) return at - base
  return -1
}

/** Latin-1, at most `most` characters; `to` is exclusive and not beyond what was captured. */
export function textOf(
  { view, base }: Octets,
  from: number,
  to: number,
  most: number,
  texts: Latin1Memory,
): string {
  return texts.text(view, base + from, Math.min(to - from, most))
}

/** End of a line's text whose LF stands at `feed`. */
export function endOfText({ view, base }: Octets, from: number, feed: number): number {
  return feed > from && view.getUint8(base + feed - 1) === CR ? feed - 1 : feed
}

/**
 * Offset behind the empty line that ends a header, searching from `from` on, the beginning of a
 * line. When it was not captured: the complement (`~`) of where the last line begins.
 */
export function findEmptyLine({ view, base, captured }: Octets, from: number): number {
  const end = base + captured
  let line = base + from
  for (let at = line; at < end; at++) {
    if (view.getUint8(at) !== LF) continue
    if (at === line || (at === line + 1 && view.getUint8(line) === CR)) return at + 1 - base
    line = at + 1
  }
  return ~(line - base)
}
