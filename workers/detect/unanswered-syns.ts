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
import { AnsweredPorts } from './answered-ports'
import { ConnLog, portsOf } from './conn-log'
import type { Attempt, UnansweredFacts } from './facts/connect-unanswered'
import { append, greatest, least, sum } from './grouping'
import { OneWayTaps } from './one-way'
import { formatTunnel, mayBeCilium, placeNumber, Places } from './way'
import { HostsMap } from './way-map'

export interface Destination {
  address: string
  port: number
  attempts: Attempt[]
}

/** Records of connections by their two ports: the same one at several taps, or one after another. */
type ByPorts = Map<number, ConnRecord[]>

const KEPT_FRAMES = 8

export class UnansweredSyns {
  /** SYNs too close to the end of their capture to judge. */
  pending = 0
  /** Attempts at taps that show one direction only. */
  notBelieved = 0
  /** Attempts that an ICMP error answered. */
  rejected = 0
  /** Attempts beyond the bound. */
  uncounted = 0
  private readonly places = new Places()
  private readonly oneWay = new OneWayTaps()
  private readonly durations = new Map<number, Nanos>()
  private readonly unanswered = new HostsMap<ByPorts>(MAX_PATHS)
  private unansweredTotal = 0
  private readonly answered = new AnsweredPorts()
  private readonly log = new ConnLog()
  private readonly speakers = new Set<string>()
  /** Tap → hosts that it sees packets for. */
  private readonly receives = new Map<number, Set<string>>()
  private readonly icmp = new HostsMap<Set<number>>(MAX_PATHS)
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
    const { capture, tap, orig, resp, origSide, respSide, handshake } = record
    this.passes(capture, tap, orig.address, resp.address, origSide.frames)
    this.passes(capture, tap, resp.address, orig.address, respSide.frames)
    if (respSide.frames > 0) {
      this.log.add(record)
      this.answered.add(resp.address, resp.port)
    } else if (handshake.outcome === 'unanswered') this.addUnanswered(record)
  }

  echoPath(record: EchoPathRecord): void {
    this.oneWay.echoPath(record)
    const { capture, tap, src, dst, requests, replies, unasked } = record
    this.passes(capture, tap, src, dst, requests)
    this.passes(capture, tap, dst, src, replies + unasked)
  }

  /** Any "destination unreachable" answers the SYN that it quotes. */
  icmpError({ ipVersion, type, quoted }: IcmpErrorRecord): void {
    const unreachable = ipVersion === 4 ? type === 3 : type === 1
    if (!unreachable || quoted?.proto !== 6) return
    const known = this.icmp.upsert(quoted.src, quoted.dst, () => new Set())
    if (known && known.size < MAX_PATHS) known.add(portsOf(quoted.srcPort, quoted.dstPort))
  }

  /** Host pairs in a tunnel name its ends, which say nothing of the hosts inside. */
  hostPair({ capture, tap, tunnel, a, b, framesAb, framesBa }: HostPairRecord): void {
    if (tunnel) return
    this.passes(capture, tap, a, b, framesAb)
    this.passes(capture, tap, b, a, framesBa)
  }

  /** In order of address and port as they first appeared. */
  destinations(): Destination[] {
    for (const [byPorts, { ports }] of this.log.among(this.unanswered)) byPorts.delete(ports)
    const byTarget = new Map<string, Destination>()
    for (const byPorts of this.unanswered.values()) {
      for (const [ports, seen] of byPorts) {
        const attempt = this.attemptOf(ports, seen)
        const resp = seen[0]?.resp
        if (!attempt || !resp) continue
        const target = formatEndpoint(resp.address, resp.port)
        const known = byTarget.get(target) ?? { ...resp, attempts: [] }
        known.attempts.push(attempt)
        byTarget.set(target, known)
      }
    }
    return [...byTarget.values()]
  }

  factsOf({ address, port }: Destination, attempts: readonly Attempt[]): UnansweredFacts {
    const records = attempts.flatMap(
      ({ source, sourcePort }) =>
        this.unanswered.get(source, address)?.get(portsOf(sourcePort, port)) ?? [],
    )
    const tunnel = records.find((record) => record.tunnel)?.tunnel ?? null
    const here = this.answered.at(address, port)
    const times = attempts.flatMap(({ frames }) => frames.map(({ time }) => time))
    return {
      address,
      port,
      attempts,
      syns: sum(attempts.map(({ syns }) => syns)),
      sources: [...new Set(attempts.map(({ source }) => source))],
      places: [...new Set(attempts.flatMap((attempt) => attempt.places))],
      tunnel: tunnel ? formatTunnel(tunnel) : '',
      tunnelTo: tunnel?.dst ?? '',
      mayBeCilium: mayBeCilium(tunnel),
      answeredHere: here,
      answeredElsewhere: this.answered.of(address) - here,
      speaks: this.speakers.has(address),
      wouldBeSeen: records.some(({ capture, tap, orig }) =>
        this.receives.get(placeNumber(capture, tap))?.has(orig.address),
      ),
      capture: attempts[0]?.capture ?? 0,
      first: least(times),
      last: greatest(times),
    }
  }

  private addUnanswered(record: ConnRecord): void {
    const { orig, resp } = record
    const byPorts =
      this.unansweredTotal < MAX_PATHS
        ? this.unanswered.upsert(orig.address, resp.address, () => new Map())
        : null
    if (!byPorts) {
      this.uncounted++
      return
    }
    this.unansweredTotal++
    append(byPorts, portsOf(orig.port, resp.port), record)
  }

  private passes(capture: number, tap: number, from: string, to: string, frames: number): void {
    if (frames === 0) return
    if (this.speakers.size < MAX_PATHS) this.speakers.add(from)
    const place = placeNumber(capture, tap)
    let here = this.receives.get(place)
    if (here === undefined) {
      here = new Set()
      this.receives.set(place, here)
    }
    if (here.size < 2 * MAX_PATHS) here.add(to)
  }

  private attemptOf(ports: number, seen: readonly ConnRecord[]): Attempt | null {
    const believed = seen.filter(({ capture, tap }) => !this.oneWay.isBlind(capture, tap))
    const [first] = believed
    if (!first) {
      this.notBelieved++
      return null
    }
    if (this.icmp.get(first.orig.address, first.resp.address)?.has(ports)) {
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
