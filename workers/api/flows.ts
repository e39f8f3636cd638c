/** What the page may ask of the library worker about connections. */
import type { Applications } from '../model/app-records'
import type {
  FlowRef,
  FlowRow,
  FlowSide,
  FlowTrace,
  SaidPage,
  WholeSpeech,
} from '../model/flow-trace'
import type { TimeScope } from '../model/time-scope'
import type { TlsSecret } from '../model/tls-secret'

/** What was asked for, or in a sentence why it cannot be had. */
export type FlowAnswer<T> = { kind: 'flow'; value: T } | { kind: 'absent'; message: string }

export interface SavedSpeech {
  octets: Uint8Array<ArrayBuffer>
  /** Octets that are missing within. */
  missing: number
  /** There is more than may be saved. */
  cut: boolean
}

/** `overview`: quickly, of a sample when the connection is long. `full`: as far as bounds allow. */
export type TraceDetail = 'overview' | 'full'

/** Opens what both sides said in TLS, in a worker that has the ciphers. */
export type OpenTls = (said: WholeSpeech, secrets: readonly TlsSecret[]) => Promise<WholeSpeech>

export interface FlowsApi {
  /** The listed connections of a case, in the order of the document. */
  flowRows(id: string): Promise<FlowRow[]>
  /** Numbers of those that have packets in a part of its time, per capture; null: nobody can tell. */
  flowsWithin(id: string, scope: TimeScope): Promise<Uint32Array[] | null>
  flowTrace(id: string, flow: FlowRef, detail: TraceDetail): Promise<FlowAnswer<FlowTrace>>
  /**
   * What was said behind the first `from` octets; `from` as the page before said. `open`: what was
   * said inside of TLS, whose secrets were dropped or stand in the capture.
   */
  flowSaid(id: string, flow: FlowRef, from: number, open?: OpenTls): Promise<FlowAnswer<SaidPage>>
  /** All that was said; of one side when it is given. */
  flowSpeech(
    id: string,
    flow: FlowRef,
    side: FlowSide | null,
    open?: OpenTls,
  ): Promise<FlowAnswer<SavedSpeech>>
  /** Records of applications in the connection, as far as they are listed. */
  flowRecords(id: string, flow: FlowRef): Promise<FlowAnswer<Applications>>
}
