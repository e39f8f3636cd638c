/** What detectors said, in the language of the report. */
import type { Language } from '../model/language'
import type { CaseResult } from '../model/run'
import { tellFinding } from '../translate/findings'
import type { ReportWords } from './words'

export interface ToldCase {
  result: CaseResult
  /** False: something in a finding could be said in English only. */
  whole: boolean
}

export function toldCase(
  result: CaseResult,
  language: Language,
  { ofDetector }: ReportWords,
): ToldCase {
  const told = result.findings.map((finding) => tellFinding(language, finding))
  return {
    result: {
      ...result,
      findings: told.map(({ finding }) => finding),
      detectors: result.detectors.map((use) => ({
        ...use,
        title: ofDetector(use.id, use.title),
        silence: ofDetector(use.id, use.silence),
      })),
    },
    whole: told.every(({ whole }) => whole),
  }
}
