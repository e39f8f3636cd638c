/**
 * A capture that holds one direction only: `tcpdump -Q in`, one leg of an asymmetric route, one
 * fibre of a mirror. The traffic itself proves that the other direction existed. Much that looks
 * like a fault in such a capture is none, so other detectors do not believe what it misses.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, EchoPathRecord } from '../model/records'
import type { Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { OneWayFacts } from './facts/one-way-capture'
import { count } from './format'
import { missingSide } from './one-way'
import { oneWayMetrics, sayOneWay } from './wording/one-way-capture'

const params = {
  minConversations: { value: 3, meaning: 'conversations of which one direction is missing' },
  minPercent: { value: 20, meaning: 'their percentage of all conversations' },
} as const

/** One conversation, all taps of a capture together: another interface may hold the other leg. */
interface Conversation {
  kind: 'conn' | 'ping'
  label: string
  /** Whose packets are missing at some tap; empty: at none. */
  missing: string
  seen: Set<string>
  frame: number
  time: Nanos
}

export default defineDetector({
  id: 'one-way-capture',
  version: 1,
  title: 'Capture of one direction',
  looksAt:
    'Connections and pings of which one direction is missing although the other one proves that it existed.',
  params,

  start(limits, report) {
    let all = 0
    let name = ''
    let duration = 0
    let conversations = new BoundedMap<string, Conversation>(MAX_PATHS)

    function note(key: string, kind: Conversation['kind'], label: string): Conversation | null {
      return conversations.upsert(key, () => ({
        kind,
        label,
        missing: '',
        seen: new Set(),
        frame: 0,
        time: 0,
      }))
    }

    return {
      capture(record) {
        ;({ name, duration } = record)
        conversations = new BoundedMap(MAX_PATHS)
      },
      conn(record) {
        const ends = [record.orig, record.resp].map((end) => formatEndpoint(end.address, end.port))
        const label = ends.join(' → ')
        const conversation = note(ends.sort().join(' '), 'conn', label)
        if (conversation) addConn(conversation, record)
      },
      echoPath(record) {
        const label = `ping ${record.src} → ${record.dst}`
        const conversation = note(label, 'ping', label)
        if (conversation) addPing(conversation, record)
      },
      captureEnd(capture) {
        all += conversations.size
        const facts = factsOf(capture, name, duration, [...conversations.values()])
        const oneWay = facts.conns + facts.pings
        const judged = oneWay + facts.connsBothWays + facts.pingsBothWays
        if (oneWay < limits.minConversations || 100 * oneWay < limits.minPercent * judged) return
        report(reportOf(facts, limits))
      },
      silence: () => `${count(all, 'conversation')}, seen in both directions with few exceptions.`,
    }
  },
})

function addConn(conversation: Conversation, record: ConnRecord): void {
  const { orig, resp, origSide, respSide } = record
  if (origSide.frames > 0) conversation.seen.add(orig.address)
  if (respSide.frames > 0) conversation.seen.add(resp.address)
  const missing = missingSide(record)
  if (!missing) return
  conversation.missing = missing === 'orig' ? orig.address : resp.address
  conversation.frame = record.firstFrame
  conversation.time = record.firstTime
}

function addPing(conversation: Conversation, record: EchoPathRecord): void {
  if (record.requests > 0) conversation.seen.add(record.src)
  if (record.replies > 0 || record.unasked > 0) conversation.seen.add(record.dst)
  if (record.requests === 0 && record.unasked > 0) conversation.missing = record.src
}

function factsOf(
  capture: number,
  name: string,
  duration: Nanos,
  conversations: readonly Conversation[],
): OneWayFacts {
  const isOneWay = ({ missing, seen }: Conversation) => missing !== '' && !seen.has(missing)
  const oneWay = conversations.filter(isOneWay)
  const bothWays = conversations.filter(({ seen }) => seen.size > 1)
  const ofKind = (list: readonly Conversation[], kind: Conversation['kind']) =>
    list.filter((conversation) => conversation.kind === kind).length
  const silent = new Map<string, number>()
  for (const { missing } of oneWay) silent.set(missing, (silent.get(missing) ?? 0) + 1)
  return {
    capture,
    name,
    duration,
    conns: ofKind(oneWay, 'conn'),
    pings: ofKind(oneWay, 'ping'),
    connsBothWays: ofKind(bothWays, 'conn'),
    pingsBothWays: ofKind(bothWays, 'ping'),
    silent: [...silent]
      .map(([host, count]) => ({ host, conversations: count }))
      .sort((a, b) => b.conversations - a.conversations || (a.host < b.host ? -1 : 1)),
    frames: oneWay.map(({ frame, time, label }) => ({ frame, time, conversation: label })),
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
