/**
 * What was carried: transactions, names, certificates, hosts, logins. Summed up from the records that
 * a case lists. Text is that of the wire; times are `Nanos` since the first frame of their capture.
 */
import type { CertificateSummary } from './app-records'
import type { FrameNumber, Nanos, OctetCount, Port } from './units'

/** Rows, and how much of what there was they are made of. */
export interface Listed<Row> {
  rows: Row[]
  /** Records that were looked at, and all there were. */
  listed: number
  total: number
}

export interface FramePlace {
  capture: number
  frame: FrameNumber
}

export interface HttpObject extends FramePlace {
  time: Nanos
  src: string
  srcPort: Port
  dst: string
  dstPort: Port
  /** `HTTP/1.1`, `HTTP/2` */
  version: string
  method: string
  /** Without a scheme: host and path. */
  url: string
  /** 0: no response in this capture. */
  status: number
  contentType: string
  /** −1: not known. */
  requestOctets: OctetCount
  responseOctets: OctetCount
  responseFrame: FrameNumber
  latency: Nanos
  /** Its octets stand in the capture as they are: HTTP/1, not inside of TLS. */
  plain: boolean
  /**
   * How its bodies can be read: `clear`, `opened` where TLS around it was decrypted; `none`: TLS that was
   * not, or HTTP/3.
   */
  reading: 'clear' | 'opened' | 'none'
}

/** What a data connection of FTP carried (RFC 959 §3.2): a file, or the list of a folder. */
export interface TransferredFile extends FramePlace {
  time: Nanos
  /** As it was asked for, e.g. `RETR plans.txt`; empty: the capture does not show that. */
  command: string
  /** Who sent it, and to whom. */
  src: string
  srcPort: Port
  dst: string
  dstPort: Port
  /** −1: not known, for its connection is not among those listed, or repeated some. */
  octets: OctetCount
  /** The capture shows how its connection began and ended. */
  whole: boolean
}

/** Which body of a transaction. */
export type BodySide = 'request' | 'response'

/** A body as a file. */
export interface CarvedBody {
  octets: Uint8Array<ArrayBuffer>
  /** A safe name: letters, digits, `.`, `-`, `_`, and the ending of what the octets are. */
  name: string
  /** What its first octets say it is, e.g. `PNG image`; empty: nothing known. */
  looksLike: string
  contentType: string
  sha256: string
  md5: string
  /** Codings that were undone, in the order of undoing: `chunked, gzip`; and one that was not. */
  decoded: string[]
  undecoded: string
  /** Octets that the capture does not hold and that stand as zeros. */
  missing: OctetCount
  /** The body goes on behind what the capture holds, or what may be kept. */
  cut: boolean
}

/** `again`: it can be had once the capture is at hand. */
export interface NotCarved {
  kind: 'absent'
  message: string
  again: boolean
}

export type BodyAnswer = { kind: 'body'; body: CarvedBody } | NotCarved
export type SecretAnswer = { kind: 'secret'; secret: string } | NotCarved

export interface DnsName {
  name: string
  /** `dns.qry.type` */
  type: number
  /** Distinct ones, bounded. */
  answers: string[]
  clients: number
  asked: number
  /** Response codes above 0, and questions without answer. */
  failed: number
  unanswered: number
  /** −1: no answer. */
  median: Nanos
  max: Nanos
  first: FramePlace
}

export interface TlsServer {
  sni: string
  address: string
  port: Port
  /** `tls`, `quic`, `dtls` */
  by: string
  handshakes: number
  /** Handshakes in which the server never answered, and those with an alert. */
  unanswered: number
  alerts: string[]
  clients: number
  versions: string[]
  alpn: string[]
  ciphers: string[]
  ja3s: string[]
  ja4: string[]
  first: FramePlace
}

export interface CertificateRow extends CertificateSummary {
  /** Handshakes that showed it, and `address:port` of the servers. */
  shown: number
  servers: string[]
  first: FramePlace
}

export interface HostName {
  name: string
  /** `sidecar`: text beside the captures. */
  from: 'dns' | 'sni' | 'http' | 'dhcp' | 'capture' | 'sidecar'
}

export interface HostMac {
  mac: string
  /** Addresses that packets from this MAC had: a router sends for many. */
  addresses: number
}

export interface HostService {
  transport: 'tcp' | 'udp'
  port: Port
  /** What was spoken there, e.g. `http`; empty: not recognised. */
  protocol: string
}

export interface HostRow {
  address: string
  names: HostName[]
  /** Only where the capture was read again. */
  macs: HostMac[]
  services: HostService[]
  /** −1: the capture was not read again. */
  sentFrames: number
  sentOctets: OctetCount
  receivedFrames: number
  receivedOctets: OctetCount
}

/** A login in clear. The secret is not kept anywhere but in the capture. */
export interface Credential extends FramePlace {
  time: Nanos
  protocol: string
  src: string
  srcPort: Port
  dst: string
  dstPort: Port
  /** As the record says it, masked. */
  text: string
  /** Something stands behind a mask. */
  masked: boolean
}
