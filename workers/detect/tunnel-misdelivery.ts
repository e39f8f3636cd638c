/**
 * Packets that a tunnel brings to the wrong node: their inner destination sends its own packets from
 * another one, or text beside the captures places it there, and nothing answers. The sign of a stale entry in the map from pods to nodes.
 *
 * Known innocents: answers that come back another way (several addresses of one node, gateways,
 * direct server return); nodes that pass the packets on; equal addresses of several tenants;
 * flooding to all nodes; mirrored traffic, whose target never sends.
 */
import { MAX_FINDINGS_PER_DETECTOR } from '../limits/limits'
import type { Confidence } from '../model/finding'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { MisdeliveryFacts } from './facts/tunnel-misdelivery'
import { count, formatList } from './format'
import { greatest, least } from './grouping'
import { isPublicIpv4 } from '../model/inner-address'
import { groupedByNodes, misdelivered, misdeliveryFacts } from './misdelivered'
import { TunnelWayLog } from './tunnel-way-log'
import { Placements } from './placements'
import { Places } from './way'
import { Witnesses } from './witnesses'
import { tellMaps } from './wording/misdelivery-testimony'
import { drawMisdelivery, misdeliveryMetrics, sayMisdelivery } from './wording/tunnel-misdelivery'

const params = {
  minPackets: { value: 3, meaning: 'packets to the wrong node, none of them answered' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'tunnel-misdelivery',
  version: 4,
  title: 'Tunnel packets to the wrong node',
  looksAt:
    'The node to which tunnels bring packets for an inner address, against the node from which that address sends, or where side-cars place it.',
  params,

  start(limits, report) {
    const places = new Places()
    const log = new TunnelWayLog()
    let witnesses = new Witnesses()
    return {
      sidecars(record) {
        witnesses = new Witnesses(record)
      },
      capture: (record) => places.add(record),
      hostPair: (record) => log.hostPair(record),
      tunnelWay: (record) => log.add(record),
      conn: (record) => log.conn(record),
      end() {
        const placements = new Placements(witnesses.facts, log.ways)
        for (const [key, group] of groupedByNodes(misdelivered(log, placements)).slice(
          0,
          MAX_FINDINGS_PER_DETECTOR,
        )) {
          const facts = misdeliveryFacts(group, log, places, placements)
          if (facts && facts.packets >= limits.minPackets)
            report(reportOf(key, facts, limits, witnesses))
        }
      },
      uncounted: () => log.turnedAway,
      silence: () =>
        log.ways.length === 0
          ? 'No tunnels between nodes.'
          : `${count(log.ways.length, 'direction')} between inner hosts; none led to a node other than the one where its destination lives.`,
    }
  },
})

function reportOf(
  key: string,
  facts: MisdeliveryFacts,
  limits: Limits,
  witnesses: Witnesses,
): Report {
  const { tunnel, wrong, right, senders, targets, unheard, sources, networks } = facts
  const evidence = evidenceOf(facts)
  const ways = senders.flatMap((sender) => sender.ways)
  return {
    ...tellMaps(sayMisdelivery(facts, limits), facts, witnesses),
    key,
    severity: isDoubtful(facts) ? 'warning' : 'critical',
    confidence: confidenceOf(facts),
    metrics: misdeliveryMetrics(facts),
    entities: {
      from: formatList(sources, 10),
      to: formatList([...targets, ...unheard], 10),
      tunnel: tunnel.kind,
      sendingNode: formatList(
        senders.map(({ node }) => node),
        10,
      ),
      wrongNode: wrong,
      rightNode: right,
      podCidr: formatList(networks, 10),
    },
    capture: ways[0]?.capture ?? 0,
    time: least(ways.map(({ firstTime }) => firstTime)),
    until: greatest(ways.map(({ lastTime }) => lastTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(facts),
    figures: [drawMisdelivery(facts)],
  }
}

/** It may have moved, live behind another gateway, or the cluster itself says otherwise. */
function isDoubtful({ before, targets, placed, placedWrong }: MisdeliveryFacts): boolean {
  if (placed.some(({ by }) => by === 'cluster')) return false
  return before || targets.some(isPublicIpv4) || placedWrong.some(({ by }) => by === 'cluster')
}

function confidenceOf(facts: MisdeliveryFacts): Confidence {
  const { meanwhile, homes, placed } = facts
  if (isDoubtful(facts)) return 'possible'
  return meanwhile || (homes.length > 0 && placed.length > 0) ? 'certain' : 'likely'
}

function evidenceOf({ senders, homes, wrong, right, packets }: MisdeliveryFacts): EvidenceList {
  const evidence = new EvidenceList()
  for (const { capture, src, dst, first } of senders.flatMap(({ ways }) => ways)) {
    for (const { frame, time } of first) {
      evidence.add(capture, frame, time, `to ${wrong}`, `${src} → ${dst}`)
    }
  }
  evidence.countAtLeast(packets)
  for (const { capture, src, dst, first } of homes) {
    const [shown] = first
    if (shown) evidence.add(capture, shown.frame, shown.time, `from ${right}`, `${src} → ${dst}`)
  }
  return evidence
}

function filterOf({ wrong, targets, unheard, senders }: MisdeliveryFacts): string {
  const ipOf = (address: string) => (address.includes(':') ? 'ipv6' : 'ip')
  const [sender] = senders
  const from =
    senders.length === 1 && sender ? `${ipOf(sender.node)}.src == ${sender.node} && ` : ''
  const [target = ''] = targets
  const inner = [...targets, ...unheard].slice(0, 10)
  const to = inner.length === 1 ? `== ${target}` : `in {${inner.join(', ')}}`
  return `${from}${ipOf(wrong)}.dst == ${wrong} && ${ipOf(target)}.dst ${to}`
}
