/** What all taps saw of two hosts. */
import type { TopologyWay } from '../model/topology'
import type { Nanos, OctetCount } from '../model/units'

type Ways = [forth: TopologyWay, back: TopologyWay]

export const emptyWay = (): TopologyWay => ({
  packets: 0,
  segments: 0,
  repeated: 0,
  lost: -1,
  largestDelivered: 0,
  smallestLost: 0,
})

export class PairTally {
  /** Sums of conversations by tap, and what a tap counted of all packets together. */
  private readonly sums = new Map<number, Ways>()
  private readonly wholes = new Map<number, Ways>()
  private readonly lost: [number, number] = [-1, -1]
  private readonly smallestLost: [OctetCount, OctetCount] = [0, 0]
  /** Of handshakes, and of pings by tap. */
  private handshake: Nanos = -1
  private readonly pings = new Map<number, Nanos>()

  /** Adds a conversation; `forth` when `x` goes from the first host to the second. */
  conversation(capture: number, tap: number, forth: boolean, x: TopologyWay, y: TopologyWay): void {
    const place = capture * 65_536 + tap
    const sum = this.sums.get(place) ?? [emptyWay(), emptyWay()]
    this.sums.set(place, sum)
    add(sum[forth ? 0 : 1], x)
    add(sum[forth ? 1 : 0], y)
  }

  /** All packets of the pair at a tap. */
  whole(capture: number, tap: number, forth: boolean, x: TopologyWay, y: TopologyWay): void {
    this.wholes.set(capture * 65_536 + tap, forth ? [x, y] : [y, x])
  }

  /** From SYN to the ACK that completes: both ways, wherever the tap stands between them. */
  handshakeTook(time: Nanos): void {
    this.handshake = this.handshake < 0 ? time : Math.min(this.handshake, time)
  }

  /** From request to reply at a tap: the whole way only where the sender is. */
  pingTook(capture: number, tap: number, time: Nanos): void {
    const place = capture * 65_536 + tap
    this.pings.set(place, Math.min(this.pings.get(place) ?? Infinity, time))
  }

  /** Packets that one place saw and the next one did not. */
  passed(forth: boolean, lost: number, smallest: OctetCount): void {
    const way = forth ? 0 : 1
    this.lost[way] = Math.max(0, this.lost[way]) + lost
    if (smallest > 0) this.smallestLost[way] = leastOf(this.smallestLost[way], smallest)
  }

  result(): { forth: TopologyWay; back: TopologyWay; rttMin: Nanos } {
    const rttMin = this.handshake >= 0 ? this.handshake : Math.max(-1, ...this.pings.values())
    return { forth: this.way(0), back: this.way(1), rttMin }
  }

  private way(which: 0 | 1): TopologyWay {
    const way = emptyWay()
    for (const ways of [...this.sums.values(), ...this.wholes.values()]) {
      const seen = ways[which]
      if (seen.packets > way.packets) way.packets = seen.packets
      // Repetitions show best where most segments were seen.
      if (seen.segments > way.segments || seen.repeated > way.repeated) {
        way.segments = Math.max(way.segments, seen.segments)
        way.repeated = Math.max(way.repeated, seen.repeated)
      }
      way.smallestLost = leastOf(way.smallestLost, seen.smallestLost)
    }
    const tellers = this.sums.size > 0 ? this.sums : this.wholes
    for (const ways of tellers.values()) {
      way.largestDelivered = Math.max(way.largestDelivered, ways[which].largestDelivered)
    }
    way.lost = this.lost[which]
    way.smallestLost = leastOf(way.smallestLost, this.smallestLost[which])
    return way
  }
}

/** The smaller of two sizes, of which 0 is none. */
const leastOf = (x: OctetCount, y: OctetCount): OctetCount =>
  x === 0 ? y : y === 0 ? x : Math.min(x, y)

function add(sum: TopologyWay, way: TopologyWay): void {
  sum.packets += way.packets
  sum.segments += way.segments
  sum.repeated += way.repeated
  sum.largestDelivered = Math.max(sum.largestDelivered, way.largestDelivered)
  sum.smallestLost = leastOf(sum.smallestLost, way.smallestLost)
}
