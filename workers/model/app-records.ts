/**
 * Records of application protocols. Addresses are text (RFC 5952), times are `Nanos` since the
 * first frame of the capture, frames are those that completed the message.
 */
import type { FrameNumber, Nanos, Port } from './units'

interface AppRecord {
  frame: FrameNumber
  time: Nanos
  /** `tcp.stream` or number of the UDP conversation, see `transport`. */
  stream: number
  transport: 'tcp' | 'udp'
  src: string
  srcPort: Port
  dst: string
  dstPort: Port
}

/** One question and what became of it. RFC 1035 §4.1. */
export interface DnsRecord extends AppRecord {
  protocol: 'dns' | 'mdns' | 'llmnr'
  id: number
  query: string
  /** `dns.qry.type`. */
  type: number
  /** −1: not answered in this capture. */
  rcode: number
  answerFrame: FrameNumber
  /** Question to answer; −1: not answered. */
  latency: Nanos
  /** Frames of the question when it was asked more than once, at most 8. */
  repeats: FrameNumber[]
  /** Answers as text (addresses, names), at most 16. */
  answers: string[]
}

/** One request and its response. RFC 9110. */
export interface HttpRecord extends AppRecord {
  version: string
  method: string
  host: string
  target: string
  userAgent: string
  /** 0: no response in this capture. */
  status: number
  contentType: string
  /** Octets of the bodies as sent, −1: not known. */
  requestOctets: number
  responseOctets: number
  responseFrame: FrameNumber
  /** Request complete to first octet of the response; −1: no response. */
  latency: Nanos
}

/** One TLS handshake. RFC 5246, RFC 8446. */
export interface TlsRecord extends AppRecord {
  transportedBy: 'tls' | 'quic' | 'dtls'
  /** Negotiated, e.g. `TLS 1.3`; empty when no ServerHello was seen. */
  version: string
  sni: string
  /** Offered and chosen application protocols. */
  alpn: string[]
  chosenAlpn: string
  cipher: string
  ja3: string
  ja3s: string
  ja4: string
  certificates: CertificateSummary[]
  /** ClientHello to ServerHello; −1: none. */
  latency: Nanos
  /** Alerts seen in clear, e.g. `fatal handshake_failure`. */
  alerts: string[]
  decrypted: boolean
}

export interface CertificateSummary {
  subject: string
  issuer: string
  names: string[]
  notBefore: string
  notAfter: string
  serial: string
  /** SHA-256 of the DER, hex. */
  sha256: string
}

/** Anything else in a line: a login, a mail, a file name, a banner. */
export interface SessionRecord extends AppRecord {
  protocol: string
  /** Short name of what happened, e.g. `banner`, `login`, `command`, `invite`. */
  what: string
  text: string
}

/** Kinds of records, and their types. */
export interface AppRecords {
  dns: DnsRecord
  http: HttpRecord
  tls: TlsRecord
  session: SessionRecord
}

/** What a capture's applications said; each list bounded, `totals` counts all. */
export interface Applications {
  dns: DnsRecord[]
  http: HttpRecord[]
  tls: TlsRecord[]
  session: SessionRecord[]
  totals: Record<keyof AppRecords, number>
}

/** Nothing said. */
export function noApplications(): Applications {
  return {
    dns: [],
    http: [],
    tls: [],
    session: [],
    totals: { dns: 0, http: 0, tls: 0, session: 0 },
  }
}
