/** Parts of display filters, in the words of Wireshark. */
import type { FilterCut } from '../model/finding'
import type { FrameNumber } from '../model/units'
import type { EvidenceList } from './evidence'

/** Values that a filter lists: more, nobody can read or paste. */
const LISTED = 100

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

/** What `oneOf` leaves out of these values; `total`: of more, which nobody kept. */
export function cutOf(values: readonly number[], total = 0): { filterCut?: FilterCut } {
  const distinct = new Set(values).size
  const listed = Math.min(distinct, LISTED)
  const all = Math.max(distinct, total)
  return listed < all ? { filterCut: { listed, total: all } } : {}
}

/** What `framesOf` leaves out of this evidence, in which no frame stands twice. */
export function framesCut({ list, total }: EvidenceList): { filterCut?: FilterCut } {
  const frames = list.map(({ frame }) => frame)
  return cutOf(frames, total > list.length ? total : 0)
}
