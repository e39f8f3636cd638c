/** What a finding rests on: the frames by number, and the octets of the first of them. */
import type { Evidence, Finding } from '../model/finding'
import type { CaseResult, EvidenceFrame } from '../model/run'
import { html, type Markup } from './escape'
import { formatSeconds } from './html-words'
import type { ReportWords } from './words'

const ROWS = 50
const FRAMES = 6
const OCTETS = 256
const PER_LINE = 16

export function evidenceTable(
  finding: Finding,
  { captures }: CaseResult,
  { evidence: words }: ReportWords,
): Markup {
  const shown = finding.evidence.slice(0, ROWS)
  if (shown.length === 0) return html``
  const several = captures.length > 1
  const noted = shown.some((evidence) => evidence.note !== '')
  return html`<h3>${words.title}</h3>
    <div class="scroll">
      <table class="wide">
        <thead>
          <tr>
            <th class="num" scope="col">${words.frame}</th>
            <th class="num" scope="col">${words.time}</th>
            <th scope="col">${words.role}</th>
            ${noted ? html`<th scope="col">${words.note}</th>` : ''}${several ? html`<th scope="col">${words.capture}</th>` : ''}
          </tr>
        </thead>
        <tbody>
          ${shown.map((evidence) => row(evidence, noted, several ? (captures[evidence.capture]?.facts.name ?? '') : undefined))}
        </tbody>
      </table>
    </div>
    <p class="quiet after">
      ${shown.length < finding.evidenceTotal ? words.first(shown.length, finding.evidenceTotal) : words.all(shown.length)}
      ${words.numbering}
    </p>`
}

function row(evidence: Evidence, noted: boolean, capture: string | undefined): Markup {
  return html`<tr>
    <td class="num mono">${evidence.frame}</td>
    <td class="num mono">${formatSeconds(evidence.time)}</td>
    <td>${evidence.role}</td>
    ${noted ? html`<td class="mono">${evidence.note}</td>` : ''}${capture === undefined ? '' : html`<td>${capture}</td>`}
  </tr>`
}

/** The first evidence frames whose octets were kept with the case. */
export function keyFrames(
  finding: Finding,
  result: CaseResult,
  { evidence: words }: ReportWords,
): Markup {
  const kept = new Map(result.evidence.map((frame) => [keyOf(frame), frame]))
  const shown: { evidence: Evidence; frame: EvidenceFrame }[] = []
  for (const evidence of finding.evidence) {
    const frame = kept.get(keyOf(evidence))
    if (frame !== undefined && shown.length < FRAMES) shown.push({ evidence, frame })
  }
  if (shown.length === 0) return html``
  return html`<h3>${words.octets}</h3>
    <div class="frames">
      ${shown.map(({ evidence, frame }) => frameOctets(evidence, frame, words))}
    </div>`
}

function keyOf({ capture, frame }: { capture: number; frame: number }): string {
  return `${String(capture)}/${String(frame)}`
}

function frameOctets(
  evidence: Evidence,
  frame: EvidenceFrame,
  words: ReportWords['evidence'],
): Markup {
  const octets = frame.octets.subarray(0, OCTETS)
  const size = words.size(octets.length, frame.origLen)
  return html`<div>
    <h4>${words.frameOf(frame.frame)} <span class="quiet">· ${evidence.role} · ${size}</span></h4>
    <pre class="octets">${hexLines(octets)}</pre>
  </div>`
}

/** Offset, sixteen octets, and what of them is printable ASCII. */
function hexLines(octets: Uint8Array): Markup[] {
  const lines: Markup[] = []
  for (let at = 0; at < octets.length; at += PER_LINE) {
    const part = Array.from(octets.subarray(at, at + PER_LINE))
    const hex = part.map((octet, i) => (i === 8 ? ' ' : '') + octet.toString(16).padStart(2, '0'))
    const text = part.map((octet) =>
      octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·',
    )
    const offset = at.toString(16).padStart(4, '0')
    const columns = hex.join(' ').padEnd(3 * PER_LINE)
    lines.push(html`<i>${offset}</i> ${columns} <i>${text.join('')}</i><br />`)
  }
  return lines
}
