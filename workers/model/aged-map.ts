/**
 * A map that knows its oldest entry in constant time, however many were deleted before it. The
 * keys of a `Map` are in this order, too, but its first one stands behind everything that was deleted
 * since the table was made anew: who takes it again and again looks at all of that each time.
 */
interface Entry<K, V> {
  readonly key: K
  value: V
  older: Entry<K, V> | null
  newer: Entry<K, V> | null
}

export class AgedMap<K, V> {
  private readonly entries = new Map<K, Entry<K, V>>()
  private first: Entry<K, V> | null = null
  private last: Entry<K, V> | null = null

  get size(): number {
    return this.entries.size
  }

  get(key: K): V | undefined {
    return this.entries.get(key)?.value
  }

  has(key: K): boolean {
    return this.entries.has(key)
  }

  /** A key that is set again is the newest. */
  set(key: K, value: V): void {
    let entry = this.entries.get(key)
    if (entry === undefined) {
      entry = { key, value, older: null, newer: null }
      this.entries.set(key, entry)
    } else {
      entry.value = value
      this.unlink(entry)
    }
    entry.older = this.last
    entry.newer = null
    if (this.last === null) this.first = entry
    else this.last.newer = entry
    this.last = entry
  }

  delete(key: K): boolean {
    const entry = this.entries.get(key)
    if (entry === undefined) return false
    this.unlink(entry)
    return this.entries.delete(key)
  }

  /** undefined: there is none. */
  get oldest(): V | undefined {
    return this.first?.value
  }

  /** Deletes the oldest entry and returns its value; undefined: there is none. */
  takeOldest(): V | undefined {
    const { first } = this
    if (first === null) return undefined
    this.delete(first.key)
    return first.value
  }

  clear(): void {
    this.entries.clear()
    this.first = null
    this.last = null
  }

  /** Oldest first. */
  *values(): IterableIterator<V> {
    for (let entry = this.first; entry !== null; entry = entry.newer) yield entry.value
  }

  private unlink({ older, newer }: Entry<K, V>): void {
    if (older === null) this.first = newer
    else older.newer = newer
    if (newer === null) this.last = older
    else newer.older = older
  }
}
