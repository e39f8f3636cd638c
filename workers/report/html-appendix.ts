/** The back of the report: every detector, and how the report came to be. */
import { countOf, formatNumber } from '../figure/format'
import type { CaseResult, DetectorUse } from '../model/run'
import { html, type Markup } from './escape'
import { table, type Row } from './html-table'
import type { ReportInput } from './report-input'

export function detectorAppendix({ detectors }: CaseResult): Markup {
  return html`<section id="detectors" aria-labelledby="detectors-title">
    <h2 id="detectors-title">Detectors</h2>
    <p>
      Everything that was looked for, with its thresholds. A detector that stayed silent says what
      it looked at.
    </p>
    ${table([{ head: 'detector' }, { head: 'parameters' }, { head: 'outcome' }], detectors.map(detectorRow))}
  </section>`
}

function detectorRow({ id, version, title, params, silence }: DetectorUse): Row {
  const named = Object.entries(params).map(
    ([name, value]) => html`<div class="mono">${name} = ${formatNumber(value)}</div>`,
  )
  const name = html`${title}
    <div class="quiet mono">${id}, version ${version}</div>`
  return [name, named, silence === '' ? html`<b>reported</b>` : silence]
}

export function originAppendix({ appVersion, generatedNote, result }: ReportInput): Markup {
  const frames = countOf(result.evidence.length, 'evidence frame')
  return html`<section id="origin" aria-labelledby="origin-title">
    <h2 id="origin-title">How this was made</h2>
    <p>
      Tailfirst ${appVersion} read the captures in a web browser. Nothing left that browser: the
      page’s own security policy forbids every connection. ${generatedNote}
    </p>
    <p>
      The same captures, the same version and the same parameters give the same findings again. The
      SHA-256 values above tell whether a file is the one that was read;
      <code>sha256sum</code> computes them.
    </p>
    <p>
      This file is complete in itself: it holds no script and loads nothing. It does hold addresses,
      names and octets from the captures (${frames} were kept with the case), so pass it on as
      carefully as the captures themselves.
    </p>
  </section>`
}
