/** What the layers and what the applications count, as one. */
import type { Counts } from '../model/run'

/** Application protocols stand among the others, and their groups behind. */
export function mergeCounts(wire: Counts, application: Counts, malformedFrames: number): Counts {
  const frames = {
    ...(wire['frames_with_protocol'] as Record<string, number>),
    ...(application['frames_with_protocol'] as Record<string, number>),
  }
  return {
    ...wire,
    ...application,
    frames_with_protocol: frames,
    malformed_frames: malformedFrames,
  }
}
