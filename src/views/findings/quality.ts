/** What limits the findings of a case: everything that was not captured, read or kept. */
import type { CaptureFacts } from '../../../workers/model/capture'
import type { QualityFault } from '../../../workers/model/quality'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

/** Files that could not be read are told by name up to here; a folder may hold thousands. */
const NAMED = 5

/** Kinds of faults that the facts of a capture tell already. */
const IN_FACTS = ['dropped', 'truncated', 'clock-steps']

export interface Limit {
  /** Name of the capture; empty: the whole case. */
  capture: string
  say: string
  /** Findings are less sure for it. */
  weakens: boolean
}

/** What weakens findings first, then in the order of captures. */
export function limitsOf(result: CaseResult): Limit[] {
  const { captures, quality = [], others, evidenceCapped } = result
  const limits = captures.flatMap(({ facts, columns }, index) => [
    ...limitsOfCapture(facts, columns.length).map(({ say, kind }) => ({
      capture: visibleText(facts.name),
      say,
      weakens: quality.some(
        (fault) => fault.kind === kind && fault.capture === index && fault.weakens.length > 0,
      ),
    })),
    ...quality.flatMap((fault) => (fault.capture === index ? furtherLimit(fault, result) : [])),
  ])
  const ofCase = quality.filter(({ capture }) => captures[capture] === undefined)
  limits.push(...ofCase.flatMap((fault) => furtherLimit(fault, result)))
  const further = [
    others.length > 0 ? text.quality.others(others.length, namesOf(others)) : '',
    evidenceCapped ? text.quality.evidenceCapped : '',
  ].filter((say) => say !== '')
  limits.push(...further.map((say) => ({ capture: '', say, weakens: false })))
  return limits.sort((a, b) => Number(b.weakens) - Number(a.weakens))
}

function namesOf(files: CaseResult['others']): string {
  const names = files.slice(0, NAMED).map(({ name }) => visibleText(name))
  return [...names, ...(files.length > NAMED ? ['…'] : [])].join(', ')
}

/** What is said of each capture, and of the whole case. */
export function byCapture(limits: readonly Limit[]): { capture: string; says: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const { capture, say } of limits) {
    const known = groups.get(capture)
    if (known === undefined) groups.set(capture, [say])
    else known.push(say)
  }
  return [...groups].map(([capture, says]) => ({ capture, says }))
}

/** What only the analysis knows: how the capture was taken, and what text beside it tells. */
function furtherLimit(
  { kind, capture, say, weakens }: QualityFault,
  { captures }: CaseResult,
): Limit[] {
  const facts = captures[capture]?.facts
  const told = facts !== undefined && IN_FACTS.includes(kind) && toldIn(facts, kind)
  return told
    ? []
    : [
        {
          capture: facts === undefined ? '' : visibleText(facts.name),
          say: text.quality.fault(visibleText(text.said(say))),
          weakens: weakens.length > 0,
        },
      ]
}

const toldIn = (facts: CaptureFacts, kind: QualityFault['kind']): boolean =>
  kind !== 'dropped' || droppedBy(facts) > 0

/** How many findings are less sure for what is wrong with the captures. */
export const lessSure = ({ quality = [] }: CaseResult): number =>
  new Set(quality.flatMap(({ weakens }) => weakens)).size

const droppedBy = ({ interfaces }: CaptureFacts): number =>
  interfaces.reduce((sum, { dropped }) => sum + Math.max(0, dropped), 0)

/** `indexed`: frames that have an index. `kind`: of the fault of quality that it also is. */
function limitsOfCapture(
  facts: CaptureFacts,
  indexed: number,
): { say: string; kind?: QualityFault['kind'] }[] {
  const { quality } = text
  const dropped = droppedBy(facts)
  const undecoded = facts.undecoded.reduce((sum, { frames }) => sum + frames, 0)
  const says: { say: string; kind?: QualityFault['kind'] }[] = []
  if (facts.message !== '') says.push({ say: sentenceOf(visibleText(text.said(facts.message))) })
  if (dropped > 0) says.push({ say: quality.dropped(dropped), kind: 'dropped' })
  if (facts.truncatedFrames > 0) {
    says.push({ say: quality.truncated(facts.truncatedFrames), kind: 'truncated' })
  }
  if (facts.timestampStepsBack > 0) {
    says.push({ say: quality.stepsBack(facts.timestampStepsBack), kind: 'clock-steps' })
  }
  if (undecoded > 0) says.push({ say: quality.undecoded(undecoded) })
  if (indexed < facts.packets) says.push({ say: quality.unindexed(facts.packets - indexed) })
  for (const { what, count } of facts.capped) {
    says.push({ say: quality.capped(visibleText(text.said(what)), count) })
  }
  return says
}

/** Readers of files say it without a capital letter and a full stop: elsewhere the name stands before it. */
function sentenceOf(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.。]$/u.test(begun) ? begun : text.quality.fault(begun)
}
