/** What `tls-failure` found out about handshakes with one server, or with servers that fail alike. */
import type { CertificateSummary, TlsSide } from '../../model/app-records'
import type { FrameNumber, Nanos, Port } from '../../model/units'

/**
 * How a handshake fails. `alert`: a side says why. `sealed`: an encrypted record where and as long as
 * an alert is. `text`: the server does not speak TLS. `plain`: the client does not. `cut`: the server
 * closes. `silent`: it never answers. `left`: the client closes, perhaps because it wanted no more.
 */
export type TlsFailureKind = 'alert' | 'sealed' | 'text' | 'plain' | 'cut' | 'silent' | 'left'

export interface TlsReason {
  kind: TlsFailureKind
  by: TlsSide
  /** Name or number of the alert; empty: it is none that can be read. */
  alert: string
}

export interface FailedHandshake extends TlsReason {
  capture: number
  transportedBy: 'tls' | 'quic' | 'dtls' | 'none'
  client: string
  clientPort: Port
  server: string
  port: Port
  sni: string
  offered: readonly string[]
  /** Negotiated; empty: no ServerHello. */
  version: string
  helloFrame: FrameNumber
  helloTime: Nanos
  serverHelloFrame: FrameNumber
  serverHelloTime: Nanos
  certificateFrame: FrameNumber
  /** What shows the failure: the alert, or the segment that closes. */
  frame: FrameNumber
  time: Nanos
  /** How the connection ended; frame 0: not in the capture. */
  endFrame: FrameNumber
  endTime: Nanos
  endHow: 'fin' | 'reset' | ''
  endBy: TlsSide
  /** The RST has a TTL that no other segment of its side has. */
  foreignReset: boolean
  certificates: readonly CertificateSummary[]
  clientAsked: boolean
  clientSent: number
  clientCertificate: CertificateSummary | null
  /** What the server said in plain text, or the client's request. */
  text: string
  /** UTC, ms since 1970, by the clock of the capture; −1: not known. */
  atMs: number
}

export type Validity = 'valid' | 'expired' | 'future' | 'unknown'

/** A certificate, held against the moment and the name for which it was shown. */
export interface JudgedCertificate {
  certificate: CertificateSummary
  validity: Validity
  /** How long it had expired, or how long it takes until it is valid; 0: neither. */
  outside: Nanos
  atMs: number
  /** Does it cover the name asked for? `common-name`: by the subject alone, which is not looked at any more. */
  covers: 'yes' | 'no' | 'common-name' | 'unknown'
  selfSigned: boolean
  /** Certificates that were shown in all. */
  chain: number
  /** Subject of another one in the chain that is not valid at this time; empty: none. */
  invalidIssuer: string
  /** The software that makes such a certificate up when it is given none; empty: none known. */
  madeUpBy: string
}

export interface TlsServer {
  address: string
  port: Port
  failed: number
  completed: number
}

export interface TlsFailureFacts {
  /** Most failures first. */
  servers: readonly TlsServer[]
  /** Names asked for; none: no client named one. */
  names: readonly string[]
  /** In order of capture and time. */
  failures: readonly FailedHandshake[]
  /** Most frequent first; clients that leave without a word last. */
  reasons: readonly (TlsReason & { count: number })[]
  main: TlsReason
  /** A failure for the main reason, with the most to show. */
  example: FailedHandshake
  completed: number
  /** By the first and last failure, in the capture of the first. */
  before: number
  between: number
  after: number
  /** Handshakes of which the capture does not hold enough. */
  undecided: number
  clients: readonly string[]
  /** Of these servers: clients that completed handshakes, versions and ciphers that were chosen. */
  servedClients: readonly string[]
  versions: readonly string[]
  ciphers: readonly string[]
  /** Handshakes over time: how long each took until it was complete, or failed. */
  times: readonly { time: Nanos; took: Nanos; frame: FrameNumber; failed: boolean }[]
  /** What the server shows, and the client; null: not to be read. */
  certificate: JudgedCertificate | null
  clientCertificate: JudgedCertificate | null
  /** Names or ports show a Kubernetes cluster. */
  cluster: boolean
  place: string
  capture: number
  first: Nanos
  last: Nanos
}

/** A certificate that clients accepted although it was not valid. */
export interface AcceptedCertificate {
  judged: JudgedCertificate
  servers: readonly string[]
  clients: readonly string[]
  handshakes: number
  capture: number
  place: string
  helloFrame: FrameNumber
  frame: FrameNumber
  first: Nanos
  last: Nanos
}
