/**
 * DNS answers that are slow or missing. A client waits for every look-up before it can do anything
 * else, and when a question or its answer is lost it waits for a time-out: 5 s with glibc
 * (resolv.conf(5)), the sign of the race between A and AAAA from one port (kubernetes#56903).
 *
 * Known innocent: a resolver that must ask others takes as long as those others do. So only what
 * a server answers from its own data is measured against its fastest answer; the rest against what
 * is usual, and is a note. Questions that one name server asks another are not judged.
 */
import { MAX_PATHS } from '../limits/limits'
import { NANOS_PER_MS, type Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import { defineDetector, type Report } from './detector'
import { dnsFilter } from './dns-filter'
import { DnsIds } from './dns-ids'
import { waitOf } from './dns-judgement'
import { PlaceOfDns } from './dns-latency-facts'
import { identityOf, isLookup } from './dns-names'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { DnsLatencyFacts } from './facts/dns-latency'
import { greatest, least, sum } from './grouping'
import { placeKey, placeNumber, Places } from './way'
import { dnsMetrics, sayDnsLatency, saySilence } from './wording/dns-latency'
import { drawDnsLatency } from './wording/dns-latency-figures'

const params = {
  slowMs: {
    value: 10,
    meaning:
      'milliseconds beyond the fastest answer of the server that make an answer slow, for names it knows by itself',
  },
  forwardedMs: {
    value: 100,
    meaning:
      'milliseconds beyond the usual answer of the server that make an answer slow, for other names',
  },
  lostMs: { value: 5000, meaning: 'milliseconds after which a question counts as unanswered' },
  minSlow: { value: 5, meaning: 'slow answers before it is a warning' },
  minSlowPercent: { value: 2, meaning: 'percent of the answers that must be slow for a warning' },
  minTimeouts: { value: 3, meaning: 'look-ups that timed out before it is a warning' },
  minTimeoutPercent: { value: 1, meaning: 'percent of look-ups that must time out for a warning' },
  minBurst: { value: 3, least: 1, meaning: 'slow or lost ones close together that make a burst' },
} as const

export type DnsLimits = Readonly<Record<keyof typeof params, number>>

/** Slowest answers, and longest waits, that are shown as evidence. */
const SHOWN = 10

/** Several domains that are slow to resolve have only their resolver in common. */
const MANY_DOMAINS = 3

export default defineDetector({
  id: 'dns-latency',
  version: 3,
  title: 'Slow or missing DNS answers',
  looksAt:
    'The time from the last question to its answer, and questions that were asked again, per server.',
  params,

  start(limits, report) {
    const places = new Places()
    const ids = new DnsIds()
    const durations = new Map<number, Nanos>()
    const taps = new BoundedMap<number, PlaceOfDns>(MAX_PATHS)
    let capture = 0
    /** Questions that are not judged. */
    let others = 0
    const unsaid = { slow: 0, pending: 0 }

    return {
      capture(record) {
        places.add(record)
        capture = record.capture
        durations.set(capture, record.duration)
      },
      dns(record) {
        if (!isLookup(record)) {
          others += record.asked
          return
        }
        for (const sight of [record, ...record.elsewhere]) {
          const { tap } = sight
          const at = capture
          taps.upsert(placeNumber(at, tap), () => new PlaceOfDns(at, tap, ids))?.add(record, sight)
        }
      },
      end() {
        const seen = [...taps.values()].map((place) => {
          const name = places.name(place.capture, place.tap)
          return { place, facts: place.facts(name, durations.get(place.capture) ?? 0, limits) }
        })
        seen.sort((a, b) => badOf(b.facts) - badOf(a.facts))
        for (const { facts } of seen) {
          unsaid.slow = Math.max(unsaid.slow, facts.slowTotal)
          unsaid.pending = Math.max(unsaid.pending, facts.pending)
        }
        const told = new Set<string>()
        for (const { place, facts } of seen) {
          const bad = [...facts.slow, ...facts.lost].map(({ id, name: query, type }) =>
            identityOf({ id, query, type }),
          )
          // Another tap of the same look-ups was reported already, and names this one.
          if (!isWorthTelling(facts, limits) || bad.every((identity) => told.has(identity)))
            continue
          for (const identity of bad) told.add(identity)
          const elsewhere = seen
            .filter((other) => other.place !== place && shares(place, other.place))
            .map(({ facts: { place: name, queries, slowTotal, lost } }) => ({
              ...{ place: name, queries, slow: slowTotal, lost: lost.length },
            }))
          report(reportOf({ ...facts, elsewhere }, limits))
        }
      },
      silence: () => saySilence({ ...countsOf([...taps.values()]), ...unsaid, others }),
    }
  },
})

/** Every question and answer once, whatever number of taps and captures show it. */
function countsOf(places: readonly PlaceOfDns[]): { queries: number; answers: number } {
  const most = { queries: new Map<number, number>(), answers: new Map<number, number>() }
  for (const { lookups } of places) {
    const here = { queries: new Map<number, number>(), answers: new Map<number, number>() }
    for (const { identity, sight, latency } of lookups.asked) {
      here.queries.set(identity, (here.queries.get(identity) ?? 0) + sight.asked)
      const answered = latency < 0 ? 0 : 1
      here.answers.set(identity, (here.answers.get(identity) ?? 0) + answered)
    }
    for (const kind of ['queries', 'answers'] as const) {
      for (const [identity, seen] of here[kind]) {
        most[kind].set(identity, Math.max(seen, most[kind].get(identity) ?? 0))
      }
    }
  }
  return { queries: sum([...most.queries.values()]), answers: sum([...most.answers.values()]) }
}

const badOf = ({ slowTotal, lost }: DnsLatencyFacts): number => slowTotal + lost.length

function shares(one: PlaceOfDns, other: PlaceOfDns): boolean {
  for (const identity of one.identities) if (other.identities.has(identity)) return true
  return false
}

/** Names that a resolver must ask others for are now and then slow everywhere. */
function isWorthTelling(facts: DnsLatencyFacts, limits: DnsLimits): boolean {
  const { slowOwn, slowTotal, lost } = facts
  return slowOwn > 0 || lost.length > 0 || slowTotal >= limits.minSlow
}

function isGrave(facts: DnsLatencyFacts, limits: DnsLimits): boolean {
  const { slowOwn, ownAnswers, slowSecond, slowDomains, answers, timedOut, lookups } = facts
  const frequent = (slow: number, all: number) =>
    slow >= limits.minSlow && 100 * slow >= limits.minSlowPercent * all
  return (
    frequent(slowOwn, ownAnswers) ||
    (frequent(slowSecond, answers) && slowDomains >= MANY_DOMAINS) ||
    (timedOut >= limits.minTimeouts && 100 * timedOut >= limits.minTimeoutPercent * lookups)
  )
}

function reportOf(facts: DnsLatencyFacts, limits: DnsLimits): Report {
  const { capture, tap, slow, lost, tunnel } = facts
  const evidence = evidenceOf(facts)
  const worst = slow[0] ?? lost[0]
  const events = [...slow, ...lost]
  const ids = [...lost, ...slow].map(({ id }) => id)
  return {
    ...sayDnsLatency(facts, limits),
    key: placeKey(capture, tap),
    severity: isGrave(facts, limits) ? 'warning' : 'note',
    confidence: facts.slowTotal + facts.timedOut > 0 ? 'certain' : 'likely',
    metrics: dnsMetrics(facts),
    entities: { from: worst?.client ?? '', to: worst?.server ?? '' },
    capture,
    time: events.length > 0 ? least(events.map(({ time }) => time)) : 0,
    until: greatest([
      ...slow.map(({ answerTime }) => answerTime),
      ...lost.map((question) => question.time + waitOf(question)),
    ]),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    ...dnsFilter(tunnel, evidence, { filter: oneOf('dns.id', ids), ...cutOf(ids) }),
    figures: drawDnsLatency(facts, limits.slowMs * NANOS_PER_MS),
  }
}

function evidenceOf({ capture, slow, lost }: DnsLatencyFacts): EvidenceList {
  const evidence = new EvidenceList()
  for (const { frame, time, answerFrame, answerTime, name, source, server } of slow.slice(
    0,
    SHOWN,
  )) {
    const who = `${name}, ${source} → ${server}`
    evidence.add(capture, frame, time, 'question', who)
    evidence.add(capture, answerFrame, answerTime, 'late answer', who)
  }
  for (const { frames, answerFrame, answerTime, name, source, server } of lost.slice(0, SHOWN)) {
    const who = `${name}, ${source} → ${server}`
    frames.forEach(({ frame, time }, index) => {
      evidence.add(capture, frame, time, index === 0 ? 'question' : 'asked again', who)
    })
    evidence.add(capture, answerFrame, answerTime, 'answer', who)
  }
  evidence.countAtLeast(2 * (slow.length + lost.length))
  return evidence
}
