/** The figures of `http-errors`, with English labels. */
import type { Figure } from '../../model/figure'
import type { FailedShare, HttpErrorFacts } from '../facts/http-errors'
import { statusName } from './http-status'

const BARS = 8

export function drawHttpErrors(facts: HttpErrorFacts): Figure[] {
  const { points, bursts, duration, statuses, answers, targets, failures } = facts
  const figures: Figure[] = []
  if (points.some(({ failed }) => failed) && failures.length > 1) {
    figures.push({
      kind: 'scatter',
      title: 'Answers over time, by what they took',
      points: points.map(({ time, latency, frame, failed }) => ({
        ...{ time, value: latency, frame, tone: failed ? ('bad' as const) : ('muted' as const) },
      })),
      threshold: 0,
      until: duration,
      spans: bursts.map(({ from, to }, index) => ({
        from,
        to,
        label: `burst ${String(index + 1)}`,
      })),
    })
  }
  figures.push({
    kind: 'bars',
    title: 'Failures by status, of all answers',
    unit: 'answers',
    bars: statuses.slice(0, BARS).map(({ status, count }) => ({
      ...{ label: statusName(status), value: count, of: answers, tone: 'bad' as const },
    })),
  })
  const failing = targets.filter(({ failed }) => failed > 0)
  if (failing.length > 1) {
    figures.push({
      kind: 'bars',
      title: 'Failures by what was asked',
      unit: 'answers',
      bars: failing.slice(0, BARS).map(barOf),
    })
  }
  return figures
}

const barOf = ({ name, failed, answers }: FailedShare) => ({
  ...{ label: name, value: failed, of: answers, tone: 'bad' as const },
})
