/** The back of the report: every detector, and how the report came to be. */
import { formatNumber } from '../figure/format'
import type { CaseResult, DetectorUse } from '../model/run'
import { html, type Markup } from './escape'
import { table, type Row } from './html-table'
import type { ReportInput } from './report-input'
import type { ReportWords } from './words'

export function detectorAppendix({ detectors }: CaseResult, words: ReportWords): Markup {
  const { title, lead, columns } = words.detectors
  const rows = detectors.map((use) => detectorRow(use, words))
  return html`<section id="detectors" aria-labelledby="detectors-title">
    <h2 id="detectors-title">${title}</h2>
    <p>${lead}</p>
    ${table(words, columns, rows, { listed: [0] })}
  </section>`
}

function detectorRow(use: DetectorUse, words: ReportWords): Row {
  const { id, version, title } = use
  const name = html`${title}
    <div class="quiet mono">${words.finding.version(id, version)}</div>`
  const rule = use.own === undefined ? parameters(use, words) : (use.looksAt ?? '')
  return [name, rule, outcome(use, words)]
}

/** With the documented value beside one that was changed. */
function parameters({ params, documented = {} }: DetectorUse, { detectors }: ReportWords) {
  return Object.entries(params).map(([name, value]) => {
    const { value: own = value } = documented[name] ?? {}
    const shown = `${name} = ${formatNumber(value)}`
    if (own === value) return html`<div class="parameter mono whole">${shown}</div>`
    return html`<div class="parameter mono">
      <b class="whole">${shown}</b>
      <span class="quiet">${detectors.documented(formatNumber(own))}</span>
    </div>`
  })
}

function outcome({ off, silence }: DetectorUse, { detectors }: ReportWords) {
  if (off === true) return html`<b>${detectors.off}</b>`
  return silence === '' ? html`<b>${detectors.reported}</b>` : silence
}

export function originAppendix(input: ReportInput, words: ReportWords): Markup {
  const { title, made, again, complete, hidden } = words.origin
  return html`<section id="origin" aria-labelledby="origin-title">
    <h2 id="origin-title">${title}</h2>
    <p>${made(input.appVersion, words.said(input.generatedNote))}</p>
    <p>${again}</p>
    <p>${input.hide === undefined ? complete(input.result.evidence.length) : hidden}</p>
  </section>`
}
