/**
 * Packets that were seen more than once: sightings with the same key. Those of one packet form a
 * group; two legs that share packets form a pair.
 */
import { MAX_MEETINGS, MAX_PROBES } from '../../limits/limits'
import type { Nanos } from '../../model/units'
import { SYN } from '../../wire/tcp'
import type { Leg, Legs } from './legs'
import { KEY, KEY_MORE, KIND, TCP } from './sightings'

export interface LegPair {
  a: number
  b: number
  /** Packets seen on both. */
  matched: number
  /** One of them opens a connection. */
  syn: boolean
  /** Sightings of the first of them. */
  first: readonly [number, number]
  /** From `a` to `b` by their own clocks. */
  minGap: Nanos
  maxGap: Nanos
}

/** Pairs are keyed by both legs in one number. */
const PER_LEG = 2 ** 26

export class Meetings {
  readonly pairs = new Map<number, LegPair>()
  /** Newest sighting + 1 of each key, and the one before it. */
  private readonly heads: Uint32Array
  private readonly before: Uint32Array
  private readonly legs: Legs

  constructor(legs: Legs) {
    this.legs = legs
    this.before = new Uint32Array(legs.total)
    let slots = 1024
    while (slots < 2 * legs.total) slots *= 2
    this.heads = new Uint32Array(slots)
    for (let item = 0; item < legs.total; item++) this.insert(item)
    this.each((group) => {
      this.pair(group)
    })
  }

  pairOf(a: number, b: number): LegPair | undefined {
    return this.pairs.get(a < b ? a * PER_LEG + b : b * PER_LEG + a)
  }

  /** Calls back with each packet's sightings, by time; those of packets seen once are left out. */
  each(take: (group: readonly number[]) => void, alone = false): void {
    const { before } = this
    for (const head of this.heads) {
      if (head === 0 || (!alone && before[head - 1] === 0)) continue
      const group: number[] = []
      for (let at = head; at !== 0 && group.length < MAX_MEETINGS; at = before[at - 1] as number) {
        group.push(at - 1)
      }
      group.reverse()
      take(group)
    }
  }

  private insert(item: number): void {
    const { heads, before, legs } = this
    const mask = heads.length - 1
    const key = legs.word(item, KEY)
    const more = legs.word(item, KEY_MORE)
    const slot = Math.imul(key ^ (more >>> 7), 0x9e3779b1) >>> 0
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const at = (slot + probe) & mask
      const head = heads[at] as number
      if (
        head !== 0 &&
        (legs.word(head - 1, KEY) !== key || legs.word(head - 1, KEY_MORE) !== more)
      ) {
        continue
      }
      before[item] = head
      heads[at] = item + 1
      return
    }
    // Keys made to collide: the packet counts as seen once.
  }

  /** Counts a packet for each two legs that saw it; the n-th sighting of one with the n-th of the other. */
  private pair(group: readonly number[]): void {
    const byLeg = new Map<number, number[]>()
    for (const item of group) {
      const leg = this.legs.of[item] as number
      const known = byLeg.get(leg)
      if (known) known.push(item)
      else byLeg.set(leg, [item])
    }
    if (byLeg.size < 2) return
    const seen = [...byLeg].sort(([a], [b]) => a - b)
    seen.forEach(([a, itemsOfA], index) => {
      for (const [b, itemsOfB] of seen.slice(index + 1)) this.count(a, b, itemsOfA, itemsOfB)
    })
  }

  private count(
    a: number,
    b: number,
    itemsOfA: readonly number[],
    itemsOfB: readonly number[],
  ): void {
    const { legs } = this
    const times = Math.min(itemsOfA.length, itemsOfB.length)
    for (let i = 0; i < times; i++) {
      const [x, y] = [itemsOfA[i] as number, itemsOfB[i] as number]
      const gap = (legs.time[y] as number) - (legs.time[x] as number)
      const key = a * PER_LEG + b
      const pair = this.pairs.get(key)
      const syn = isSyn(legs, x)
      if (pair === undefined) {
        this.pairs.set(key, { a, b, matched: 1, syn, first: [x, y], minGap: gap, maxGap: gap })
        continue
      }
      pair.matched++
      pair.syn ||= syn
      pair.minGap = Math.min(pair.minGap, gap)
      pair.maxGap = Math.max(pair.maxGap, gap)
    }
  }
}

function isSyn(legs: Legs, item: number): boolean {
  const kind = legs.word(item, KIND)
  return kind >>> 16 === TCP && (kind & SYN) !== 0
}

/** The same conversation under the same addresses. */
export const sameAddresses = (a: Leg, b: Leg): boolean =>
  a.kind === b.kind &&
  a.srcPort === b.srcPort &&
  a.dstPort === b.dstPort &&
  a.src === b.src &&
  a.dst === b.dst
