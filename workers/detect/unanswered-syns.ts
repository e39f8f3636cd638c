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
import { portsOf } from './conn-log'
import type { Attempt, UnansweredFacts } from './facts/connect-unanswered'
import { append, greatest, least, sum } from './grouping'
import { OneWayTaps } from './one-way'
import { SilentHosts } from './silent-hosts'
import { formatTunnel, mayBeCilium, Places } from './way'
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
  private readonly hosts = new SilentHosts()
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
    this.hosts.conn(record)
    const { respSide, handshake } = record
    if (handshake.outcome === 'unanswered' && respSide.frames === 0) this.addUnanswered(record)
  }

  /** Connections of the case, each once. */
  conns(): number {
    return this.hosts.conns()
  }

  echoPath(record: EchoPathRecord): void {
    this.oneWay.echoPath(record)
    this.hosts.echoPath(record)
  }

  /** Any "destination unreachable" answers the SYN that it quotes. */
  icmpError({ ipVersion, type, quoted }: IcmpErrorRecord): void {
    const unreachable = ipVersion === 4 ? type === 3 : type === 1
    if (!unreachable || quoted?.proto !== 6) return
    const known = this.icmp.upsert(quoted.src, quoted.dst, () => new Set())
    if (known && known.size < MAX_PATHS) known.add(portsOf(quoted.srcPort, quoted.dstPort))
  }

  hostPair(record: HostPairRecord): void {
    this.hosts.hostPair(record)
  }

  /** In order of address and port as they first appeared. To be called once. */
  destinations(): Destination[] {
    if (this.unansweredTotal === 0) return []
    const wanted = (orig: string, resp: string) => this.unanswered.get(orig, resp) !== undefined
    for (const { orig, resp, origPort, respPort } of this.hosts.answered(wanted)) {
      this.unanswered.get(orig, resp)?.delete(portsOf(origPort, respPort))
    }
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
    const found = [...byTarget.values()]
    this.hosts.read(
      new Set(found.flatMap(({ attempts }) => attempts.map(({ source }) => source))),
      new Set(found.map(({ address }) => address)),
    )
    return found
  }

  factsOf({ address, port }: Destination, attempts: readonly Attempt[]): UnansweredFacts {
    const records = attempts.flatMap(
      ({ source, sourcePort }) =>
        this.unanswered.get(source, address)?.get(portsOf(sourcePort, port)) ?? [],
    )
    const tunnel = records.find((record) => record.tunnel)?.tunnel ?? null
    const { here, elsewhere } = this.hosts.answersOf(address, port)
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
      answeredElsewhere: elsewhere,
      speaks: this.hosts.speaks(address),
      wouldBeSeen: records.some(({ capture, tap, orig }) =>
        this.hosts.receivesAt(capture, tap, orig.address),
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
