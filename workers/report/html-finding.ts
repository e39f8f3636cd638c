/** One finding in full: told, shown, measured, doubted, and how to act on it. */
import { formatNumber } from '../figure/format'
import { layoutFigure } from '../figure/layout'
import {
  identityOf,
  type Alternative,
  type Finding,
  type Metric,
  type Step,
} from '../model/finding'
import type { CaseResult } from '../model/run'
import { html, type Markup } from './escape'
import { evidenceTable, keyFrames } from './html-evidence'
import { noteOfFinding } from './html-notes'
import { formatInstant, formatMoment } from './html-words'
import type { ReportInput } from './report-input'
import { drawSvg } from './svg'

/** Px that figures are laid out for: the width of the text column. */
const FIGURE_WIDTH = 620

/** Of the finding at `index`; its number in the report is one more. */
export function findingArticle(
  findings: readonly Finding[],
  index: number,
  { result, notes }: ReportInput,
): Markup {
  const finding = findings[index] as Finding
  const number = index + 1
  const id = `finding-${String(number)}`
  return html`<article class="finding ${finding.severity}" id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${number}. ${finding.claim}</h2>
    <p class="meta">
      <span class="badge ${finding.severity}">${finding.severity}</span> · confidence:
      <b>${finding.confidence}</b> · ${whenSeen(finding, result)}
    </p>
    ${relations(finding, findings)} ${noteOfFinding(finding, notes)}
    <div class="split">
      <div>
        <h3>What happened</h3>
        ${finding.happened.map((paragraph) => html`<p>${paragraph}</p>`)}
        ${finding.figures.map((figure, i) => {
          const drawing = layoutFigure(figure, FIGURE_WIDTH)
          return html`<figure>
            <figcaption>${drawing.title}</figcaption>
            ${drawSvg(drawing, `${id}-${String(i + 1)}`)}
          </figure>`
        })}
      </div>
      <div>
        ${numbers(finding.metrics)} ${entities(finding.entities)}
        ${steps('What to do', finding.nextSteps)} ${steps('Confirm on the node', finding.confirm)}
      </div>
    </div>
    <div class="pair">
      <div>${list(`Why the confidence is “${finding.confidence}”`, finding.confidenceReasons)}</div>
      <div>
        ${list('What speaks against it', finding.counterEvidence, 'Nothing in these captures.')}
      </div>
      <div>${list('What would disprove it', finding.disprovedBy)}</div>
    </div>
    ${alternatives(finding.alternatives)} ${evidenceTable(finding, result)}
    ${keyFrames(finding, result)} ${howFound(finding, result)}
  </article> `
}

function whenSeen({ capture, time, until }: Finding, { captures }: CaseResult): string {
  const facts = captures[capture]?.facts
  if (facts === undefined || facts.firstTsNs === '') return `at ${formatMoment(time)}`
  const start = BigInt(facts.firstTsNs)
  const at = formatInstant(String(start + BigInt(Math.round(time))))
  const span = until > time ? `, last at ${formatMoment(until)}` : ''
  return `first at ${at}, ${formatMoment(time)} into ${facts.name}${span}`
}

/** What explains this finding, and what it explains. */
function relations(finding: Finding, findings: readonly Finding[]): Markup {
  const link = (other: Finding) =>
    html`<a href="#finding-${findings.indexOf(other) + 1}">${other.claim}</a>`
  const cause = findings.find((other) => identityOf(other) === finding.symptomOf)
  const symptoms = findings.filter((other) => other.symptomOf === identityOf(finding))
  return html`${cause === undefined ? '' : html`<p class="related">A symptom of: ${link(cause)}</p>`}
  ${
    symptoms.length === 0
      ? ''
      : html`<div class="related">
          Shows itself also as:
          <ul>
            ${symptoms.map((symptom) => html`<li>${link(symptom)}</li>`)}
          </ul>
        </div>`
  }`
}

function numbers(metrics: readonly Metric[]): Markup {
  if (metrics.length === 0) return html``
  return html`<h3>Numbers</h3>
    <table class="facts">
      <tbody>
        ${metrics.map(
          ({ label, value, unit, estimated }) =>
            html`<tr>
              <th scope="row">
                ${label}${estimated ? html`<span class="tag">estimated</span>` : ''}
              </th>
              <td class="num">${formatNumber(value)}${unit === '' ? '' : ` ${unit}`}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
}

function entities(named: Record<string, string>): Markup {
  const entries = Object.entries(named)
  if (entries.length === 0) return html``
  return html`<h3>Who</h3>
    <dl>
      ${entries.map(
        ([role, text]) =>
          html`<dt>${role}</dt>
            <dd class="mono">${text}</dd>`,
      )}
    </dl>`
}

function steps(title: string, all: readonly Step[]): Markup {
  if (all.length === 0) return html``
  return html`<h3>${title}</h3>
    <ol class="steps">
      ${all.map(
        ({ say, command }) => html`<li>${say}${command === '' ? '' : commandBlock(command)}</li>`,
      )}
    </ol>`
}

/** Lines of a command are ours, what stands in them need not be. */
function commandBlock(command: string): Markup {
  const [first = '', ...others] = command.split('\n')
  return html`<pre><code>${first}${others.map((line) => html`<br />${line}`)}</code></pre>`
}

function list(title: string, sentences: readonly string[], none = ''): Markup {
  if (sentences.length === 0 && none === '') return html``
  const body =
    sentences.length === 0
      ? html`<p class="none">${none}</p>`
      : html`<ul>
          ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>`
  return html`<h3>${title}</h3>
    ${body}`
}

function alternatives(all: readonly Alternative[]): Markup {
  if (all.length === 0) return html``
  return html`<h3>What else it could be</h3>
    ${all.map(
      (alternative) =>
        html`<h4>${alternative.cause}</h4>
          <div class="pair">
            ${side('speaks for it', alternative.for)}${side('speaks against it', alternative.against)}
          </div>`,
    )}`
}

function side(title: string, sentences: readonly string[]): Markup {
  if (sentences.length === 0)
    return html`<div>
      <h5>${title}</h5>
      <p class="none">nothing seen</p>
    </div>`
  return html`<div>
    <h5>${title}</h5>
    <ul>
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </div>`
}

function howFound(finding: Finding, { detectors }: CaseResult): Markup {
  const use = detectors.find((detector) => detector.id === finding.detector)
  const params = Object.entries(use?.params ?? {}).map(
    ([name, value]) => `${name} = ${formatNumber(value)}`,
  )
  return html`<h3>How this was found</h3>
    <dl>
      <dt>rule</dt>
      <dd>${finding.rule}</dd>
      <dt>detector</dt>
      <dd>
        ${use?.title ?? finding.detector}
        <span class="quiet mono">${finding.detector}, version ${finding.version}</span>
      </dd>
      ${
        params.length === 0
          ? ''
          : html`<dt>parameters</dt>
              <dd class="mono">${params.join(' · ')}</dd>`
      }
      ${
        finding.filter === ''
          ? ''
          : html`<dt>display filter</dt>
              <dd class="mono">${finding.filter}</dd>`
      }
    </dl>`
}
