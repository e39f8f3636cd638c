/** The first page: what was looked at, what was found and what to do, for a reader without tools. */
import { countOf, formatNumber } from '../figure/format'
import type { CaptureFacts } from '../model/capture'
import { SEVERITIES, type Finding } from '../model/finding'
import type { CaseResult } from '../model/run'
import { html, type Markup } from './escape'
import { formatOctets, formatSecond, formatSpan } from './html-words'

/** Findings that are told on the first page. */
const TOLD = 8

export function summary(result: CaseResult, findings: readonly Finding[], omitted: number): Markup {
  const told = findings.slice(0, TOLD)
  return html`<section id="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">Summary</h2>
    <p class="lead">${lookedAt(result)}</p>
    <div class="tally">${tally(findings, omitted)}</div>
    ${
      told.length === 0
        ? ''
        : html`<ol class="top-findings">
            ${told.map(tellFinding)}
          </ol>`
    }
    ${findings.length > told.length ? html`<p>${countOf(findings.length - told.length, 'further finding')} below.</p>` : ''}
    ${omitted > 0 ? html`<p class="quiet">${countOf(omitted, 'finding')} of this case ${omitted === 1 ? 'was' : 'were'} left out by whoever wrote this report.</p>` : ''}
    ${limits(result)}
  </section>`
}

function lookedAt({ captures, detectors }: CaseResult): Markup {
  const facts = captures.map((capture) => capture.facts)
  const packets = facts.reduce((sum, fact) => sum + fact.packets, 0)
  const octets = facts.reduce((sum, fact) => sum + fact.size, 0)
  const what = facts.length === 1 ? (facts[0]?.name ?? '') : countOf(facts.length, 'capture')
  return html`Tailfirst read ${what}: ${countOf(packets, 'packet')} in
  ${formatOctets(octets)}${recorded(facts)}. ${countOf(detectors.length, 'detector')} looked at
  every packet that could be decoded.`
}

function recorded(facts: readonly CaptureFacts[]): Markup {
  const timed = facts.filter((fact) => fact.firstTsNs !== '' && fact.lastTsNs !== '')
  if (timed.length === 0) return html``
  const first = timed.map((fact) => BigInt(fact.firstTsNs)).reduce((a, b) => (b < a ? b : a))
  const last = timed.map((fact) => BigInt(fact.lastTsNs)).reduce((a, b) => (b > a ? b : a))
  const from = html`<span class="whole">${formatSecond(first)}</span>`
  return html`, recorded over ${formatSpan(last - first)} from ${from} on`
}

function tally(findings: readonly Finding[], omitted: number): Markup[] {
  const grave = findings.filter((finding) => finding.severity !== 'note').length
  const counts = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? html`` : html`<span class="badge ${severity}">${count} ${severity}</span>`
  })
  if (grave > 0 || omitted > 0) return counts
  return [html`<span class="badge clear">no fault found</span>`, ...counts]
}

function tellFinding(finding: Finding, i: number): Markup {
  const step = finding.nextSteps[0]
  const action = step === undefined ? '' : html`<p><b>What to do:</b> ${step.say}</p>`
  return html`<li>
    <div><span class="badge ${finding.severity}">${finding.severity}</span></div>
    <div><a href="#finding-${i + 1}">${finding.claim}</a>${action}</div>
  </li> `
}

/** What the findings cannot speak about: nothing is silently missing. */
function limits({ captures, evidenceCapped, quality = [] }: CaseResult): Markup {
  const sentences = captures.flatMap(({ facts }) => {
    const undecoded = facts.undecoded.reduce((sum, entry) => sum + entry.frames, 0)
    return [
      facts.message === '' ? '' : `${facts.name}: ${facts.message}`,
      undecoded === 0 ? '' : `${facts.name}: ${countOf(undecoded, 'frame')} could not be decoded.`,
      facts.truncatedFrames === 0
        ? ''
        : `${facts.name}: ${countOf(facts.truncatedFrames, 'frame')} of ${formatNumber(facts.packets)} were recorded only in part.`,
      ...facts.capped.map(
        (bound) => `${facts.name}: ${bound.what}, ${formatNumber(bound.count)} times.`,
      ),
    ].filter((sentence) => sentence !== '')
  })
  for (const { kind, say, weakens } of quality) {
    const doubt =
      weakens.length === 0 ? '' : ` ${countOf(weakens.length, 'finding')} less sure for it.`
    // The facts above have counted what was cut.
    if (kind !== 'truncated' || doubt !== '') sentences.push(`${say}.${doubt}`)
  }
  if (evidenceCapped)
    sentences.push('The octets of some evidence frames were left out for their size.')
  if (sentences.length === 0)
    return html`<p class="quiet">
      Every packet of the capture was decoded; nothing was left out for its size.
    </p>`
  return html`<h3>What could not be seen</h3>
    <ul>
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>`
}
