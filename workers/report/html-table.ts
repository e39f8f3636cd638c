/** Tables whose length a capture decides: numbers to the right, and no more rows than can be read. */
import { formatNumber } from '../figure/format'
import { html, type Markup, type Value } from './escape'

const ROWS = 100

interface Column {
  head: string
  /** Set in tabular figures, to the right. */
  numeric?: boolean
}

export type Row = readonly Value[]

/** A heading and its table; nothing without rows. */
export function titledTable(
  title: string,
  columns: readonly Column[],
  rows: readonly Row[],
): Markup {
  if (rows.length === 0) return html``
  return html`<h4>${title}</h4>
    ${table(columns, rows)}`
}

export function table(columns: readonly Column[], rows: readonly Row[], most = ROWS): Markup {
  const shown = rows.slice(0, most)
  const kind = (i: number) => (columns[i]?.numeric === true ? 'num' : 'text')
  return html`<div class="scroll">
      <table class="wide">
        <thead>
          <tr>
            ${columns.map(({ head }, i) => html`<th class="${kind(i)}" scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (row) =>
              html`<tr>
                ${row.map((cell, i) => html`<td class="${kind(i)}">${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${shown.length < rows.length ? html`<p class="quiet after">The first ${formatNumber(shown.length)} of ${formatNumber(rows.length)}.</p>` : ''}`
}
