/** The figures of `slow-service`, with English labels. */
import type { Figure } from '../../model/figure'
import { TURN_CUT } from '../../model/turns'
import type { Nanos } from '../../model/units'
import type { SlowServiceFacts } from '../facts/slow-service'

const POINTS = 2000
const BARS = 8

export function drawSlowService(facts: SlowServiceFacts, threshold: Nanos): Figure[] {
  const { slow, targets, bins, bursts, duration } = facts
  const figures: Figure[] = [
    {
      kind: 'histogram',
      title: 'Answers by time from the request to the first octet',
      unit: 'ns',
      bins,
      cut: TURN_CUT,
      threshold,
    },
    {
      kind: 'scatter',
      title: 'Slow answers over time',
      points: slow
        .slice(0, POINTS)
        .map(({ askedTime, wait, askedFrame }) => ({
          ...{ time: askedTime, value: wait, frame: askedFrame, tone: 'bad' as const },
        }))
        .sort((a, b) => a.time - b.time || a.frame - b.frame),
      threshold,
      until: duration,
      spans: bursts.map(({ from, to }, index) => ({
        from,
        to,
        label: `burst ${String(index + 1)}`,
      })),
    },
  ]
  if (targets.length > 1) {
    figures.push({
      kind: 'bars',
      title: 'Slow answers by what was asked',
      unit: 'answers',
      bars: targets.slice(0, BARS).map(({ name, slow: value, answers }) => ({
        label: name,
        value,
        of: answers,
        tone: 'bad',
      })),
    })
  }
  return figures
}
