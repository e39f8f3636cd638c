/** Where the keys of a list lead. */

/** The row after `key` was pressed at row `active`; undefined: no key of the list. `page`: rows. */
export function walked(
  key: string,
  active: number,
  count: number,
  page: number,
): number | undefined {
  const last = count - 1
  const to = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: last,
  }[key]
  return to === undefined ? undefined : Math.max(0, Math.min(last, to))
}
