/** The buffers of a result, to be moved to the page instead of copied. */
import type { AnalysisOutcome } from '../api/analysis'
import type { FrameColumns } from '../model/frame-columns'
import type { CaseLists } from '../model/run'

export function transferablesOf(outcome: AnalysisOutcome): ArrayBuffer[] {
  if (outcome.kind !== 'analysed') return []
  const { captures, spine } = outcome.result
  const arrays = [
    spine.packets,
    spine.octets,
    ...captures.flatMap(({ columns }) =>
      columns.chunks.flatMap((chunk) => (chunk === null ? [] : arraysOf(chunk))),
    ),
  ]
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))]
}

export function buffersOfLists({ flows, applications, numbers = [] }: CaseLists): ArrayBuffer[] {
  return [flows, ...applications, ...numbers].map(({ buffer }) => buffer)
}

export function buffersOf(columns: FrameColumns): ArrayBuffer[] {
  return arraysOf(columns).map(({ buffer }) => buffer as ArrayBuffer)
}

function arraysOf(columns: FrameColumns): (Float64Array | Uint32Array | Uint16Array)[] {
  const { fileAt, time, capLen, origLen, iface, flow, flags } = columns
  return [fileAt, time, capLen, origLen, iface, flow, flags]
}
