/**
 * Damaged packets: TCP segments whose checksum, or one around it, is wrong (RFC 9293 §3.1), and which
 * their receivers therefore discard, so that they have to be sent again.
 *
 * Known innocents: checksums that a host leaves to its network card, which a capture on that host
 * shows unfinished; captures whose addresses were rewritten; whatever is acknowledged as it was sent.
 * Of UDP and ICMP nothing on the wire says whether a datagram was discarded: they are not judged.
 */
import { DamagedSides } from './damaged-sides'
import { defineDetector, type Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { DamageFacts } from './facts/checksum-errors'
import { count, formatList, octets } from './format'
import { greatest, least } from './grouping'
import { Places } from './way'
import { damageMetrics, drawDamage, sayDamage } from './wording/checksum-errors'

const params = {
  minRepeated: {
    value: 3,
    meaning: 'damaged segments that had to be sent again, at one tap; fewer are a note',
  },
  minRightPercent: {
    value: 50,
    meaning: 'percent of the checksums of the same sender that must be right',
  },
  minRepeatedPercent: {
    value: 80,
    meaning: 'percent of the damaged segments that must have been sent again, not acknowledged',
  },
} as const

/** From here on, with nothing that speaks against it, chance is out of the question. */
const PLENTY = 10

export default defineDetector({
  id: 'checksum-errors',
  version: 2,
  title: 'Damaged packets',
  looksAt:
    'Checksums of TCP segments and of the headers around them, of all small packets and of every fourth large one, and whether those that are wrong were acknowledged or sent again.',
  params,

  start(limits, report) {
    const places = new Places()
    const damaged = new DamagedSides()
    let harmless = 0
    return {
      capture: (record) => places.add(record),
      conn: (record) => damaged.conn(record),
      end() {
        for (const facts of damaged.facts(places, limits)) {
          const { repeated, delivered, wrong } = facts
          const share = (100 * repeated) / Math.max(1, repeated + delivered)
          if (repeated === 0 || share < limits.minRepeatedPercent) harmless += wrong
          else report(reportOf(facts, limits))
        }
      },
      uncounted: () => damaged.uncounted,
      silence() {
        if (damaged.checked + damaged.partial === 0) return 'No checksums of TCP.'
        const parts = [
          `${count(damaged.checked, 'checksum')} of TCP looked at; none is a sign of damage`,
        ]
        if (damaged.partial > 0)
          parts.push(`${count(damaged.partial, 'segment')} left it to the sender's network card`)
        if (harmless > 0)
          parts.push(
            `${count(harmless, 'wrong one')} did no harm: what they belong to was acknowledged`,
          )
        return `${parts.join('; ')}.`
      },
    }
  },
})

function reportOf(
  facts: DamageFacts,
  limits: Readonly<Record<keyof typeof params, number>>,
): Report {
  const { sides, repeated, delivered, capture, senders, receivers } = facts
  const tunnel = sides[0]?.tunnel ?? null
  const evidence = evidenceOf(facts)
  const streams = sides.map(({ stream }) => stream)
  return {
    ...sayDamage(facts, limits),
    key: `${String(capture)} ${facts.place}`,
    severity: repeated >= limits.minRepeated ? 'warning' : 'note',
    confidence: repeated >= PLENTY && delivered === 0 ? 'certain' : 'likely',
    metrics: damageMetrics(facts),
    entities: {
      from: formatList(senders, 10),
      to: formatList(receivers, 10),
      ...(tunnel && { tunnel: tunnel.kind, tunnelFrom: tunnel.src, tunnelTo: tunnel.dst }),
    },
    capture,
    time: least(sides.map(({ samples, first }) => samples[0]?.time ?? first)),
    until: greatest(sides.map(({ samples, last }) => samples.at(-1)?.settledTime ?? last)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${oneOf('tcp.stream', streams)} && tcp.checksum.status == 0`,
    ...cutOf(streams),
    figures: drawDamage(facts),
  }
}

function evidenceOf({ capture, sides, repeated }: DamageFacts): EvidenceList {
  const evidence = new EvidenceList()
  for (const { from, fromPort, to, samples } of sides) {
    const who = `${from} port ${String(fromPort)} → ${to}`
    for (const { frame, time, ipLength, delivered, settledFrame, settledTime } of samples) {
      evidence.add(capture, frame, time, 'checksum wrong', `${octets(ipLength)}, ${who}`)
      const role = delivered ? 'acknowledged' : 'sent again'
      evidence.add(capture, settledFrame, settledTime, role, who)
    }
  }
  evidence.countAtLeast(2 * repeated)
  return evidence
}
