/** Facts about a limit on a tunnel's port as a finding: numbers, evidence, filter. */
import type { Confidence, Severity } from '../model/finding'
import type { Report } from './detector'
import type { TunnelDropFacts } from './facts/tunnel-size-drop'
import { formatList, octets } from './format'
import type { HoleLimits } from './hole-evidence'
import { evidenceOf } from './report-black-hole'
import { endsOf } from './wording/mtu-black-hole'
import { drawTunnelDrop } from './wording/tunnel-size-drop-figures'
import { sayTunnelDrop, tunnelDropMetrics } from './wording/tunnel-size-drop'

export function reportTunnelDrop(
  key: string,
  facts: TunnelDropFacts,
  [severity, confidence]: readonly [Severity, Confidence],
  limits: HoleLimits,
): Report {
  const { hole, tunnel, other } = facts
  const evidence = evidenceOf(hole)
  evidence.add(other.capture, other.frame, other.time, 'other traffic', octets(other.octets))
  const { from, to } = endsOf(hole)
  return {
    ...sayTunnelDrop(facts, limits),
    key,
    severity,
    confidence,
    metrics: tunnelDropMetrics(facts),
    entities: {
      from: formatList(from, 10),
      to: formatList(to, 10),
      tunnel: tunnel.kind,
      tunnelFrom: tunnel.src,
      tunnelTo: tunnel.dst,
    },
    capture: hole.sizes[0]?.capture ?? hole.proofs.echo?.capture ?? 0,
    time: hole.first,
    until: hole.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(facts),
    figures: drawTunnelDrop(facts),
  }
}

/** Both nodes, the tunnel, and the sizes that are lost. */
function filterOf({ tunnel, hole }: TunnelDropFacts): string {
  const six = tunnel.src.includes(':')
  const ip = six ? 'ipv6' : 'ip'
  const size = six
    ? `ipv6.plen >= ${String(hole.smallestLostOuter - 40)}`
    : `ip.len >= ${String(hole.smallestLostOuter)}`
  const port = tunnel.udpPort > 0 ? ` && udp.dstport == ${String(tunnel.udpPort)}` : ''
  return `${ip}.src == ${tunnel.src} && ${ip}.dst == ${tunnel.dst}${port} && ${size}`
}
