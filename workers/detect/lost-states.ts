/** Gathers connections that one side no longer knows, by the host that lost them. */
import { MAX_PATHS } from '../limits/limits'
import type { CaptureRecord, ChallengeRecord, ConnRecord, ConnReset } from '../model/records'
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import type { HalfOpenFacts, LostConn } from './facts/half-open'
import { append, greatest } from './grouping'
import { HostVoices } from './host-voices'
import { IdleResets, isTimer } from './idle-resets'
import { isForeign, isLate, MIN_IDLE_CONNECTIONS, MIN_IDLE_SECONDS, questionOf } from './lost-state'
import { beginsOf, SameConns } from './same-conns'
import { endsKey, endsOf } from './silent-conn'
import { placeNumber, Places } from './way'

type Revival = NonNullable<HalfOpenFacts['revived']>

interface Lost {
  conn: LostConn
  record: ConnRecord
}

export class LostStates {
  /** RSTs of somebody who does not know the connection, that say no more than that. */
  abrupt = 0
  /** Those that a timer explains, or another machine sent. */
  timers = 0
  /** Connections that found no room. */
  uncounted = 0
  private readonly places = new Places()
  private readonly voices = new HostVoices()
  private readonly idle = new IdleResets(MIN_IDLE_SECONDS * NANOS_PER_SECOND)
  private readonly same = new SameConns()
  private readonly lost: Lost[] = []
  /** Place → host → the newest handshake that it completed. */
  private readonly handshakes = new Map<number, BoundedMap<string, Revival>>()

  capture(record: CaptureRecord): void {
    this.places.add(record)
    this.idle.capture(record)
  }

  conn(record: ConnRecord): void {
    this.voices.conn(record)
    this.idle.conn(record)
    this.remember(record)
    const { reset, handshake } = record
    const conn = handshake.challenge
      ? this.challenged(record, handshake.challenge)
      : reset && this.denied(record, reset)
    if (!conn || this.same.isKnown(record, beginsOf(record, reset))) return
    if (this.lost.length < MAX_PATHS) this.lost.push({ conn, record })
    else this.uncounted++
  }

  /** By host. To be called once. */
  hosts(): HalfOpenFacts[] {
    const timers = new Set<string>()
    for (const facts of this.idle.groups()) {
      if (!isTimer(facts, MIN_IDLE_CONNECTIONS)) continue
      for (const idle of facts.resets) for (const key of keysOf(idle)) timers.add(key)
    }
    const byHost = new Map<string, LostConn[]>()
    this.voices.listen(new Set(this.lost.map(({ conn }) => conn.host.address)))
    for (const { conn, record } of this.lost) {
      const own = conn.kind === 'challenge' || this.isOwnVoice(conn, record.reset)
      const timer = conn.kind !== 'challenge' && keysOf(record).some((key) => timers.has(key))
      if (own && !timer) append(byHost, conn.host.address, conn)
      else this.timers++
    }
    return [...byHost].map(([host, conns]) => this.factsOf(host, conns))
  }

  /** The RST of somebody who does not know the connection, in answer to a segment. */
  private denied(record: ConnRecord, reset: ConnReset): LostConn | null {
    if (reset.hasAck || reset.sequence === 'elsewhere') return null
    // Whoever has closed may well have forgotten; who goes on talking has not.
    if (reset.finBefore !== 'none' || reset.sentAfter > 0 || isForeign(reset)) return null
    const { handshake } = record
    if (handshake.outcome !== 'not-captured' && handshake.outcome !== 'complete') return null
    const question = questionOf(record, reset)
    if (!question) return null
    const { silence } = reset
    const quiet = silence && silence.frame === question.samples[0]?.frame ? silence.length : 0
    const late = isLate(reset, question)
    if (!late && quiet < MIN_IDLE_SECONDS * NANOS_PER_SECOND) {
      this.abrupt++
      return null
    }
    const asking = reset.from === 'orig' ? 'resp' : 'orig'
    const { asker, peer, own, other } = endsOf(record, asking)
    const resets = reset.from === 'orig' ? reset.origTotal : reset.respTotal
    return {
      ...this.where(record),
      ...{ believer: asker, host: peer, kind: late ? 'away' : 'quiet', quiet },
      ...{ asked: question.asked, length: question.length, questions: question.samples },
      answer: { frame: reset.frame, time: reset.time },
      ttl: reset.ttl,
      denial: null,
      worked: other.frames > resets && (other.dataFrames > 0 || own.largestIpAcked > 0),
      older: null,
    }
  }

  /** A SYN that was answered for an older connection. */
  private challenged(record: ConnRecord, challenge: ChallengeRecord): LostConn {
    const { orig, resp, handshake } = record
    const { synFrames, synTimes, synTotal, synTime } = handshake
    const { resetFrame, resetTime, older, olderTime } = challenge
    return {
      ...this.where(record),
      ...{ believer: resp, host: orig, kind: 'challenge', asked: synTotal, length: 0 },
      quiet: older === 'unseen' ? 0 : synTime - olderTime,
      questions: synFrames.map((frame, index) => ({ frame, time: synTimes[index] ?? synTime })),
      answer: { frame: challenge.frame, time: challenge.time },
      ttl: 0,
      denial: resetFrame === 0 ? null : { frame: resetFrame, time: resetTime },
      worked: older !== 'unseen',
      older,
    }
  }

  private where({ capture, tap, tunnel, stream }: ConnRecord) {
    return { capture, tap, tunnel, stream, place: this.places.name(capture, tap) }
  }

  /** Does the RST come with the TTL with which the host speaks, here or on other connections? */
  private isOwnVoice({ capture, tap, host, ttl }: LostConn, reset: ConnReset | null): boolean {
    if (!reset || reset.otherTtls.length > 0) return true // not foreign, or it would not be here
    return this.voices.of(capture, tap, host.address)?.ttls.includes(ttl) ?? false
  }

  private remember({ capture, tap, orig, resp, handshake }: ConnRecord): void {
    if (handshake.outcome !== 'complete') return
    const place = placeNumber(capture, tap)
    let hosts = this.handshakes.get(place)
    if (!hosts) {
      hosts = new BoundedMap(MAX_PATHS)
      this.handshakes.set(place, hosts)
    }
    const { synAckFrame: frame, synAckTime: time } = handshake
    for (const { address } of [orig, resp]) {
      const known = hosts.upsert(address, () => ({ capture, frame, time, port: resp.port }))
      if (!known || known.time >= time) continue
      known.frame = frame
      known.time = time
      known.port = resp.port
    }
  }

  private factsOf(host: string, unsorted: readonly LostConn[]): HalfOpenFacts {
    const conns = [...unsorted].sort((a, b) => awayOf(b) - awayOf(a))
    const revivals = conns.flatMap(({ capture, tap, answer }) => {
      const newest = this.handshakes.get(placeNumber(capture, tap))?.get(host)
      return newest && newest.time > answer.time ? [newest] : []
    })
    return { host, conns, away: greatest(conns.map(awayOf)), revived: revivals[0] ?? null }
  }
}

/** A connection by its endpoints, and through NAT by the sequence numbers of its sides. */
function keysOf({ orig, resp, reset }: Pick<ConnRecord, 'orig' | 'resp' | 'reset'>): string[] {
  const numbers = reset ? [`${String(reset.origBase)} ${String(reset.respBase)}`] : []
  return [endsKey(orig, resp), ...numbers]
}

/** From the first question to the RST; 0 of a challenge. */
const awayOf = ({ kind, questions, answer }: LostConn): Nanos =>
  kind === 'challenge' ? 0 : answer.time - (questions[0]?.time ?? answer.time)
