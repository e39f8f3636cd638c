/**
 * What the records of a case tell of frames: messages that were put together from several segments,
 * and which answer belongs to which question.
 */
import type { Applications, DnsRecord, HttpRecord, TlsRecord } from '../../model/app-records'
import type { Tell } from './found'

interface OfFrame {
  dns: DnsRecord[]
  http: HttpRecord[]
  tls: TlsRecord[]
}

export class RecordFields {
  private readonly frames = new Map<number, OfFrame>()

  constructor({ dns, http, tls }: Pick<Applications, 'dns' | 'http' | 'tls'>) {
    for (const record of dns) {
      for (const frame of new Set([record.frame, ...record.repeats, record.answerFrame])) {
        this.at(frame).dns.push(record)
      }
    }
    for (const record of http) {
      for (const frame of new Set([record.frame, record.responseFrame])) {
        this.at(frame).http.push(record)
      }
    }
    for (const record of tls) this.at(record.frame).tls.push(record)
  }

  /** `known`: the protocol that the frame itself tells of. Returns the one that a record tells of. */
  tell(frame: number, known: string, tell: Tell): string {
    const records = this.frames.get(frame)
    if (records === undefined) return known
    for (const record of records.dns) tellDns(record, frame, known, tell)
    for (const record of records.http) tellHttp(record, frame, known, tell)
    if (known === '') for (const record of records.tls) tellTls(record, tell)
    if (known !== '') return known
    const [dns] = records.dns
    return dns?.protocol ?? (records.http.length > 0 ? 'http' : 'tls')
  }

  private at(frame: number): OfFrame {
    const found = this.frames.get(frame) ?? { dns: [], http: [], tls: [] }
    this.frames.set(frame, found)
    return found
  }
}

function tellDns(record: DnsRecord, frame: number, known: string, tell: Tell): void {
  const answers = frame === record.answerFrame && frame !== 0
  if (answers && record.asked > 0) {
    tell('dns.response_to', record.frame)
    if (record.latency >= 0) tell('dns.time', record.latency)
  } else if (!answers && record.answerFrame > 0) tell('dns.response_in', record.answerFrame)
  if (known !== '') return
  tell('dns.id', record.id)
  tell('dns.flags.response', answers ? 1 : 0)
  tell('dns.qry.name', record.query)
  tell('dns.qry.type', record.type)
  if (answers && record.rcode >= 0) tell('dns.flags.rcode', record.rcode)
}

function tellHttp(record: HttpRecord, frame: number, known: string, tell: Tell): void {
  const answers = frame === record.responseFrame && frame !== record.frame
  if (answers && record.latency >= 0) tell('http.time', record.latency)
  if (known !== '') return
  if (answers) {
    tell('http.response', 1)
    tell('http.response.code', record.status)
    if (record.contentType !== '') tell('http.content_type', record.contentType)
    return
  }
  tell('http.request', 1)
  tell('http.request.method', record.method)
  tell('http.request.uri', record.target)
  tell('http.request.version', record.version)
  if (record.host !== '') tell('http.host', record.host)
  if (record.userAgent !== '') tell('http.user_agent', record.userAgent)
}

function tellTls({ sni, alpn, ja3, ja4 }: TlsRecord, tell: Tell): void {
  tell('tls.handshake', 1)
  tell('tls.handshake.type', 1)
  if (sni !== '') tell('tls.handshake.extensions_server_name', sni)
  if (ja3 !== '') tell('tls.handshake.ja3', ja3)
  if (ja4 !== '') tell('tls.handshake.ja4', ja4)
  for (const protocol of alpn) tell('tls.handshake.extensions_alpn_str', protocol)
}
