/**
 * Many open connections that are aborted with RST, by the host that they concern. Counted is what
 * costs an answer. Known innocents: RSTs behind a FIN, of clients that have what they asked for,
 * and of health checks that open a connection and reset it.
 */
import { isHarmful, Aborts } from './aborts'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { StormFacts } from './facts/reset-storm'
import { formatList, lookedAt } from './format'
import { isIpv6 } from './mtu'
import { drawStorm, noteOf, roleOf, sayStorm, stormMetrics } from './wording/reset-storm'

const params = {
  minAborts: {
    value: 10,
    meaning: 'connections of one host aborted at the cost of an answer before it is a warning',
  },
  minPercent: {
    value: 5,
    meaning: 'percent of its open connections that they must be for a warning',
  },
  minForeign: {
    value: 4,
    meaning: 'such connections that another machine than the host aborts before it is a warning',
  },
  noteAborts: { value: 3, meaning: 'such connections of one host before it is mentioned' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'reset-storm',
  version: 3,
  title: 'Connections aborted',
  looksAt: 'RSTs on open connections, what they interrupted, and who sent them.',
  params,

  start(limits, report) {
    const aborts = new Aborts()
    return {
      capture: (record) => aborts.capture(record),
      conn: (record) => aborts.conn(record),
      end() {
        for (const facts of aborts.groups(limits.noteAborts)) report(reportOf(facts, limits))
      },
      uncounted: () => aborts.uncounted,
      silence() {
        const harmful = aborts.all.filter(isHarmful).length
        return lookedAt(
          aborts.open,
          'open connection',
          () =>
            `, ${aborts.all.length === 0 ? 'none was' : `${String(aborts.all.length)} were`} aborted with RST${harmful > 0 ? `, ${String(harmful)} at the cost of an answer` : ''}.`,
        )
      },
    }
  },
})

function isGrave({ aborts, harmful, connections }: StormFacts, limits: Limits): boolean {
  const foreign = aborts.filter((abort) => abort.foreign && isHarmful(abort)).length
  return (
    (harmful >= limits.minAborts || foreign >= limits.minForeign) &&
    100 * harmful >= limits.minPercent * connections
  )
}

function reportOf(facts: StormFacts, limits: Limits): Report {
  const { shared, host, aborts, peers, services, capture, first, last } = facts
  const evidence = new EvidenceList()
  // Those that cost an answer first, so that they are among those kept.
  for (const harmful of [true, false]) {
    for (const abort of aborts) {
      if (isHarmful(abort) !== harmful) continue
      evidence.add(abort.capture, abort.reset.frame, abort.reset.time, roleOf(abort), noteOf(abort))
    }
  }
  evidence.countAtLeast(facts.origResets + facts.respResets)
  const names = formatList(peers, 10)
  return {
    ...sayStorm(facts, limits),
    key: `${shared} ${host}`,
    severity: isGrave(facts, limits) ? 'warning' : 'note',
    confidence: 'certain',
    metrics: stormMetrics(facts),
    entities: {
      from: shared === 'resp' ? names : host,
      to: shared === 'resp' ? host : names,
      services: formatList(
        services.map(({ name }) => name),
        10,
      ),
    },
    capture,
    time: first,
    until: last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${isIpv6(host) ? 'ipv6' : 'ip'}.addr == ${host} && tcp.flags.reset == 1`,
    figures: drawStorm(facts),
  }
}
