/** A receiver whose window was full, as a finding: numbers, evidence, filter. */
import type { Report } from './detector'
import { oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { FilledFacts } from './facts/receiver-window-full'
import { greatest, least } from './grouping'
import { isIpv6 } from './mtu'
import { hostsKey } from './way'
import {
  drawFilled,
  filledMetrics,
  type FilledLimits,
  sayFilled,
} from './wording/receiver-window-full'

const SHOWN = 8

export function reportFilled(
  facts: FilledFacts,
  severity: 'warning' | 'note',
  limits: FilledLimits,
): Report {
  const { receiver, port, isService, conns } = facts
  const evidence = new EvidenceList()
  for (const { capture, full, sender, receiver: end } of conns.slice(0, SHOWN)) {
    const who = `port ${String(sender.port)} → ${String(end.port)}`
    for (const { frame, time, endFrame, endTime, window } of full.longest) {
      evidence.add(capture, frame, time, 'window full', `${who}, window ${String(window)}`)
      evidence.add(capture, endFrame, endTime, 'sender goes on', who)
    }
  }
  evidence.countAtLeast(2 * facts.waits)
  const times = conns.flatMap(({ full }) => full.longest)
  return {
    ...sayFilled(facts, limits),
    key: `full ${hostsKey(receiver, String(port))} ${isService ? 'service' : 'client'}`,
    severity,
    confidence: 'likely',
    metrics: filledMetrics(facts),
    entities: {
      from: [...new Set(conns.map(({ sender }) => sender.address))].slice(0, SHOWN).join(', '),
      to: receiver,
      port: String(port),
    },
    capture: conns[0]?.capture ?? 0,
    time: least(times.map(({ time }) => time)),
    until: greatest(times.map(({ endTime }) => endTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${oneOf(
      'tcp.stream',
      conns.slice(0, SHOWN).map(({ stream }) => stream),
    )} && ${isIpv6(receiver) ? 'ipv6' : 'ip'}.addr == ${receiver}`,
    figures: drawFilled(facts),
  }
}
