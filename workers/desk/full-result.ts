/** A case with its long lists again, as its document has it. */
import { noApplications } from '../model/app-records'
import { unpack } from '../model/packed'
import type { CaseLists, CaseResult, FullResult } from '../model/run'

export function fullResult(result: CaseResult, lists: CaseLists): FullResult {
  const captures = result.captures.map((capture, index) => {
    const packed = lists.applications[index]
    return { ...capture, applications: packed ? unpack(packed) : noApplications() }
  })
  const { numbers } = lists
  return { ...result, captures, flows: unpack(lists.flows), ...(numbers && { numbers }) }
}
