/** What opening a capture gives: a reader that turns the file into batches of records. */
import type {
  CaptureComment,
  CaptureHeader,
  CaptureInterface,
  FileDetail,
  Weird,
} from '../model/capture'
import type { RecordBatch } from '../model/record-batch'
import type { CaptureSecrets } from './capture-notes'

/** Longer originals are told as this: Wireshark holds the length of a frame in 31 bits. */
export const MAX_ORIGINAL_OCTETS = 0x7fff_ffff

export interface CaptureReader {
  /** Complete once `next` has said false: later sections may add link types and byte orders. */
  readonly header: CaptureHeader
  /** Grows while a pcapng file is read. */
  readonly interfaces: CaptureInterface[]
  readonly comments: CaptureComment[]
  readonly names: { address: string; name: string }[]
  readonly weirds: Weird[]
  /** Blocks that hold neither frames nor interfaces, by kind. */
  readonly blocks: { name: string; count: number }[]
  /** What the file says of its making. */
  readonly details: FileDetail[]
  /** Keys for decryption; grows while the file is read. */
  readonly secrets: CaptureSecrets[]
  readonly capped: { what: string; count: number }[]
  /** Time of the first frame that has one, in ns since 1970; null before it was read. */
  readonly epochNs: bigint | null
  /** Time of the last frame read that has one, exact over any span; null before the first. */
  readonly lastNs: bigint | null
  /** Octets of the file as dropped that were consumed (compressed ones for gzip). */
  readonly octetsRead: number
  /** What is wrong with the file; empty when nothing is. Complete once `next` has said false. */
  readonly message: string
  /**
   * Fills the batch with the records that come next, at least one. What an earlier call gave is
   * lost. False: there are no more, and the batch is empty.
   */
  next(batch: RecordBatch): Promise<boolean>
  close(): Promise<void>
}

export type OpenOutcome =
  | { kind: 'capture'; reader: CaptureReader }
  /** `message`: one sentence that names what the file is instead. */
  | { kind: 'not-a-capture'; message: string }
