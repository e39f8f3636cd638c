/** Segments that were lost before the tap, as evidence: what showed a gap, and what filled it. */
import type { EvidenceList } from './evidence'
import type { LossFacts } from './facts/packet-loss'

/** `noteOf` says what stands beside a segment. A gap that several segments filled is shown once. */
export function addLate(
  evidence: EvidenceList,
  late: LossFacts['late'],
  noteOf: (segment: LossFacts['late'][number]['segment']) => string,
): void {
  let shown = 0
  for (const { capture, segment } of late) {
    const { gapFrame, gapTime, frame, time } = segment
    if (gapFrame !== shown) {
      evidence.add(capture, gapFrame, gapTime, 'shows that octets are missing')
      shown = gapFrame
    }
    evidence.add(capture, frame, time, 'sent again', noteOf(segment))
  }
}
