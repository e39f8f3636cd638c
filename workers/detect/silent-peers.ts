/** Gathers connections on which one side stopped answering, over all taps of a case. */
import { MAX_PATHS } from '../limits/limits'
import type { CaptureRecord, ConnRecord, IcmpErrorRecord } from '../model/records'
import type { Side } from '../model/reset'
import type { Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import { ConnLog } from './conn-log'
import type { DeadPeerFacts, SilentConn } from './facts/dead-peer'
import { append, greatest, sum } from './grouping'
import { IcmpRefusals, refusalOf } from './icmp-refusals'
import { LastWords } from './last-words'
import { OneWayTaps } from './one-way'
import { endsKey, maySuspect, silentConn, SIDES } from './silent-conn'
import { Places } from './way'

interface Suspect {
  record: ConnRecord
  asking: Side
}

export interface SilenceLimits {
  minUnanswered: number
  minSilent: Nanos
}

export class SilentPeers {
  /** Connections asked in vain, but not often or long enough, and those of taps of one direction. */
  brief = 0
  notBelieved = 0
  private readonly places = new Places()
  private readonly oneWay = new OneWayTaps()
  private readonly words = new LastWords()
  private readonly log = new ConnLog()
  private readonly errors = new IcmpRefusals()
  private readonly durations = new Map<number, Nanos>()
  /** By endpoints, the one that asks first. */
  private readonly suspects = new BoundedMap<string, Suspect[]>(MAX_PATHS)
  private readonly limits: SilenceLimits

  constructor(limits: SilenceLimits) {
    this.limits = limits
  }

  get turnedAway(): number {
    return this.suspects.turnedAway
  }

  capture(record: CaptureRecord): void {
    this.places.add(record)
    this.durations.set(record.capture, record.duration)
  }

  conn(record: ConnRecord): void {
    this.oneWay.conn(record)
    this.words.conn(record)
    this.log.add(record)
    for (const asking of SIDES) {
      if (!maySuspect(record, asking)) continue
      const { orig, resp } = record
      const key = asking === 'orig' ? endsKey(orig, resp) : endsKey(resp, orig)
      this.suspects.upsert(key, () => [])?.push({ record, asking })
    }
  }

  icmpError(record: IcmpErrorRecord): void {
    this.errors.add(record)
  }

  /** By the host that went silent, the longest silence first. To be called once. */
  peers(): DeadPeerFacts[] {
    const silent = new Map<string, SilentConn>()
    for (const [key, sights] of this.suspects.entries()) {
      const conn = this.silence(sights)
      if (conn) silent.set(key, conn)
    }
    if (silent.size > 0) this.findAnswers(silent)
    this.words.listen(new Set([...silent.values()].map(({ peer }) => peer.address)))
    const byPeer = new Map<string, SilentConn[]>()
    for (const conn of silent.values()) append(byPeer, conn.peer.address, conn)
    return [...byPeer.values()]
      .map((conns) => this.factsOf(conns))
      .sort((a, b) => b.silent - a.silent)
  }

  /** The silence at the tap that shows most of it; null: not enough of it. */
  private silence(sights: readonly Suspect[]): SilentConn | null {
    const believed = sights.filter(({ record }) => !this.oneWay.isBlind(record.capture, record.tap))
    if (believed.length === 0) this.notBelieved++
    const seen = believed.flatMap((suspect) => this.sight(suspect) ?? [])
    const [best, ...others] = seen.sort((a, b) => b.unanswered - a.unanswered)
    if (!best) return null
    const { minUnanswered, minSilent } = this.limits
    if (best.unanswered < minUnanswered || best.until - best.first < minSilent) {
      this.brief++
      return null
    }
    const places = others.map(({ place }) => place).filter((place) => place !== best.place)
    return { ...best, elsewhere: [...new Set(places)] }
  }

  private sight({ record, asking }: Suspect): SilentConn | null {
    const { capture, tap } = record
    const conn = silentConn(record, asking, this.durations.get(capture) ?? 0)
    if (!conn) return null
    const { asker, peer, first } = conn
    const asked = { src: asker.address, srcPort: asker.port, dst: peer.address, dstPort: peer.port }
    const error = this.errors.of(asked, capture, first)
    return {
      ...conn,
      place: this.places.name(capture, tap),
      error: error ? { ...error, says: refusalOf(error) } : null,
    }
  }

  /** Taps that do not show the silence because they hear the peer: its answers are lost on the way. */
  private findAnswers(silent: ReadonlyMap<string, SilentConn>): void {
    const hosts = new Set([...silent.values()].map(({ peer }) => peer.address))
    for (const seen of this.log.among((orig, resp) => hosts.has(orig) || hosts.has(resp))) {
      const orig = { address: seen.orig, port: seen.origPort }
      const resp = { address: seen.resp, port: seen.respPort }
      for (const [key, frames] of [
        [endsKey(orig, resp), seen.respFrames],
        [endsKey(resp, orig), seen.origFrames],
      ] as const) {
        const conn = silent.get(key)
        const isSilent = this.suspects
          .get(key)
          ?.some(({ record }) => record.capture === seen.capture && record.tap === seen.tap)
        if (!conn || isSilent || frames <= conn.peerFrames) continue
        conn.answersSeenAt = this.places.name(seen.capture, seen.tap)
      }
    }
  }

  private factsOf(unsorted: readonly SilentConn[]): DeadPeerFacts {
    const conns = [...unsorted].sort((a, b) => b.until - b.first - (a.until - a.first))
    const peer = conns[0]?.peer.address ?? ''
    const asked = greatest(conns.map(({ first }) => first))
    const words = conns.flatMap(({ capture, tap }) => {
      const word = this.words.of(capture, tap, peer)
      return word && word.time > asked ? [{ capture, ...word }] : []
    })
    return {
      peer,
      conns,
      unanswered: sum(conns.map(({ unanswered }) => unanswered)),
      probes: sum(conns.map(({ asks }) => asks.probes)),
      silent: greatest(conns.map(({ first, until }) => until - first)),
      heardElsewhere: words[0] ?? null,
      tapConns: greatest(conns.map(({ capture, tap }) => this.words.connsAt(capture, tap))),
    }
  }
}
