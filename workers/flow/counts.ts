/** Counters by key, and how they stand in the analysis document. */

/** Counts by name, without those that are zero. */
export function named(names: readonly string[], counts: ArrayLike<number>): Record<string, number> {
  const entries = names.map((name, i): [string, number] => [name, counts[i] ?? 0])
  return Object.fromEntries(entries.filter(([, count]) => count !== 0))
}

/** A bound that was reached: what was given up, and how often. */
export interface Capped {
  what: string
  count: number
}

export function add<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}

export function keyed(
  map: ReadonlyMap<number, number>,
  text: (key: number) => string,
): Map<string, number> {
  return new Map([...map].map(([key, count]) => [text(key), count]))
}

export function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`
}

/** Plain object in key order, so that equal captures give equal documents. */
export function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
