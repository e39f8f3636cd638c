/**
 * Connections that are refused: the SYN is answered with RST, or quoted by an ICMP error. By
 * destination. Known innocents: a single refusal, port 113, attempts whose twin over the other IP
 * version succeeded (RFC 8305), and scans, which are folded into one note.
 */
import { formatEndpoint } from '../model/address'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { Refusal, RefusedFacts, RefusedGroup, RefusedScan } from './facts/connect-refused'
import { formatList, lookedAt } from './format'
import { greatest, least } from './grouping'
import { isIpv6 } from './mtu'
import { RefusedAttempts } from './refused-attempts'
import { measured } from './said'
import { groupsOf } from './unanswered-groups'
import { answeredOf, IDENT, refusedMetrics, sayRefused, waitOf } from './wording/connect-refused'
import { drawGroup, drawRefused, sayGroup, sayScan } from './wording/connect-refused-groups'

const params = {
  minRefused: {
    value: 4,
    meaning: 'refused attempts at one address and port before it is a warning',
  },
  minPercent: {
    value: 20,
    meaning: 'percent of the attempts there that must be refused for a warning',
  },
  scanTargets: { value: 20, meaning: 'destinations that refuse one source that make it a scan' },
  maxSeparate: { value: 5, meaning: 'refusing destinations alike that are reported one by one' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'connect-refused',
  version: 3,
  title: 'Connections refused',
  looksAt: 'SYNs that were answered with RST or with an ICMP error, by destination.',
  params,

  start(limits, report) {
    const attempts = new RefusedAttempts()
    return {
      capture: (record) => attempts.capture(record),
      conn: (record) => attempts.conn(record),
      icmpError: (record) => attempts.icmpError(record),

      end() {
        attempts.finish()
        const scans = attempts.scans(limits.scanTargets)
        for (const scan of scans) report(reportScan(scan, limits))
        const all = attempts.destinations(new Set(scans.map(({ source }) => source)))
        for (const grave of [true, false]) {
          const some = all.filter((facts) => isGrave(facts, limits) === grave)
          const { alone, groups } = groupsOf(some, limits.maxSeparate)
          for (const facts of alone) report(reportOf(facts, limits))
          for (const group of groups) report(reportGroup(group, grave, limits))
        }
      },

      uncounted: () => attempts.uncounted,
      silence: () =>
        lookedAt(attempts.attempts(), 'connection attempt', () => ', none was refused.'),
    }
  },
})

function isGrave(facts: RefusedFacts, { minRefused, minPercent }: Limits): boolean {
  const { refusals, port, fallbacks } = facts
  const felt = refusals.length - fallbacks
  return (
    port !== IDENT &&
    felt >= minRefused &&
    100 * felt >= minPercent * (refusals.length + answeredOf(facts))
  )
}

function evidenceOf(refusals: readonly Refusal[]): EvidenceList {
  const evidence = new EvidenceList()
  for (const refusal of refusals) {
    const { capture, source, sourcePort, synFrame, synTime, frame, time, icmp } = refusal
    evidence.add(capture, synFrame, synTime, 'SYN', formatEndpoint(source, sourcePort))
    evidence.add(capture, frame, time, icmp === '' ? 'RST' : icmp, waitOf(refusal))
  }
  return evidence
}

function reportOf(facts: RefusedFacts, limits: Limits): Report {
  const { address, port, refusals, sources, capture, first, last } = facts
  const evidence = evidenceOf(refusals)
  return {
    ...sayRefused(facts, limits),
    key: `${address} ${String(port)}`,
    severity: isGrave(facts, limits) ? 'warning' : 'note',
    confidence: 'certain',
    metrics: refusedMetrics([facts]),
    entities: { from: formatList(sources, 10), to: address, port: String(port) },
    capture,
    time: first,
    until: last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${ipOf(address)}.addr == ${address} && tcp.port == ${String(port)} && ${OPENING}`,
    figures: drawRefused(facts),
  }
}

const ipOf = (address: string): string => (isIpv6(address) ? 'ipv6' : 'ip')

const OPENING = '(tcp.flags.syn == 1 || tcp.flags.reset == 1)'

function reportGroup(group: RefusedGroup, grave: boolean, limits: Limits): Report {
  const { kind, name } = group
  const members = [...group.members].sort((a, b) => b.refusals.length - a.refusals.length)
  const evidence = evidenceOf(members.flatMap(({ refusals }) => refusals))
  const sources = [...new Set(members.flatMap((facts) => facts.sources))]
  const addresses = [...new Set(members.map(({ address }) => address))]
  const shared = kind === 'many' ? '' : `${ipOf(name)}.addr == ${name} && `
  return {
    ...sayGroup({ ...group, members }, limits),
    key: `${grave ? 'grave' : 'few'} ${kind} ${name}`,
    severity: grave ? 'warning' : 'note',
    confidence: 'certain',
    metrics: [...refusedMetrics(members), measured('destinations', 'destinations', members.length)],
    entities: { from: formatList(sources, 10), to: formatList(addresses, 10) },
    capture: members[0]?.capture ?? 0,
    time: least(members.map(({ first }) => first)),
    until: greatest(members.map(({ last }) => last)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${shared}${OPENING}`,
    figures: drawGroup(members),
  }
}

function reportScan(scan: RefusedScan, limits: Limits): Report {
  const { source, targets, refusals } = scan
  const evidence = evidenceOf(refusals)
  const byIcmp = refusals.filter(({ icmp }) => icmp !== '').length
  return {
    ...sayScan(scan, limits),
    key: `scan ${source}`,
    severity: 'note',
    confidence: 'likely',
    metrics: [
      measured('refusedByReset', 'refused with RST', refusals.length - byIcmp, 'connections'),
      measured('refusedByIcmp', 'refused with ICMP', byIcmp, 'connections'),
      measured('destinations', 'destinations', targets.length),
    ],
    entities: { from: source },
    capture: refusals[0]?.capture ?? 0,
    time: evidence.first,
    until: evidence.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${ipOf(source)}.addr == ${source} && ${OPENING}`,
    figures: [],
  }
}
