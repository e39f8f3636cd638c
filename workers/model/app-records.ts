/**
 * Records of application protocols. Addresses are text (RFC 5952), times are `Nanos` since the
 * first frame of the capture, frames are those that completed the message.
 */
import type { Tunnel } from './tunnel'
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

/** A question at one tap, and its answer there. */
export interface DnsSight {
  /** Index of the tap within its capture. */
  tap: number
  /** The tunnel it came in, as of the first frame; null: none. */
  tunnel: Tunnel | null
  /** Where it was asked first. */
  frame: FrameNumber
  time: Nanos
  /** How often it was asked until it was answered; 0: only the answer was captured. */
  asked: number
  /** When it was asked last before its answer. */
  lastAsked: Nanos
  /** Frames of the question when it was asked more than once, at most 8, and their times. */
  repeats: FrameNumber[]
  repeatTimes: Nanos[]
  /** −1: not answered in this capture. */
  rcode: number
  answerFrame: FrameNumber
  /** First question to answer; −1: not answered, or not asked. */
  latency: Nanos
}

/** One question and what became of it, at the tap that saw it first. RFC 1035 §4.1. */
export interface DnsRecord extends AppRecord, DnsSight {
  protocol: 'dns' | 'mdns' | 'llmnr'
  id: number
  query: string
  /** `dns.qry.type`. */
  type: number
  /** `dns.flags.recdesired` of the question: somebody asks a resolver, not one server another. */
  recursionDesired: boolean
  /** `dns.flags.authoritative` and `dns.flags.truncated` of the answer. */
  authoritative: boolean
  truncated: boolean
  /** Answers as text (addresses, names), at most 16. */
  answers: string[]
  /** The same question at other taps, at most 8. */
  elsewhere: DnsSight[]
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
  /** Who signs the response: `Server` and `Via`; empty: nobody. */
  server: string
  via: string
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
  course: TlsCourse
}

export type TlsSide = 'client' | 'server'

/** Where a side said something. */
export interface TlsMoment {
  from: TlsSide
  frame: FrameNumber
  time: Nanos
}

/** How a handshake went, as far as the capture shows it. */
export interface TlsCourse {
  /** The client's random, hex: the same wherever the handshake is seen; empty: no ClientHello was. */
  random: string
  /** Versions that the client offers, in its order. */
  offered: string[]
  /** Of the ServerHello that is no HelloRetryRequest; frame 0, time −1: not seen. */
  serverHelloFrame: FrameNumber
  serverHelloTime: Nanos
  /** Of the server's certificates; 0: not seen, or encrypted. */
  certificateFrame: FrameNumber
  /** The server asks the client for a certificate, and how many came; −1: none were seen. */
  clientAsked: boolean
  clientSent: number
  /** The client's own certificate, where it can be read. */
  clientCertificate: CertificateSummary | null
  /** Alerts up to the end of the handshake, in clear or decrypted; QUIC's CRYPTO_ERRORs as well. */
  alerts: (TlsMoment & { name: string })[]
  /** The first encrypted record that, by its place and length, is an alert; null: none. */
  sealed: TlsMoment | null
  /** Both sides have finished, and neither refused. */
  completed: boolean
  /** First line of what a server answered that does not speak TLS; empty: it does. */
  text: string
  /** Who closed the connection first, and how; null: this is not in the capture. */
  end: { by: TlsSide; how: 'fin' | 'reset'; frame: FrameNumber; time: Nanos } | null
  /** No octets of the handshake are missing in the capture. */
  whole: boolean
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

/**
 * What a capture's applications said. Each list is bounded: `totals` counts all, `listed` those that
 * the document has. The page is given only the first of them.
 */
export interface Applications {
  dns: DnsRecord[]
  http: HttpRecord[]
  tls: TlsRecord[]
  session: SessionRecord[]
  totals: Record<keyof AppRecords, number>
  listed: Record<keyof AppRecords, number>
}

/** Nothing said. */
export function noApplications(): Applications {
  return {
    dns: [],
    http: [],
    tls: [],
    session: [],
    totals: { dns: 0, http: 0, tls: 0, session: 0 },
    listed: { dns: 0, http: 0, tls: 0, session: 0 },
  }
}

/** The same with no more than `most` records of each kind. */
export function firstRecords(applications: Applications, most: number): Applications {
  const { dns, http, tls, session } = applications
  return {
    ...applications,
    dns: dns.slice(0, most),
    http: http.slice(0, most),
    tls: tls.slice(0, most),
    session: session.slice(0, most),
  }
}

type HttpOutcome = Pick<
  HttpRecord,
  | 'status'
  | 'contentType'
  | 'server'
  | 'via'
  | 'requestOctets'
  | 'responseOctets'
  | 'responseFrame'
  | 'latency'
>

/** What became of a request, as it is written and listed. */
export function httpOutcome(record: HttpRecord): HttpOutcome {
  const { status, contentType, server, via } = record
  const { requestOctets, responseOctets, responseFrame, latency } = record
  return {
    ...{ status, contentType, server, via },
    ...{ requestOctets, responseOctets, responseFrame, latency },
  }
}
