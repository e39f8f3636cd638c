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
import { writtenMetric } from '../model/metric-unit'
import type { CaseResult } from '../model/run'
import { html, type Markup } from './escape'
import { evidenceTable, keyFrames } from './html-evidence'
import { noteOfFinding } from './html-notes'
import { formatInstant, formatMoment } from './html-words'
import type { ReportInput } from './report-input'
import { drawSvg } from './svg'
import type { ReportWords } from './words'

type FindingWords = ReportWords['finding']

/** Px that figures are laid out for: the width of the text column. */
const FIGURE_WIDTH = 620

/** Of the finding at `index`; its number in the report is one more. */
export function findingArticle(
  findings: readonly Finding[],
  index: number,
  { result, notes }: ReportInput,
  words: ReportWords,
): Markup {
  const { finding: says } = words
  const finding = findings[index] as Finding
  const number = index + 1
  const id = `finding-${String(number)}`
  return html`<article class="finding ${finding.severity}" id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${number}. ${finding.claim}</h2>
    <p class="meta">
      <span class="badge ${finding.severity}">${words.severity[finding.severity]}</span> ·
      ${says.confidence} <b>${words.confidence[finding.confidence]}</b> ·
      ${whenSeen(finding, result, says)}
    </p>
    ${relations(finding, findings, says)} ${noteOfFinding(finding, notes, words)}
    <div class="split">
      <div>
        <h3>${says.happened}</h3>
        ${finding.happened.map((paragraph) => html`<p>${paragraph}</p>`)}
        ${finding.figures.map((figure, i) => {
          const drawing = layoutFigure(figure, FIGURE_WIDTH, words.onFigure)
          return html`<figure>
            <figcaption>${drawing.title}</figcaption>
            ${drawSvg(drawing, `${id}-${String(i + 1)}`)}
          </figure>`
        })}
      </div>
      <div>
        ${numbers(finding.metrics, says)} ${entities(finding.entities, says)}
        ${steps(says.toDo, finding.nextSteps)} ${steps(says.confirm, finding.confirm)}
      </div>
    </div>
    <div class="pair">
      <div>
        ${list(says.whySure(words.confidence[finding.confidence]), finding.confidenceReasons)}
      </div>
      <div>${list(says.against, finding.counterEvidence, says.nothingAgainst)}</div>
      <div>${list(says.disproof, finding.disprovedBy)}</div>
    </div>
    ${alternatives(finding.alternatives, says)} ${evidenceTable(finding, result, words)}
    ${keyFrames(finding, result, words)} ${howFound(finding, result, says)}
  </article> `
}

function whenSeen(
  { capture, time, until }: Finding,
  { captures }: CaseResult,
  says: FindingWords,
): string {
  const facts = captures[capture]?.facts
  if (facts === undefined || facts.firstTsNs === '') return says.at(formatMoment(time))
  const start = BigInt(facts.firstTsNs)
  const at = formatInstant(String(start + BigInt(Math.round(time))))
  const span = until > time ? says.last(formatMoment(until)) : ''
  return says.first(at, formatMoment(time), facts.name) + span
}

/** What explains this finding, and what it explains. */
function relations(finding: Finding, findings: readonly Finding[], says: FindingWords): Markup {
  const link = (other: Finding) =>
    html`<a href="#finding-${findings.indexOf(other) + 1}">${other.claim}</a>`
  const cause = findings.find((other) => identityOf(other) === finding.symptomOf)
  const symptoms = findings.filter((other) => other.symptomOf === identityOf(finding))
  return html`${cause === undefined ? '' : html`<p class="related">${says.symptomOf} ${link(cause)}</p>`}
  ${
    symptoms.length === 0
      ? ''
      : html`<div class="related">
          ${says.symptoms}
          <ul>
            ${symptoms.map((symptom) => html`<li>${link(symptom)}</li>`)}
          </ul>
        </div>`
  }`
}

function numbers(metrics: readonly Metric[], says: FindingWords): Markup {
  if (metrics.length === 0) return html``
  return html`<h3>${says.numbers}</h3>
    <table class="facts">
      <tbody>
        ${metrics.map((metric) => {
          const { number, unit } = writtenMetric(metric, formatNumber)
          return html`<tr>
            <th scope="row">
              ${metric.label}${
                metric.estimated ? html`<span class="tag">${says.estimated}</span>` : ''
              }
            </th>
            <td class="num">${number}${unit === '' ? '' : ` ${unit}`}</td>
          </tr>`
        })}
      </tbody>
    </table>`
}

function entities(named: Record<string, string>, says: FindingWords): Markup {
  const entries = Object.entries(named)
  if (entries.length === 0) return html``
  return html`<h3>${says.who}</h3>
    <dl>
      ${entries.map(
        ([role, text]) =>
          html`<dt>${says.role(role)}</dt>
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
  return html`<pre><code>${words(first)}${others.map((line) => html`<br />${words(line)}`)}</code></pre>`
}

/** A line breaks at spaces, never inside of `--option`. */
function words(line: string): Markup[] {
  return line
    .split(/(\s+)/)
    .map((part, index) => (index % 2 === 0 ? html`<span>${part}</span>` : html`${part}`))
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

function alternatives(all: readonly Alternative[], says: FindingWords): Markup {
  const none = says.nothingSeen
  if (all.length === 0) return html``
  return html`<h3>${says.alternatives}</h3>
    ${all.map(
      (alternative) =>
        html`<h4>${alternative.cause}</h4>
          <div class="pair">
            ${side(says.for, alternative.for, none)}${side(says.againstIt, alternative.against, none)}
          </div>`,
    )}`
}

function side(title: string, sentences: readonly string[], none: string): Markup {
  if (sentences.length === 0)
    return html`<div>
      <h5>${title}</h5>
      <p class="none">${none}</p>
    </div>`
  return html`<div>
    <h5>${title}</h5>
    <ul>
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </div>`
}

function howFound(finding: Finding, { detectors }: CaseResult, says: FindingWords): Markup {
  const use = detectors.find((detector) => detector.id === finding.detector)
  const params = Object.entries(use?.params ?? {}).map(
    ([name, value]) => `${name} = ${formatNumber(value)}`,
  )
  return html`<h3>${says.how}</h3>
    <dl>
      <dt>${says.rule}</dt>
      <dd>${finding.rule}</dd>
      <dt>${says.detector}</dt>
      <dd>
        ${use?.title ?? finding.detector}
        <span class="quiet mono">${says.version(finding.detector, finding.version)}</span>
      </dd>
      ${
        params.length === 0
          ? ''
          : html`<dt>${says.parameters}</dt>
              <dd class="mono">${params.join(' · ')}</dd>`
      }
      ${
        finding.filter === ''
          ? ''
          : html`<dt>${says.filter}</dt>
              <dd>
                <span class="mono">${finding.filter}</span>
                ${
                  finding.filterCut === undefined
                    ? ''
                    : html`<span class="quiet"
                        >${says.filterCut(finding.filterCut.listed, finding.filterCut.total)}</span
                      >`
                }
              </dd>`
      }
    </dl>`
}
