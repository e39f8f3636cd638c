/**
 * Legs: one direction of a conversation as one tap saw it, inside of a tunnel or outside. The same
 * conversation has a leg at each tap that it passes, and two where it passes one tap twice.
 */
import type { Place, Tunnel } from '../../model/records'
import type { Nanos, Port } from '../../model/units'
import type { TunnelTable } from '../tunnel-table'
import { FLOW, KIND, PLACE, TIME, WORDS, type Sightings } from './sightings'

/** What one capture contributes. */
export interface Sighted {
  capture: number
  sightings: Sightings
  tunnels: TunnelTable
  /** Time of its first frame since that of the first capture, and of its last frame since the first. */
  begin: Nanos
  duration: Nanos
}

export interface Leg {
  number: number
  /** Index among the captures that contribute. */
  source: number
  kind: number
  src: string
  dst: string
  srcPort: Port
  dstPort: Port
  place: Place
  /** Distinguishes taps of the whole case, and the tunnel's inside from its outside. */
  where: number
  ttl: number
  /** The other direction at the same place; −1: not seen. */
  reverse: number
}

/** Numbers of taps are below 4096, those of five-tuples below 2^21: keys stay exact. */
const PER_TAP = 2
const PER_SOURCE = 8192 * PER_TAP

export class Legs {
  readonly list: Leg[] = []
  /** Leg of each sighting; sightings of all captures one after the other. */
  readonly of: Uint32Array
  /** Time of each sighting by its own capture's clock, since the first frame of the first capture. */
  readonly time: Float64Array
  /** First sighting of each source, and behind the last: their total. */
  readonly base: number[] = [0]
  /** Sightings of each leg, in file order: `items[starts[leg]]` up to `items[starts[leg + 1]]`. */
  readonly items: Uint32Array
  readonly starts: Uint32Array
  private readonly sources: readonly Sighted[]

  constructor(sources: readonly Sighted[]) {
    this.sources = sources
    for (const { sightings } of sources) this.base.push(this.total + sightings.size)
    this.of = new Uint32Array(this.total)
    this.time = new Float64Array(this.total)
    sources.forEach((source, index) => {
      this.read(source, index)
    })
    this.starts = new Uint32Array(this.list.length + 1)
    for (const leg of this.of) this.starts[leg + 1] = (this.starts[leg + 1] as number) + 1
    for (let leg = 0; leg < this.list.length; leg++) {
      this.starts[leg + 1] = (this.starts[leg + 1] as number) + (this.starts[leg] as number)
    }
    this.items = new Uint32Array(this.total)
    const next = this.starts.slice()
    this.of.forEach((leg, item) => {
      const at = next[leg] as number
      this.items[at] = item
      next[leg] = at + 1
    })
  }

  get total(): number {
    return this.base[this.base.length - 1] as number
  }

  /** Sightings of a leg. */
  sightingsOf(leg: number): Uint32Array {
    return this.items.subarray(this.starts[leg], this.starts[leg + 1])
  }

  /** Word `word` of sighting `item`. */
  word(item: number, word: number): number {
    const source = (this.list[this.of[item] as number] as Leg).source
    const row = item - (this.base[source] as number)
    return this.sources[source]?.sightings.rows.u[row * WORDS + word] as number
  }

  /** Time of the sighting since the first frame of its own capture. */
  ownTime(item: number): Nanos {
    const { source } = this.list[this.of[item] as number] as Leg
    return (this.time[item] as number) - (this.sources[source]?.begin ?? 0)
  }

  private read(source: Sighted, index: number): void {
    const { sightings, begin } = source
    const { u, f } = sightings.rows
    const base = this.base[index] as number
    const known = new Map<number, number>()
    let lastKey = -1
    let lastLeg = 0
    for (let row = 0; row < sightings.size; row++) {
      const at = row * WORDS
      const flow = u[at + FLOW] as number
      const place = u[at + PLACE] as number
      const where = (place >>> 16) * PER_TAP + ((place & 0xffff) === 0 ? 0 : 1)
      const kind = (u[at + KIND] as number) >>> 16
      const key = (flow * 4 + kind) * PER_SOURCE + where
      if (key !== lastKey) {
        lastLeg = known.get(key) ?? this.open(source, index, row, where + index * PER_SOURCE)
        if (lastLeg === this.list.length - 1) known.set(key, lastLeg)
        lastKey = key
      }
      this.of[base + row] = lastLeg
      this.time[base + row] = begin + (f[at / 2 + TIME] as number)
    }
    for (const [key, leg] of known) {
      // The lowest bit of the flow is the direction.
      const other = key + (Math.floor(key / (4 * PER_SOURCE)) % 2 === 0 ? 1 : -1) * 4 * PER_SOURCE
      const found = known.get(other)
      if (found !== undefined) (this.list[leg] as Leg).reverse = found
    }
  }

  private open(source: Sighted, index: number, row: number, where: number): number {
    const { sightings, tunnels, capture } = source
    const { u } = sightings.rows
    const at = row * WORDS
    const flow = u[at + FLOW] as number
    const place = u[at + PLACE] as number
    const kind = (u[at + KIND] as number) >>> 16
    const tuples = sightings.tuples(kind)
    const sender = flow % 2 === 0 ? 0 : 1
    const [src, dst] = [
      tuples.address(flow >>> 1, sender),
      tuples.address(flow >>> 1, (1 - sender) as 0 | 1),
    ]
    const tunnel: Tunnel | null = tunnels.get(place & 0xffff)
    this.list.push({
      number: this.list.length,
      source: index,
      kind,
      src,
      dst,
      srcPort: tuples.port(flow >>> 1, sender),
      dstPort: tuples.port(flow >>> 1, (1 - sender) as 0 | 1),
      place: { capture, tap: place >>> 16, tunnel, src, dst },
      where,
      ttl: ((u[at + KIND] as number) >>> 8) & 255,
      reverse: -1,
    })
    return this.list.length - 1
  }
}
