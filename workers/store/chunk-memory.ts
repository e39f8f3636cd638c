/** Chunks of columns that were read last: who looks at a frame looks at its neighbours, and most filters at all. */
import { MAX_RESIDENT_ROWS } from '../limits/limits'
import type { FrameColumns } from '../model/frame-columns'

export class ChunkMemory {
  private readonly held = new Map<string, FrameColumns>()
  /** On their way: whoever asks for one meanwhile waits for the same. */
  private readonly coming = new Map<string, Promise<FrameColumns | null>>()
  private rows = 0

  async get(
    id: string,
    capture: number,
    chunk: number,
    read: () => Promise<FrameColumns | null>,
  ): Promise<FrameColumns | null> {
    const key = keyOf(id, capture, chunk)
    const known = this.held.get(key)
    if (known !== undefined) {
      this.held.delete(key)
      this.held.set(key, known)
      return known
    }
    const coming = this.coming.get(key)
    if (coming !== undefined) return coming
    const reading = read()
    this.coming.set(key, reading)
    // Of what was forgotten on its way nothing is held.
    const wanted = () => this.coming.get(key) === reading
    try {
      const columns = await reading
      if (columns !== null && wanted()) this.hold(key, columns)
      return columns
    } finally {
      if (wanted()) this.coming.delete(key)
    }
  }

  /** One that is held or on its way; null: it is neither, or is not there. */
  async known(id: string, capture: number, chunk: number): Promise<FrameColumns | null> {
    const key = keyOf(id, capture, chunk)
    return this.held.get(key) ?? this.coming.get(key) ?? null
  }

  forget(id: string): void {
    this.coming.clear()
    for (const key of this.held.keys()) if (key.startsWith(`${id} `)) this.drop(key)
  }

  forgetAll(): void {
    this.coming.clear()
    this.held.clear()
    this.rows = 0
  }

  private hold(key: string, columns: FrameColumns): void {
    this.held.set(key, columns)
    this.rows += columns.length
    for (const oldest of this.held.keys()) {
      if (this.rows <= MAX_RESIDENT_ROWS || oldest === key) break
      this.drop(oldest)
    }
  }

  private drop(key: string): void {
    this.rows -= this.held.get(key)?.length ?? 0
    this.held.delete(key)
  }
}

const keyOf = (id: string, capture: number, chunk: number) =>
  `${id} ${String(capture)} ${String(chunk)}`
