/** Which rows of a long list are at hand, and which are to be fetched next. */

/** Rows at hand, from row `from` of the list on. */
export interface RowsAtHand<Row> {
  readonly from: number
  readonly rows: readonly Row[]
}

/** [from, from + count) */
export interface Stretch {
  from: number
  count: number
}

/** Rows fetched at once beside those in sight: more would keep the page from drawing for too long. */
const STEP = 80
/** Rows kept; those furthest from the last fetched ones go first. */
const MOST_ROWS = 400

/**
 * What is in sight comes first, alone: whoever drags the scroll bar sees nothing else. Then what lies
 * within a screen of it, a step at a time, unless nothing `around` it is wanted. Null: all of that is
 * at hand.
 */
export function toRead(
  view: Stretch,
  { from, rows }: RowsAtHand<unknown>,
  total: number,
  around = true,
): Stretch | null {
  const to = from + rows.length
  const ends = Math.min(view.from + view.count, total)
  if (view.count <= 0 || ends <= view.from) return null
  if (ends <= from || view.from >= to) return { from: view.from, count: ends - view.from }
  if (!around && view.from >= from && ends <= to) return null
  const step = Math.max(STEP, view.count)
  if (Math.min(total, ends + view.count) > to)
    return { from: to, count: Math.min(total - to, step) }
  if (Math.max(0, view.from - view.count) >= from) return null
  const first = Math.max(0, from - step)
  return { from: first, count: from - first }
}

/** Both, where they touch; else what was fetched alone. */
export function joined<Row>(before: RowsAtHand<Row>, fetched: RowsAtHand<Row>): RowsAtHand<Row> {
  const { from, rows } = before
  if (rows.length === 0) return fetched
  if (fetched.from === from + rows.length) {
    const all = [...rows, ...fetched.rows].slice(-MOST_ROWS)
    return { from: fetched.from + fetched.rows.length - all.length, rows: all }
  }
  if (fetched.from + fetched.rows.length === from) {
    return { from: fetched.from, rows: [...fetched.rows, ...rows].slice(0, MOST_ROWS) }
  }
  return fetched
}
