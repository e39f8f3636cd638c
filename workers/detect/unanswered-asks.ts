/**
 * What one side of a connection asked and the other never answered: keep-alives, probes into a
 * closed window, and data sent again and again, since the other was heard last.
 */
import type { ConnRecord, RepeatedSegment } from '../model/records'
import type { Side } from '../model/reset'
import type { FrameNumber, Nanos } from '../model/units'

export interface Asks {
  probes: number
  /** Transmissions of the segment that was sent most often, and its length; 0: no data. */
  transmissions: number
  length: number
  /** The first ones, in order of time. */
  samples: { frame: FrameNumber; time: Nanos; kind: 'probe' | 'data' }[]
}

/**
 * Segments larger than whatever got through before are left out: it may be their size that is the
 * trouble. null: nothing was asked, or all was answered.
 */
export function unansweredAsks(record: ConnRecord, from: Side): Asks | null {
  const [own, other] =
    from === 'orig' ? [record.origSide, record.respSide] : [record.respSide, record.origSide]
  const probes = own.probes?.unanswered ?? 0
  let most: RepeatedSegment | null = null
  for (const segment of record.repeated) {
    if (segment.from !== from || segment.acked || segment.ipLength > own.largestIpAcked) continue
    if (sentAfter(segment, other.lastFrame) > (most ? sentAfter(most, other.lastFrame) : 1)) {
      most = segment
    }
  }
  if (probes === 0 && !most) return null
  const data = most?.transmissions.filter(({ frame }) => frame > other.lastFrame) ?? []
  const samples: Asks['samples'] = [
    ...(own.probes?.samples ?? []).map((ask) => ({ ...ask, kind: 'probe' as const })),
    ...data.map((ask) => ({ ...ask, kind: 'data' as const })),
  ]
  return {
    probes,
    transmissions: most ? sentAfter(most, other.lastFrame) : 0,
    length: most?.length ?? 0,
    samples: samples.sort((a, b) => a.frame - b.frame),
  }
}

/** Transmissions behind this frame; those that are not kept one by one are the latest. */
function sentAfter({ transmissions, transmissionTotal }: RepeatedSegment, frame: number): number {
  const before = transmissions.filter((sent) => sent.frame <= frame).length
  return transmissionTotal - before
}
