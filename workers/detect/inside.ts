/**
 * Do two places of one capture lie inside of one machine? Files of several machines are merged into
 * one as well. One machine it is where the same interface saw a packet twice, before and behind
 * address translation or a tunnel, or where interfaces that have names of their own saw it before and
 * behind what a machine does to packets: it routes, translates, or takes them out of a tunnel.
 * Elsewhere may be a wire between.
 */
import type { Place, PassageRecord } from '../model/records'
import { NANOS_PER_MS } from '../model/units'
import type { Places } from './way'

/** No machine takes longer to pass a packet on. */
const LONGEST_INSIDE = 0.5 * NANOS_PER_MS

export function isInside(passage: PassageRecord, places: Places): boolean {
  const { from, to, delayMedian } = passage
  if (from.capture !== to.capture) return false
  if (from.tap === to.tap) return true
  if (delayMedian > LONGEST_INSIDE) return false
  const [one, other] = [from, to].map(({ capture, tap }) => places.tapName(capture, tap))
  return one !== '' && other !== '' && one !== other && isChanged(passage)
}

function isChanged({ from, to, hops }: PassageRecord): boolean {
  return hops === 1 || from.src !== to.src || from.dst !== to.dst || !isSameTunnel(from, to)
}

function isSameTunnel({ tunnel: a }: Place, { tunnel: b }: Place): boolean {
  if (a === null || b === null) return a === b
  return a.kind === b.kind && a.src === b.src && a.dst === b.dst
}
