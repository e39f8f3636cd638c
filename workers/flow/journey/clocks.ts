/**
 * How the clocks of captures stand to each other, solved from packets that both saw. A packet needs
 * time in either direction, so one that goes from the first to the second bounds the offset from
 * above, one that comes back bounds it from below (the idea of NTP, RFC 5905 §8). Between the bounds
 * lies the truth; with one direction alone nothing can be said.
 */
import type { ClockRecord } from '../../model/records'
import type { Nanos } from '../../model/units'
import type { Kinship } from './kinship'
import type { Leg, Legs, Sighted } from './legs'
import type { LegPair, Meetings } from './meetings'

/** The bounds in so many stretches of time tell whether one clock runs faster. */
const STRETCHES = 16
const MIN_STRETCHES = 4
const MIN_MATCHED = 6

/** What to subtract from the times of one source to get those of another. */
interface Offset {
  offset: Nanos
  uncertainty: Nanos
  /** Nanoseconds gained per nanosecond, counted from `since`. */
  drift: number
  since: Nanos
}

/** Both directions of one conversation at two sources; `forth` goes from the first to the second. */
interface RoundTrip {
  forth: LegPair
  back: LegPair
}

export class Clocks {
  readonly records: ClockRecord[] = []
  /** By source: to the clock of the source that its group is measured by; null: by no other. */
  private readonly solved: { root: number; steps: Offset[] }[]

  constructor(sources: readonly Sighted[], legs: Legs, meetings: Meetings, kinship: Kinship) {
    this.solved = sources.map((_, index) => ({ root: index, steps: [] }))
    const between = pairsBetween(legs, kinship)
    // Those who saw most in common first: what hangs on them is surest.
    const ordered = [...between].sort((a, b) => b.matched - a.matched || a.a - b.a || a.b - b.b)
    for (const { a, b, pairs, matched } of ordered) {
      const [reference, capture] = [sources[a]?.capture ?? 0, sources[b]?.capture ?? 0]
      const offset = matched < MIN_MATCHED ? null : solve(legs, meetings, a, b, pairs)
      const joined = offset === null ? false : this.link(a, b, offset)
      if (offset !== null && !joined) continue // known already, from packets that say more
      this.records.push({
        reference,
        capture,
        matched,
        offset: offset?.offset ?? null,
        uncertainty: offset?.uncertainty ?? 0,
        driftPpm: (offset?.drift ?? 0) * 1e6,
        refused: offset === null ? refusal(matched) : '',
      })
    }
  }

  /** Number of the group of sources whose times can be compared. */
  group(source: number): number {
    return this.solved[source]?.root ?? source
  }

  /** A time of `source` by the clock of its group. */
  right(source: number, time: Nanos): Nanos {
    let right = time
    for (const { offset, drift, since } of this.solved[source]?.steps ?? []) {
      right -= offset + drift * (time - since)
    }
    return right
  }

  /** How far wrong a distance of times of the two sources may be. */
  uncertainty(a: number, b: number): Nanos {
    const of = (source: number) =>
      (this.solved[source]?.steps ?? []).reduce((sum, step) => sum + step.uncertainty, 0)
    return a === b ? 0 : of(a) + of(b)
  }

  /** Measures the group of `b` by that of `a`; false when they are one already. */
  private link(a: number, b: number, offset: Offset): boolean {
    const [one, other] = [this.solved[a], this.solved[b]]
    if (one === undefined || other === undefined || one.root === other.root) return false
    if (other.steps.length > 0) {
      // `b` is not the root of its group: the other way round leads to the same.
      if (one.steps.length > 0) return false
      return this.link(b, a, reversed(offset))
    }
    for (const each of this.solved) {
      if (each.root !== b) continue
      each.root = one.root
      each.steps = [...each.steps, offset, ...one.steps]
    }
    return true
  }
}

const reversed = ({ offset, ...rest }: Offset): Offset => ({
  ...rest,
  offset: -offset,
  drift: -rest.drift,
})

const refusal = (matched: number): string =>
  matched < MIN_MATCHED
    ? 'too few packets were seen in both'
    : 'packets of one direction alone were seen in both'

/** Kin legs of two sources, and how many packets they share. */
function pairsBetween(legs: Legs, kinship: Kinship) {
  const between = new Map<string, { a: number; b: number; pairs: LegPair[]; matched: number }>()
  for (const pair of kinship.pairs) {
    const a = (legs.list[pair.a] as Leg).source
    const b = (legs.list[pair.b] as Leg).source
    if (a === b) continue
    const key = `${String(a)} ${String(b)}`
    const known = between.get(key) ?? { a, b, pairs: [], matched: 0 }
    known.pairs.push(pair)
    known.matched += pair.matched
    between.set(key, known)
  }
  return between.values()
}

function solve(
  legs: Legs,
  meetings: Meetings,
  a: number,
  b: number,
  pairs: readonly LegPair[],
): Offset | null {
  const trips = roundTrips(legs, meetings, pairs)
  if (trips.length === 0) return null
  const upper = trips.reduce((min, { forth }) => Math.min(min, forth.minGap), Infinity)
  const lower = trips.reduce((max, { back }) => Math.max(max, back.minGap), -Infinity)
  const bounds = new Bounds(legs, meetings, trips, a, b)
  return bounds.withDrift() ?? plain(upper, lower, trips)
}

/** One offset for all of the time. Bounds that cross mean that a clock was set: the middle of both. */
function plain(upper: Nanos, lower: Nanos, trips: readonly RoundTrip[]): Offset {
  const wide = trips.reduce(
    (most, { forth, back }) => Math.max(most, (forth.minGap - back.minGap) / 2),
    0,
  )
  const uncertainty = upper >= lower ? (upper - lower) / 2 : Math.max(wide, lower - upper)
  return { offset: (upper + lower) / 2, uncertainty, drift: 0, since: 0 }
}

/** Conversations of which both directions were seen at both sources. */
function roundTrips(legs: Legs, meetings: Meetings, pairs: readonly LegPair[]): RoundTrip[] {
  return pairs.flatMap((pair) => {
    const [a, b] = [legs.list[pair.a] as Leg, legs.list[pair.b] as Leg]
    if (a.reverse < 0 || b.reverse < 0 || a.reverse < pair.a) return []
    const other = meetings.pairOf(a.reverse, b.reverse)
    if (other === undefined) return []
    // What goes from the first source to the second takes longer by their clocks than what returns.
    return pair.minGap >= other.minGap
      ? [{ forth: pair, back: other }]
      : [{ forth: other, back: pair }]
  })
}

/** The bounds of the offset in stretches of time. */
class Bounds {
  private readonly upper = new Float64Array(STRETCHES).fill(Infinity)
  private readonly lower = new Float64Array(STRETCHES).fill(-Infinity)
  private begin = Infinity
  private end = -Infinity

  constructor(legs: Legs, meetings: Meetings, trips: readonly RoundTrip[], a: number, b: number) {
    const forth = new Set(trips.map((trip) => trip.forth))
    const back = new Set(trips.map((trip) => trip.back))
    const samples: { time: Nanos; gap: Nanos; up: boolean }[] = []
    meetings.each((group) => {
      const x = group.find((item) => (legs.list[legs.of[item] as number] as Leg).source === a)
      const y = group.find((item) => (legs.list[legs.of[item] as number] as Leg).source === b)
      if (x === undefined || y === undefined) return
      const pair = meetings.pairOf(legs.of[x] as number, legs.of[y] as number)
      if (pair === undefined || !(forth.has(pair) || back.has(pair))) return
      const time = legs.time[x] as number
      samples.push({ time, gap: (legs.time[y] as number) - time, up: forth.has(pair) })
      this.begin = Math.min(this.begin, time)
      this.end = Math.max(this.end, time)
    })
    const width = (this.end - this.begin) / STRETCHES + 1
    for (const { time, gap, up } of samples) {
      const at = Math.floor((time - this.begin) / width)
      if (up) this.upper[at] = Math.min(this.upper[at] as number, gap)
      else this.lower[at] = Math.max(this.lower[at] as number, gap)
    }
  }

  /** A line through the middles of the bounds; null when it is not steeper than they are wide. */
  withDrift(): Offset | null {
    const width = (this.end - this.begin) / STRETCHES
    const points: { x: number; y: number; half: number }[] = []
    this.upper.forEach((upper, at) => {
      const lower = this.lower[at] as number
      if (upper === Infinity || lower === -Infinity) return
      const x = this.begin + (at + 0.5) * width
      points.push({ x, y: (upper + lower) / 2, half: Math.abs(upper - lower) / 2 })
    })
    if (points.length < MIN_STRETCHES) return null
    const mean = (pick: (point: (typeof points)[number]) => number) =>
      points.reduce((sum, point) => sum + pick(point), 0) / points.length
    const [x, y] = [mean((point) => point.x), mean((point) => point.y)]
    const slope =
      mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2)
    const half = mean((point) => point.half)
    if (Math.abs(slope) * (this.end - this.begin) < 2 * half) return null
    const rest = points.reduce(
      (most, point) => Math.max(most, Math.abs(point.y - y - slope * (point.x - x))),
      0,
    )
    return { offset: y, uncertainty: half + rest, drift: slope, since: x }
  }
}
