/** Connections before and behind address translation. */
import type { NatPairRecord, NatSide } from '../../model/records'
import { ACK, SYN } from '../../wire/tcp'
import type { Clocks } from './clocks'
import type { Kinship } from './kinship'
import type { Leg, Legs } from './legs'
import type { LegPair } from './meetings'
import { FRAME, KIND } from './sightings'

/** One record a connection: its direction from the side that opened it, or that was seen first. */
export function natPairs(legs: Legs, kinship: Kinship, clocks: Clocks): NatPairRecord[] {
  const matched = new Map<string, number>()
  for (const pair of kinship.translated) {
    matched.set(`${String(pair.a)} ${String(pair.b)}`, pair.matched)
  }
  const records: NatPairRecord[] = []
  for (const pair of kinship.translated) {
    const [a, b] = [legs.list[pair.a] as Leg, legs.list[pair.b] as Leg]
    const [low, high] = a.reverse < b.reverse ? [a.reverse, b.reverse] : [b.reverse, a.reverse]
    const back = low < 0 ? undefined : matched.get(`${String(low)} ${String(high)}`)
    if (back !== undefined && !isForth(legs, pair, low)) continue
    records.push(recordOf(legs, clocks, pair, back ?? 0))
  }
  return records.sort(
    (x, y) => x.before.capture - y.before.capture || x.before.frame - y.before.frame,
  )
}

/** Of both directions, is this the one of the side that opened the connection? */
function isForth(legs: Legs, { a, first }: LegPair, back: number): boolean {
  const flags = legs.word(first[0], KIND) & (SYN | ACK)
  return flags === SYN || (flags !== (SYN | ACK) && a < back)
}

function recordOf(legs: Legs, clocks: Clocks, pair: LegPair, back: number): NatPairRecord {
  const [a, b] = [legs.list[pair.a] as Leg, legs.list[pair.b] as Leg]
  const right = (leg: Leg, item: number) => clocks.right(leg.source, legs.time[item] as number)
  const comparable = clocks.group(a.source) === clocks.group(b.source)
  const later = comparable && right(a, pair.first[0]) > right(b, pair.first[1])
  const sides = [sideOf(legs, a, pair.first[0]), sideOf(legs, b, pair.first[1])] as const
  const [before, after] = later ? [sides[1], sides[0]] : sides
  return { before, after, matched: pair.matched + back }
}

function sideOf(legs: Legs, leg: Leg, item: number): NatSide {
  const { capture, tap, tunnel } = leg.place
  const { src, srcPort, dst, dstPort } = leg
  const frame = legs.word(item, FRAME)
  return { capture, tap, tunnel, src, srcPort, dst, dstPort, frame, time: legs.ownTime(item) }
}
