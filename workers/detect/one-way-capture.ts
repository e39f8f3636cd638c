/**
 * A capture that holds one direction only: `tcpdump -Q in`, one leg of an asymmetric route, one
 * fibre of a mirror. The traffic itself proves that the other direction existed. Much that looks
 * like a fault in such a capture is none, so other detectors do not believe what it misses.
 */
import type { Nanos } from '../model/units'
import { Conversations, isBothWays, isOneWay } from './conversations'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { OneWayFacts } from './facts/one-way-capture'
import { lookedAt } from './format'
import { oneWayMetrics, sayOneWay } from './wording/one-way-capture'

const params = {
  minConversations: {
    value: 3,
    least: 1,
    meaning: 'conversations of which one direction is missing',
  },
  minPercent: { value: 20, meaning: 'their percentage of all conversations' },
} as const

export default defineDetector({
  id: 'one-way-capture',
  version: 2,
  title: 'Capture of one direction',
  looksAt:
    'Connections and pings of which one direction is missing although the other one proves that it existed.',
  params,

  start(limits, report) {
    let all = 0
    let name = ''
    let duration = 0
    let conversations = new Conversations(false)

    return {
      capture(record) {
        ;({ name, duration } = record)
        conversations = new Conversations(record.taps.length > 1)
      },
      conn: (record) => conversations.conn(record),
      echoPath: (record) => conversations.echoPath(record),
      captureEnd(capture) {
        all += conversations.size
        const facts = factsOf(capture, name, duration, conversations)
        const oneWay = facts.conns + facts.pings
        const judged = oneWay + facts.connsBothWays + facts.pingsBothWays
        if (oneWay < limits.minConversations || 100 * oneWay < limits.minPercent * judged) return
        report(reportOf(facts, limits))
      },
      silence: () =>
        lookedAt(all, 'conversation', () => ', seen in both directions with few exceptions.'),
    }
  },
})

function factsOf(
  capture: number,
  name: string,
  duration: Nanos,
  conversations: Conversations,
): OneWayFacts {
  const conns = [...conversations.conns()].filter(isOneWay)
  const pings = [...conversations.pings()].filter(isOneWay)
  const silent = new Map<string, number>()
  for (const { missing } of [...conns, ...pings]) {
    silent.set(missing, (silent.get(missing) ?? 0) + 1)
  }
  return {
    capture,
    name,
    duration,
    conns: conns.length,
    pings: pings.length,
    connsBothWays: conversations.connsBothWays(),
    pingsBothWays: [...conversations.pings()].filter(isBothWays).length,
    silent: [...silent]
      .map(([host, count]) => ({ host, conversations: count }))
      .sort((a, b) => b.conversations - a.conversations || (a.host < b.host ? -1 : 1)),
    frames: [...conns, ...pings].map(({ frame, time, label }) => ({
      frame,
      time,
      conversation: label,
    })),
  }
}

function reportOf(
  facts: OneWayFacts,
  limits: Readonly<Record<keyof typeof params, number>>,
): Report {
  const evidence = new EvidenceList()
  for (const { frame, time, conversation } of facts.frames) {
    evidence.add(facts.capture, frame, time, 'first frame', conversation)
  }
  const host = facts.silent[0]?.host ?? ''
  return {
    ...sayOneWay(facts, limits),
    key: String(facts.capture),
    severity: 'note',
    confidence: 'certain',
    metrics: oneWayMetrics(facts),
    entities: { capture: facts.name, missing: facts.silent.map((entry) => entry.host).join(', ') },
    capture: facts.capture,
    time: 0,
    until: facts.duration,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${host.includes(':') ? 'ipv6' : 'ip'}.addr == ${host}`,
    figures: [],
  }
}
