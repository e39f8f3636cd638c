/** Sequence numbers of segments, and times between them. */
import { LENGTH, SEQ, TCP_FLAGS } from '../wire/packet-rows'
import { FIN, SYN } from '../wire/tcp'

/** RFC 9293 §3.4: is `a` after `b`? */
export function after(a: number, b: number): boolean {
  return ((a - b) | 0) > 0
}

/** A clock that stepped back counts as much time: differences are unsigned there. */
export function isWithin(elapsed: number, window: number): boolean {
  return elapsed >= 0 && elapsed < window
}

/** Sequence number behind the segment; SYN and FIN count as one octet. */
export function endOf(words: Uint32Array, p: number): number {
  const control = ((words[p + TCP_FLAGS] as number) & (SYN | FIN)) !== 0
  return ((words[p + SEQ] as number) + (words[p + LENGTH] as number) + (control ? 1 : 0)) >>> 0
}
