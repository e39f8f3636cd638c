/** A segment as Wireshark's Info column has it. */
import {
  analysisNames,
  isReordered,
  isRepeated,
  tellsOfHole,
} from '../../../workers/figure/flow/segments'
import type { SegmentSeries } from '../../../workers/model/flow-trace'
import { text } from '../../text'

const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE']
const SHOWN_BLOCKS = 4
const RST = 4

export function flagNames(flags: number): string {
  return FLAGS.filter((_, bit) => (flags & (1 << bit)) !== 0).join(', ')
}

/** `[PSH, ACK] Seq 1 Ack 1 Win 64240 Len 512 SACK 2049–3073` */
export function segmentWords(series: SegmentSeries, index: number): string {
  const at = (column: ArrayLike<number>) => column[index] ?? 0
  const { flow } = text
  const blocks: string[] = []
  const end = series.sackStart[index + 1] ?? 0
  for (let edge = at(series.sackStart); edge < end && blocks.length < SHOWN_BLOCKS; edge += 2) {
    blocks.push(`${series.sack[edge] ?? 0}–${series.sack[edge + 1] ?? 0}`)
  }
  return [
    `[${flagNames(at(series.tcpFlags))}]`,
    flow.seq(at(series.seq)),
    at(series.ack) < 0 ? '' : flow.ack(at(series.ack)),
    flow.win(at(series.window)),
    at(series.size) === 0 ? '' : flow.len(at(series.size)),
    blocks.length === 0 ? '' : flow.sacks(blocks.join(' ')),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

export function segmentNotes(series: SegmentSeries, index: number, sentAgain: number): string {
  const names = analysisNames(series.analysis[index] ?? 0).map((name) => text.standing.names[name])
  if (sentAgain > 0) names.push(text.flow.sentAgain(sentAgain))
  return names.join(' · ')
}

/** bad: sent again, or a reset; warn: out of order, a hole before it, or lost as it seems. */
export function segmentTone(series: SegmentSeries, index: number, sentAgain: number) {
  const analysis = series.analysis[index] ?? 0
  if (isRepeated(analysis) || ((series.tcpFlags[index] ?? 0) & RST) !== 0) return 'bad'
  if (isReordered(analysis) || tellsOfHole(analysis) || sentAgain > 0) return 'warn'
  return 'plain'
}
