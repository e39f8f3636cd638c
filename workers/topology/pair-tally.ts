/** What all taps saw of two hosts. */
import type { TopologyWay } from '../model/topology'
import type { Nanos, OctetCount } from '../model/units'

/** What is added up; nothing is kept of it. */
export type PartOfWay = Omit<TopologyWay, 'lost'>

type Ways = readonly [forth: TopologyWay, back: TopologyWay]

export const emptyWay = (): TopologyWay => ({
  packets: 0,
  segments: 0,
  repeated: 0,
  lost: -1,
  largestDelivered: 0,
  smallestLost: 0,
})

const NOTHING_LOST: [number, number] = [-1, -1]
const NOTHING: [number, number] = [0, 0]

/** What one tap saw: conversations summed up, and all packets of the pair together. */
interface Seen {
  place: number
  sum: Ways | null
  whole: Ways | null
  /** By direction. */
  pings: [Pings | null, Pings | null]
}

type Pings = Readonly<NonNullable<TopologyWay['pings']>>

export class PairTally {
  /** One entry a tap; they are few. */
  private readonly seen: Seen[] = []
  private lost: [number, number] = NOTHING_LOST
  private smallestLost: [OctetCount, OctetCount] = NOTHING
  /** Of handshakes, and of pings by tap. */
  private handshake: Nanos = -1
  private pings: Map<number, Nanos> | null = null

  /** Adds a conversation; `forth` when `x` goes from the first host to the second. */
  conversation(capture: number, tap: number, forth: boolean, x: PartOfWay, y: PartOfWay): void {
    const seen = this.at(capture, tap)
    seen.sum = sumOf(seen.sum, forth, x, y)
  }

  /** Packets of the pair at a tap, of whatever protocol. */
  whole(capture: number, tap: number, forth: boolean, x: PartOfWay, y: PartOfWay): void {
    const seen = this.at(capture, tap)
    seen.whole = sumOf(seen.whole, forth, x, y)
  }

  /** From SYN to the ACK that completes: both ways, wherever the tap stands between them. */
  handshakeTook(time: Nanos): void {
    this.handshake = this.handshake < 0 ? time : Math.min(this.handshake, time)
  }

  /** From request to reply at a tap: the whole way only where the sender is. */
  pingTook(capture: number, tap: number, time: Nanos): void {
    const place = capture * 65_536 + tap
    this.pings ??= new Map()
    this.pings.set(place, Math.min(this.pings.get(place) ?? Infinity, time))
  }

  /** Echo requests at a tap that sees replies to them. */
  pinged(capture: number, tap: number, forth: boolean, sent: number, answered: number): void {
    const { pings } = this.at(capture, tap)
    const way = forth ? 0 : 1
    const unanswered = Math.max(0, sent - answered)
    const known = pings[way]
    pings[way] =
      known === null
        ? { sent, unanswered }
        : { sent: known.sent + sent, unanswered: known.unanswered + unanswered }
  }

  /** Packets that one place saw and the next one did not. */
  passed(forth: boolean, lost: number, smallest: OctetCount): void {
    const way = forth ? 0 : 1
    this.lost = [...this.lost]
    this.smallestLost = [...this.smallestLost]
    this.lost[way] = Math.max(0, this.lost[way]) + lost
    if (smallest > 0) this.smallestLost[way] = leastOf(this.smallestLost[way], smallest)
  }

  result(): { forth: TopologyWay; back: TopologyWay; rttMin: Nanos } {
    const rttMin = this.handshake >= 0 ? this.handshake : this.slowestPing()
    return { forth: this.way(0), back: this.way(1), rttMin }
  }

  private slowestPing(): Nanos {
    return this.pings === null ? -1 : Math.max(...this.pings.values())
  }

  private at(capture: number, tap: number): Seen {
    const place = capture * 65_536 + tap
    for (const each of this.seen) if (each.place === place) return each
    const fresh = { place, sum: null, whole: null, pings: [null, null] } satisfies Seen
    this.seen.push(fresh)
    return fresh
  }

  private way(which: 0 | 1): TopologyWay {
    const way = emptyWay()
    const told = this.seen.some(({ sum }) => sum !== null)
    for (const { sum, whole } of this.seen) {
      for (const ways of [sum, whole]) {
        const seen = ways?.[which]
        if (seen === undefined) continue
        way.packets = Math.max(way.packets, seen.packets)
        // Repetitions show best where most segments were seen.
        way.segments = Math.max(way.segments, seen.segments)
        way.repeated = Math.max(way.repeated, seen.repeated)
        way.smallestLost = leastOf(way.smallestLost, seen.smallestLost)
        // Of conversations it is known what was acknowledged, of all packets only what was seen.
        if (!told || ways === sum) {
          way.largestDelivered = Math.max(way.largestDelivered, seen.largestDelivered)
        }
      }
    }
    way.lost = this.lost[which]
    way.smallestLost = leastOf(way.smallestLost, this.smallestLost[which])
    const pings = mostOf(this.seen.map((place) => place.pings[which]))
    return pings === null ? way : { ...way, pings }
  }
}

/** The smaller of two sizes, of which 0 is none. */
const leastOf = (x: OctetCount, y: OctetCount): OctetCount =>
  x === 0 ? y : y === 0 ? x : Math.min(x, y)

/** Of the place that saw most; of equal ones, the one that saw most replies. */
function mostOf(pings: readonly (Pings | null)[]): Pings | null {
  return pings.reduce((most, each) => {
    if (most === null || each === null) return most ?? each
    const more = each.sent - most.sent || most.unanswered - each.unanswered
    return more > 0 ? each : most
  }, null)
}

function sumOf(known: Ways | null, forth: boolean, x: PartOfWay, y: PartOfWay): Ways {
  const sum = known ?? [emptyWay(), emptyWay()]
  add(sum[0], forth ? x : y)
  add(sum[1], forth ? y : x)
  return sum
}

function add(sum: TopologyWay, way: PartOfWay): void {
  sum.packets += way.packets
  sum.segments += way.segments
  sum.repeated += way.repeated
  sum.largestDelivered = Math.max(sum.largestDelivered, way.largestDelivered)
  sum.smallestLost = leastOf(sum.smallestLost, way.smallestLost)
}
