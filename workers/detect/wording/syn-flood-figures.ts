/** The figures of `syn-flood`, with English labels: over time, and what became of the handshakes. */
import type { BarsFigure, Figure } from '../../model/figure'
import type { SynFloodFacts } from '../facts/syn-flood'
import { formatDuration } from '../format'

export function drawSynFlood({ slices, fates, judged }: SynFloodFacts): Figure[] {
  const became: [label: string, value: number, tone: 'bad' | 'good' | 'plain'][] = [
    ['no SYN-ACK', fates.silent, 'bad'],
    ['left half-open', fates.halfOpen, 'bad'],
    ['SYN-ACK answered with RST', fates.reset, 'bad'],
    ['refused', fates.refused, 'plain'],
    ['completed', fates.completed, 'good'],
  ]
  const bars = (title: string, list: BarsFigure['bars']): BarsFigure => ({
    ...{ kind: 'bars', title, unit: '', bars: list },
  })
  return [
    bars(
      'Handshakes over time: never completed, of all begun',
      slices.map(({ from, judged: of, left: value }) => ({
        ...{ label: `from ${formatDuration(from)}`, value, of, tone: value > 0 ? 'bad' : 'plain' },
      })),
    ),
    bars(
      'What became of them',
      became
        .filter(([, value]) => value > 0)
        .map(([label, value, tone]) => ({ label, value, of: judged, tone })),
    ),
  ]
}
