/** What the analysis and the threads that read segments for it say to each other. */
import type { Rest, Segment } from '../capture/segment'
import type { CaptureState } from '../capture/reader'
import type { Buffers } from './buffer-returns'

/** Octets of a segment: what the buffers of one thread hold, so that none waits for its turn. */
export const SEGMENT_OCTETS = 16 * 1024 * 1024

/** Pairs of buffers of each thread; what it reads ahead is never more. */
export const SEGMENT_BUFFERS = 24

/** One thing that a thread is to read, after all those it was given before. */
export type Stretch = { segment: Segment } | { rest: Rest }

export interface StretchOrder {
  job: number
  file: Blob
  stretch: Stretch
}

export type ToSegments = StretchOrder | { cancel: number } | { free: Buffers[] }

export interface StretchBatch {
  kind: 'batch'
  count: number
  buffers: Buffers
  /** Of a segment: offset at which the next record begins, and at which the last one did. */
  position: number
  lastAt: number
  /** Of a rest: what is known of the file now; null: of a segment. */
  state: CaptureState | null
}

export type StretchNews =
  /** Of a segment: offset at which its first record begins; −1: none was found. */
  | { kind: 'begin'; at: number }
  | StretchBatch
  /** `state`: of a rest, all that is known of the file; null: of a segment, or the file is gone. */
  | { kind: 'end'; state: CaptureState | null }
  | { kind: 'broken'; message: string }

export interface FromSegments {
  job: number
  news: StretchNews
}
