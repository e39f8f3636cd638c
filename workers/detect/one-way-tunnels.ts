/** Tunnels by their ends at every tap: of which one direction is missing where it should be seen. */
import { MAX_PATHS } from '../limits/limits'
import type {
  ConnRecord,
  EchoPathRecord,
  HostPairRecord,
  Tunnel,
  TunnelWayRecord,
} from '../model/records'
import type { OneWayTunnelFacts } from './facts/one-way-tunnel'
import { BoundedMap } from './bounded-map'
import { append } from './grouping'
import type { OneWayTaps } from './one-way'
import { overlayOf, type TunnelWayLog } from './tunnel-way-log'
import { placeKey, type Places } from './way'

export interface OneWayLimits {
  minPackets: number
  minTargets: number
}

/** Inner hosts of one tunnel that are remembered. */
const MAX_TARGETS = 64

/** One direction of a tunnel at one tap. */
interface Direction {
  capture: number
  tap: number
  tunnel: Tunnel
  forth: number
  back: number
}

export class OneWayTunnels {
  turnedAway = 0
  private readonly directions: Direction[] = []
  /** By both ends and overlay, from the sending end. */
  private readonly byEnds = new Map<string, Direction[]>()
  /** Pairs of hosts without a tunnel. */
  private readonly outside: HostPairRecord[] = []
  private readonly plain = new Map<string, { forth: number; back: number }>()
  /** By ends: inner hosts that were asked in vain, and how often. */
  private readonly asked = new BoundedMap<string, Map<string, number>>(MAX_PATHS)
  /** Ends, both ways, between which connections were opened. */
  private readonly working = new Set<string>()
  private readonly waysByEnds = new Map<string, TunnelWayRecord[]>()
  /** Packets that a tap sees arrive at a host, in an overlay and at all. */
  private readonly arriving = new Map<string, number>()

  hostPair(record: HostPairRecord): void {
    if (this.directions.length >= 2 * MAX_PATHS || this.outside.length >= MAX_PATHS) {
      this.turnedAway++
      return
    }
    // Of packets outside of tunnels, only those between their ends matter; which these are is known later.
    if (record.tunnel === null) this.outside.push(record)
    else this.inside(record, record.tunnel)
  }

  conn({ tunnel, resp, respSide, handshake }: ConnRecord): void {
    if (tunnel && handshake.outcome === 'complete') {
      // A handshake needs both directions, whichever side began.
      this.working.add(endsKey(tunnel))
      this.working.add(endsKey({ ...tunnel, src: tunnel.dst, dst: tunnel.src }))
    }
    if (tunnel && respSide.frames === 0 && handshake.outcome === 'unanswered') {
      this.ask(tunnel, resp.address, handshake.synTotal)
    }
  }

  echoPath({ tunnel, dst, requests, replies, pending }: EchoPathRecord): void {
    if (tunnel && replies === 0 && requests > pending) this.ask(tunnel, dst, requests - pending)
  }

  /** Each at the tap that shows it best. */
  found(
    limits: OneWayLimits,
    log: TunnelWayLog,
    places: Places,
    oneWay: OneWayTaps,
  ): OneWayTunnelFacts[] {
    if (this.directions.length === 0) return []
    this.countOutside()
    for (const way of log.ways) append(this.waysByEnds, endsKey(way.tunnel), way)
    const facts: OneWayTunnelFacts[] = []
    for (const [key, all] of this.byEnds) {
      if (this.working.has(key)) continue
      const seen = all.filter(({ capture, tap }) => !oneWay.isBlind(capture, tap))
      if (seen.length === 0) continue
      const near = seen.reduce((a, b) => (b.forth > a.forth ? b : a))
      if (near.forth < limits.minPackets) continue
      const far = seen.find((each) => this.missesArrival(each, near))
      if (far) facts.push(this.factsOf(near, far, places))
      else if (this.missesAnswers(seen, limits, log)) facts.push(this.factsOf(near, null, places))
    }
    return facts
  }

  /** The other direction is there, so are other packets to this end, and these are not. */
  private missesArrival(far: Direction, near: Direction): boolean {
    if (far.capture === near.capture || far.forth > 0 || far.back === 0) return false
    return this.arrivingAt(`${placeKey(far.capture, far.tap)} ${far.tunnel.dst}`) > 0
  }

  /** Several are asked in vain, and a tap that sees packets to the sending end sees none of theirs. */
  private missesAnswers(
    seen: readonly Direction[],
    { minTargets }: OneWayLimits,
    log: TunnelWayLog,
  ): boolean {
    const [first] = seen
    if (!first || seen.some(({ back }) => back > 0)) return false
    const key = endsKey(first.tunnel)
    if ((this.asked.get(key)?.size ?? 0) < minTargets) return false
    const heard = seen.some(
      ({ capture, tap, tunnel }) => this.arrivingAt(`${placeKey(capture, tap)} ${tunnel.src}`) > 0,
    )
    return heard && !this.waysByEnds.get(key)?.some((way) => log.isAnswered(way))
  }

  private factsOf(near: Direction, far: Direction | null, places: Places): OneWayTunnelFacts {
    const { capture, tap, tunnel, forth } = near
    const place = placeKey(capture, tap)
    const { src, dst } = tunnel
    const plain = this.plain.get(`${place} ${src} ${dst}`)
    return {
      tunnel,
      packets: forth,
      place: places.name(capture, tap),
      missing: far ? 'arrival' : 'answers',
      farPlace: far ? places.name(far.capture, far.tap) : '',
      farPackets: far?.back ?? 0,
      plainForth: plain?.forth ?? 0,
      plainBack: plain?.back ?? 0,
      othersIn: this.arrivingAt(`${place} ${overlayOf(tunnel)} ${src}`) - near.back,
      targets: [...(this.asked.get(endsKey(tunnel))?.keys() ?? [])],
      ways: (this.waysByEnds.get(endsKey(tunnel)) ?? []).filter(
        (way) => way.capture === capture && way.tap === tap,
      ),
    }
  }

  private inside(record: HostPairRecord, tunnel: Tunnel): void {
    const { capture, tap } = record
    const place = placeKey(capture, tap)
    for (const [src, dst, forth, back] of bothWays(record)) {
      this.count(`${place} ${dst}`, forth)
      this.count(`${place} ${overlayOf(tunnel)} ${dst}`, forth)
      const direction = { capture, tap, tunnel: { ...tunnel, src, dst }, forth, back }
      this.directions.push(direction)
      append(this.byEnds, endsKey(direction.tunnel), direction)
    }
  }

  private countOutside(): void {
    const ends = new Set(this.directions.map(({ tunnel }) => tunnel.src))
    for (const record of this.outside) {
      if (!ends.has(record.a) && !ends.has(record.b)) continue
      const place = placeKey(record.capture, record.tap)
      for (const [src, dst, forth, back] of bothWays(record)) {
        this.count(`${place} ${dst}`, forth)
        this.plain.set(`${place} ${src} ${dst}`, { forth, back })
      }
    }
  }

  private ask(tunnel: Tunnel, target: string, times: number): void {
    const targets = this.asked.upsert(endsKey(tunnel), () => new Map())
    if (targets && (targets.size < MAX_TARGETS || targets.has(target))) {
      targets.set(target, (targets.get(target) ?? 0) + times)
    }
  }

  private count(key: string, packets: number): void {
    this.arriving.set(key, (this.arriving.get(key) ?? 0) + packets)
  }

  private arrivingAt(key: string): number {
    return this.arriving.get(key) ?? 0
  }
}

const bothWays = ({ a, b, framesAb, framesBa }: HostPairRecord) =>
  [
    [a, b, framesAb, framesBa],
    [b, a, framesBa, framesAb],
  ] as const

const endsKey = (tunnel: Tunnel): string => `${overlayOf(tunnel)} ${tunnel.src} ${tunnel.dst}`
