/**
 * Loss between two captures that both saw the way, or two interfaces of one that may be of different
 * machines: packets that left one and never came to the other.
 * Where all that was lost is larger than all that passed it is a matter of size, not of loss.
 */
import { MAX_PATHS, MAX_SAMPLES } from '../limits/limits'
import type { Severity } from '../model/finding'
import type { PassageRecord } from '../model/records'
import type { Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { BetweenTaps } from './facts/packet-loss'
import { BoundedMap } from './bounded-map'
import { formatList } from './format'
import { append, greatest, least, sum } from './grouping'
import { isInside } from './inside'
import { hostsKey, placeKey, type Places } from './way'
import { packetName } from './wording/lost-in-node'
import { betweenMetrics, drawBetween, sayBetween } from './wording/loss-between-taps'
import type { LossLimits } from './wording/loss-rule'

export class LossBetweenTaps {
  private readonly passages = new BoundedMap<string, { passage: PassageRecord }>(MAX_PATHS)
  private readonly places: Places

  constructor(places: Places) {
    this.places = places
  }

  /** Of several stretches of one way, the one that loses most is kept. */
  add(passage: PassageRecord): void {
    const { from } = passage
    if (isInside(passage, this.places) || isMatterOfSize(passage)) return
    const known = this.passages.upsert(hostsKey(from.src, from.dst), () => ({ passage }))
    if (known && passage.lost > known.passage.lost) known.passage = passage
  }

  /** null: no two captures saw packets of this way. */
  of(from: string, to: string): BetweenTaps | null {
    const passage = this.passages.get(hostsKey(from, to))?.passage
    return passage === undefined ? null : this.named(passage)
  }

  /** Ways with loss that no repetition told of. */
  beyond(
    told: readonly { way: { from: string; to: string } }[],
    minLost: number,
    notePercent: number,
  ): BetweenTaps[] {
    const known = new Set(told.map(({ way }) => hostsKey(way.from, way.to)))
    const stretches = new Map<string, PassageRecord[]>()
    for (const { passage } of this.passages.values()) {
      const { from, to } = passage
      if (known.has(hostsKey(from.src, from.dst)) || passage.lost === 0) continue
      const places = [placeKey(from.capture, from.tap), placeKey(to.capture, to.tap)]
      append(stretches, places.join(' '), passage)
    }
    return [...stretches.values()]
      .map((passages) => this.named(together(passages)))
      .filter(({ passage, lost }) => {
        // A capture that misses packets itself is no witness.
        return lost >= minLost && 100 * lost >= notePercent * passage.sent && passage.missed <= lost
      })
  }

  private named(passage: PassageRecord): BetweenTaps {
    const { from, to } = passage
    return {
      passage,
      lost: passage.lost,
      fromPlace: this.places.name(from.capture, from.tap),
      toPlace: this.places.name(to.capture, to.tap),
    }
  }
}

const isMatterOfSize = ({ lost, smallestLost, largestPassed }: PassageRecord): boolean =>
  lost > 0 && smallestLost > largestPassed

/** Several ways over one stretch, as one. */
function together(passages: readonly PassageRecord[]): PassageRecord {
  const [first] = passages as [PassageRecord]
  if (passages.length === 1) return first
  const total = (pick: (passage: PassageRecord) => number) => sum(passages.map(pick))
  const listed = (pick: (passage: PassageRecord) => string) =>
    formatList([...new Set(passages.map(pick))])
  return {
    ...first,
    from: {
      ...first.from,
      src: listed(({ from }) => from.src),
      dst: listed(({ from }) => from.dst),
    },
    sent: total(({ sent }) => sent),
    passed: total(({ passed }) => passed),
    lost: total(({ lost }) => lost),
    lostAcks: total(({ lostAcks }) => lostAcks),
    missed: total(({ missed }) => missed),
    largestPassed: greatest(passages.map(({ largestPassed }) => largestPassed)),
    smallestLost: least(passages.map(({ smallestLost }) => smallestLost)),
    lostPackets: passages
      .flatMap(({ lostPackets }) => lostPackets)
      .sort((a, b) => a.capture - b.capture || a.frame - b.frame)
      .slice(0, MAX_SAMPLES),
    firstTime: least(passages.map(({ firstTime }) => firstTime)),
    lastTime: greatest(passages.map(({ lastTime }) => lastTime)),
  }
}

export function reportBetween(told: BetweenTaps, severity: Severity, limits: LossLimits): Report {
  const { passage, lost } = told
  const { from } = passage
  const evidence = new EvidenceList()
  for (const packet of passage.lostPackets) {
    evidence.add(packet.capture, packet.frame, packet.time, 'never arrived', packetName(packet))
  }
  evidence.countAtLeast(lost)
  const frames = passage.lostPackets
    .filter(({ capture }) => capture === from.capture)
    .map(({ frame }) => frame)
  const elsewhere = passage.lostPackets.length - frames.length
  return {
    ...sayBetween(told, limits),
    key: `between ${hostsKey(from.src, from.dst)}`,
    severity,
    confidence: passage.missed > 0 ? 'likely' : 'certain',
    metrics: betweenMetrics(told),
    entities: { from: from.src, to: from.dst },
    capture: from.capture,
    time: passage.firstTime,
    until: passage.lastTime,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: oneOf('frame.number', frames),
    ...cutOf(frames, lost - elsewhere),
    figures: drawBetween(told),
  }
}
