/** Frames by application protocol, out of the counts that Wireshark's numbers are compared with. */
import { framesByProtocol } from '../../../workers/model/counted-frames'
import type { Counts } from '../../../workers/model/run'

/** `below`: protocols that carry applications. */
export function applicationFrames(
  counts: Counts,
  below: readonly string[],
): { name: string; frames: number }[] {
  return [...framesByProtocol(counts)]
    .flatMap(([name, frames]) => (below.includes(name) ? [] : [{ name, frames }]))
    .sort((a, b) => b.frames - a.frames || (a.name < b.name ? -1 : 1))
}
