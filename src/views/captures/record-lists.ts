/** What the applications of a capture said, as tables of text. */
import { formatEndpoint } from '../../../workers/model/address'
import type {
  Applications,
  AppRecords,
  DnsRecord,
  HttpRecord,
  SessionRecord,
  TlsRecord,
} from '../../../workers/model/app-records'
import { dnsRcode, dnsType } from '../../../workers/model/dns-names'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatRelative, formatSpan } from '../../text/format'
import type { Table } from '../../ui/table-text'

/** Text to show, or the number of a frame to open; 0: none. */
export type Cell = string | number

export interface RecordList {
  kind: keyof AppRecords
  /** `148 DNS questions` */
  title: string
  columns: readonly string[]
  rows: Cell[][]
  /** Those beyond `rows`, with how many the export lists; empty: none. */
  more: string
}

/** Records of each kind that the page shows. */
const SHOWN = 50

const CELLS: { [Kind in keyof AppRecords]: (record: AppRecords[Kind]) => Cell[] } = {
  dns: dnsCells,
  http: httpCells,
  tls: tlsCells,
  session: sessionCells,
}

const KINDS = ['dns', 'http', 'tls', 'session'] as const

/** Totals of the kinds that there are none of: `0 HTTP requests · 0 TLS handshakes`. */
export function absentKinds({ totals }: Applications): string {
  const absent = KINDS.filter((kind) => totals[kind] === 0)
  return absent.map((kind) => text.applications.totals[kind](0)).join(' · ')
}

/** Of the kinds that there are any of. */
export function recordLists(applications: Applications): RecordList[] {
  const { dns, http, tls, session } = applications
  return [
    listOf('dns', dns, applications),
    listOf('http', http, applications),
    listOf('tls', tls, applications),
    listOf('session', session, applications),
  ].filter(({ kind }) => applications.totals[kind] > 0)
}

/** The rows that are shown, to be saved. */
export function recordTable({ columns, rows }: RecordList): Table {
  return { columns, rows: rows.map((cells) => cells.map((cell) => (cell === 0 ? '' : cell))) }
}

function listOf<Kind extends keyof AppRecords>(
  kind: Kind,
  records: readonly AppRecords[Kind][],
  { totals, listed }: Applications,
): RecordList {
  const rows = records.slice(0, SHOWN).map(CELLS[kind])
  const beyond = totals[kind] - rows.length
  return {
    kind,
    title: text.applications.totals[kind](totals[kind]),
    columns: text.applications.columns[kind],
    rows,
    more: beyond > 0 ? text.applications.more(beyond, listed[kind]) : '',
  }
}

function dnsCells(record: DnsRecord): Cell[] {
  const { protocol, query, type, rcode, answers, latency, answerFrame } = record
  const question = `${query || '.'} ${dnsType(type)}`
  return [
    ...beginning(record),
    shown(protocol === 'dns' ? question : `${question} (${protocol})`),
    shown(rcode > 0 ? dnsRcode(rcode) : rcode < 0 ? text.applications.unanswered : listed(answers)),
    spanOf(latency),
    rcode < 0 ? 0 : answerFrame,
  ]
}

const listed = (answers: readonly string[]) => answers.join(', ') || text.applications.noRecords

function httpCells(record: HttpRecord): Cell[] {
  const { method, host, target, status, contentType, latency, responseFrame } = record
  return [
    ...beginning(record),
    method === ''
      ? text.applications.requestNotCaptured
      : shown(`${method} ${targetUri(host, target)}`),
    status === 0 ? text.applications.noResponse : String(status),
    shown(contentType),
    spanOf(latency),
    status === 0 ? 0 : responseFrame,
  ]
}

/** An absolute target, and the authority of CONNECT, name the host themselves (RFC 9112 §3.2). */
const targetUri = (host: string, target: string) =>
  target.startsWith('/') || target === '*' ? `${host}${target}` : target || host

function tlsCells(record: TlsRecord): Cell[] {
  const { transportedBy, version, sni, alpn, chosenAlpn, ja4, alerts, decrypted, latency } = record
  const { applications } = text
  const named = version || '–'
  const by = transportedBy === 'quic' ? `${named}, QUIC` : named
  const offered = alpn.length > 0 ? applications.offered(alpn.join(', ')) : '–'
  return [
    ...beginning(record),
    shown(sni),
    shown(decrypted ? applications.decrypted(by) : by),
    shown(chosenAlpn || offered),
    shown(ja4),
    shown(alerts.join(', ')),
    spanOf(latency),
  ]
}

function sessionCells(record: SessionRecord): Cell[] {
  return [...beginning(record), ...[record.protocol, record.what, record.text].map(shown)]
}

/** Frame, time, and who speaks to whom: the first columns of every kind. */
function beginning(record: AppRecords[keyof AppRecords]): Cell[] {
  const { frame, time, src, srcPort, dst, dstPort } = record
  const between = `${formatEndpoint(src, srcPort)} → ${formatEndpoint(dst, dstPort)}`
  return [frame, formatRelative(time), shown(between)]
}

const spanOf = (latency: number) => (latency < 0 ? '–' : formatSpan(latency))

const shown = (value: string) => visibleText(value) || '–'
