/** Calls that would come too often for who listens. */

/** Passes a call on when so much time has gone since the last one that was. */
export function seldom<T>(
  call: (value: T) => void,
  everyMs: number,
  nowMs: () => number,
): (value: T) => void {
  let last = -Infinity
  return (value) => {
    const now = nowMs()
    if (now - last < everyMs) return
    last = now
    call(value)
  }
}
