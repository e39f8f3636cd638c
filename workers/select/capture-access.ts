/** What selecting frames needs of a capture and of whoever asks. */
import type { Applications } from '../model/app-records'
import type { CaptureFacts } from '../model/capture'
import type { ColumnName, FrameColumns } from '../model/frame-columns'

export interface Reader {
  /** Octets [at, at + length) of the capture, fewer where it ends; valid until the next call. */
  read(at: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

export interface CaptureAccess {
  readonly facts: CaptureFacts
  /** Frames with an index. */
  readonly rows: number
  /** null: it is gone. `wanted`: columns that will be looked at; the others may be empty. */
  chunk(chunk: number, wanted?: readonly ColumnName[]): Promise<FrameColumns | null>
  /** null: the octets are not at hand. */
  open(): Promise<Reader | null>
  applications(): Promise<Pick<Applications, 'dns' | 'http' | 'tls'>>
}

/** Lets others work in between. */
export interface Pace {
  /** The question is of no interest any more. */
  readonly cancelled: boolean
  /** To be called every few milliseconds; `asked` of `total` frames, `found` so far. */
  rest(asked: number, total: number, found: number): Promise<void>
}

/** Frames between two rests: read by the fast dissector, and asked with all their fields. */
export const FAST_STEP = 16_384
export const DEEP_STEP = 512

/** Somebody else is waited for no more. */
export class Cancelled extends Error {}

/** The capture is not what it was: moved, changed, or gone. */
export class Unreadable extends Error {}

/** @throws Cancelled */
export async function rest(pace: Pace, asked: number, total: number, found: number): Promise<void> {
  await pace.rest(asked, total, found)
  if (pace.cancelled) throw new Cancelled()
}
