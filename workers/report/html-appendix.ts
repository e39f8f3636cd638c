/** The back of the report: the captures, every detector, and how the report came to be. */
import { countOf, formatNumber } from '../figure/format'
import type { CaptureFacts } from '../model/capture'
import type { CaseResult, DetectorUse } from '../model/run'
import { html, type Markup, type Value } from './escape'
import { formatInstant, formatOctets, formatSpan } from './html-words'
import type { ReportInput } from './report-input'

/** Rows of a table that a capture alone decides the length of. */
const ROWS = 100

/** Names of the commonest link types, https://www.tcpdump.org/linktypes.html. */
const LINKTYPES: Record<number, string> = {
  0: 'BSD loopback',
  1: 'Ethernet',
  101: 'raw IP',
  113: 'Linux cooked v1',
  228: 'raw IPv4',
  229: 'raw IPv6',
  276: 'Linux cooked v2',
}

export function captureAppendix({ captures, others }: CaseResult): Markup {
  return html`<section id="captures" aria-labelledby="captures-title">
    <h2 id="captures-title">Captures</h2>
    ${captures.map(({ facts }) => capture(facts))}
    ${
      others.length === 0
        ? ''
        : html`<h3>Other files</h3>
            ${table(
              ['file', 'what became of it'],
              others.map(({ name, message }) => [name, message]),
            )}`
    }
  </section>`
}

function capture(facts: CaptureFacts): Markup {
  const { header } = facts
  const format = [header.container, `${header.endian}-endian`]
  if (header.nanosecond) format.push('nanoseconds')
  return html`<div class="capture">
    <h3>${facts.name}</h3>
    <dl>
      <dt>size</dt>
      <dd>
        ${formatOctets(facts.size)}${facts.size < 1000 ? '' : ` (${formatNumber(facts.size)} octets)`}
      </dd>
      <dt>SHA-256</dt>
      <dd class="mono">${facts.sha256 === '' ? 'not computed' : facts.sha256}</dd>
      <dt>format</dt>
      <dd>${format.join(', ')}</dd>
      <dt>link types</dt>
      <dd>${header.linktypes.map(linktypeName).join(', ')}</dd>
      <dt>packets</dt>
      <dd>
        ${formatNumber(facts.packets)}, ${formatOctets(facts.caplenSum)} captured of
        ${formatOctets(facts.origlenSum)} on the wire
      </dd>
      <dt>recorded</dt>
      <dd>${timeRange(facts)}</dd>
      <dt>recorded in part</dt>
      <dd>${countOf(facts.truncatedFrames, 'frame')}</dd>
      <dt>clock went back</dt>
      <dd>${countOf(facts.timestampStepsBack, 'time')}</dd>
      <dt>file</dt>
      <dd>${facts.message === '' ? 'nothing is wrong with it' : facts.message}</dd>
    </dl>
    ${titled(
      'Interfaces',
      ['id', 'name', 'link type', 'snap length', 'dropped by it'],
      facts.interfaces.map((entry) => [
        html`${entry.id}`,
        entry.name === '' ? 'not named' : entry.name,
        linktypeName(entry.linktype),
        html`${formatNumber(entry.snaplen)}`,
        entry.dropped < 0 ? 'not told' : formatNumber(entry.dropped),
      ]),
    )}
    ${titled(
      'Not decoded',
      ['reason', 'frames'],
      facts.undecoded.map((entry) => [entry.reason, formatNumber(entry.frames)]),
    )}
    ${titled(
      'Bounds reached',
      ['what was given up', 'times'],
      facts.capped.map((entry) => [entry.what, formatNumber(entry.count)]),
    )}
    ${titled(
      'Weird traffic',
      ['what', 'times', 'first frame'],
      facts.weirds.map((weird) => [
        weird.name,
        formatNumber(weird.count),
        weird.firstFrame === 0 ? 'the file' : String(weird.firstFrame),
      ]),
    )}
    ${titled(
      'Comments in the file',
      ['frame', 'text'],
      facts.comments.map((comment) => [
        comment.frame === 0 ? 'the file' : String(comment.frame),
        comment.text,
      ]),
    )}
  </div>`
}

function linktypeName(linktype: number): string {
  const name = LINKTYPES[linktype]
  return name === undefined ? String(linktype) : `${String(linktype)} (${name})`
}

function timeRange({ firstTsNs, lastTsNs }: CaptureFacts): string {
  if (firstTsNs === '' || lastTsNs === '') return 'no packets'
  const span = formatSpan(BigInt(lastTsNs) - BigInt(firstTsNs))
  return `${formatInstant(firstTsNs)} to ${formatInstant(lastTsNs)} (${span})`
}

export function detectorAppendix({ detectors }: CaseResult): Markup {
  return html`<section id="detectors" aria-labelledby="detectors-title">
    <h2 id="detectors-title">Detectors</h2>
    <p>
      Everything that was looked for, with its thresholds. A detector that stayed silent says what
      it looked at.
    </p>
    ${table(['detector', 'parameters', 'outcome'], detectors.map(detectorRow))}
  </section>`
}

function detectorRow({ id, version, title, params, silence }: DetectorUse): Value[] {
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
      page has no means to send anything. ${generatedNote}
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

function titled(title: string, heads: readonly string[], rows: readonly Value[][]): Markup {
  return rows.length === 0
    ? html``
    : html`<h4>${title}</h4>
        ${table(heads, rows)}`
}

function table(heads: readonly string[], rows: readonly Value[][]): Markup {
  const shown = rows.slice(0, ROWS)
  return html`<div class="scroll">
      <table class="wide">
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (cells) =>
              html`<tr>
                ${cells.map((cell) => html`<td>${cell}</td>`)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${shown.length < rows.length ? html`<p class="quiet">The first ${formatNumber(shown.length)} of ${formatNumber(rows.length)}.</p>` : ''}`
}
