import type { CaseResult } from '../../../workers/model/run'

const RECORDED = ['http', 'dns', 'tls'] as const

/** What is shown before anybody chose: the first of which the case holds any. */
export function firstKind({ captures }: Pick<CaseResult, 'captures'>): (typeof RECORDED)[number] {
  const holds = (kind: (typeof RECORDED)[number]) =>
    captures.some(({ applications }) => applications.totals[kind] > 0)
  return RECORDED.find(holds) ?? 'http'
}
