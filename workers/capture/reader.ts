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
import type { OctetWindow } from './octet-window'

/** Longer originals are told as this: Wireshark holds the length of a frame in 31 bits. */
export const MAX_ORIGINAL_OCTETS = 0x7fff_ffff

/** What a reader knows of its file, as plain data. */
export interface CaptureState {
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
}

export interface CaptureReader extends CaptureState {
  /**
   * Fills the batch with the records that come next, at least one. What an earlier call gave is
   * lost. False: there are no more, and the batch is empty.
   */
  next(batch: RecordBatch): Promise<boolean>
  /**
   * Goes on with another window of `WINDOW_OCTETS` and gives the one away in which the rows of the
   * last batch lie.
   */
  exchange(window: ArrayBuffer): ArrayBuffer
  close(): Promise<void>
}

/** A reader that can go on anywhere in its file, once it has read the first frame. */
export interface SegmentableReader extends CaptureReader {
  /** Offset in the file at which the next record begins. */
  readonly position: number
  /** Octets of an ordinary record before its frame. */
  readonly ordinaryHeadOctets: number
  /** Goes on where `window` stands, as if `frames` frames had been read; closes what it read before. */
  jump(window: OctetWindow, frames: number): Promise<void>
  /**
   * As `next`, but only records that tell nothing except one frame each, so that it does not matter
   * what was read before. False: what comes next is something else, or the end.
   */
  nextOrdinary(batch: RecordBatch): Promise<boolean>
  /** As `findRecordStart`, with what is known of the file. */
  findStart(octets: Uint8Array, from: number, whole: boolean): number
}

/** A copy of what the reader knows now. */
export function stateOf(reader: CaptureState): CaptureState {
  return {
    header: reader.header,
    interfaces: reader.interfaces,
    comments: reader.comments,
    names: reader.names,
    weirds: reader.weirds,
    blocks: reader.blocks,
    details: reader.details,
    secrets: reader.secrets,
    capped: reader.capped,
    epochNs: reader.epochNs,
    lastNs: reader.lastNs,
    octetsRead: reader.octetsRead,
    message: reader.message,
  }
}

export type OpenOutcome =
  | { kind: 'capture'; reader: CaptureReader }
  /** Text that was asked for; `cut`: there is more of it than may be read. */
  | { kind: 'text'; octets: Uint8Array<ArrayBuffer>; cut: boolean }
  /** `message`: one sentence that names what the file is instead. `text`: it is mere text. */
  | { kind: 'not-a-capture'; message: string; text: boolean }
