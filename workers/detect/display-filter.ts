/** Parts of display filters, in the words of Wireshark. */
import type { FrameNumber } from '../model/units'

const LISTED = 10

/** The frames that prove something. */
export function framesOf(evidence: readonly { frame: FrameNumber }[]): string {
  return oneOf(
    'frame.number',
    evidence.map(({ frame }) => frame),
  )
}

/** The field has one of these values: `tcp.stream == 3`, or a set (with commas, since Wireshark 4.0). */
export function oneOf(field: string, values: readonly number[]): string {
  const distinct = [...new Set(values)].slice(0, LISTED).sort((a, b) => a - b)
  if (distinct.length === 1) return `${field} == ${String(distinct[0])}`
  return `${field} in {${distinct.join(', ')}}`
}
