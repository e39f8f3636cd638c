/** The figures of `dns-latency`, with English labels. */
import type { Figure } from '../../model/figure'
import { BIN_CUT } from '../../model/latency-bins'
import type { Nanos } from '../../model/units'
import { waitOf } from '../dns-judgement'
import { shortName } from '../dns-names'
import type { DnsLatencyFacts } from '../facts/dns-latency'

const POINTS = 2000
const BARS = 12

export function drawDnsLatency(facts: DnsLatencyFacts, threshold: Nanos): Figure[] {
  const bad = facts.names.filter(({ slow, lost }) => slow + lost > 0).slice(0, BARS)
  return [
    {
      kind: 'histogram',
      title: 'Answers by time from the last question to the answer',
      unit: 'ns',
      bins: facts.bins,
      cut: BIN_CUT,
      threshold,
    },
    {
      kind: 'scatter',
      title: 'Answers over time, from the last question; waits for lost ones, from the first',
      points: pointsOf(facts),
      threshold,
      until: facts.duration,
      spans: facts.bursts.map(({ from, to }, index) => ({
        ...{ from, to },
        label: `burst ${String(index + 1)}`,
      })),
    },
    {
      kind: 'bars',
      title: 'Slow answers and lost look-ups, by name',
      unit: '',
      bars: bad.map(({ label, slow, lost, all }) => ({
        ...{ label: shortName(label), value: slow + lost, of: Math.max(all, slow + lost) },
        tone: 'bad',
      })),
    },
  ]
}

/** All bad ones that fit, and an even selection of the others. */
function pointsOf({ slow, lost, samples }: DnsLatencyFacts) {
  const late = slow.slice(0, POINTS / 4)
  const waits = lost.filter((question) => waitOf(question) > 0).slice(0, POINTS / 4)
  const known = new Set(late.map(({ frame }) => frame))
  const others = samples.filter(({ frame }) => !known.has(frame))
  const every = Math.max(1, Math.ceil(others.length / (POINTS / 2)))
  const bad = 'bad' as const
  const muted = 'muted' as const
  return [
    ...late.map(({ time, latency, frame }) => ({ time, value: latency, frame, tone: bad })),
    ...waits.map((question) => ({
      ...{ time: question.time, value: waitOf(question) },
      ...{ frame: question.frames[0]?.frame ?? 0, tone: bad },
    })),
    ...others
      .filter((_, index) => index % every === 0)
      .map(({ time, latency, frame }) => ({ time, value: latency, frame, tone: muted })),
  ].sort((a, b) => a.time - b.time || a.frame - b.frame)
}
