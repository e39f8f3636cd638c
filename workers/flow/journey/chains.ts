/**
 * The places that packets from one host to another pass, in their order. Found from the packets that
 * were seen at several of them; those that were not seen further on are then missed by name.
 */
import type { Nanos } from '../../model/units'
import type { Clocks } from './clocks'
import type { Kinship } from './kinship'
import type { Leg, Legs } from './legs'
import { sameAddresses, type Meetings } from './meetings'

/** Packets that a place must share with another one to lie on the way. */
const MIN_SHARED = 3
/** Places closer to each other than that are put in order by their TTL. */
const SAME_TIME = 2_000
/** Taps of two captures closer than that, with the same TTL, are one place: no wire is as short. */
const SAME_PLACE = 5_000

/** A place of a way: what the legs seen there have in common. */
export interface Stop {
  /** Of its taps: one, or several captures of the same one. */
  keys: string[]
  /** Mean time from where the packets were seen first. */
  lag: Nanos
  ttl: number
  shared: number
  /** Packets have other addresses here than where they were seen first. */
  translated: boolean
  /** One of the legs of each tap. */
  legs: Leg[]
}

export interface Way {
  src: string
  dst: string
  stops: Stop[]
  /** Classes of legs that go this way, with the legs that each has. */
  classes: Map<number, Leg[]>
}

interface Lag {
  sum: Nanos
  shared: number
}

/** Ways with at least two stops. Sources whose clocks cannot be compared have ways of their own. */
export function findWays(legs: Legs, meetings: Meetings, kinship: Kinship, clocks: Clocks): Way[] {
  const lags = lagsOf(legs, meetings, kinship, clocks)
  const classes = new Map<string, Leg[]>()
  for (const leg of legs.list) {
    const key = `${String(kinship.of(leg.number))} ${String(clocks.group(leg.source))}`
    const known = classes.get(key)
    if (known) known.push(leg)
    else classes.set(key, [leg])
  }
  const ways = new Map<string, Way>()
  for (const members of classes.values()) {
    members.sort((a, b) => order(lags, a, b))
    const [origin] = members
    if (origin === undefined) continue
    const key = `${origin.src} ${origin.dst} ${String(clocks.group(origin.source))}`
    const way = ways.get(key) ?? { src: origin.src, dst: origin.dst, stops: [], classes: new Map() }
    way.classes.set(origin.number, members)
    ways.set(key, way)
  }
  for (const way of ways.values()) way.stops = stopsOf(way, lags)
  return [...ways.values()].filter(({ stops }) => stops.length > 1)
}

/** Of the place of a leg, on the way of a class that begins with `origin`. */
export function stopKey(leg: Leg, origin: Leg): string {
  return `${String(leg.where)}${sameAddresses(leg, origin) ? '' : ' translated'}`
}

/** How much later than elsewhere each leg saw the packets that it shares. */
function lagsOf(legs: Legs, meetings: Meetings, kinship: Kinship, clocks: Clocks): Lag[] {
  const lags = legs.list.map(() => ({ sum: 0, shared: 0 }))
  meetings.each((group) => {
    const first = new Map<number, Nanos>()
    for (const item of group) {
      const leg = legs.of[item] as number
      if (first.has(leg)) continue
      first.set(leg, clocks.right((legs.list[leg] as Leg).source, legs.time[item] as number))
    }
    if (first.size < 2) return
    for (const [leg, time] of first) {
      let earliest = Infinity
      let kin = 0
      for (const [other, at] of first) {
        if (kinship.of(other) !== kinship.of(leg) || !comparable(legs, clocks, leg, other)) continue
        earliest = Math.min(earliest, at)
        kin++
      }
      if (kin < 2) continue
      const lag = lags[leg] as Lag
      lag.sum += time - earliest
      lag.shared++
    }
  })
  return lags
}

const comparable = (legs: Legs, clocks: Clocks, a: number, b: number): boolean =>
  clocks.group((legs.list[a] as Leg).source) === clocks.group((legs.list[b] as Leg).source)

const meanOf = ({ sum, shared }: Lag): Nanos => (shared === 0 ? 0 : sum / shared)

function order(lags: readonly Lag[], a: Leg, b: Leg): number {
  const apart = meanOf(lags[a.number] as Lag) - meanOf(lags[b.number] as Lag)
  if (Math.abs(apart) < SAME_TIME && a.ttl !== b.ttl) return b.ttl - a.ttl
  return apart || a.number - b.number
}

function stopsOf(way: Way, lags: readonly Lag[]): Stop[] {
  const taps = new Map<string, Stop & { sum: Nanos }>()
  for (const members of way.classes.values()) {
    const [origin] = members
    for (const leg of members) {
      const lag = lags[leg.number] as Lag
      const key = stopKey(leg, origin as Leg)
      const translated = !sameAddresses(leg, origin as Leg)
      const fresh = {
        keys: [key],
        lag: 0,
        ttl: leg.ttl,
        shared: 0,
        translated,
        sum: 0,
        legs: [leg],
      }
      const stop = taps.get(key) ?? fresh
      stop.sum += lag.sum
      stop.shared += lag.shared
      taps.set(key, stop)
    }
  }
  const ordered = [...taps.values()]
    .filter(({ shared }) => shared >= MIN_SHARED)
    .map(({ sum, ...stop }) => ({ ...stop, lag: sum / stop.shared }))
    .sort((a, b) => {
      const apart = a.lag - b.lag
      if (Math.abs(apart) < SAME_TIME && a.ttl !== b.ttl) return b.ttl - a.ttl
      return apart || firstOf(a).number - firstOf(b).number
    })
  return joined(ordered)
}

const firstOf = (stop: Stop): Leg => stop.legs[0] as Leg

/** Taps of different captures at one and the same place become one stop. */
function joined(ordered: readonly Stop[]): Stop[] {
  const stops: Stop[] = []
  for (const stop of ordered) {
    const same = stops.find((other) => isSamePlace(other, stop))
    if (same === undefined) stops.push(stop)
    else {
      same.keys.push(...stop.keys)
      same.legs.push(...stop.legs)
    }
  }
  return stops
}

function isSamePlace(a: Stop, b: Stop): boolean {
  const [one, other] = [firstOf(a), firstOf(b)]
  return (
    Math.abs(a.lag - b.lag) < SAME_PLACE &&
    a.ttl === b.ttl &&
    a.translated === b.translated &&
    (one.place.tunnel === null) === (other.place.tunnel === null) &&
    a.legs.every(({ source }) => source !== other.source)
  )
}
