/** Tables whose length a capture decides: numbers to the right, and no more rows than can be read. */
import { html, type Markup, type Value } from './escape'
import type { ReportWords } from './words'

const ROWS = 100

export type Row = readonly Value[]

interface How {
  /** Columns, from 0, that are set in tabular figures, to the right. */
  numeric?: readonly number[]
  /** Columns, from 0, of lists, which need more room than their longest word. */
  listed?: readonly number[]
  /** Rows that are shown. */
  most?: number
}

/** A heading and its table; nothing without rows. */
export function titledTable(
  words: ReportWords,
  title: string,
  heads: readonly string[],
  rows: readonly Row[],
  how: How = {},
): Markup {
  if (rows.length === 0) return html``
  return html`<h4>${title}</h4>
    ${table(words, heads, rows, how)}`
}

export function table(
  words: ReportWords,
  heads: readonly string[],
  rows: readonly Row[],
  how: How = {},
): Markup {
  const { numeric = [], listed = [], most = ROWS } = how
  const shown = rows.slice(0, most)
  const kind = (i: number) => (numeric.includes(i) ? 'num' : listed.includes(i) ? 'listed' : 'text')
  return html`<div class="scroll">
      <table class="wide">
        <thead>
          <tr>
            ${heads.map((head, i) => html`<th class="${kind(i)}" scope="col">${head}</th>`)}
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
    ${shown.length < rows.length ? html`<p class="quiet after">${words.first(shown.length, rows.length)}</p>` : ''}`
}
