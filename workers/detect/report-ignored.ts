/** Facts about errors that were not obeyed as a finding: numbers, evidence, filter. */
import type { Confidence, Severity } from '../model/finding'
import type { Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { IgnoredFacts } from './facts/mtu-icmp-ignored'
import { formatList, octets } from './format'
import { sizeOf } from './ignored-errors'
import { isIpv6 } from './mtu'
import { ignoredMetrics, type IgnoredLimits, sayIgnored } from './wording/mtu-icmp-ignored'
import { drawIgnored } from './wording/mtu-icmp-ignored-figures'

export function reportIgnored(
  key: string,
  facts: IgnoredFacts,
  [severity, confidence]: readonly [Severity, Confidence],
  limits: IgnoredLimits,
): Report {
  const { way, errors, segments, capture } = facts
  const { tunnel } = way
  const evidence = evidenceOf(facts)
  const [worst] = segments
  return {
    ...sayIgnored(facts, limits),
    key,
    severity,
    confidence,
    metrics: ignoredMetrics(facts),
    entities: {
      from: way.from,
      to: formatList([...new Set(segments.map(({ lost }) => lost.receiver))], 10),
      ...(tunnel && { tunnel: tunnel.kind, tunnelFrom: tunnel.src, tunnelTo: tunnel.dst }),
      router: errors[0]?.from ?? '',
      ...(worst && { sender: worst.lost.sender, receiver: worst.lost.receiver }),
    },
    capture,
    time: evidence.first,
    until: evidence.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(facts),
    ...cutOf(streamsOf(facts)),
    figures: drawIgnored(facts),
  }
}

function evidenceOf({ capture, errors, segments, outer }: IgnoredFacts): EvidenceList {
  const seen = errors.map(({ frame, time, mtu }) => ({
    frame,
    time,
    role: 'ICMP: too big',
    note: `MTU ${String(mtu)}`,
  }))
  for (const { lost } of segments) {
    lost.segment.transmissions.forEach(({ frame, time }, index) => {
      const role = index === 0 ? 'sent' : `sent again ${String(index)}`
      seen.push({ frame, time, role, note: octets(sizeOf(lost, outer)) })
    })
  }
  seen.sort((a, b) => a.time - b.time || a.frame - b.frame)
  const evidence = new EvidenceList()
  for (const { frame, time, role, note } of seen) evidence.add(capture, frame, time, role, note)
  return evidence
}

const streamsOf = ({ segments }: IgnoredFacts): number[] =>
  segments.map(({ lost }) => lost.record.stream)

function filterOf(facts: IgnoredFacts): string {
  const { way } = facts
  const errors = isIpv6(way.from) ? 'icmpv6.type == 2' : '(icmp.type == 3 && icmp.code == 4)'
  const ip = isIpv6(way.from) ? 'ipv6' : 'ip'
  return `${errors} || (${ip}.src == ${way.from} && ${oneOf('tcp.stream', streamsOf(facts))})`
}
