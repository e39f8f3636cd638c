/**
 * Where a list of many rows stands when its scroll bar stands somewhere. Browsers draw no element
 * higher than some ten million pixels, so long lists are scrolled by share instead of by pixel.
 */

/** Firefox draws nothing beyond 17.8 million pixels, Chromium 33.5 million. */
export const MAX_HEIGHT = 8_000_000

export interface ScrollMap {
  /** Of what is scrolled, px. */
  height: number
  /** Pixels of the list are those of the scroll bar. */
  exact: boolean
  /** The row at the upper edge, with the part of it that is out of sight. */
  positionOf(scrollTop: number): number
  scrollOf(position: number): number
  /** A position that leaves no room below the last row. */
  clamp(position: number): number
}

/** `viewport`: height of what is seen, px. */
export function scrollMap(rows: number, rowHeight: number, viewport: number): ScrollMap {
  const full = rows * rowHeight
  const height = Math.min(full, MAX_HEIGHT)
  const last = Math.max(0, rows - viewport / rowHeight)
  const way = Math.max(0, height - viewport)
  const clamp = (position: number) => Math.max(0, Math.min(position, last))
  return {
    height,
    exact: full <= MAX_HEIGHT,
    positionOf: (scrollTop) => (way === 0 ? 0 : clamp((scrollTop / way) * last)),
    scrollOf: (position) => (last === 0 ? 0 : (clamp(position) / last) * way),
    clamp,
  }
}

/** The position from which row `row` is seen: as it is, at the nearest edge, or far away in the middle. */
export function revealing(row: number, position: number, shown: number): number {
  if (row >= position && row + 1 <= position + shown) return position
  const near = row >= position - shown && row < position + 2 * shown
  if (!near) return row - Math.floor(shown / 2)
  return row < position ? row : row + 1 - shown
}
