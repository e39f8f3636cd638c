/** What was waited for in a case, of each kind: from its connections, its applications, its pings. */
import type { Applications, AppRecords } from '../model/app-records'
import type { Census } from '../model/census'
import type { LatencyEvent } from '../model/latency'
import type { ConnRecord } from '../model/records'
import type { TimeScope } from '../model/time-scope'
import type { Waits } from './latency'

/** No kernel waits longer for a SYN-ACK; beyond it the clocks of two interfaces disagree. */
const LONGEST = 300e9

export interface ListedCase {
  flows: readonly ConnRecord[]
  flowTotal: number
  /** Per capture. */
  applications: readonly Applications[]
}

/** All kinds but pings. */
export function waitsOf(listed: ListedCase, scope: TimeScope): Waits[] {
  return [
    connectWaits(listed, scope),
    recordWaits(
      'dns',
      ({ dns }) => dns,
      listed,
      scope,
      (record) => ({
        answered: record.rcode >= 0,
        // Of an answer alone nobody knows how long it took.
        asked: record.asked > 0,
        answerFrame: record.answerFrame,
        what: record.query === '' ? '.' : record.query,
        dnsType: record.type,
      }),
    ),
    recordWaits(
      'http',
      ({ http }) => http,
      listed,
      scope,
      ({ method, host, target, status, responseFrame }) => ({
        answered: status > 0,
        asked: method !== '',
        answerFrame: responseFrame,
        what: `${method} ${targetUri(host, target)}`,
      }),
    ),
    recordWaits(
      'tls',
      ({ tls }) => tls,
      listed,
      scope,
      ({ latency, sni, ja3 }) => ({
        answered: latency >= 0,
        asked: ja3 !== '' || latency >= 0,
        answerFrame: 0,
        what: sni,
      }),
    ),
  ]
}

/** `census`: per capture; null: not taken. */
export function echoWaits(census: readonly (Census | null)[], scope: TimeScope): Waits {
  const waits: Waits = { kind: 'icmp', events: [], unanswered: 0, listed: 0, total: 0 }
  for (const [capture, taken] of census.entries()) {
    if (taken === null) continue
    const start = scope.starts[capture] ?? 0
    for (const echo of taken.echoes) {
      const { frame, replyFrame, latency, src, dst } = echo
      const event = { capture, frame, answerFrame: replyFrame, latency, src, dst }
      add(waits, { ...event, time: start + echo.time, dstPort: 0, what: '', dnsType: -1 }, scope)
    }
    // Those beyond the bound, and those without reply, tell no time.
    waits.unanswered += taken.echoUnanswered
    waits.listed += taken.echoes.length + taken.echoUnanswered
    waits.total += taken.echoTotal + taken.echoUnanswered
  }
  return waits
}

/** An absolute target, and the authority of CONNECT, name the host themselves (RFC 9112 §3.2). */
export const targetUri = (host: string, target: string): string =>
  target.startsWith('/') || target === '*' ? `${host}${target}` : target || host

function connectWaits({ flows, flowTotal }: ListedCase, scope: TimeScope): Waits {
  const waits: Waits = { kind: 'connect', events: [], unanswered: 0, listed: 0, total: flowTotal }
  waits.listed = flows.length
  for (const { capture, handshake, orig, resp } of flows) {
    const { outcome, synTime, synFrames, synAckFrame, answerLatency } = handshake
    const [frame] = synFrames
    if (frame === undefined) continue
    const time = (scope.starts[capture] ?? 0) + synTime
    if (answerLatency < 0) {
      if (outcome === 'unanswered' && isWithin(time, scope)) waits.unanswered++
      continue
    }
    if (answerLatency > LONGEST) continue
    const ends = { src: orig.address, dst: resp.address, dstPort: resp.port }
    const event = { capture, frame, answerFrame: synAckFrame, latency: answerLatency, ...ends }
    add(waits, { ...event, time, what: '', dnsType: -1 }, scope)
  }
  return waits
}

interface Told {
  answered: boolean
  asked: boolean
  answerFrame: number
  what: string
  dnsType?: number
}

function recordWaits<Kind extends 'dns' | 'http' | 'tls'>(
  kind: Kind,
  recordsOf: (applications: Applications) => readonly AppRecords[Kind][],
  { applications }: ListedCase,
  scope: TimeScope,
  tell: (record: AppRecords[Kind]) => Told,
): Waits {
  const waits: Waits = { kind, events: [], unanswered: 0, listed: 0, total: 0 }
  for (const [capture, of] of applications.entries()) {
    const records = recordsOf(of)
    waits.listed += records.length
    waits.total += of.totals[kind]
    for (const record of records) {
      const { frame, latency, src, dst, dstPort } = record
      const time = (scope.starts[capture] ?? 0) + record.time
      const { answered, asked, answerFrame, what, dnsType = -1 } = tell(record)
      if (!answered && asked && isWithin(time, scope)) waits.unanswered++
      if (latency < 0) continue
      const event: LatencyEvent = {
        capture,
        frame,
        answerFrame,
        time,
        latency,
        src,
        dst,
        dstPort,
        what,
        dnsType,
      }
      add(waits, event, scope)
    }
  }
  return waits
}

function add(waits: Waits, event: LatencyEvent, scope: TimeScope): void {
  if (isWithin(event.time, scope)) waits.events.push(event)
}

const isWithin = (time: number, { from, to }: TimeScope) => time >= from && time <= to
