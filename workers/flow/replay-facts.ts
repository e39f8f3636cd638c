/** What a replay of records needs to know that only the reader of the file knows. */
import type { CaptureInterface } from '../model/capture'
import type { Nanos, OctetCount } from '../model/units'

/** What the frames add up to, as records of captures have it. */
export interface FrameFacts {
  truncatedFrames: number
  shortestCut: OctetCount
  stepsBack: number
  largestStepBack: Nanos
}

export interface ReplayFacts {
  name: string
  packets: number
  duration: Nanos
  /** Time 0, ns since 1970; null: not known. */
  epochNs: bigint | null
  sums: FrameFacts
  interfaces: readonly CaptureInterface[]
}

/** Packets that the interfaces say they dropped; −1: none says anything. */
export function droppedBy(interfaces: readonly CaptureInterface[]): number {
  return interfaces.reduce(
    (sum, { dropped }) => (dropped < 0 ? sum : Math.max(sum, 0) + dropped),
    -1,
  )
}
