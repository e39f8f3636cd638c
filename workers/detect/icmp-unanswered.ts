/**
 * Pings without answer: echo requests (RFC 792, RFC 4443 §4) that nobody replied to, by hosts, with
 * the size from which none is answered where there is one.
 *
 * Known innocents: captures of one direction (a note where no packet for the
 * asking host is seen at all), requests at the end of the capture, a single request or
 * two, and sweeps that ask whole networks, which are folded into one note.
 */
import type { Confidence } from '../model/finding'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { PingFacts, SweepFacts } from './facts/icmp-unanswered'
import { formatList, lookedAt } from './format'
import { append, least } from './grouping'
import { OneWayTaps } from './one-way'
import { measured } from './said'
import { UnansweredPings } from './unanswered-pings'
import { Places } from './way'
import { drawPings, pingMetrics, sayPings, saySweep } from './wording/icmp-unanswered'

const params = {
  minUnanswered: { value: 4, meaning: 'requests without reply before it is a warning' },
  minPercent: { value: 20, meaning: 'percent of the requests that must be without reply' },
  sweepTargets: { value: 20, meaning: 'silent targets of one source that make it a sweep' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'icmp-unanswered',
  version: 1,
  title: 'Pings without answer',
  looksAt: 'Echo requests and their replies, by hosts and by size.',
  params,

  start(limits, report) {
    const places = new Places()
    const oneWay = new OneWayTaps()
    const pings = new UnansweredPings()
    return {
      capture: (record) => places.add(record),
      hostPair: (record) => pings.hostPair(record),
      tunnelWay: (record) => pings.tunnelWay(record),
      icmpError: (record) => pings.icmpError(record),
      conn(record) {
        oneWay.conn(record)
        pings.conn(record)
      },
      echoPath(record) {
        oneWay.echoPath(record)
        pings.echoPath(record)
      },
      end() {
        const bySource = new Map<string, PingFacts[]>()
        for (const facts of pings.found(places, oneWay)) {
          if (facts.unanswered > 0) append(bySource, facts.src, facts)
        }
        for (const [src, all] of bySource) {
          const silent = all.filter(({ requests, unanswered }) => unanswered === requests)
          const sweep = silent.length >= limits.sweepTargets
          if (sweep) report(reportSweep({ src, pings: silent }, limits))
          for (const facts of sweep ? all.filter((each) => !silent.includes(each)) : all) {
            if (isMany(facts, limits)) report(reportOf(facts, limits))
          }
        }
      },
      uncounted: () => pings.uncounted,
      silence: () =>
        lookedAt(
          pings.requests,
          'ping',
          () =>
            `; nowhere did ${String(limits.minUnanswered)} and ${String(limits.minPercent)} % of them stay without answer.`,
        ),
    }
  },
})

const isMany = ({ requests, unanswered }: PingFacts, limits: Limits): boolean =>
  unanswered >= limits.minUnanswered && 100 * unanswered >= limits.minPercent * requests

function confidenceOf({ hears, requests, unanswered }: PingFacts): Confidence {
  if (!hears) return 'possible'
  return unanswered === requests ? 'certain' : 'likely'
}

function evidenceOf(all: readonly PingFacts[]): EvidenceList {
  const evidence = new EvidenceList()
  for (const { record, src, dst } of all) {
    record.unansweredFrames.forEach((frame, index) => {
      const time = record.unansweredTimes[index] ?? 0
      evidence.add(record.capture, frame, time, 'without answer', `${src} → ${dst}`)
    })
  }
  evidence.countAtLeast(all.reduce((total, { unanswered }) => total + unanswered, 0))
  return evidence
}

const nameOf = (address: string): string => (address.includes(':') ? 'ipv6' : 'ip')
const filterOf = (address: string): string =>
  address.includes(':') ? 'icmpv6.type in {128, 129}' : 'icmp.type in {0, 8}'

function reportOf(facts: PingFacts, limits: Limits): Report {
  const { src, dst, tunnel, record } = facts
  const evidence = evidenceOf([facts])
  return {
    ...sayPings(facts, limits),
    key: `${src} ${dst}`,
    severity: facts.hears ? 'warning' : 'note',
    confidence: confidenceOf(facts),
    metrics: pingMetrics(facts),
    entities: {
      from: src,
      to: dst,
      ...(tunnel && { tunnel: tunnel.kind, tunnelFrom: tunnel.src, tunnelTo: tunnel.dst }),
    },
    capture: record.capture,
    time: least(record.unansweredTimes.length > 0 ? record.unansweredTimes : [0]),
    until: evidence.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${filterOf(src)} && ${nameOf(src)}.addr == ${src} && ${nameOf(dst)}.addr == ${dst}`,
    figures: drawPings(facts),
  }
}

function reportSweep(facts: SweepFacts, limits: Limits): Report {
  const { src, pings } = facts
  const evidence = evidenceOf(pings)
  const lost = pings.reduce((total, { unanswered }) => total + unanswered, 0)
  return {
    ...saySweep(facts, limits),
    key: `sweep ${src}`,
    severity: 'note',
    confidence: 'likely',
    metrics: [
      measured('unanswered', 'requests without reply', lost, 'packets'),
      measured('targets', 'silent targets', pings.length),
    ],
    entities: {
      from: src,
      to: formatList(
        pings.map(({ dst }) => dst),
        10,
      ),
    },
    capture: pings[0]?.record.capture ?? 0,
    time: evidence.list.length === 0 ? 0 : evidence.first,
    until: evidence.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${filterOf(src)} && ${nameOf(src)}.addr == ${src}`,
    figures: [],
  }
}
