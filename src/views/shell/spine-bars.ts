/** The time spine's bins gathered into as many bars as there is room for, with evidence on them. */
import type { Finding, Severity } from '../../../workers/model/finding'
import type { Spine } from '../../../workers/model/run'

export interface Bar {
  packets: number
  octets: number
  /** Evidence frames by severity of their finding. */
  marks: Record<Severity, number>
  /** First finding with evidence here; −1: none. */
  finding: number
  /** Nanoseconds since the start of the case, end exclusive; the first may begin before it. */
  from: number
  to: number
}

export function barsOf(spine: Spine, findings: readonly Finding[], most: number): Bar[] {
  const bins = spine.packets.length
  const perBar = Math.max(1, Math.ceil(bins / Math.max(1, most)))
  const width = perBar * spine.binNanos
  const bars: Bar[] = []
  for (let first = 0; first < bins; first += perBar) {
    bars.push({
      packets: sum(spine.packets.subarray(first, first + perBar)),
      octets: sum(spine.octets.subarray(first, first + perBar)),
      marks: { critical: 0, warning: 0, note: 0 },
      finding: -1,
      from: spine.firstBin + first * spine.binNanos,
      to: spine.firstBin + first * spine.binNanos + width,
    })
  }
  for (const [index, { severity, evidence }] of findings.entries()) {
    for (const { capture, time } of evidence) {
      const bar = bars[Math.floor((caseTime(spine, capture, time) - spine.firstBin) / width)]
      if (bar === undefined) continue
      bar.marks[severity]++
      if (bar.finding < 0) bar.finding = index
    }
  }
  return bars
}

/** Time in a capture → nanoseconds since the start of the case. */
export function caseTime(spine: Spine, capture: number, time: number): number {
  return (spine.captureStart[capture] ?? 0) + time
}

function sum(values: Uint32Array | Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
