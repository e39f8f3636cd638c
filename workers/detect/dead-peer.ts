/**
 * Peers that stop answering: keep-alives or data are repeated without any answer on a connection
 * that had worked (RFC 9293 §3.8.3, §3.8.4).
 *
 * Known innocents: segments larger than any that got through before, which a size limit may
 * swallow; whoever has closed owes no answer; taps of one direction; the end of the capture.
 */
import { NANOS_PER_SECOND } from '../model/units'
import { defineDetector, type Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { DeadPeerFacts, SilentConn } from './facts/dead-peer'
import { isPrivate } from './dns-names'
import { count, formatList, lookedAt } from './format'
import { greatest, least, sum } from './grouping'
import { SilentPeers } from './silent-peers'
import { deadPeerMetrics, drawSilence, sayDeadPeer, sayDeadPeers } from './wording/dead-peer'

const params = {
  minUnanswered: {
    value: 3,
    meaning: 'keep-alives, or transmissions of one segment, without answer that count',
  },
  minSilentSeconds: { value: 2, meaning: 'seconds without answer that count' },
  minPercent: {
    value: 1,
    meaning: 'percent of the connections at the tap that must be concerned for a warning',
  },
  maxSeparate: { value: 5, meaning: 'silent hosts that are reported one by one' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'dead-peer',
  version: 3,
  title: 'Peer stopped answering',
  looksAt:
    'Keep-alives, window probes and repeated data of connections that had worked, and whether the other side was heard again.',
  params,

  start(limits, report) {
    const { minUnanswered, minSilentSeconds } = limits
    const peers = new SilentPeers({ minUnanswered, minSilent: minSilentSeconds * NANOS_PER_SECOND })
    let conns = 0
    return {
      capture: (record) => peers.capture(record),
      conn(record) {
        conns++
        peers.conn(record)
      },
      icmpError: (record) => peers.icmpError(record),
      end() {
        const all = peers.peers()
        if (all.length > limits.maxSeparate) report(reportMany(all, limits))
        else for (const facts of all) report(reportOf(facts, limits))
      },
      uncounted: () => peers.turnedAway,
      silence() {
        const { brief, notBelieved } = peers
        if (conns === 0) return lookedAt(conns, 'connection', () => '')
        const parts = [
          `${count(conns, 'connection')}, no side of one fell silent when it was asked`,
        ]
        if (brief > 0)
          parts.push(`${count(brief, 'silence was', 'silences were')} too short to count`)
        if (notBelieved > 0)
          parts.push(
            `${count(notBelieved, 'silence is', 'silences are')} in captures of one direction`,
          )
        return `${parts.join('; ')}.`
      },
    }
  },
})

/**
 * Some hosts among thousands always vanish: phones, laptops, servers of others. A server of the own
 * network that says nothing at all any more does not. Answers seen elsewhere acquit the peer.
 */
function isGrave(facts: DeadPeerFacts, concerned: number, { minPercent }: Limits): boolean {
  const credible = facts.conns.some(({ answersSeenAt, unseen }) => answersSeenAt === '' && !unseen)
  return credible && (isOwnServer(facts) || 100 * concerned >= minPercent * facts.tapConns)
}

const isOwnServer = ({ peer, conns, heardElsewhere }: DeadPeerFacts): boolean =>
  isPrivate(peer) &&
  heardElsewhere === null &&
  conns.some(({ serves, ended }) => serves && ended === 'reset')

const isSure = ({ conns }: DeadPeerFacts): boolean =>
  conns.every(({ ended, error }) => ended === 'reset' || error !== null)

function reportOf(facts: DeadPeerFacts, limits: Limits): Report {
  const { peer, conns } = facts
  const [worst] = conns
  const grave = isGrave(facts, conns.length, limits)
  return {
    ...sayDeadPeer(facts, limits),
    key: peer,
    severity: grave ? 'warning' : 'note',
    confidence: !grave ? 'possible' : isSure(facts) ? 'certain' : 'likely',
    ...shared([facts]),
    entities: {
      from: formatList([...new Set(conns.map(({ asker }) => asker.address))], 10),
      to: peer,
      port: String(worst?.peer.port ?? 0),
    },
  }
}

function reportMany(all: readonly DeadPeerFacts[], limits: Limits): Report {
  const concerned = sum(all.map(({ conns }) => conns.length))
  const grave = all.filter((facts) => isGrave(facts, concerned, limits))
  return {
    ...sayDeadPeers(all, limits),
    key: 'many',
    severity: grave.length > 0 ? 'warning' : 'note',
    confidence: grave.length > 0 ? 'likely' : 'possible',
    ...shared(all),
    entities: {
      from: formatList(
        [...new Set(all.flatMap(({ conns }) => conns.map(({ asker }) => asker.address)))],
        10,
      ),
      to: formatList(
        all.map(({ peer }) => peer),
        10,
      ),
    },
  }
}

/** What is the same for one host and for many. */
function shared(all: readonly DeadPeerFacts[]) {
  const conns = all.flatMap((facts) => facts.conns)
  const capture = conns[0]?.capture ?? 0
  const here = conns.filter((conn) => conn.capture === capture)
  const streams = here.map(({ stream }) => stream)
  const evidence = evidenceOf(all)
  return {
    metrics: deadPeerMetrics(all),
    capture,
    time: least(here.map(({ heard }) => heard)),
    until: greatest(here.map(({ until }) => until)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: oneOf('tcp.stream', streams),
    ...cutOf(streams),
    figures: drawSilence(conns),
  }
}

function evidenceOf(all: readonly DeadPeerFacts[]): EvidenceList {
  const evidence = new EvidenceList()
  for (const { conns, heardElsewhere } of all) {
    for (const conn of conns) addConn(evidence, conn)
    if (heardElsewhere) {
      const { capture, frame, time, port } = heardElsewhere
      evidence.add(capture, frame, time, 'heard on another connection', `port ${String(port)}`)
    }
  }
  evidence.countAtLeast(sum(all.map(({ unanswered }) => unanswered)))
  return evidence
}

function addConn(evidence: EvidenceList, conn: SilentConn): void {
  const { capture, asks, asker, error, ended } = conn
  const who = `${asker.address} port ${String(asker.port)}`
  evidence.add(capture, conn.heardFrame, conn.heard, 'last word of the peer', who)
  for (const { frame, time, kind } of asks.samples) {
    evidence.add(capture, frame, time, kind === 'probe' ? 'keep-alive' : 'data', 'no answer')
  }
  if (error) evidence.add(capture, error.frame, error.time, error.says, `from ${error.from}`)
  if (ended !== 'open') {
    evidence.add(
      capture,
      conn.endFrame,
      conn.until,
      ended === 'reset' ? 'gave up with RST' : 'closed',
    )
  }
}
