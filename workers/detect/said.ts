/** The parts of a finding that are sentences: what `wording/` makes out of facts. */
import type { Metric } from '../model/finding'
import type { Report } from './detector'

export type Said = Pick<
  Report,
  | 'claim'
  | 'happened'
  | 'rule'
  | 'confidenceReasons'
  | 'counterEvidence'
  | 'alternatives'
  | 'disprovedBy'
  | 'nextSteps'
  | 'confirm'
>

/** Where a summary of many has less to say than a finding of its own. */
export const NOTHING_SAID: Said = {
  claim: '',
  happened: [],
  rule: '',
  confidenceReasons: [],
  counterEvidence: [],
  alternatives: [],
  disprovedBy: [],
  nextSteps: [],
  confirm: [],
}

export function measured(name: string, label: string, value: number, unit = ''): Metric {
  return { name, label, value, unit, estimated: false }
}

/** For numbers that rest on an assumption; the page says so. */
export function estimated(name: string, label: string, value: number, unit = ''): Metric {
  return { name, label, value, unit, estimated: true }
}

/** Drops the sentences that do not apply. */
export function sentences(...parts: (string | false | null | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '')
}
