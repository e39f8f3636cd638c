/** Gathers connections that were reset at the end of a silence, and those that outlived theirs. */
import { MAX_PATHS } from '../limits/limits'
import type { CaptureRecord, ConnRecord, ConnReset } from '../model/records'
import type { Nanos } from '../model/units'
import type { IdleFacts, IdleReset } from './facts/idle-reset'
import { append, greatest, least } from './grouping'
import { isForeign, isLate, questionOf } from './lost-state'
import { beginsOf, SameConns } from './same-conns'
import { placeNumber, Places } from './way'

/**
 * Is it the timer of a device, rather than the host itself? A host that was away when it was asked
 * has restarted, and then the other connections that it does not know were lost with it.
 */
export function isTimer(facts: IdleFacts, minConnections: number): boolean {
  const { foreign, resets, outlived, restarted } = facts
  if (restarted && foreign === 0) return false
  const several = resets.length >= minConnections
  return outlived > 0 ? several && foreign > 0 : several || foreign > 0
}

export class IdleResets {
  /** Silences that were looked at, and what found no room. */
  silences = 0
  uncounted = 0
  /** Resets that only came after several segments without answer: an outage, not a timer. */
  late = 0
  private readonly places = new Places()
  private readonly same = new SameConns()
  private readonly resets: IdleReset[] = []
  /** Hosts that reset connections only after several segments without answer. */
  private readonly restarted = new Set<string>()
  /** Place and responder → silences that were outlived. */
  private readonly survived = new Map<string, Nanos[]>()
  private survivors = 0
  private readonly minimum: Nanos

  constructor(minimum: Nanos) {
    this.minimum = minimum
  }

  capture(record: CaptureRecord): void {
    this.places.add(record)
  }

  conn(record: ConnRecord): void {
    const { silenceSurvived, reset } = record
    if (silenceSurvived > 0) this.survive(record)
    if (!reset?.silence || reset.silence.length < this.minimum) return
    this.silences++
    const silenced = this.isIdleReset(record, reset)
    if (!silenced || this.same.isKnown(record, beginsOf(record, reset))) return
    if (this.resets.length < MAX_PATHS) this.resets.push(silenced)
    else this.uncounted++
  }

  /** By the host that was asked; single ones by the host that asked. To be called once. */
  groups(): IdleFacts[] {
    const byResp = new Map<string, IdleReset[]>()
    for (const reset of this.resets) append(byResp, reset.resp.address, reset)
    const byOrig = new Map<string, IdleReset[]>()
    const facts: IdleFacts[] = []
    for (const [host, resets] of byResp) {
      if (resets.length > 1) facts.push(this.factsOf('resp', host, resets))
      else for (const reset of resets) append(byOrig, reset.orig.address, reset)
    }
    for (const [host, resets] of byOrig) {
      const [only] = resets
      if (resets.length > 1 || !only) facts.push(this.factsOf('orig', host, resets))
      else facts.push(this.factsOf('resp', only.resp.address, resets))
    }
    return facts
  }

  private survive({ capture, tap, resp, silenceSurvived }: ConnRecord): void {
    this.silences++
    if (this.survivors >= MAX_PATHS) return
    this.survivors++
    append(this.survived, survivorsKey(placeNumber(capture, tap), resp.address), silenceSurvived)
  }

  private isIdleReset(record: ConnRecord, reset: ConnReset): IdleReset | null {
    const { silence } = reset
    if (!silence || !isOpen(record, reset)) return null
    const unprovoked = silence.frame === reset.frame
    const both = unprovoked && reset.origTotal > 0 && reset.respTotal > 0
    const foreign = isForeign(reset) || both
    if (unprovoked ? !foreign : !this.isAnswer(record, reset, foreign)) return null
    const { capture, tap, orig, resp, stream, tunnel } = record
    const place = this.places.name(capture, tap)
    return { capture, tap, place, orig, resp, stream, tunnel, reset, silence, foreign, unprovoked }
  }

  /**
   * Is it the answer of somebody who does not know the connection? A host that closes it knows the
   * segment and says so with ACK, unless another machine speaks in its name.
   */
  private isAnswer(record: ConnRecord, reset: ConnReset, foreign: boolean): boolean {
    const { silence } = reset
    if (!silence || silence.from === reset.from || silence.fin) return false
    if (foreign) return true
    if (reset.hasAck || reset.sequence === 'elsewhere') return false
    const question = questionOf(record, reset)
    if (!question || !isLate(reset, question)) return true
    this.late++
    if (this.restarted.size < MAX_PATHS) this.restarted.add(record[reset.from].address)
    return false
  }

  private factsOf(
    shared: IdleFacts['shared'],
    host: string,
    unsorted: readonly IdleReset[],
  ): IdleFacts {
    const resets = [...unsorted].sort(
      (a, b) => a.silence.length - b.silence.length || a.reset.time - b.reset.time,
    )
    const lengths = resets.map(({ silence }) => silence.length)
    const shortest = least(lengths)
    const peers = new Set(
      resets.map(({ capture, tap, resp }) => survivorsKey(placeNumber(capture, tap), resp.address)),
    )
    const survived = [...peers].flatMap((key) => this.survived.get(key) ?? [])
    const outlived = survived.filter((length) => length >= shortest)
    return {
      ...{ shared, host, resets, shortest },
      places: [...new Set(resets.map(({ place }) => place))],
      foreign: resets.filter(({ foreign }) => foreign).length,
      restarted: resets.every((idle) => this.restarted.has(idle[idle.reset.from].address)),
      unprovoked: resets.filter(({ unprovoked }) => unprovoked).length,
      longest: greatest(lengths),
      survivors: survived.length,
      survived: greatest(survived.filter((length) => length < shortest)),
      outlived: outlived.length,
      outlivedLongest: greatest(outlived),
      resetTtls: distinct(resets.map(({ reset }) => reset.ttl)),
      otherTtls: distinct(resets.flatMap(({ reset }) => reset.otherTtls)),
      capture: resets[0]?.capture ?? 0,
      first: least(resets.map(({ silence }) => silence.time - silence.length)),
      last: greatest(resets.map(({ reset }) => reset.time)),
    }
  }
}

const survivorsKey = (place: number, host: string): string => `${String(place)} ${host}`

/** Both sides had spoken, and neither had closed. */
function isOpen({ handshake, origSide, respSide }: ConnRecord, reset: ConnReset): boolean {
  // Whom a device cuts off in the middle of a talk goes on talking for a while.
  if (reset.finBefore !== 'none' || reset.sentAfter > 0) return false
  if (handshake.outcome !== 'not-captured') return handshake.outcome === 'complete'
  return origSide.frames > reset.origTotal && respSide.frames > reset.respTotal
}

const distinct = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b)
