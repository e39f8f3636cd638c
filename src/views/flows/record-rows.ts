/** Records of a connection as one list, in order of time. */
import type { Applications } from '../../../workers/model/app-records'
import { dnsRcode, dnsType } from '../../../workers/model/dns-names'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatRelative } from '../../text/format'
import type { Table } from '../../ui/table-text'

export interface RecordRow {
  frame: number
  time: number
  protocol: string
  what: string
  outcome: string
  /** Frame of the answer; 0: none. */
  answerFrame: number
  /** −1: none. */
  latency: number
  bad: boolean
}

export function recordRows({ dns, http, tls, session }: Applications): RecordRow[] {
  const rows = [
    ...dns.map(({ frame, time, protocol, query, type, rcode, answers, answerFrame, latency }) => ({
      frame,
      time,
      protocol: protocol.toUpperCase(),
      what: visibleText(`${query || '.'} ${dnsType(type)}`),
      outcome: rcode < 0 ? '' : visibleText(rcode > 0 ? dnsRcode(rcode) : answers.join(', ')),
      answerFrame: rcode < 0 ? 0 : answerFrame,
      latency,
      bad: rcode !== 0,
    })),
    ...http.map(
      ({ frame, time, version, method, host, target, status, responseFrame, latency }) => ({
        frame,
        time,
        protocol: visibleText(version),
        what: visibleText(
          method === '' ? text.applications.requestNotCaptured : `${method} ${host}${target}`,
        ),
        outcome: status === 0 ? '' : String(status),
        answerFrame: status === 0 ? 0 : responseFrame,
        latency,
        bad: status === 0 || status >= 400,
      }),
    ),
    ...tls.map(({ frame, time, version, sni, chosenAlpn, alerts, latency }) => ({
      frame,
      time,
      protocol: visibleText(version || 'TLS'),
      what: visibleText(sni),
      outcome: visibleText([chosenAlpn, ...alerts].filter((part) => part !== '').join(', ')),
      answerFrame: 0,
      latency,
      bad: alerts.length > 0,
    })),
    ...session.map(({ frame, time, protocol, what, text: said }) => ({
      frame,
      time,
      protocol: visibleText(protocol),
      what: visibleText(`${what} ${said}`),
      outcome: '',
      answerFrame: 0,
      latency: -1,
      bad: false,
    })),
  ]
  return rows.sort((a, b) => a.frame - b.frame)
}

/** What is said where an outcome stands. */
export const outcomeWords = ({ outcome, bad }: RecordRow): string =>
  outcome === '' && bad ? text.flow.unanswered : outcome

/** The list to be saved. */
export function recordsTable(rows: readonly RecordRow[]): Table {
  const { frame, time, protocol, what, outcome, latency, answer } = text.flow.columns
  return {
    columns: [
      ...[frame, time, protocol, what, outcome],
      ...[text.table.inUnit(latency, 'ns'), answer],
    ],
    rows: rows.map((row) => [
      ...[row.frame, formatRelative(row.time), row.protocol, row.what, outcomeWords(row)],
      ...[row.latency < 0 ? '' : row.latency, row.answerFrame || ''],
    ]),
  }
}
