/** What has arrived of something, as sorted ranges that do not touch: from, to, from, to, … Ends are exclusive. */

/** Is anything of [from, to) there already? */
export function touches(ranges: readonly number[], from: number, to: number): boolean {
  if (from >= (ranges.at(-1) ?? 0)) return false
  for (let i = 0; i < ranges.length; i += 2) {
    if (from < (ranges[i + 1] as number) && to > (ranges[i] as number)) return true
  }
  return false
}

/** Adds [from, to) to sorted, disjoint ranges; ranges that touch become one. */
export function merge(ranges: number[], from: number, to: number): void {
  if (from === to) return
  if (from > (ranges.at(-1) ?? -1)) {
    ranges.push(from, to)
    return
  }
  let first = 0
  while (first < ranges.length && (ranges[first + 1] as number) < from) first += 2
  let last = first
  let low = from
  let high = to
  while (last < ranges.length && (ranges[last] as number) <= to) {
    low = Math.min(low, ranges[last] as number)
    high = Math.max(high, ranges[last + 1] as number)
    last += 2
  }
  ranges.splice(first, last - first, low, high)
}
