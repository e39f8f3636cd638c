/** The buffers of a result, to be moved to the page instead of copied. */
import type { AnalysisOutcome } from '../api/analysis'

export function transferablesOf(outcome: AnalysisOutcome): ArrayBuffer[] {
  if (outcome.kind !== 'analysed') return []
  const { captures, spine, evidence } = outcome.result
  const arrays = [
    spine.packets,
    spine.octets,
    ...evidence.map(({ octets }) => octets),
    ...captures.flatMap(({ columns }) => [
      columns.fileAt,
      columns.time,
      columns.capLen,
      columns.origLen,
      columns.iface,
      columns.flow,
      columns.flags,
    ]),
  ]
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))]
}
