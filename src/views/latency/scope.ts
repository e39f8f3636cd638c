/** Which part of a case's time is looked at, and which captures hold pings. */
import type { LatencyScope } from '../../../workers/model/latency'
import type { CaseResult, Counts } from '../../../workers/model/run'
import type { Query } from '../../state/selection.svelte'

/** `from` and `to` of the query: ns of the case's time. */
export function scopeOf({ spine }: CaseResult, query: Query): LatencyScope {
  const from = Number(query['from'] ?? '')
  const to = Number(query['to'] ?? '')
  return {
    starts: spine.captureStart,
    from: from > 0 ? from : 0,
    to: to > 0 ? to : Infinity,
  }
}

/** Captures with echo requests: RFC 792, RFC 4443 §4.1. */
export function pingCaptures({ captures }: CaseResult): number[] {
  return captures.flatMap(({ counts }, capture) =>
    has(counts, 'icmp', '8/0') || has(counts, 'icmpv6', '128/0') ? [capture] : [],
  )
}

function has(counts: Counts, group: string, key: string): boolean {
  const of = counts[group]
  return typeof of === 'object' && of !== null && key in of
}
