/** Which captures hold pings. */
import type { CaseResult, Counts } from '../../../workers/model/run'

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
