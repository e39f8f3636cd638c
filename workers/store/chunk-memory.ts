/** Chunks of columns that were read last: who looks at a frame looks at its neighbours, and most filters at all. */
import { MAX_RESIDENT_ROWS } from '../limits/limits'
import type { FrameColumns } from '../model/frame-columns'

export class ChunkMemory {
  private readonly held = new Map<string, FrameColumns>()
  private rows = 0

  async get(
    id: string,
    capture: number,
    chunk: number,
    read: () => Promise<FrameColumns | null>,
  ): Promise<FrameColumns | null> {
    const key = `${id} ${String(capture)} ${String(chunk)}`
    const known = this.held.get(key)
    if (known !== undefined) {
      this.held.delete(key)
      this.held.set(key, known)
      return known
    }
    const columns = await read()
    if (columns !== null && !this.held.has(key)) this.hold(key, columns)
    return columns
  }

  forget(id: string): void {
    for (const key of this.held.keys()) if (key.startsWith(`${id} `)) this.drop(key)
  }

  forgetAll(): void {
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
