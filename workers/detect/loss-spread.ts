/** Many lossy pairs of hosts as one finding: its facts, evidence and filter. */
import type { Severity } from '../model/finding'
import type { Report } from './detector'
import { EvidenceList } from './evidence'
import type { LossFacts } from './facts/packet-loss'
import type { CommonFactor, LossSpreadFacts } from './facts/packet-loss-spread'
import { formatList } from './format'
import { greatest, least, sum } from './grouping'
import { addLate } from './late-evidence'
import type { LossTotals } from './loss-outliers'
import { isIpv6 } from './mtu'
import type { LossLimits } from './wording/loss-rule'
import { drawSpread, saySpread, spreadMetrics } from './wording/packet-loss-spread'

const EXAMPLES = 3

export function spreadFacts(
  kind: LossSpreadFacts['kind'],
  lossy: readonly LossFacts[],
  all: LossTotals,
  scope: LossTotals,
  factor: CommonFactor | null,
): LossSpreadFacts {
  const worst = [...lossy].sort((a, b) => b.lost / b.dataSegments - a.lost / a.dataSegments)
  return {
    kind,
    lost: scope.lost,
    dataSegments: scope.dataSegments,
    pairs: scope.lossyPairs,
    allPairs: all.pairs,
    worst,
    gaps: sum(worst.map(({ gaps }) => gaps)),
    fast: sum(worst.map(({ fast }) => fast)),
    factor,
    others: { lost: all.lost - scope.lost, dataSegments: all.dataSegments - scope.dataSegments },
  }
}

export function reportSpread(
  facts: LossSpreadFacts,
  severity: Severity,
  limits: LossLimits,
): Report {
  const { worst, factor } = facts
  const evidence = new EvidenceList()
  for (const { examples, late, way } of worst) {
    addLate(evidence, late.slice(0, EXAMPLES), () => `${way.from} → ${way.to}`)
    for (const { capture, segment } of examples.slice(0, EXAMPLES)) {
      segment.transmissions.forEach(({ frame, time }, index) => {
        const role = index === 0 ? 'sent' : 'sent again'
        evidence.add(capture, frame, time, role, `${way.from} → ${way.to}`)
      })
    }
  }
  for (const { capture, worst: conns } of worst) {
    for (const { firstFrame, firstTime, label } of conns.slice(0, 1)) {
      evidence.add(capture, firstFrame, firstTime, 'connection with losses', label)
    }
  }
  evidence.countAtLeast(facts.lost)
  const seen = worst.some(({ examples }) => examples.length > 0)
  const names = (list: readonly string[]) => formatList([...new Set(list)], 10)
  return {
    ...saySpread(facts, limits),
    key: factor ? `shared ${factor.name}` : facts.kind,
    severity,
    confidence: seen ? 'certain' : 'likely',
    metrics: spreadMetrics(facts),
    entities: {
      from: names(worst.map(({ way }) => way.from)),
      to: names(worst.map(({ way }) => way.to)),
      ...(factor && { shared: factor.name }),
    },
    capture: worst[0]?.capture ?? 0,
    time: least(worst.map(({ first }) => first)),
    until: greatest(worst.map(({ last }) => last)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(factor),
    figures: drawSpread(facts),
  }
}

const FIELDS: Record<Exclude<CommonFactor['kind'], 'tap'>, string> = {
  source: 'src',
  destination: 'dst',
  host: 'addr',
  'tunnel end': 'addr',
}

function filterOf(factor: CommonFactor | null): string {
  const again = 'tcp.analysis.retransmission'
  if (!factor || factor.kind === 'tap') return again
  const ip = isIpv6(factor.name) ? 'ipv6' : 'ip'
  return `${ip}.${FIELDS[factor.kind]} == ${factor.name} && ${again}`
}
