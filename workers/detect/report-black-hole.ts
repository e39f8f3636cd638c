/** Facts about a black hole as a finding: numbers, evidence, filter; the sentences are in `wording/`. */
import type { Confidence, Severity } from '../model/finding'
import type { Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { BlackHoleFacts } from './facts/mtu-black-hole'
import { formatList, octets } from './format'
import { isIpv6 } from './mtu'
import type { Witnesses } from './witnesses'
import { tellPath } from './wording/black-hole-testimony'
import { type BlackHoleLimits, endsOf, sayBlackHole } from './wording/mtu-black-hole'
import { sayBehind } from './wording/mtu-black-hole-behind'
import { drawBlackHole } from './wording/mtu-black-hole-figures'
import { blackHoleMetrics } from './wording/mtu-black-hole-metrics'

export function reportBlackHole(
  key: string,
  facts: BlackHoleFacts,
  [severity, confidence]: readonly [Severity, Confidence],
  limits: BlackHoleLimits,
  witnesses: Witnesses,
): Report {
  const { way, examples, missing, sizes, proofs } = facts
  const { tunnel } = way
  const evidence = evidenceOf(facts)
  const { from, to } = endsOf(facts)
  const said = missing ? sayBehind(facts, missing, limits) : sayBlackHole(facts, limits, confidence)
  const example = examples[0] ?? missing?.holes[0]
  return {
    ...tellPath(said, facts, witnesses),
    key,
    severity,
    confidence,
    metrics: blackHoleMetrics(facts),
    entities: {
      from: formatList(from, 10),
      to: formatList(to, 10),
      ...(tunnel && { tunnel: tunnel.kind, tunnelFrom: tunnel.src, tunnelTo: tunnel.dst }),
      ...(example && { sender: example.sender, receiver: example.receiver }),
    },
    capture: sizes[0]?.capture ?? proofs.echo?.capture ?? 0,
    time: facts.first,
    until: facts.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(facts),
    ...cutOf(streamsOf(facts)),
    figures: drawBlackHole(facts),
  }
}

export function evidenceOf({ sizes, missing, proofs }: BlackHoleFacts): EvidenceList {
  const evidence = new EvidenceList()
  for (const { capture, lost } of sizes) {
    for (const { segment, inner } of lost) {
      segment.transmissions.forEach(({ frame, time }, index) => {
        const role = index === 0 ? 'sent' : `retransmission ${String(index)}`
        evidence.add(capture, frame, time, role, octets(inner))
      })
      const hole = segment.sackHole
      if (hole) evidence.add(capture, hole.frame, hole.time, 'selective acknowledgement')
    }
  }
  for (const { record, hole } of missing?.holes ?? []) {
    evidence.add(
      record.capture,
      hole.frame,
      hole.time,
      'first behind the hole',
      octets(hole.length),
    )
    evidence.add(record.capture, hole.sackFrame, hole.sackTime, 'selective acknowledgement')
    evidence.add(record.capture, hole.filledFrame, hole.filledTime, 'filled in smaller pieces')
  }
  if (missing && missing.unfilled > 0) {
    const capture = missing.holes[0]?.record.capture ?? 0
    evidence.add(capture, missing.heardFrame, missing.heardUntil, 'last smaller packet')
  }
  for (const { frame, time } of proofs.echo?.frames ?? []) {
    evidence.add(proofs.echo?.capture ?? 0, frame, time, 'ping without answer')
  }
  return evidence
}

const streamsOf = ({ examples, missing }: BlackHoleFacts): number[] =>
  [...examples, ...(missing?.holes ?? [])].map(({ record }) => record.stream)

function filterOf(facts: BlackHoleFacts): string {
  const { way, examples, missing, smallestLost, proofs } = facts
  // What is missing has no packets to show: the connections do.
  if (missing) return oneOf('tcp.stream', streamsOf(facts))
  const ip = isIpv6(way.from) ? 'ipv6' : 'ip'
  const length = ip === 'ip' ? 'ip.len' : 'ipv6.plen'
  const least = ip === 'ip' ? smallestLost : smallestLost - 40
  const { from, to } = way
  const size = `${length} >= ${String(least)}`
  if (examples.length === 0) {
    const icmp = ip === 'ip' ? 'icmp' : 'icmpv6'
    return `${icmp} && ${ip}.addr == ${proofs.echo?.src ?? from} && ${ip}.addr == ${proofs.echo?.dst ?? to} && ${size}`
  }
  const ends = endsOf(facts)
  const which = [
    ends.from.length === 1 ? `${ip}.src == ${from}` : '',
    ends.to.length === 1 ? `${ip}.dst == ${to}` : '',
    size,
    oneOf('tcp.stream', streamsOf(facts)),
  ]
  return which.filter(Boolean).join(' && ')
}
