/** Gathers SYNs without answer by destination, over all taps of a case, and what speaks for it. */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type {
  CaptureRecord,
  ConnRecord,
  EchoPathRecord,
  HostPairRecord,
  IcmpErrorRecord,
} from '../model/records'
import type { Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import type { Attempt, UnansweredFacts } from './facts/connect-unanswered'
import { greatest, least } from './grouping'
import { OneWayTaps } from './one-way'
import { formatTunnel, hostsKey, mayBeCilium, placeNumber, Places } from './way'

export interface Destination {
  address: string
  port: number
  attempts: Attempt[]
}

const KEPT_FRAMES = 8

export class UnansweredSyns {
  /** SYNs too close to the end of their capture to judge. */
  pending = 0
  /** Attempts at taps that show one direction only. */
  notBelieved = 0
  /** Attempts that an ICMP error answered. */
  rejected = 0
  private readonly places = new Places()
  private readonly oneWay = new OneWayTaps()
  private readonly durations = new Map<number, Nanos>()
  private readonly conns = new BoundedMap<string, ConnRecord[]>(MAX_PATHS)
  /** `address:port` → answered connections; and address alone. */
  private readonly answered = new BoundedMap<string, { conns: number }>(2 * MAX_PATHS)
  /** Connections that were answered at some tap. */
  private readonly answeredConns = new Set<string>()
  private readonly speakers = new Set<string>()
  /** Tap → hosts that it sees packets for. */
  private readonly receives = new Map<number, Set<string>>()
  private readonly icmp = new Set<string>()
  private readonly patience: Nanos

  constructor(patience: Nanos) {
    this.patience = patience
  }

  capture(record: CaptureRecord): void {
    this.places.add(record)
    this.durations.set(record.capture, record.duration)
  }

  conn(record: ConnRecord): void {
    this.oneWay.conn(record)
    const { orig, resp, origSide, respSide, handshake } = record
    this.passes(record, orig.address, resp.address, origSide.frames)
    this.passes(record, resp.address, orig.address, respSide.frames)
    const target = formatEndpoint(resp.address, resp.port)
    const key = hostsKey(formatEndpoint(orig.address, orig.port), target)
    if (handshake.outcome === 'unanswered' && respSide.frames === 0) {
      this.conns.upsert(key, () => [])?.push(record)
      return
    }
    if (respSide.frames === 0) return
    if (this.answeredConns.size < MAX_PATHS) this.answeredConns.add(key)
    for (const name of [target, resp.address]) {
      const tally = this.answered.upsert(name, () => ({ conns: 0 }))
      if (tally) tally.conns++
    }
  }

  echoPath(record: EchoPathRecord): void {
    this.oneWay.echoPath(record)
    this.passes(record, record.src, record.dst, record.requests)
    this.passes(record, record.dst, record.src, record.replies + record.unasked)
  }

  /** Any "destination unreachable" answers the SYN that it quotes. */
  icmpError({ ipVersion, type, quoted }: IcmpErrorRecord): void {
    const unreachable = ipVersion === 4 ? type === 3 : type === 1
    if (!unreachable || quoted?.proto !== 6 || this.icmp.size >= MAX_PATHS) return
    this.icmp.add(
      hostsKey(
        formatEndpoint(quoted.src, quoted.srcPort),
        formatEndpoint(quoted.dst, quoted.dstPort),
      ),
    )
  }

  /** Host pairs in a tunnel name its ends, which say nothing of the hosts inside. */
  hostPair(record: HostPairRecord): void {
    if (record.tunnel) return
    this.passes(record, record.a, record.b, record.framesAb)
    this.passes(record, record.b, record.a, record.framesBa)
  }

  /** Attempts beyond the bound. */
  get uncounted(): number {
    return this.conns.turnedAway
  }

  /** In order of address and port as they first appeared. */
  destinations(): Destination[] {
    const byTarget = new Map<string, Destination>()
    for (const [key, seen] of this.conns.entries()) {
      if (this.answeredConns.has(key)) continue
      const attempt = this.attemptOf(key, seen)
      const resp = seen[0]?.resp
      if (!attempt || !resp) continue
      const target = formatEndpoint(resp.address, resp.port)
      const known = byTarget.get(target) ?? { ...resp, attempts: [] }
      known.attempts.push(attempt)
      byTarget.set(target, known)
    }
    return [...byTarget.values()]
  }

  factsOf({ address, port }: Destination, attempts: readonly Attempt[]): UnansweredFacts {
    const records = attempts.flatMap(({ source, sourcePort }) =>
      this.seen(source, sourcePort, address, port),
    )
    const tunnel = records.find((record) => record.tunnel)?.tunnel ?? null
    const here = this.answered.get(formatEndpoint(address, port))?.conns ?? 0
    const times = attempts.flatMap(({ frames }) => frames.map(({ time }) => time))
    return {
      address,
      port,
      attempts,
      syns: attempts.reduce((sum, attempt) => sum + attempt.syns, 0),
      sources: [...new Set(attempts.map(({ source }) => source))],
      places: [...new Set(attempts.flatMap((attempt) => attempt.places))],
      tunnel: tunnel ? formatTunnel(tunnel) : '',
      tunnelTo: tunnel?.dst ?? '',
      mayBeCilium: mayBeCilium(tunnel),
      answeredHere: here,
      answeredElsewhere: (this.answered.get(address)?.conns ?? 0) - here,
      speaks: this.speakers.has(address),
      wouldBeSeen: records.some(({ capture, tap, orig }) =>
        this.receives.get(placeNumber(capture, tap))?.has(orig.address),
      ),
      capture: attempts[0]?.capture ?? 0,
      first: least(times),
      last: greatest(times),
    }
  }

  private passes(
    { capture, tap }: { capture: number; tap: number },
    from: string,
    to: string,
    frames: number,
  ): void {
    if (frames === 0) return
    if (this.speakers.size < MAX_PATHS) this.speakers.add(from)
    const place = placeNumber(capture, tap)
    const here = this.receives.get(place) ?? new Set()
    this.receives.set(place, here)
    if (here.size < 2 * MAX_PATHS) here.add(to)
  }

  private seen(source: string, sourcePort: number, address: string, port: number): ConnRecord[] {
    const key = hostsKey(formatEndpoint(source, sourcePort), formatEndpoint(address, port))
    return this.conns.get(key) ?? []
  }

  private attemptOf(key: string, seen: readonly ConnRecord[]): Attempt | null {
    const believed = seen.filter(({ capture, tap }) => !this.oneWay.isBlind(capture, tap))
    const [first] = believed
    if (!first) {
      this.notBelieved++
      return null
    }
    if (this.icmp.has(key)) {
      this.rejected++
      return null
    }
    const most = believed.reduce((best, next) =>
      next.handshake.synTotal > best.handshake.synTotal ? next : best,
    )
    const { synTotal, synTime, synFrames, synTimes } = most.handshake
    const waited = (this.durations.get(most.capture) ?? Infinity) - synTime
    if (synTotal < 2 && waited < this.patience) {
      this.pending++
      return null
    }
    return {
      capture: most.capture,
      source: most.orig.address,
      sourcePort: most.orig.port,
      syns: synTotal,
      frames: synFrames
        .slice(0, KEPT_FRAMES)
        .map((frame, index) => ({ frame, time: synTimes[index] ?? synTime })),
      places: believed.map(({ capture, tap }) => this.places.name(capture, tap)),
    }
  }
}
