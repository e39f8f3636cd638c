/** Frames by protocol, out of the counts that Wireshark's numbers are compared with. */
import type { Counts } from './run'

/** By Wireshark's name; a frame counts once for each of its protocols. Empty: nothing was counted. */
export function framesByProtocol(counts: Counts): ReadonlyMap<string, number> {
  const all = counts['frames_with_protocol']
  if (typeof all !== 'object' || all === null) return new Map()
  return new Map(
    Object.entries(all).flatMap(([name, frames]: [string, unknown]) =>
      typeof frames === 'number' ? [[name, frames] as const] : [],
    ),
  )
}
