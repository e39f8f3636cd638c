/** The first page: what was looked at, what was found and what to do, for a reader without tools. */
import type { CaptureFacts } from '../model/capture'
import { changedParams, settingsOfRun } from '../model/detector-settings'
import { SEVERITIES, type Finding } from '../model/finding'
import type { CaseResult, DetectorUse } from '../model/run'
import { html, type Markup } from './escape'
import { formatOctets, formatSecond, formatSpan } from './html-words'
import type { ReportWords } from './words'

/** Findings that are told on the first page. */
const TOLD = 8
/** Characters of a name that a sentence bears. */
const LONGEST_NAME = 72

export function summary(
  result: CaseResult,
  findings: readonly Finding[],
  omitted: number,
  words: ReportWords,
): Markup {
  const { further, omitted: leftOut } = words.summary
  const told = findings.slice(0, TOLD)
  return html`<section id="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">${words.contents.summary}</h2>
    <p class="lead">${lookedAt(result, words)}</p>
    <div class="tally">${tally(findings, omitted, words)}</div>
    ${
      told.length === 0
        ? ''
        : html`<ol class="top-findings">
            ${told.map((finding, i) => tellFinding(finding, i, words))}
          </ol>`
    }
    ${findings.length > told.length ? html`<p>${further(findings.length - told.length)}</p>` : ''}
    ${omitted > 0 ? html`<p class="quiet">${leftOut(omitted)}</p>` : ''} ${limits(result, words)}
  </section>`
}

function lookedAt({ captures, detectors }: CaseResult, words: ReportWords): Markup {
  const facts = captures.map((capture) => capture.facts)
  const packets = facts.reduce((sum, fact) => sum + fact.packets, 0)
  const octets = facts.reduce((sum, fact) => sum + fact.size, 0)
  // A long name stands with its capture.
  const [{ name } = { name: '' }] = facts
  const one = facts.length === 1 && name.length <= LONGEST_NAME
  const what = one ? name : words.summary.captures(facts.length)
  const size = formatOctets(octets, words.octets)
  const over = recorded(facts, words)
  const ran = detectors.filter(({ off }) => off !== true).length
  const looked = words.summary.lookedAt(what, packets, size, over, ran)
  const settings = settingsSaid(detectors, words)
  return settings === '' ? looked : html`${looked} <b>${settings}</b>`
}

/** That not everything was looked for, or not as documented; empty: all of it was. */
function settingsSaid(detectors: readonly DetectorUse[], { list, summary }: ReportWords): string {
  const settings = settingsOfRun(detectors)
  const off = detectors.filter((use) => use.off === true).map(({ title }) => title)
  const changed = changedParams(settings)
  return [
    off.length === 0 ? '' : summary.off(off.length, list(off)),
    changed === 0 ? '' : summary.changed(changed),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function recorded(facts: readonly CaptureFacts[], { summary }: ReportWords): Markup {
  const timed = facts.filter((fact) => fact.firstTsNs !== '' && fact.lastTsNs !== '')
  if (timed.length === 0) return html``
  const first = timed.map((fact) => BigInt(fact.firstTsNs)).reduce((a, b) => (b < a ? b : a))
  const last = timed.map((fact) => BigInt(fact.lastTsNs)).reduce((a, b) => (b > a ? b : a))
  const from = html`<span class="whole">${formatSecond(first)}</span>`
  return summary.recorded(formatSpan(last - first), from)
}

function tally(findings: readonly Finding[], omitted: number, words: ReportWords): Markup[] {
  const grave = findings.filter((finding) => finding.severity !== 'note').length
  const counts = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    const says = words.summary.tally(count, words.severity[severity])
    return count === 0 ? html`` : html`<span class="badge ${severity}">${says}</span>`
  })
  if (grave > 0 || omitted > 0) return counts
  return [html`<span class="badge clear">${words.summary.noFault}</span>`, ...counts]
}

function tellFinding(finding: Finding, i: number, words: ReportWords): Markup {
  const step = finding.nextSteps[0]
  const action = step === undefined ? '' : html`<p><b>${words.summary.toDo}</b> ${step.say}</p>`
  return html`<li>
    <div><span class="badge ${finding.severity}">${words.severity[finding.severity]}</span></div>
    <div><a href="#finding-${i + 1}">${finding.claim}</a>${action}</div>
  </li> `
}

/** What the findings cannot speak about: nothing is silently missing. */
function limits(
  { captures, evidenceCapped, quality = [] }: CaseResult,
  words: ReportWords,
): Markup {
  const sentences = captures.flatMap(({ facts }) =>
    limitsOf(facts, words).map((sentence) => words.of(facts.name, sentence)),
  )
  for (const { kind, say, weakens } of quality) {
    // The facts above have counted what was cut.
    if (kind !== 'truncated' || weakens.length > 0)
      sentences.push(words.summary.fault(words.said(say), weakens.length))
  }
  if (evidenceCapped) sentences.push(words.summary.evidenceCapped)
  if (sentences.length === 0) return html`<p class="quiet">${words.summary.complete}</p>`
  return html`<h3>${words.summary.unseen}</h3>
    <ul>
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>`
}

function limitsOf(facts: CaptureFacts, { said, summary }: ReportWords): string[] {
  const undecoded = facts.undecoded.reduce((sum, entry) => sum + entry.frames, 0)
  return [
    said(facts.message),
    undecoded === 0 ? '' : summary.undecoded(undecoded),
    facts.truncatedFrames === 0 ? '' : summary.truncated(facts.truncatedFrames, facts.packets),
    ...facts.capped.map(({ what, count }) => summary.capped(said(what), count)),
  ].filter((sentence) => sentence !== '')
}
