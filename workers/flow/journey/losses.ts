/**
 * Was a packet that a place did not see really lost? TCP tells: what arrived is acknowledged, and what
 * did not is sent again (RFC 9293 §3.8). And what a network card cut in pieces or put together has
 * other boundaries at the next tap, but the same octets.
 */
import type { LostPacket } from '../../model/records'
import type { Nanos } from '../../model/units'
import { SYN } from '../../wire/tcp'
import { after } from '../sequence-numbers'
import type { Clocks } from './clocks'
import type { Leg, Legs } from './legs'
import { ACKED, FRAME, KEY, KEY_MORE, KIND, OCTETS, SIZES, TCP, UDP } from './sightings'

/** Of one leg so many packets behind the one in question are looked at. */
const LOOKED_AT = 2000
/** Octets in other segments are looked for from so long before on. */
const EARLIER: Nanos = 1e9
/** The same packet once more at the same place is a copy; who repeats one waits longer (RFC 6298 §2). */
const COPY_WINDOW: Nanos = 100e6

/** Was one and the same packet captured twice at its place? Both are sightings of one leg. */
export function isCopy(legs: Legs, one: number, other: number): boolean {
  return (
    one !== other &&
    legs.word(one, KEY) === legs.word(other, KEY) &&
    legs.word(one, KEY_MORE) === legs.word(other, KEY_MORE) &&
    Math.abs((legs.time[one] as number) - (legs.time[other] as number)) <= COPY_WINDOW
  )
}

/** True when an acknowledgement covers the segment, and no repetition was needed for it. */
export function arrived(legs: Legs, leg: Leg, item: number): boolean {
  const opens = (legs.word(item, KIND) & SYN) !== 0 ? 1 : 0
  const seq = legs.word(item, KEY_MORE)
  const end = (seq + legs.word(item, OCTETS) + opens) >>> 0
  for (const other of following(legs.sightingsOf(leg.number), item)) {
    const from = legs.word(other, KEY_MORE)
    const to = (from + legs.word(other, OCTETS) + opens) >>> 0
    if (!after(from, seq) && after(to, seq) && !isCopy(legs, item, other)) return false
  }
  if (leg.reverse < 0) return false
  for (const other of following(legs.sightingsOf(leg.reverse), item)) {
    if (!after(end, legs.word(other, ACKED))) return true
  }
  return false
}

/** Were the octets of the segment seen at `there`, in segments that were seen nowhere else? */
export function inOtherSegments(
  legs: Legs,
  clocks: Clocks,
  there: Leg,
  item: number,
  isAlone: (item: number) => boolean,
): boolean {
  let seq = legs.word(item, KEY_MORE)
  const end = (seq + legs.word(item, OCTETS)) >>> 0
  const right = (leg: Leg, each: number) => clocks.right(leg.source, legs.time[each] as number)
  const time = right(legs.list[legs.of[item] as number] as Leg, item)
  const items = legs.sightingsOf(there.number)
  const begin = firstIndex(items, (each) => right(there, each) >= time - EARLIER)
  for (const other of items.subarray(begin, begin + LOOKED_AT)) {
    if (!isAlone(other)) continue
    const from = legs.word(other, KEY_MORE)
    const to = (from + legs.word(other, OCTETS)) >>> 0
    if (after(from, seq) || !after(to, seq)) continue
    seq = to
    if (!after(end, seq)) return true
  }
  return false
}

export function lostPacket(legs: Legs, leg: Leg, item: number): LostPacket {
  const sizes = legs.word(item, SIZES)
  const kind = legs.word(item, KIND)
  const isTcp = kind >>> 16 === TCP
  return {
    capture: leg.place.capture,
    frame: legs.word(item, FRAME),
    time: legs.ownTime(item),
    ipLength: sizes >>> 16,
    outerLength: sizes & 0xffff,
    proto: protoOf(leg.kind),
    srcPort: leg.srcPort,
    dstPort: leg.dstPort,
    flags: isTcp ? kind & 255 : 0,
    seq: isTcp ? legs.word(item, KEY_MORE) : 0,
    length: isTcp ? legs.word(item, OCTETS) : 0,
  }
}

export function protoOf(kind: number): LostPacket['proto'] {
  return kind === TCP ? 'tcp' : kind === UDP ? 'udp' : 'other'
}

/** Those of an ascending list that stand behind `item` in the file, at most `LOOKED_AT`. */
function following(items: Uint32Array, item: number): Uint32Array {
  const begin = firstIndex(items, (each) => each > item)
  return items.subarray(begin, begin + LOOKED_AT)
}

/** Index of the first for which `is` holds, which holds for all behind it. */
function firstIndex(items: Uint32Array, is: (item: number) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (is(items[middle] as number)) high = middle
    else low = middle + 1
  }
  return low
}
