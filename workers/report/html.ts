/** The report: findings and what they rest on, as one HTML file that opens anywhere and loads nothing. */
import { sha256 } from '@noble/hashes/sha2.js'
import { identityOf, type Finding } from '../model/finding'
import type { CaseResult } from '../model/run'
import { html, Markup } from './escape'
import { detectorAppendix, originAppendix } from './html-appendix'
import { captureAppendix } from './html-captures'
import { hiddenCase } from './hidden-case'
import { findingArticle } from './html-finding'
import { hasSection, notesSection } from './html-notes'
import { summary } from './html-summary'
import type { ReportInput } from './report-input'
import { STYLE } from './style'
import { toldCase } from './told-case'
import { WORDS, type ReportWords } from './words'

/** Characters from which on a title, mostly names of files, is set smaller: the findings come first. */
const LONG_TITLE = 72

/** In one piece: the hash covers every character between the tags. */
const STYLE_ELEMENT = new Markup(`<style>${STYLE}</style>`)

export function renderReport(asked: ReportInput): string {
  const words = WORDS[asked.language]
  const { result, whole } = toldCase(asked.result, asked.phrases)
  const chosen = { ...result, findings: includedFindings(result, asked.leaveOut) }
  const omitted = result.findings.length - chosen.findings.length
  const input = shownInput({ ...asked, result: chosen })
  const { findings } = input.result
  const page = html`<!doctype html>
    <html lang="${input.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy()}" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Tailfirst ${input.appVersion}" />
        <title>${input.title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <div class="page">
          <header class="top">
            <div class="brand">${words.title}</div>
            <h1${new Markup(input.title.length > LONG_TITLE ? ' class="long"' : '')}>${input.title}</h1>
            <p>${words.said(input.generatedNote)}</p>
            ${whole ? '' : html`<p class="quiet">${words.partlyEnglish}</p>`}
            ${input.hide ? html`<p>${words.hidden}</p>` : ''}
          </header>
          <div class="body">
            ${contents(findings, input.notes.some(hasSection), words)}
            <main>
              ${summary(input.result, findings, omitted, words)}
              ${
                findings.length === 0
                  ? ''
                  : html`<section id="findings" aria-label="${words.findings}">
                      ${findings.map((_, i) => findingArticle(findings, i, input, words))}
                    </section>`
              }
              ${notesSection(input.notes, input.result, words, input.connections)}
              ${captureAppendix(input.result, words)} ${detectorAppendix(input.result, words)}
              ${originAppendix(input, words)}
            </main>
          </div>
        </div>
      </body>
    </html> `
  return page.text
}

/** In the order of the case, gravest first. */
function includedFindings({ findings }: CaseResult, leaveOut: readonly string[]): Finding[] {
  const left = new Set(leaveOut)
  return findings.filter((finding) => !left.has(identityOf(finding)))
}

/** Without what it is not to show. */
function shownInput(input: ReportInput): ReportInput {
  const { result, hide, octets = true } = input
  if (hide === undefined) {
    return octets ? input : { ...input, result: { ...result, evidence: [] } }
  }
  const shown = hiddenCase(result, hide)
  const connections = [...(input.connections ?? [])].map(
    ([id, ends]) => [id, hide.text(ends)] as const,
  )
  return {
    ...input,
    result: shown,
    title: hide.text(input.title),
    notes: hide.value(input.notes),
    connections: new Map(connections),
  }
}

/** No script, nothing from anywhere, and exactly this one style (CSP3 §8.3, hash source). */
function contentPolicy(): Markup {
  const digest = sha256(new TextEncoder().encode(STYLE))
  const hash = btoa(String.fromCharCode(...digest))
  const directives = ["default-src 'none'", `style-src 'sha256-${hash}'`, 'img-src data:']
  return new Markup([...directives, "base-uri 'none'", "form-action 'none'"].join('; '))
}

function contents(
  findings: readonly Finding[],
  noted: boolean,
  { contents, notes }: ReportWords,
): Markup {
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents">${contents.title}</h2>
    <ol>
      <li><a href="#summary">${contents.summary}</a></li>
      ${findings.map(
        (finding, i) =>
          html`<li${finding.symptomOf === undefined ? '' : new Markup(' class="symptom"')}>
            <a class="${finding.severity}" href="#finding-${i + 1}">${i + 1}. ${finding.claim}</a>
          </li> `,
      )}
      ${noted ? html`<li><a href="#notes">${notes.title}</a></li>` : ''}
      <li><a href="#captures">${contents.captures}</a></li>
      <li><a href="#detectors">${contents.detectors}</a></li>
      <li><a href="#origin">${contents.origin}</a></li>
    </ol>
  </nav>`
}
