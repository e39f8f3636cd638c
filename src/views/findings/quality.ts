/** What limits the findings of a case: everything that was not captured, read or kept. */
import type { CaptureFacts } from '../../../workers/model/capture'
import type { QualityFault } from '../../../workers/model/quality'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

/** Kinds of faults that the facts of a capture tell already. */
const IN_FACTS = ['dropped', 'truncated', 'clock-steps']

export interface Limit {
  /** Name of the capture; empty: the whole case. */
  capture: string
  say: string
}

export function limitsOf(result: CaseResult): Limit[] {
  const limits = result.captures.flatMap(({ facts, columns }) =>
    limitsOfCapture(facts, columns.length).map((say) => ({
      capture: visibleText(facts.name),
      say,
    })),
  )
  limits.push(...(result.quality?.flatMap((fault) => furtherLimit(fault, result)) ?? []))
  if (result.others.length > 0) {
    limits.push({ capture: '', say: text.quality.others(result.others.length) })
  }
  if (result.evidenceCapped) limits.push({ capture: '', say: text.quality.evidenceCapped })
  return limits
}

/** What only the analysis knows: how the capture was taken, and what text beside it tells. */
function furtherLimit({ kind, capture, say }: QualityFault, { captures }: CaseResult): Limit[] {
  const facts = captures[capture]?.facts
  const told = facts !== undefined && IN_FACTS.includes(kind) && toldIn(facts, kind)
  return told
    ? []
    : [
        {
          capture: facts === undefined ? '' : visibleText(facts.name),
          say: text.quality.fault(visibleText(text.said(say))),
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

/** `indexed`: frames that have an index. */
function limitsOfCapture(facts: CaptureFacts, indexed: number): string[] {
  const { quality } = text
  const dropped = droppedBy(facts)
  const undecoded = facts.undecoded.reduce((sum, { frames }) => sum + frames, 0)
  const says = facts.message === '' ? [] : [visibleText(text.said(facts.message))]
  if (dropped > 0) says.push(quality.dropped(dropped))
  if (facts.truncatedFrames > 0) says.push(quality.truncated(facts.truncatedFrames))
  if (facts.timestampStepsBack > 0) says.push(quality.stepsBack(facts.timestampStepsBack))
  if (undecoded > 0) says.push(quality.undecoded(undecoded))
  if (indexed < facts.packets) says.push(quality.unindexed(facts.packets - indexed))
  for (const { what, count } of facts.capped)
    says.push(quality.capped(visibleText(text.said(what)), count))
  return says
}
