/**
 * SYN floods (RFC 4987): handshakes with one address and port that are begun by the hundred each
 * second and never completed, from many addresses or from many ports of one. What whoever asked
 * sent behind the SYN decides, so a capture of that direction alone will do.
 *
 * Known innocents: a service that is down, whose clients repeat their SYN or came through at another
 * time (`connect-unanswered`); scans, which ask many targets; half-open health checks, which are few;
 * handshakes that the end of the capture cut off; captures filtered to SYNs, which get a note.
 */
import { MAX_FLOWS } from '../limits/limits'
import type { Confidence, Severity } from '../model/finding'
import type { CaptureRecord } from '../model/records'
import { defineDetector, type Report, type Values } from './detector'
import { EvidenceList } from './evidence'
import type { SynFloodFacts } from './facts/syn-flood'
import { judge, type Judged } from './flood-judgement'
import { type FloodTarget, FloodTargets } from './flood-targets'
import { count } from './format'
import { append } from './grouping'
import { isIpv6 } from './mtu'
import { Surroundings } from './surroundings'
import { floodMetrics, isForged, saySynFlood, targetOf } from './wording/syn-flood'
import { drawSynFlood } from './wording/syn-flood-figures'

const params = {
  // RFC 4987 §2: a backlog holds some hundred; Linux gives a listener at least 128, most now 4096.
  minAttempts: {
    value: 500,
    meaning: 'handshakes with one address and port that were never completed',
  },
  // A place in the backlog is held for a minute (RFC 4987 §3.1): at this rate thousands are.
  minPerSecond: { value: 100, meaning: 'of them begun within one second, for it to be flooded' },
  minPercent: { value: 80, meaning: 'percent of all handshakes of that second' },
  minAddresses: { value: 100, meaning: 'addresses that they come from, as forged ones do' },
  // No client with a time-out has so many attempts under way in the seconds of a flood.
  minPorts: { value: 1000, meaning: 'or attempts of one address, each with a port of its own' },
  maxRepeatedPercent: {
    value: 50,
    meaning: 'percent that repeat their SYN, above which they are clients of a silent service',
  },
  // The first time-out of RFC 6298 §2.1.
  patienceMs: { value: 1000, meaning: 'milliseconds that a handshake may take' },
  minTurnedAway: { value: 5, meaning: 'others that failed meanwhile, from which it is critical' },
} as const

type Limits = Values<typeof params>

/** Frames cut shorter may lack the options of a SYN: Ethernet, VLAN, tunnel, IP, TCP. */
const WITH_OPTIONS = 160 // octets

export default defineDetector({
  id: 'syn-flood',
  version: 1,
  title: 'SYN flood',
  looksAt:
    'Handshakes that are begun and never completed, by address and port: how many a second, from whom, and what becomes of the others.',
  params,

  start(limits, report) {
    const surroundings = new Surroundings()
    const captures = new Map<number, CaptureRecord>()
    const targets = new FloodTargets()
    return {
      sidecars: (record) => surroundings.sidecars(record),
      capture(record) {
        surroundings.capture(record)
        captures.set(record.capture, record)
      },
      conn(record) {
        surroundings.overlay.see(record.tunnel)
        targets.conn(record)
      },
      end() {
        const found = new Map<string, [FloodTarget, Judged][]>()
        for (const target of targets.busy(limits.minAttempts)) {
          const { duration } = surroundings.of(target.capture)
          const judged = judge(target, targets, duration, limits)
          if (judged !== null) append(found, targetOf(judged), [target, judged])
        }
        for (const sights of found.values()) {
          const [most, ...others] = sights.sort(([, a], [, b]) => b.left - a.left)
          if (most === undefined) continue
          const [target, judged] = most
          const nameOf = ({ capture, tap }: FloodTarget) => surroundings.places.name(capture, tap)
          const here = captures.get(target.capture)
          const isCut = (here?.truncatedFrames ?? 0) > 0 && (here?.shortestCut ?? 0) < WITH_OPTIONS
          const facts: SynFloodFacts = {
            ...judged,
            bare: isCut ? -1 : judged.bare,
            place: nameOf(target),
            alsoAt: [...new Set(others.map(([other]) => nameOf(other)))],
            seesMore: targets.seesMore(target),
            cut: targets.conns >= MAX_FLOWS,
            overlay: surroundings.of(target.capture).overlay,
          }
          report(reportOf(facts, limits))
        }
      },
      uncounted: () => targets.uncounted,
      silence: () =>
        `${count(targets.conns, 'connection')}; no address and port was left with ${String(limits.minPerSecond)} handshakes a second that nobody completed.`,
    }
  },
})

function weigh(facts: SynFloodFacts, limits: Limits): [Severity, Confidence] {
  const forged = isForged(facts)
  if (!facts.seesMore && !forged) return ['note', 'possible']
  const { fates, left, turnedAway, heard } = facts
  const answered = 2 * (fates.halfOpen + fates.reset) >= left
  const grave = heard && turnedAway >= limits.minTurnedAway
  return [
    grave ? 'critical' : 'warning',
    facts.seesMore && (answered || forged) ? 'certain' : 'likely',
  ]
}

function reportOf(facts: SynFloodFacts, limits: Limits): Report {
  const { address, port, capture, first, last, left, samples, busiest, addresses } = facts
  const [severity, confidence] = weigh(facts, limits)
  const evidence = new EvidenceList()
  for (const { frame, time, source, sourcePort, synAckFrame, synAckTime } of samples) {
    const who = `${source} port ${String(sourcePort)}`
    evidence.add(capture, frame, time, 'SYN', who)
    evidence.add(capture, synAckFrame, synAckTime, 'SYN-ACK', who)
  }
  evidence.countAtLeast(left)
  return {
    ...saySynFlood(facts, limits),
    key: targetOf(facts),
    severity,
    confidence,
    metrics: floodMetrics(facts),
    entities: {
      ...(addresses < limits.minAddresses && { from: busiest.address }),
      to: address,
      port: String(port),
    },
    capture,
    time: first,
    until: last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${isIpv6(address) ? 'ipv6' : 'ip'}.dst == ${address} && tcp.dstport == ${String(port)} && tcp.flags.syn == 1 && tcp.flags.ack == 0`,
    figures: drawSynFlood(facts),
  }
}
