/** What the screens Latency, Objects and Statistics ask of the library worker. */
import type { Census } from '../model/census'
import type { LatencyScope, LatencySummary } from '../model/latency'
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
} from '../model/objects'

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

/** Lists of a case that is not there any more are empty. */
export interface ViewsApi {
  /** Pings among them, of those captures that were counted. */
  latencies(id: string, scope: LatencyScope): Promise<LatencySummary[]>
  /** Reads the capture again; the last results are kept. `told`: frames read so far. */
  census(id: string, capture: number, told: (frames: number) => void): Promise<CensusAnswer>
  /** Of the frames that have an index. */
  lengths(id: string, capture: number): Promise<LengthBucket[]>
  httpObjects(id: string): Promise<Listed<HttpObject>>
  dnsNames(id: string): Promise<Listed<DnsName>>
  tlsObjects(
    id: string,
  ): Promise<{ servers: Listed<TlsServer>; certificates: Listed<CertificateRow> }>
  /** With what was counted so far. */
  hosts(id: string): Promise<Listed<HostRow>>
  credentials(id: string): Promise<Listed<Credential>>
  body(id: string, object: HttpObject, side: BodySide): Promise<BodyAnswer>
  secret(id: string, credential: Credential): Promise<SecretAnswer>
}
