/** What is counted of every segment for its side of the connection. */
import { MSS as MSS_FIELD, TTL as TTL_FIELD } from '../wire/packet-rows'
import * as at from './conn-rows'
import { bump } from './rows'
import { ACK_LOST_SEGMENT, DUPLICATE_ACK, LOST_SEGMENT, ZERO_WINDOW } from './tcp-flags'

/** The segment at word `p` of `words`, with its `flags`; `u` are the rows of the sides. */
export function countSegment(
  u: Uint32Array,
  side: number,
  words: Uint32Array,
  p: number,
  flags: number,
): void {
  const s = side * at.SIDE_WORDS
  if (u[s + at.FRAMES] === 0) u[s + at.TTL] = words[p + TTL_FIELD] as number
  bump(u, s + at.FRAMES)
  const mss = words[p + MSS_FIELD] as number
  if (mss > 0) u[s + at.MSS] = mss
  if (flags === 0) return
  if ((flags & DUPLICATE_ACK) !== 0) bump(u, s + at.DUP_ACKS)
  if ((flags & LOST_SEGMENT) !== 0) bump(u, s + at.GAPS)
  if ((flags & ZERO_WINDOW) !== 0) bump(u, s + at.ZERO_WINDOWS)
  if ((flags & ACK_LOST_SEGMENT) !== 0) bump(u, (side ^ 1) * at.SIDE_WORDS + at.ACKED_UNSEEN)
}
