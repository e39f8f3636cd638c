/**
 * Bounded maps by two hosts, and by way and place. Nested, so that no key is put together: the
 * addresses of records are shared strings, whose hash is known after their first use.
 */
import type { Tunnel } from '../model/records'
import { type Way, wayOf } from './way'

/** Of one source. Most have one destination, and a map for it alone would take ten times the memory. */
interface Targets<V> {
  readonly to: string
  readonly value: V
  others: Map<string, V> | null
}

/** A map by source and destination. */
export class HostsMap<V> {
  private readonly bySource = new Map<string, Targets<V>>()
  private readonly bound: number
  size = 0
  /** How often a new pair found no room. */
  turnedAway = 0

  constructor(bound: number) {
    this.bound = bound
  }

  get(from: string, to: string): V | undefined {
    return valueOf(this.bySource.get(from), to)
  }

  /** The value of the pair, made when it is new; `null` when there is no room for it. */
  upsert(from: string, to: string, make: () => V): V | null {
    const targets = this.bySource.get(from)
    const known = valueOf(targets, to)
    if (known !== undefined) return known
    if (this.size >= this.bound) {
      this.turnedAway++
      return null
    }
    const made = make()
    if (targets === undefined) this.bySource.set(from, { to, value: made, others: null })
    else (targets.others ??= new Map()).set(to, made)
    this.size++
    return made
  }

  /** In order of source, then of destination, as they first appeared. */
  *values(): IterableIterator<V> {
    for (const { value, others } of this.bySource.values()) {
      yield value
      if (others !== null) yield* others.values()
    }
  }
}

function valueOf<V>(targets: Targets<V> | undefined, to: string): V | undefined {
  if (targets === undefined) return undefined
  return targets.to === to ? targets.value : targets.others?.get(to)
}

/** Where and in what a way was seen. */
export interface Seen {
  capture: number
  tap: number
  /** From the first of the two hosts to the second, also where the way goes `back`. */
  tunnel: Tunnel | null
}

/** Two hosts at one place, in one kind of tunnel; both directions of it. */
interface Sight<V> {
  capture: number
  tap: number
  /** As in the record that came first, in the direction of that record. */
  tunnel: Tunnel | null
  /** Did that record go from the lower host to the higher? */
  upward: boolean
  up: V | null
  down: V | null
  next: Sight<V> | null
}

/** Places and encapsulations of one pair of hosts; a hostile capture may have as many as it likes. */
const MAX_SIGHTS = 256

/** A map by capture, tap and way. The VNI of a tunnel is left out: Cilium's names the sender. */
export class WayMap<V> {
  /** By the lower and the higher address, so that both directions are found with one look-up. */
  private readonly hosts: HostsMap<Sight<V>>
  private readonly make: (seen: Seen, way: Way) => V
  private lastSeen: Seen | null = null
  private lastSight: Sight<V> | null = null
  /** Sights of pairs that have too many. */
  private refused = 0
  /** Ways so far. */
  size = 0

  /** `bound`: pairs of hosts. `make`: what a new way starts with. */
  constructor(bound: number, make: (seen: Seen, way: Way) => V) {
    this.hosts = new HostsMap(bound)
    this.make = make
  }

  /**
   * The value of the way from → to, or with `back` of to → from; `null`: no room. One and the same
   * `seen` must always come with the same two hosts.
   */
  upsert(seen: Seen, from: string, to: string, back: boolean): V | null {
    const upward = from < to
    if (this.lastSeen !== seen) {
      this.lastSight = this.sightOf(seen, from, to, upward)
      this.lastSeen = seen
    }
    const sight = this.lastSight
    if (sight === null) return null
    const up = upward !== back
    const known = up ? sight.up : sight.down
    if (known !== null) return known
    const made = this.make(seen, wayOf(from, to, seen.tunnel, back))
    if (up) sight.up = made
    else sight.down = made
    this.size++
    return made
  }

  get turnedAway(): number {
    return this.hosts.turnedAway + this.refused
  }

  *values(): IterableIterator<V> {
    for (const group of this.byHosts()) yield* group
  }

  /** For each source and destination what was seen of them at all places, in all tunnels. */
  *byHosts(): IterableIterator<readonly V[]> {
    for (const first of this.hosts.values()) {
      const up: V[] = []
      const down: V[] = []
      for (let sight: Sight<V> | null = first; sight !== null; sight = sight.next) {
        if (sight.up !== null) up.push(sight.up)
        if (sight.down !== null) down.push(sight.down)
      }
      if (up.length > 0) yield up
      if (down.length > 0) yield down
    }
  }

  /** What was seen from one host to another at all places, in all tunnels. */
  of(from: string, to: string): V[] {
    const upward = from < to
    const first = upward ? this.hosts.get(from, to) : this.hosts.get(to, from)
    const found: V[] = []
    for (let sight = first ?? null; sight !== null; sight = sight.next) {
      const value = upward ? sight.up : sight.down
      if (value !== null) found.push(value)
    }
    return found
  }

  private sightOf(seen: Seen, from: string, to: string, upward: boolean): Sight<V> | null {
    const [low, high] = upward ? [from, to] : [to, from]
    let sight = this.hosts.get(low, high)
    if (sight === undefined) return this.hosts.upsert(low, high, () => newSight(seen, upward))
    for (let sights = 1; sights < MAX_SIGHTS; sights++) {
      if (isAt(sight, seen, upward)) return sight
      sight.next ??= newSight(seen, upward)
      sight = sight.next
    }
    this.refused++
    return null
  }
}

function newSight<V>({ capture, tap, tunnel }: Seen, upward: boolean): Sight<V> {
  return { capture, tap, tunnel, upward, up: null, down: null, next: null }
}

function isAt<V>(sight: Sight<V>, { capture, tap, tunnel }: Seen, upward: boolean): boolean {
  if (sight.capture !== capture || sight.tap !== tap) return false
  const known = sight.tunnel
  if (known === null || tunnel === null) return known === tunnel
  if (known.kind !== tunnel.kind || known.udpPort !== tunnel.udpPort) return false
  return sight.upward === upward
    ? known.src === tunnel.src && known.dst === tunnel.dst
    : known.src === tunnel.dst && known.dst === tunnel.src
}
