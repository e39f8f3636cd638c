/** Sums latencies up: quantiles, bins, the slowest, pairs. */
import { MAX_LATENCY_PAIRS, MAX_LATENCY_POINTS } from '../limits/workspace-limits'
import type { LatencyEvent, LatencyKind, LatencyPair, LatencySummary } from '../model/latency'
import { LatencyBins } from '../model/latency-bins'

/** Of a kind, what was found before it is summed up. */
export interface Waits {
  kind: LatencyKind
  events: LatencyEvent[]
  unanswered: number
  listed: number
  total: number
}

const SLOWEST = 10

export function summaryOf({ kind, events, unanswered, listed, total }: Waits): LatencySummary {
  const sorted = Float64Array.from(events, ({ latency }) => latency).sort()
  const bySlowness = events.toSorted((a, b) => b.latency - a.latency || a.time - b.time)
  const pairs = pairsOf(events)
  return {
    kind,
    measured: events.length,
    unanswered,
    listed,
    total,
    ...quantiles(sorted),
    p99: quantile(sorted, 0.99),
    bins: binsOf(sorted),
    points: pointsOf(bySlowness),
    slowest: bySlowness.slice(0, SLOWEST),
    pairs: pairs.slice(0, MAX_LATENCY_PAIRS),
    pairTotal: pairs.length,
  }
}

/** By nearest rank: the smallest value that so many are not above. −1: there are none. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? -1
}

function quantiles(sorted: Float64Array) {
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1) ?? -1 }
}

function binsOf(sorted: Float64Array): LatencySummary['bins'] {
  const bins = new LatencyBins()
  for (const latency of sorted) bins.add(latency)
  return bins.list()
}

/** The slowest ones are what is looked for; the others show what is usual. */
function pointsOf(bySlowness: readonly LatencyEvent[]): LatencySummary['points'] {
  const half = Math.min(bySlowness.length, MAX_LATENCY_POINTS / 2)
  const others = bySlowness.slice(half).sort((a, b) => a.time - b.time)
  const every = Math.max(1, Math.ceil(others.length / half))
  return [...bySlowness.slice(0, half), ...others.filter((_, index) => index % every === 0)]
    .map(({ capture, frame, time, latency }) => ({ capture, frame, time, latency }))
    .sort((a, b) => a.time - b.time || a.capture - b.capture || a.frame - b.frame)
}

function pairsOf(events: readonly LatencyEvent[]): LatencyPair[] {
  const pairs = new Map<string, { first: LatencyEvent; latencies: number[] }>()
  for (const event of events) {
    const key = `${event.src} ${event.dst} ${event.dstPort}`
    const pair = pairs.get(key)
    if (pair === undefined) pairs.set(key, { first: event, latencies: [event.latency] })
    else pair.latencies.push(event.latency)
  }
  return [...pairs.values()]
    .map(({ first: { src, dst, dstPort }, latencies }) => ({
      ...{ src, dst, dstPort, count: latencies.length },
      ...quantiles(Float64Array.from(latencies).sort()),
    }))
    .sort((a, b) => b.count - a.count || b.max - a.max)
}
