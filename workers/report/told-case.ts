/** What detectors said, in the language of the report. */
import type { Phrases } from '../model/phrases'
import type { CaseResult } from '../model/run'
import { Teller } from '../translate/findings/teller'

export interface ToldCase {
  result: CaseResult
  /** False: something in a finding could be said in English only. */
  whole: boolean
}

export function toldCase(result: CaseResult, phrases: Phrases): ToldCase {
  if (Object.keys(phrases).length === 0) return { result, whole: true }
  const teller = new Teller(phrases)
  const told = result.findings.map((finding) => teller.finding(finding))
  return {
    result: {
      ...result,
      findings: told.map(({ finding }) => finding),
      detectors: result.detectors.map((use) => ({
        ...use,
        title: teller.sentence(use.id, use.title),
        silence: teller.sentence(use.id, use.silence),
        looksAt: teller.sentence(use.id, use.looksAt ?? ''),
      })),
    },
    whole: told.every(({ whole }) => whole),
  }
}
