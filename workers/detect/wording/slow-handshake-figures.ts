/** The figures of `slow-handshake`, with English labels. */
import type { Figure } from '../../model/figure'
import { BIN_CUT } from '../../model/latency-bins'
import type { Nanos } from '../../model/units'
import type { SlowHandshakeFacts, TimedHandshake } from '../facts/slow-handshake'

const POINTS = 2000

export function drawSlowHandshakes(facts: SlowHandshakeFacts, threshold: Nanos): Figure[] {
  return [
    {
      kind: 'histogram',
      title: 'Handshakes by time from SYN to SYN-ACK',
      unit: 'ns',
      bins: facts.bins,
      cut: BIN_CUT,
      threshold,
    },
    {
      kind: 'scatter',
      title: 'Handshakes over time',
      points: pointsOf(facts),
      threshold,
      until: facts.duration,
      spans: facts.bursts.map(({ from, to }, index) => ({
        from,
        to,
        label: `burst ${String(index + 1)}`,
      })),
    },
  ]
}

/** All slow ones that fit, and an even selection of the others. */
function pointsOf({ slow, samples }: SlowHandshakeFacts) {
  const bad = slow.slice(0, POINTS / 2)
  const known = new Set(slow.map(({ frame }) => frame))
  const others = samples.filter(({ frame }) => !known.has(frame))
  const every = Math.max(1, Math.ceil(others.length / (POINTS - bad.length)))
  const point = ({ time, latency, frame }: TimedHandshake, tone: 'bad' | 'muted') => ({
    time,
    value: latency,
    frame,
    tone,
  })
  return [
    ...bad.map((handshake) => point(handshake, 'bad')),
    ...others.filter((_, index) => index % every === 0).map((entry) => point(entry, 'muted')),
  ].sort((a, b) => a.time - b.time || a.frame - b.frame)
}
