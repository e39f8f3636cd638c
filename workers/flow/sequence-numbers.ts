/** Comparisons of sequence numbers and of times between segments. */

/** RFC 9293 §3.4: is `a` after `b`? */
export function after(a: number, b: number): boolean {
  return ((a - b) | 0) > 0
}

/** A clock that stepped back counts as much time: differences are unsigned there. */
export function isWithin(elapsed: number, window: number): boolean {
  return elapsed >= 0 && elapsed < window
}
