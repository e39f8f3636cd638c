/**
 * Half-open connections (RFC 9293 §3.5.1): one side believes in a connection that the other has
 * lost, as hosts do that restart. Data or keep-alives are answered by a RST of somebody who does not
 * know the connection, or a SYN on the old ports by an ACK of the old connection (RFC 5961 §4.2).
 *
 * Known innocents: whoever closed with FIN; devices on the way that forget silent connections, which
 * `idle-reset` tells apart (`lost-state.ts`); ACKs of connections that were closed and linger.
 */
import type { Confidence } from '../model/finding'
import { defineDetector, type Report } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { HalfOpenFacts, LostConn } from './facts/half-open'
import { count, formatDuration, formatList, lookedAt } from './format'
import { greatest, least } from './grouping'
import { LostStates } from './lost-states'
import { drawHalfOpen, halfOpenMetrics, sayHalfOpen } from './wording/half-open'

export default defineDetector({
  id: 'half-open',
  version: 2,
  title: 'Half-open connection',
  looksAt:
    'RSTs of hosts that do not know a connection which had worked, what they answer, and SYNs that are answered for an older connection.',
  params: {},

  start(_, report) {
    const states = new LostStates()
    let conns = 0
    return {
      capture: (record) => states.capture(record),
      conn(record) {
        conns++
        states.conn(record)
      },
      end() {
        for (const facts of states.hosts()) report(reportOf(facts))
      },
      uncounted: () => states.uncounted,
      silence() {
        const { timers, abrupt } = states
        if (conns === 0) return lookedAt(conns, 'connection', () => '')
        const parts = [
          `${count(conns, 'connection')}; no host was asked about one that it had lost`,
        ]
        if (timers > 0)
          parts.push(
            `${count(timers, 'connection was', 'connections were')} forgotten by a timer or reset by another machine`,
          )
        if (abrupt > 0)
          parts.push(
            `${count(abrupt, 'RST')} without ACK came in the middle of a talk, which proves nothing`,
          )
        return `${parts.join('; ')}.`
      },
    }
  },
})

/** How sure it is that the host lost this connection; null: not sure enough to warn. */
function certainty(conn: LostConn, revived: boolean): Confidence | null {
  const { kind, worked, older, denial } = conn
  if (kind === 'away') return worked && revived ? 'certain' : 'likely'
  if (kind === 'quiet') return worked ? 'likely' : null
  if (older === 'none') return denial ? 'certain' : 'likely'
  return older === 'unseen' && denial ? 'likely' : null
}

function reportOf(facts: HalfOpenFacts): Report {
  const { host, conns, revived } = facts
  const sure = conns.map((conn) => certainty(conn, revived !== null))
  const capture = conns[0]?.capture ?? 0
  const here = conns.filter((conn) => conn.capture === capture)
  const streams = here.map(({ stream }) => stream)
  const evidence = evidenceOf(facts)
  return {
    ...sayHalfOpen(facts),
    key: host,
    severity: sure.some((each) => each) ? 'warning' : 'note',
    confidence: sure.includes('certain')
      ? 'certain'
      : sure.includes('likely')
        ? 'likely'
        : 'possible',
    metrics: halfOpenMetrics(facts),
    entities: {
      from: formatList([...new Set(conns.map(({ believer }) => believer.address))], 10),
      to: host,
      port: formatList([...new Set(conns.map(({ host: end }) => String(end.port)))], 10),
    },
    capture,
    time: least(here.map(({ questions, answer }) => questions[0]?.time ?? answer.time)),
    until: greatest(here.map(({ answer, denial }) => denial?.time ?? answer.time)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: oneOf('tcp.stream', streams),
    ...cutOf(streams),
    figures: drawHalfOpen(conns),
  }
}

function evidenceOf({ conns, revived }: HalfOpenFacts): EvidenceList {
  const evidence = new EvidenceList()
  for (const { capture, kind, believer, host, quiet, questions, answer, ttl, denial } of conns) {
    const who = `${believer.address} port ${String(believer.port)}, ${host.address} port ${String(host.port)}`
    questions.forEach(({ frame, time }, index) => {
      const role = kind === 'challenge' ? 'SYN' : index === 0 ? 'asked' : 'asked again'
      const after = index === 0 && quiet > 0 ? `after ${formatDuration(quiet)} of silence` : who
      evidence.add(capture, frame, time, role, after)
    })
    if (kind === 'challenge')
      evidence.add(capture, answer.frame, answer.time, 'ACK for the old connection', who)
    else
      evidence.add(
        capture,
        answer.frame,
        answer.time,
        'RST: connection unknown',
        `TTL ${String(ttl)}`,
      )
    if (denial) evidence.add(capture, denial.frame, denial.time, 'RST: old connection denied', who)
  }
  if (revived) {
    const { capture, frame, time, port } = revived
    evidence.add(capture, frame, time, 'new connection accepted', `port ${String(port)}`)
  }
  return evidence
}
