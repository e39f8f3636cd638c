/** A receiver whose window was full, as a finding: numbers, evidence, filter. */
import type { Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { FilledFacts } from './facts/receiver-window-full'
import { greatest, least } from './grouping'
import { isIpv6 } from './mtu'
import { ofReceiver, receiverKey, RECEIVER_CONNS_SHOWN, streamsOf } from './receiver-waits'
import {
  drawFilled,
  filledMetrics,
  type FilledLimits,
  sayFilled,
} from './wording/receiver-window-full'

export function reportFilled(
  facts: FilledFacts,
  severity: 'warning' | 'note',
  limits: FilledLimits,
): Report {
  const { receiver, conns } = facts
  const evidence = new EvidenceList()
  for (const { capture, full, sender, receiver: end } of conns.slice(0, RECEIVER_CONNS_SHOWN)) {
    const who = `port ${String(sender.port)} → ${String(end.port)}`
    for (const { frame, time, endFrame, endTime, window } of full.longest) {
      evidence.add(capture, frame, time, 'window full', `${who}, window ${String(window)}`)
      evidence.add(capture, endFrame, endTime, 'sender goes on', who)
    }
  }
  evidence.countAtLeast(2 * facts.waits)
  const streams = streamsOf(facts)
  const times = conns.flatMap(({ full }) => full.longest)
  return {
    ...sayFilled(facts, limits),
    key: `full ${receiverKey(facts)}`,
    severity,
    confidence: 'likely',
    metrics: filledMetrics(facts),
    ...ofReceiver(facts),
    time: least(times.map(({ time }) => time)),
    until: greatest(times.map(({ endTime }) => endTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${oneOf('tcp.stream', streams)} && ${isIpv6(receiver) ? 'ipv6' : 'ip'}.addr == ${receiver}`,
    ...cutOf(streams),
    figures: drawFilled(facts),
  }
}
