/**
 * With which TTLs a host speaks at a tap, and how fast it answers SYNs there: a RST in its name
 * with another TTL, or one that comes sooner than it can answer, was sent by a device on the way.
 */
import { MAX_FLOWS, MAX_PATHS } from '../limits/limits'
import type { ConnRecord } from '../model/records'
import type { Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import { countOnce } from './same-conns'
import { placeNumber } from './way'

export interface Voice {
  /** Of segments that are no RSTs, in order of appearance; bounded. */
  readonly ttls: number[]
  /** From SYN to SYN-ACK; `Infinity`: none was seen. */
  fastestAnswer: Nanos
}

/** TTLs of one host at one tap that are told apart. */
const MAX_TTLS = 8

export class HostVoices {
  private readonly byPlace = new Map<number, BoundedMap<string, Voice>>()

  private readonly records: ConnRecord[] = []

  /** Is listened to once it is known whose voices matter: those of few. */
  conn(record: ConnRecord): void {
    if (this.records.length < MAX_FLOWS) this.records.push(record)
  }

  /** Connections that were asked for while the capture ran, each once. */
  attempts(): number {
    return countOnce(this.records.filter(({ handshake }) => handshake.synTotal > 0))
  }

  /** To be called once, before `of` is asked about these hosts. */
  listen(hosts: ReadonlySet<string>): void {
    if (hosts.size === 0) return
    for (const record of this.records) {
      if (hosts.has(record.orig.address) || hosts.has(record.resp.address)) this.hearBoth(record)
    }
  }

  private hearBoth(record: ConnRecord): void {
    const { capture, tap, orig, resp, origSide, respSide, handshake, reset } = record
    const place = placeNumber(capture, tap)
    if (origSide.frames > (reset?.origTotal ?? 0)) this.hear(place, orig.address, origSide.ttl)
    if (respSide.frames <= (reset?.respTotal ?? 0)) return
    const voice = this.hear(place, resp.address, respSide.ttl)
    const { answerLatency } = handshake
    if (voice && answerLatency >= 0 && answerLatency < voice.fastestAnswer) {
      voice.fastestAnswer = answerLatency
    }
  }

  of(capture: number, tap: number, address: string): Voice | undefined {
    return this.byPlace.get(placeNumber(capture, tap))?.get(address)
  }

  private hear(place: number, address: string, ttl: number): Voice | null {
    let hosts = this.byPlace.get(place)
    if (!hosts) {
      hosts = new BoundedMap(MAX_PATHS)
      this.byPlace.set(place, hosts)
    }
    const voice = hosts.upsert(address, () => ({ ttls: [], fastestAnswer: Infinity }))
    if (voice && voice.ttls.length < MAX_TTLS && !voice.ttls.includes(ttl)) voice.ttls.push(ttl)
    return voice
  }
}
