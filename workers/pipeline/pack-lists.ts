/** Takes the long lists out of a result: what the page holds is small, whatever was captured. */
import { MAX_APP_RECORDS_AT_HAND } from '../limits/limits'
import { firstRecords } from '../model/app-records'
import { pack } from '../model/packed'
import type { CaseLists, CaseResult, FullResult } from '../model/run'

export function packLists(whole: FullResult): { result: CaseResult; lists: CaseLists } {
  const { result, lists } = setListsAside(whole)
  return { result, lists: lists() }
}

/** Packing takes a while: the result can be on its way when `lists` is called. */
export function setListsAside({ flows, numbers, secrets, captures, ...rest }: FullResult): {
  result: CaseResult
  lists: () => CaseLists
} {
  const lists = () => ({
    flows: pack(flows),
    applications: captures.map(({ applications }) => pack(applications)),
    ...(numbers !== undefined && { numbers }),
    ...(secrets !== undefined && { secrets }),
  })
  const shortened = captures.map((capture) => ({
    ...capture,
    applications: firstRecords(capture.applications, MAX_APP_RECORDS_AT_HAND),
  }))
  return { result: { ...rest, captures: shortened }, lists }
}
