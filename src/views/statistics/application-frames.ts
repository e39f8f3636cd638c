/** Frames by application protocol, out of the counts that Wireshark's numbers are compared with. */
import type { Counts } from '../../../workers/model/run'

/** `below`: protocols that carry applications. */
export function applicationFrames(
  counts: Counts,
  below: readonly string[],
): { name: string; frames: number }[] {
  const all = counts['frames_with_protocol']
  if (typeof all !== 'object' || all === null) return []
  return Object.entries(all)
    .flatMap(([name, frames]: [string, unknown]) =>
      typeof frames === 'number' && !below.includes(name) ? [{ name, frames }] : [],
    )
    .sort((a, b) => b.frames - a.frames || (a.name < b.name ? -1 : 1))
}
