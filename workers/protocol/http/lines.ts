/** Lines of text in a window of octets. They end with LF; a CR before it belongs to the end. */
import type { Octets } from '../../wire/octets'

const LF = 10
const CR = 13

/** Offset of the next LF from `from` on; −1: none was captured. */
export function findLineFeed(octets: Octets, from: number): number {
  const { view, base, captured } = octets
  for (let at = from; at < captured; at++) if (view.getUint8(base + at) === LF) return at
  return -1
}

/** Latin-1, at most `most` characters; `to` is exclusive and not beyond what was captured. */
export function textOf(octets: Octets, from: number, to: number, most: number): string {
  const { view, base } = octets
  const end = Math.min(to, from + most)
  let text = ''
  for (let at = from; at < end; at++) text += String.fromCharCode(view.getUint8(base + at))
  return text
}

/** End of a line's text whose LF stands at `feed`. */
export function endOfText(octets: Octets, from: number, feed: number): number {
  return feed > from && octets.view.getUint8(octets.base + feed - 1) === CR ? feed - 1 : feed
}

/**
 * Offset behind the empty line that ends a header, searching from `from` on, the beginning of a
 * line; −1: it was not captured. `reached` is told where the last line that was looked at begins.
 */
export function findEmptyLine(
  octets: Octets,
  from: number,
  reached: (lineStart: number) => void,
): number {
  for (let at = from; ;) {
    const feed = findLineFeed(octets, at)
    if (feed < 0) {
      reached(at)
      return -1
    }
    if (endOfText(octets, at, feed) === at) return feed + 1
    at = feed + 1
  }
}
