/** A map that stops growing at its bound and counts the keys it turned away. */
export class BoundedMap<K, V> {
  /** How often a new key found no room. */
  turnedAway = 0
  private readonly map = new Map<K, V>()
  private readonly bound: number

  constructor(bound: number) {
    this.bound = bound
  }

  get size(): number {
    return this.map.size
  }

  get(key: K): V | undefined {
    return this.map.get(key)
  }

  /** The value of `key`, made when it is new; `null` when there is no room for it. */
  upsert(key: K, make: () => V): V | null {
    const known = this.map.get(key)
    if (known !== undefined) return known
    if (this.map.size >= this.bound) {
      this.turnedAway++
      return null
    }
    const made = make()
    this.map.set(key, made)
    return made
  }

  values(): IterableIterator<V> {
    return this.map.values()
  }

  entries(): IterableIterator<[K, V]> {
    return this.map.entries()
  }
}
