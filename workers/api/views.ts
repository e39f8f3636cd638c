/** What the screens Latency, Objects and Statistics ask of the library worker. */
import type { OpenTls } from './flows'
import type { Census } from '../model/census'
import type { LatencySummary } from '../model/latency'
import type {
  BodyAnswer,
  BodySide,
  CertificateRow,
  Credential,
  DnsName,
  HostRow,
  HttpObject,
  Listed,
  SecretAnswer,
  TlsServer,
  TransferredFile,
} from '../model/objects'
import type { TimeScope } from '../model/time-scope'

export type CensusAnswer =
  | { kind: 'census'; census: Census }
  /** The capture is not at hand. */
  | { kind: 'absent'; message: string }

/** Packets by length: Wireshark's ranges, from index columns. */
export interface LengthBucket {
  /** Octets on the wire; `to` inclusive, Infinity: no bound. */
  from: number
  to: number
  frames: number
  octets: number
  least: number
  most: number
}

/** Lists of a case that is not there any more are empty. Without a scope they are of its whole time. */
export interface ViewsApi {
  /** Pings among them, of those captures that were counted. */
  latencies(id: string, scope: TimeScope): Promise<LatencySummary[]>
  /** Reads the capture again; the last results are kept. `told`: frames read so far. */
  census(
    id: string,
    capture: number,
    told: (frames: number) => void,
    scope?: TimeScope,
  ): Promise<CensusAnswer>
  /** Of the frames that have an index. */
  lengths(id: string, capture: number, scope?: TimeScope): Promise<LengthBucket[]>
  httpObjects(id: string, scope?: TimeScope): Promise<Listed<HttpObject>>
  dnsNames(id: string, scope?: TimeScope): Promise<Listed<DnsName>>
  tlsObjects(
    id: string,
    scope?: TimeScope,
  ): Promise<{ servers: Listed<TlsServer>; certificates: Listed<CertificateRow> }>
  /** With what was counted so far. */
  hosts(id: string, scope?: TimeScope): Promise<Listed<HostRow>>
  credentials(id: string, scope?: TimeScope): Promise<Listed<Credential>>
  /** `open`: see `flowSaid`; for those whose TLS was opened. */
  body(id: string, object: HttpObject, side: BodySide, open?: OpenTls): Promise<BodyAnswer>
  secret(id: string, credential: Credential): Promise<SecretAnswer>
  transfers(id: string, scope?: TimeScope): Promise<Listed<TransferredFile>>
  transferred(id: string, file: TransferredFile): Promise<BodyAnswer>
}
