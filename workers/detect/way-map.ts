/**
 * Bounded maps by two hosts, and by place and way. Nested, so that no key is put together: the
 * addresses of records are shared strings, whose hash is known after their first use.
 */
import type { Tunnel } from '../model/records'
import { BoundedMap } from './bounded-map'
import { hostsKey, placeNumber, wayOf, type Way } from './way'

/** A map by source and destination. */
export class HostsMap<V> {
  private readonly bySource = new Map<string, Map<string, V>>()
  private readonly bound: number
  size = 0
  /** How often a new pair found no room. */
  turnedAway = 0

  constructor(bound: number) {
    this.bound = bound
  }

  get(from: string, to: string): V | undefined {
    return this.bySource.get(from)?.get(to)
  }

  /** The value of the pair, made when it is new; `null` when there is no room for it. */
  upsert(from: string, to: string, make: () => V): V | null {
    const known = this.get(from, to)
    if (known !== undefined) return known
    if (this.size >= this.bound) {
      this.turnedAway++
      return null
    }
    let byTarget = this.bySource.get(from)
    if (byTarget === undefined) {
      byTarget = new Map()
      this.bySource.set(from, byTarget)
    }
    const made = make()
    byTarget.set(to, made)
    this.size++
    return made
  }

  /** In order of source, then of destination, as they first appeared. */
  *values(): IterableIterator<V> {
    for (const byTarget of this.bySource.values()) yield* byTarget.values()
  }
}

/** Kinds of encapsulation at one place; a hostile capture may have as many as it likes. */
const MAX_KINDS = 4096

/** Where and in what a way was seen. */
export interface Seen {
  capture: number
  tap: number
  /** As the first frame had it, also where the way goes `back`. */
  tunnel: Tunnel | null
}

/** A map by capture, tap and way. The VNI of a tunnel is left out: Cilium's names the sender. */
export class WayMap<V> {
  private readonly byPlace = new Map<number, BoundedMap<string, HostsMap<V>>>()
  /** Tunnel, shared by many records → keys of its two directions. */
  private readonly keys = new WeakMap<Tunnel, readonly [string, string]>()
  private readonly bound: number

  /** `bound`: ways of one encapsulation at one place. */
  constructor(bound: number) {
    this.bound = bound
  }

  /** The value of the way from → to, or with `back` to → from. */
  upsert(seen: Seen, from: string, to: string, back: boolean, make: (way: Way) => V): V | null {
    const place = placeNumber(seen.capture, seen.tap)
    let byKind = this.byPlace.get(place)
    if (byKind === undefined) {
      byKind = new BoundedMap(MAX_KINDS)
      this.byPlace.set(place, byKind)
    }
    const key = this.keyOf(seen.tunnel, back)
    const hosts = byKind.upsert(key, () => new HostsMap<V>(this.bound))
    const made = () => make(wayOf(from, to, seen.tunnel, back))
    return (back ? hosts?.upsert(to, from, made) : hosts?.upsert(from, to, made)) ?? null
  }

  private keyOf(tunnel: Tunnel | null, back: boolean): string {
    if (!tunnel) return ''
    let keys = this.keys.get(tunnel)
    if (!keys) {
      const kind = `${tunnel.kind} ${String(tunnel.udpPort)}`
      keys = [
        `${kind} ${hostsKey(tunnel.src, tunnel.dst)}`,
        `${kind} ${hostsKey(tunnel.dst, tunnel.src)}`,
      ]
      this.keys.set(tunnel, keys)
    }
    return keys[back ? 1 : 0]
  }

  get size(): number {
    return this.maps().reduce((sum, map) => sum + map.size, 0)
  }

  get turnedAway(): number {
    const kinds = [...this.byPlace.values()].reduce((sum, kind) => sum + kind.turnedAway, 0)
    return this.maps().reduce((sum, map) => sum + map.turnedAway, kinds)
  }

  *values(): IterableIterator<V> {
    for (const map of this.maps()) yield* map.values()
  }

  private maps(): HostsMap<V>[] {
    return [...this.byPlace.values()].flatMap((byKind) => [...byKind.values()])
  }
}
