/** Gathers connection attempts that were refused by destination, over all taps of a case. */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { CaptureRecord, ConnRecord, IcmpErrorRecord } from '../model/records'
import type { Refusal, RefusedFacts, RefusedScan, Speaker } from './facts/connect-refused'
import { append, least } from './grouping'
import { HostVoices } from './host-voices'
import { IcmpRefusals, refusalOf } from './icmp-refusals'
import { RefusedTargets, type Target } from './refused-targets'
import { formatTunnel, mayBeCilium, Places } from './way'

/** Attempts at each port that a scan makes: some repeat those that are refused. */
const PER_SCANNED = 2

export class RefusedAttempts {
  private readonly places = new Places()
  private readonly voices = new HostVoices()
  private readonly icmp = new IcmpRefusals()
  private readonly targets = new RefusedTargets()
  private readonly unanswered: ConnRecord[] = []
  private unansweredBeyond = 0

  /** Connections that were asked for while the capture ran, however many taps show each. */
  attempts(): number {
    return this.voices.attempts()
  }

  get uncounted(): number {
    return this.targets.uncounted + this.unansweredBeyond
  }

  capture(record: CaptureRecord): void {
    this.places.add(record)
  }

  icmpError(record: IcmpErrorRecord): void {
    this.icmp.add(record)
  }

  conn(record: ConnRecord): void {
    this.voices.conn(record)
    const { handshake, respSide } = record
    if (handshake.synTotal === 0) return
    if (handshake.synAckTotal > 0) this.targets.answer(record)
    else if (handshake.outcome === 'refused') this.byReset(record)
    else if (respSide.frames === 0) {
      if (this.unanswered.length < MAX_PATHS) this.unanswered.push(record)
      else this.unansweredBeyond++
    }
  }

  /** To be called once, behind the last record and before what follows. */
  finish(): void {
    if (this.icmp.size > 0) for (const record of this.unanswered) this.byIcmp(record)
    this.voices.listen(new Set([...this.targets.refusing()].map(({ address }) => address)))
  }

  /** Sources that were refused by so many destinations, and by each only once or twice. */
  scans(minTargets: number): RefusedScan[] {
    const bySource = new Map<string, Map<string, Refusal[]>>()
    for (const { address, port, refusals } of this.targets.refusing()) {
      for (const refusal of refusals) {
        const targets = bySource.get(refusal.source) ?? new Map<string, Refusal[]>()
        bySource.set(refusal.source, targets)
        append(targets, formatEndpoint(address, port), refusal)
      }
    }
    return [...bySource]
      .map(([source, targets]) => ({
        source,
        targets: [...targets.keys()],
        refusals: [...targets.values()].flat(),
      }))
      .filter(
        ({ targets, refusals }) =>
          targets.length >= minTargets && refusals.length <= PER_SCANNED * targets.length,
      )
  }

  /** By address and port, what was refused to other sources than these. */
  destinations(without: ReadonlySet<string>): RefusedFacts[] {
    const byTarget = new Map<string, Target[]>()
    for (const target of this.targets.refusing()) {
      const refusals = target.refusals.filter(({ source }) => !without.has(source))
      if (refusals.length === 0) continue
      append(byTarget, formatEndpoint(target.address, target.port), { ...target, refusals })
    }
    return [...byTarget.values()].map((seen) => this.factsOf(seen))
  }

  private byReset(record: ConnRecord): void {
    this.targets.refuse(record, () => {
      const { handshake, reset, lastTime, respSide } = record
      return {
        ...attemptOf(record),
        frame: handshake.refusedFrame,
        time: reset?.time ?? lastTime,
        ttl: reset?.ttl ?? respSide.ttl,
        icmp: '',
        icmpFrom: '',
      }
    })
  }

  private byIcmp(record: ConnRecord): void {
    const { capture, orig, resp, handshake } = record
    const quoted = { src: orig.address, srcPort: orig.port, dst: resp.address, dstPort: resp.port }
    const error = this.icmp.of(quoted, capture, handshake.synTime)
    if (!error) return
    const { frame, time, from } = error
    const said = { icmp: refusalOf(error), icmpFrom: from }
    this.targets.refuse(record, () => ({ ...attemptOf(record), frame, time, ttl: 0, ...said }))
  }

  /** `seen`: the same address and port at each tap that saw it refuse. */
  private factsOf(seen: readonly Target[]): RefusedFacts {
    const refusals = onceEach(seen)
    const main = mostRefused(seen)
    const { address, port, answered, tunnel } = main
    const resets = refusals.filter(({ icmp }) => icmp === '')
    const errors = refusals.filter(({ icmp }) => icmp !== '')
    const places = new Map(seen.flatMap(({ refusals: [r] }) => (r ? [[placeOf(r), r]] : [])))
    const voices = [...places.values()].flatMap(
      ({ capture, tap }) => this.voices.of(capture, tap, address) ?? [],
    )
    const hostTtls = distinct(voices.flatMap(({ ttls }) => ttls))
    const resetTtls = distinct(resets.map(({ ttl }) => ttl))
    const fastestAnswer = least(voices.map((voice) => voice.fastestAnswer))
    return {
      ...{ address, port, refusals, answered, hostTtls, resetTtls },
      byReset: resets.length,
      byIcmp: errors.length,
      sources: distinct(refusals.map(({ source }) => source)),
      places: [...places.values()].map(({ capture, tap }) => this.places.name(capture, tap)),
      answeredElsewhere: this.targets.answeredElsewhere(main),
      fallbacks: refusals.filter(({ fallback }) => fallback).length,
      speaker: speakerOf(resetTtls, hostTtls),
      icmp: distinct(errors.map(({ icmp }) => icmp)),
      icmpFrom: distinct(errors.map(({ icmpFrom }) => icmpFrom)),
      fastestRefusal: least(refusals.map(({ time, synTime }) => time - synTime)),
      fastestAnswer: fastestAnswer === Infinity ? 0 : fastestAnswer,
      tunnel: tunnel ? formatTunnel(tunnel) : '',
      tunnelTo: tunnel?.dst ?? '',
      mayBeCilium: mayBeCilium(tunnel),
      capture: refusals[0]?.capture ?? 0,
      first: refusals[0]?.synTime ?? 0,
      last: refusals.at(-1)?.time ?? 0,
    }
  }
}

function attemptOf({ capture, tap, orig, handshake }: ConnRecord) {
  return {
    capture,
    tap,
    source: orig.address,
    sourcePort: orig.port,
    synFrame: handshake.synFrames[0] ?? 0,
    synTime: handshake.synTime,
    fallback: false,
  }
}

const placeOf = ({ capture, tap }: Refusal): string => `${String(capture)} ${String(tap)}`

/** Each client's refusals at the tap that saw most of them, in order of capture and time. */
function onceEach(seen: readonly Target[]): Refusal[] {
  const bySource = new Map<string, Refusal[]>()
  for (const { refusals } of seen) {
    const here = new Map<string, Refusal[]>()
    for (const refusal of refusals) append(here, refusal.source, refusal)
    for (const [source, list] of here) {
      if (list.length > (bySource.get(source)?.length ?? 0)) bySource.set(source, list)
    }
  }
  return [...bySource.values()]
    .flat()
    .sort((a, b) => a.capture - b.capture || a.time - b.time || a.frame - b.frame)
}

function mostRefused(seen: readonly Target[]): Target {
  return seen.reduce((most, next) => (next.refusals.length > most.refusals.length ? next : most))
}

function speakerOf(resetTtls: readonly number[], hostTtls: readonly number[]): Speaker {
  if (resetTtls.length === 0 || hostTtls.length === 0) return 'unknown'
  const own = resetTtls.filter((ttl) => hostTtls.includes(ttl)).length
  return own === resetTtls.length ? 'host' : own === 0 ? 'device' : 'both'
}

function distinct<T extends string | number>(values: readonly T[]): T[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))
}
