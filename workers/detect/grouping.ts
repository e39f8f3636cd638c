/** Lists by key, and sums and extremes of lists too long to be spread into arguments. */

export function append<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const known = groups.get(key)
  if (known) known.push(value)
  else groups.set(key, [value])
}

/** `Infinity` of nothing. */
export function least(values: readonly number[]): number {
  return values.reduce((min, value) => (value < min ? value : min), Infinity)
}

/** 0 of nothing: for sizes and times, which are never negative. */
export function greatest(values: readonly number[]): number {
  return values.reduce((max, value) => (value > max ? value : max), 0)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
