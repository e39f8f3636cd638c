/**
 * Connections that are asked for and never answered: neither SYN-ACK nor RST nor ICMP error. By
 * destination. Known innocents: captures of one direction, SYNs at the end of the capture, and
 * scans, which are folded into one note.
 */
import { NANOS_PER_SECOND } from '../model/units'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type {
  Attempt,
  ScanFacts,
  UnansweredFacts,
  UnansweredGroup,
} from './facts/connect-unanswered'
import { count, formatList, formatNumber, lookedAt } from './format'
import { append, greatest, least, sum } from './grouping'
import { isIpv6 } from './mtu'
import { measured } from './said'
import { groupsOf } from './unanswered-groups'
import { type Destination, UnansweredSyns } from './unanswered-syns'
import { dropsOf, withDrops } from './unanswered-testimony'
import { Witnesses } from './witnesses'
import { sayScan, sayUnanswered, unansweredMetrics } from './wording/connect-unanswered'
import { drawGroup, sayGroup } from './wording/connect-unanswered-groups'

const params = {
  minSyns: {
    value: 4,
    meaning: 'SYNs without answer to one address and port before it is a warning',
  },
  patienceSeconds: {
    value: 3,
    meaning: 'seconds that a first SYN without repetition must have waited',
  },
  scanTargets: { value: 20, meaning: 'unanswered destinations of one source that make it a scan' },
  maxSeparate: { value: 5, meaning: 'silent destinations alike that are reported one by one' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'connect-unanswered',
  version: 6,
  title: 'Connections never answered',
  looksAt:
    'TCP connection attempts without any answer, by destination, where an answer would have been seen.',
  params,

  start(limits, report) {
    const syns = new UnansweredSyns(limits.patienceSeconds * NANOS_PER_SECOND)
    let witnesses = new Witnesses()
    return {
      sidecars(record) {
        witnesses = new Witnesses(record)
      },
      capture: (record) => syns.capture(record),
      conn: (record) => syns.conn(record),
      echoPath: (record) => syns.echoPath(record),
      icmpError: (record) => syns.icmpError(record),
      hostPair: (record) => syns.hostPair(record),

      end() {
        const destinations = syns.destinations()
        const scanners = scannersOf(destinations, limits.scanTargets)
        for (const scan of scanners.values()) report(reportScan(scan, limits))
        const silent: UnansweredFacts[] = []
        for (const destination of destinations) {
          const attempts = destination.attempts.filter(({ source }) => !scanners.has(source))
          if (attempts.length > 0) silent.push(syns.factsOf(destination, attempts))
        }
        const { alone, groups } = groupsOf(silent, limits.maxSeparate)
        for (const facts of alone) report(reportOf(facts, limits, witnesses))
        for (const group of groups) report(reportGroup(group, limits, witnesses))
      },

      uncounted: () => syns.uncounted,
      silence() {
        const { pending, notBelieved, rejected } = syns
        const conns = syns.conns()
        if (conns === 0) return lookedAt(conns, 'connection', () => '')
        const parts = [`${count(conns, 'connection')}, none was left without an answer`]
        if (pending > 0) parts.push(`${formatNumber(pending)} began too close to the end to judge`)
        if (notBelieved > 0)
          parts.push(
            `${count(notBelieved, 'attempt is', 'attempts are')} in captures of one direction`,
          )
        if (rejected > 0)
          parts.push(
            `${count(rejected, 'attempt was', 'attempts were')} rejected with an ICMP error`,
          )
        return `${parts.join('; ')}.`
      },
    }
  },
})

function scannersOf(
  destinations: readonly Destination[],
  minTargets: number,
): Map<string, ScanFacts> {
  const bySource = new Map<string, Map<Destination, Attempt[]>>()
  for (const destination of destinations) {
    for (const attempt of destination.attempts) {
      const targets = bySource.get(attempt.source) ?? new Map<Destination, Attempt[]>()
      append(targets, destination, attempt)
      bySource.set(attempt.source, targets)
    }
  }
  const scans = new Map<string, ScanFacts>()
  for (const [source, targets] of bySource) {
    if (targets.size < minTargets) continue
    const attempts = [...targets.values()].flat()
    scans.set(source, {
      source,
      targets: [...targets.keys()].map(({ address, port }) => ({ address, port })),
      syns: attempts.reduce((sum, attempt) => sum + attempt.syns, 0),
      attempts,
    })
  }
  return scans
}

function evidenceOf(attempts: readonly Attempt[], syns: number): EvidenceList {
  const evidence = new EvidenceList()
  for (const { capture, source, sourcePort, frames } of attempts) {
    frames.forEach(({ frame, time }, index) => {
      const role = index === 0 ? 'SYN' : `SYN again (${String(index)})`
      evidence.add(capture, frame, time, role, `${source} port ${String(sourcePort)}`)
    })
  }
  evidence.countAtLeast(syns)
  return evidence
}

function reportOf(facts: UnansweredFacts, limits: Limits, witnesses: Witnesses): Report {
  const { address, port, syns, wouldBeSeen, attempts } = facts
  const drops = dropsOf([facts], witnesses)
  const sure = wouldBeSeen || drops?.exact === true
  const evidence = evidenceOf(attempts, syns)
  return {
    ...withDrops(sayUnanswered(facts, limits), drops, facts, witnesses),
    key: `${address} ${String(port)}`,
    severity: sure && syns >= limits.minSyns ? 'warning' : 'note',
    confidence: sure ? 'certain' : 'possible',
    metrics: unansweredMetrics(syns, attempts.length, facts.sources.length),
    entities: { from: formatList(facts.sources, 10), to: address, port: String(port) },
    capture: facts.capture,
    time: facts.first,
    until: facts.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${isIpv6(address) ? 'ipv6' : 'ip'}.dst == ${address} && tcp.dstport == ${String(port)} && ${SYN_ONLY}`,
    figures: [
      {
        kind: 'attempts',
        title: 'SYNs without answer',
        lanes: attempts.slice(0, 12).map(({ source, sourcePort, frames }) => ({
          label: `${source} port ${String(sourcePort)}`,
          tone: 'bad',
          points: frames.map(({ frame, time }) => ({ frame, time, tone: 'bad', label: 'SYN' })),
        })),
        until: facts.last,
      },
    ],
  }
}

const isGrave = ({ syns, wouldBeSeen }: UnansweredFacts, { minSyns }: Limits): boolean =>
  syns >= minSyns && wouldBeSeen

function reportGroup(group: UnansweredGroup, limits: Limits, witnesses: Witnesses): Report {
  const { kind, name } = group
  const members = [...group.members].sort((a, b) => b.syns - a.syns)
  const drops = dropsOf(members, witnesses)
  const syns = sum(members.map((facts) => facts.syns))
  const attempts = members.flatMap((facts) => facts.attempts)
  const sources = [...new Set(members.flatMap((facts) => facts.sources))]
  const addresses = [...new Set(members.map(({ address }) => address))]
  const evidence = evidenceOf(attempts, syns)
  const shared =
    kind === 'many' ? '' : `${isIpv6(name) ? 'ipv6' : 'ip'}.${FIELDS[kind]} == ${name} && `
  return {
    ...withDrops(sayGroup({ ...group, members }, limits), drops, members[0], witnesses),
    key: `${kind} ${name}`,
    severity: members.some((facts) => isGrave(facts, limits)) ? 'warning' : 'note',
    confidence: members.every(({ wouldBeSeen }) => wouldBeSeen) ? 'certain' : 'possible',
    metrics: [
      ...unansweredMetrics(syns, attempts.length, sources.length),
      measured('destinations', 'destinations', members.length),
    ],
    entities: { from: formatList(sources, 10), to: formatList(addresses, 10) },
    capture: members[0]?.capture ?? 0,
    time: least(members.map(({ first }) => first)),
    until: greatest(members.map(({ last }) => last)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${shared}${SYN_ONLY}`,
    figures: drawGroup({ ...group, members }),
  }
}

const FIELDS = { 'tunnel end': 'dst', address: 'dst', source: 'src' } as const

const SYN_ONLY = 'tcp.flags.syn == 1 && tcp.flags.ack == 0'

function reportScan(scan: ScanFacts, limits: Limits): Report {
  const evidence = evidenceOf(scan.attempts, scan.syns)
  return {
    ...sayScan(scan, limits),
    key: `scan ${scan.source}`,
    severity: 'note',
    confidence: 'likely',
    metrics: [...unansweredMetrics(scan.syns, scan.attempts.length, 1)],
    entities: { from: scan.source },
    capture: scan.attempts[0]?.capture ?? 0,
    time: evidence.first,
    until: evidence.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${isIpv6(scan.source) ? 'ipv6' : 'ip'}.src == ${scan.source} && ${SYN_ONLY}`,
    figures: [],
  }
}
