/** The findings of a case once the analyst's own detectors have looked at it. */
import type { OwnRun } from '../../workers/api/own-detectors'
import { identityOf, type Finding } from '../../workers/model/finding'
import type { CaseResult } from '../../workers/model/run'

export function withOwn(result: CaseResult, own: OwnRun | null): CaseResult {
  return own === null ? result : { ...result, findings: own.findings, detectors: own.detectors }
}

/** Where the finding at `index` of `before` stands now; itself where it stands nowhere. */
export function placeAfter(
  before: readonly Finding[],
  after: readonly Finding[],
  index: number,
): number {
  const seen = before[index]
  if (seen === undefined) return index
  const place = after.findIndex((finding) => identityOf(finding) === identityOf(seen))
  return place < 0 ? index : place
}
