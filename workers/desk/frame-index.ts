/**
 * The index of a case that is being read: chunks of its columns. The newest are held in memory; what
 * goes beyond is put into the database, and where nothing may be put, memory holds as much as it may
 * and the rest of the case has no index. Without gaps: of each capture the first frames have one.
 */
import type { IndexBounds } from '../api/library'
import { CHUNK_ROWS, type FrameChunks, type FrameColumns } from '../model/frame-columns'
import type { Written } from '../store/case-store'

/** null: there is no database. */
export type PutChunk = (
  capture: number,
  chunk: number,
  columns: FrameColumns,
) => Promise<Written | null>

interface Held {
  capture: number
  chunk: number
  columns: FrameColumns
}

export class FrameIndex {
  private readonly bounds: Required<IndexBounds>
  private readonly putChunk: PutChunk
  /** In the order they came. */
  private readonly held = new Map<string, Held>()
  private heldRows = 0
  /** Per capture that has any: its first row without index. */
  private readonly gaps = new Map<number, number>()
  private refused = false
  private closed = false
  private last: Promise<void> = Promise.resolve()
  /** Frames without index, of those that came. */
  lost = 0

  constructor(bounds: Required<IndexBounds>, putChunk: PutChunk) {
    this.bounds = bounds
    this.putChunk = putChunk
  }

  /** Chunks of a capture come in order. Settles when there is room for another one. */
  put(capture: number, chunk: number, columns: FrameColumns): Promise<void> {
    return this.next(() => this.take({ capture, chunk, columns }))
  }

  /** What is held of a capture, put where `columns` has gaps. Those left are in the database. */
  complete(capture: number, columns: FrameChunks): FrameChunks {
    const length = Math.min(columns.length, this.gaps.get(capture) ?? columns.length)
    const chunks = columns.chunks.slice(0, Math.ceil(length / CHUNK_ROWS))
    return {
      length,
      chunks: chunks.map(
        (own, chunk) => own ?? this.held.get(keyOf({ capture, chunk }))?.columns ?? null,
      ),
    }
  }

  /** Takes nothing any more; settles when nothing is being put into the database. */
  close(): Promise<void> {
    this.closed = true
    this.held.clear()
    return this.next(() => Promise.resolve())
  }

  /** One after the other: the database is slower than who reads. */
  private next(step: () => Promise<void>): Promise<void> {
    const done = this.last.then(step)
    this.last = done.catch(() => undefined)
    return done
  }

  private async take(held: Held): Promise<void> {
    const { capture, chunk, columns } = held
    if (this.closed) return
    if (this.gaps.has(capture)) {
      this.lost += columns.length
      return
    }
    this.hold(held)
    while (this.heldRows > this.bounds.residentRows && (await this.putOldest()));
    if (this.heldRows <= this.bounds.memoryRows) return
    this.drop(held)
    this.gaps.set(capture, chunk * CHUNK_ROWS)
    this.lost += columns.length
  }

  /** False: it stays. */
  private async putOldest(): Promise<boolean> {
    const [oldest] = this.held.values()
    if (this.refused || this.closed || oldest === undefined) return false
    const outcome = await this.putChunk(oldest.capture, oldest.chunk, oldest.columns)
    this.refused = outcome?.kind !== 'written'
    if (!this.refused) this.drop(oldest)
    return !this.refused
  }

  private hold(held: Held): void {
    this.held.set(keyOf(held), held)
    this.heldRows += held.columns.length
  }

  private drop(held: Held): void {
    if (this.held.delete(keyOf(held))) this.heldRows -= held.columns.length
  }
}

const keyOf = ({ capture, chunk }: Pick<Held, 'capture' | 'chunk'>) =>
  `${String(capture)} ${String(chunk)}`
