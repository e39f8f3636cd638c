/** Datagrams that are refused again and again as a finding: numbers, evidence, filter. */
import type { Report } from './detector'
import { EvidenceList } from './evidence'
import type { RefusedFacts } from './facts/mtu-icmp-ignored-udp'
import { octets } from './format'
import { greatest, least } from './grouping'
import { isIpv6 } from './mtu'
import { hostsKey } from './way'
import { refusedMetrics, sayRefused } from './wording/mtu-icmp-ignored-udp'

export function reportRefused(
  facts: RefusedFacts,
  limits: Readonly<Record<'minAgain' | 'reactionSeconds', number>>,
): Report {
  const { capture, sender, receiver, flows, again } = facts
  const evidence = new EvidenceList()
  for (const { srcPort, dstPort, first, again: more } of flows) {
    const ports = `port ${String(srcPort)} → ${String(dstPort)}`
    for (const error of [first, ...more]) {
      const role = error === first ? 'ICMP: too big' : 'ICMP: too big, again'
      const size = `${octets(error.quoted?.ipLength ?? 0)}, MTU ${String(error.mtu)}, ${ports}`
      evidence.add(capture, error.frame, error.time, role, size)
    }
  }
  const six = isIpv6(sender)
  return {
    ...sayRefused(facts, limits),
    key: `udp ${hostsKey(sender, receiver)}`,
    severity: 'warning',
    confidence: 'certain',
    metrics: refusedMetrics(facts),
    entities: { from: sender, to: receiver, router: facts.routers[0] ?? '' },
    capture,
    time: least(flows.map(({ first }) => first.time)),
    until: greatest(flows.map((flow) => flow.again.at(-1)?.time ?? 0)),
    evidence: evidence.list,
    evidenceTotal: Math.max(evidence.total, again),
    filter: six
      ? `icmpv6.type == 2 || (ipv6.src == ${sender} && ipv6.dst == ${receiver} && udp)`
      : `(icmp.type == 3 && icmp.code == 4) || (ip.src == ${sender} && ip.dst == ${receiver} && udp)`,
    figures: [],
  }
}
