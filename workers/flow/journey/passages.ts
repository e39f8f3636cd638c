/**
 * What passed from one place to the next, and what did not. A packet that was not seen at the next
 * place is lost only if that place would have shown it: its capture ran, it lies on the way of this
 * conversation, and the sender had to send the octets again or never heard of them.
 */
import type { PassageRecord, Place } from '../../model/records'
import type { Nanos } from '../../model/units'
import { FIN, RST, SYN } from '../../wire/tcp'
import { stopKey, type Stop, type Way } from './chains'
import type { Clocks } from './clocks'
import type { Kinship } from './kinship'
import type { Leg, Legs, Sighted } from './legs'
import { arrived, inOtherSegments, isCopy, lostPacket } from './losses'
import type { Meetings } from './meetings'
import { PassageTally } from './passage-tally'
import { KIND, OCTETS, OTHER, SIZES, TCP } from './sightings'

/** Queues between two machines may hold a packet for so much longer than usual. */
const SETTLING: Nanos = 20e6

export class Passages {
  private readonly legs: Legs
  private readonly clocks: Clocks
  private readonly sources: readonly Sighted[]
  /** Of each packet that was seen more than once: all its sightings. */
  private readonly groups = new Map<number, readonly number[]>()

  /** Class of legs with the same packets, and a place → such a leg was seen there. */
  private readonly seenAt = new Set<string>()
  private readonly kinship: Kinship

  constructor(
    sources: readonly Sighted[],
    legs: Legs,
    meetings: Meetings,
    kinship: Kinship,
    clocks: Clocks,
  ) {
    this.sources = sources
    this.legs = legs
    this.kinship = kinship
    this.clocks = clocks
    for (const { number, where } of legs.list) this.seenAt.add(this.seenKey(number, where))
    meetings.each((group) => {
      for (const item of group) this.groups.set(item, group)
    })
  }

  /** Between each two stops of the way that follow one another. */
  of(way: Way): PassageRecord[] {
    const tallies = way.stops.slice(1).map(() => new PassageTally())
    for (const members of way.classes.values()) this.class(way, members, tallies)
    return tallies.flatMap((tally, at) => {
      const [from, to] = [way.stops[at], way.stops[at + 1]]
      if (from === undefined || to === undefined) return []
      return tally.record(from, to, (place) => this.beginOf(place)) ?? []
    })
  }

  /** The packets of one conversation that go this way. */
  private class(way: Way, members: readonly Leg[], tallies: readonly PassageTally[]): void {
    const [origin] = members
    if (origin === undefined) return
    const legsAt = way.stops.map(({ keys }) =>
      members.filter((leg) => keys.includes(stopKey(leg, origin))),
    )
    const last = legsAt.findLastIndex((legs) => legs.length > 0)
    // A conversation that was answered though it was never seen there goes another way.
    const answered = origin.reverse >= 0 && origin.kind !== OTHER
    const seen = new Set<number>()
    legsAt.forEach((legs, at) => {
      for (const leg of legs) {
        for (const item of this.legs.sightingsOf(leg.number)) {
          if (seen.has(item) || this.isCopied(item)) continue
          if (at > 0 && (legsAt[at - 1]?.length ?? 0) > 0) {
            this.unseen(tallies[at - 1], item, way.stops, at)
          }
          if (at === legsAt.length - 1) continue
          const items = this.itemsBehind(item, leg, at, legsAt, seen)
          const furthest = items.findLastIndex((each) => each !== undefined)
          for (let step = at; step < furthest; step++) this.passed(tallies[step], items, step)
          if (furthest === way.stops.length - 1) continue
          const elsewhere = answered && furthest >= last
          if (elsewhere && !this.passesBack(origin, way.stops[furthest + 1])) continue
          const there = items[furthest] ?? item
          this.missing(tallies[furthest], there, way.stops, furthest, legsAt[furthest + 1] ?? [])
        }
      }
    })
  }

  /** Was what this conversation answers, or is answered by, seen at the stop? Then it goes this way. */
  private passesBack({ reverse }: Leg, stop: Stop | undefined): boolean {
    return stop?.legs.some(({ where }) => this.seenAt.has(this.seenKey(reverse, where))) === true
  }

  private seenKey(leg: number, where: number): string {
    return `${String(this.kinship.of(leg))} ${String(where)}`
  }

  /** Does another copy of the packet follow at its place? The last one stands for all of them. */
  private isCopied(item: number): boolean {
    const { of } = this.legs
    const group = this.groups.get(item) ?? []
    return group.some(
      (other) => other > item && of[other] === of[item] && isCopy(this.legs, item, other),
    )
  }

  /** Sightings of the packet by stop, from stop `at` on. */
  private itemsBehind(
    item: number,
    leg: Leg,
    at: number,
    legsAt: readonly (readonly Leg[])[],
    seen: Set<number>,
  ): (number | undefined)[] {
    const items: (number | undefined)[] = legsAt.map(() => undefined)
    items[at] = item
    const group = this.groups.get(item)
    if (group === undefined) return items
    for (let stop = at; stop < legsAt.length; stop++) {
      for (const { number } of legsAt[stop] ?? []) {
        if (number === leg.number) continue
        const other = partner(group, item, leg.number, number, this.legs.of)
        if (other < 0) continue
        items[stop] ??= other
        seen.add(other)
      }
    }
    return items
  }

  private passed(
    tally: PassageTally | undefined,
    items: readonly (number | undefined)[],
    step: number,
  ): void {
    const from = items[step] ?? items.find((item) => item !== undefined)
    if (tally === undefined || from === undefined) return
    const sizes = this.legs.word(from, SIZES)
    const to = items[step + 1]
    const known = items[step] !== undefined && to !== undefined
    const time = this.right(from)
    const delay = known ? this.right(to) - time : null
    tally.pass(this.legOf(from), time, sizes >>> 16, sizes & 0xffff, delay)
  }

  /** The packet was seen at stop `step` and nowhere behind it. */
  private missing(
    tally: PassageTally | undefined,
    item: number,
    stops: readonly Stop[],
    step: number,
    legsThere: readonly Leg[],
  ): void {
    const { legs, clocks } = this
    const leg = this.legOf(item)
    const next = stops[step + 1]
    if (tally === undefined || next === undefined) return
    // Of datagrams nobody can say what they look like behind address translation.
    if (next.translated && leg.kind !== TCP) return
    const left = this.timeLeft(next, item, next.lag - (stops[step]?.lag ?? 0))
    if (left <= 0) return
    const kind = legs.word(item, KIND)
    const isTcp = kind >>> 16 === TCP
    const hasData = isTcp && legs.word(item, OCTETS) > 0
    const isAlone = (other: number) => !this.groups.has(other)
    if ((hasData || (isTcp && (kind & SYN) !== 0)) && arrived(legs, leg, item)) {
      const cut = legsThere.some((there) => inOtherSegments(legs, clocks, there, item, isAlone))
      if (cut) tally.resegmented++
      else tally.missed++
      return
    }
    const bare = isTcp && !hasData && (kind & (SYN | FIN | RST)) === 0
    const loss = { leg, time: this.right(item), packet: lostPacket(legs, leg, item), bare }
    const isLocal = next.legs.some(({ source }) => source === leg.source)
    tally.lose(loss, isLocal || left > SETTLING)
  }

  /** The packet was seen at stop `step` and not before. What is cut or joined on the way proves nothing. */
  private unseen(
    tally: PassageTally | undefined,
    item: number,
    stops: readonly Stop[],
    step: number,
  ): void {
    const [before, here] = [stops[step - 1], stops[step]]
    if (tally === undefined || before === undefined || here === undefined) return
    const isTcp = this.legOf(item).kind === TCP
    if (isTcp ? this.legs.word(item, OCTETS) > 0 : before.translated !== here.translated) return
    if (this.timeLeft(before, item, before.lag - here.lag) > 0) tally.unseen++
  }

  /** How long a capture of the stop went on after the packet should have come there; 0: none ran then. */
  private timeLeft(stop: Stop, item: number, delay: Nanos): Nanos {
    const due = this.right(item) + delay
    return stop.legs.reduce((most, { source: there }) => {
      const source = this.sources[there]
      if (source === undefined) return most
      const slack = this.clocks.uncertainty(this.legOf(item).source, there)
      const begin = this.clocks.right(there, source.begin)
      const end = this.clocks.right(there, source.begin + source.duration)
      return due - slack >= begin ? Math.max(most, end - due - slack) : most
    }, 0)
  }

  /** When the capture of a place began. */
  private beginOf({ capture }: Place): Nanos {
    const at = this.sources.findIndex((source) => source.capture === capture)
    return this.clocks.right(at, this.sources[at]?.begin ?? 0)
  }

  private right(item: number): Nanos {
    return this.clocks.right(this.legOf(item).source, this.legs.time[item] as number)
  }

  private legOf(item: number): Leg {
    return this.legs.list[this.legs.of[item] as number] as Leg
  }
}

/** The sighting of `leg` that belongs to this one of `here`: both counted from the last. */
function partner(
  group: readonly number[],
  item: number,
  here: number,
  leg: number,
  of: Uint32Array,
): number {
  const ours = group.filter((other) => of[other] === here)
  const theirs = group.filter((other) => of[other] === leg)
  // A repetition that looks the same: what came through is more likely the later one.
  const at = ours.indexOf(item) + theirs.length - ours.length
  return theirs[at] ?? -1
}
