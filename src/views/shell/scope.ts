/** Which part of a case's time is looked at. */
import type { TimeScope } from '../../../workers/model/time-scope'
import type { CaseResult } from '../../../workers/model/run'
import type { Query } from '../../state/selection.svelte'

/** `from` and `to` of the query: ns of the case's time. */
export function scopeOf({ spine }: Pick<CaseResult, 'spine'>, query: Query): TimeScope {
  const from = Number(query['from'] ?? '')
  const to = Number(query['to'] ?? '')
  return {
    // Not a copy of the page's own: it is handed to another thread
    starts: [...spine.captureStart],
    from: from > 0 ? from : 0,
    to: to > 0 ? to : Infinity,
  }
}
