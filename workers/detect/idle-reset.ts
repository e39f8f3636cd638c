/**
 * Connections that were silent for a while and are unknown when they are used again: a device on
 * the way has forgotten them and answers the next segment with RST, or resets them when its timer
 * runs out. Known innocents: a FIN behind the silence, and hosts that close with RST themselves.
 */
import { NANOS_PER_SECOND } from '../model/units'
import { defineDetector, type Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { IdleFacts } from './facts/idle-reset'
import { count, formatDuration, formatList } from './format'
import { IdleResets, isTimer } from './idle-resets'
import { MIN_IDLE_CONNECTIONS, MIN_IDLE_SECONDS } from './lost-state'
import { connOf, drawIdleResets, idleMetrics, sayIdleReset } from './wording/idle-reset'

const params = {
  minIdleSeconds: {
    value: MIN_IDLE_SECONDS,
    meaning: 'seconds of silence on both sides that count',
  },
  minConnections: {
    value: MIN_IDLE_CONNECTIONS,
    meaning: 'connections reset after silence before it is a warning, if the host itself may speak',
  },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'idle-reset',
  version: 2,
  title: 'Reset after silence',
  looksAt:
    'Open connections on which both sides were silent, and whether the next segment was answered or reset.',
  params,

  start(limits, report) {
    const resets = new IdleResets(limits.minIdleSeconds * NANOS_PER_SECOND)
    return {
      capture: (record) => resets.capture(record),
      conn: (record) => resets.conn(record),
      end() {
        for (const facts of resets.groups()) report(reportOf(facts, limits))
      },
      uncounted: () => resets.uncounted,
      silence() {
        const late =
          resets.late > 0
            ? `; ${count(resets.late, 'reset')} came only after several segments without answer`
            : ''
        return `${count(resets.silences, 'silence')} of connections, none ended with a RST of somebody who had forgotten them${late}.`
      },
    }
  },
})

function reportOf(facts: IdleFacts, limits: Limits): Report {
  const { resets, host, shared, foreign, outlived } = facts
  const evidence = new EvidenceList()
  for (const idle of resets) {
    const { capture, silence, reset, unprovoked } = idle
    const after = `after ${formatDuration(silence.length)} of silence`
    if (!unprovoked) evidence.add(capture, silence.frame, silence.time, after, connOf(idle))
    evidence.add(capture, reset.frame, reset.time, 'RST', `TTL ${String(reset.ttl)}`)
  }
  const others = [
    ...new Set(resets.map((idle) => idle[shared === 'resp' ? 'orig' : 'resp'].address)),
  ]
  const ports = [...new Set(resets.map(({ resp }) => String(resp.port)))]
  const names = formatList(others, 10)
  const streams = resets
    .filter(({ capture }) => capture === facts.capture)
    .map(({ stream }) => stream)
  return {
    ...sayIdleReset(facts, limits),
    key: `${shared} ${host}`,
    severity: isTimer(facts, limits.minConnections) ? 'warning' : 'note',
    confidence: foreign > 0 && outlived === 0 ? 'likely' : 'possible',
    metrics: idleMetrics(facts),
    entities: {
      from: shared === 'resp' ? names : host,
      to: shared === 'resp' ? host : names,
      port: formatList(ports, 10),
    },
    capture: facts.capture,
    time: facts.first,
    until: facts.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: oneOf('tcp.stream', streams),
    ...cutOf(streams),
    figures: drawIdleResets(facts),
  }
}
