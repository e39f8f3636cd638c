/**
 * Where chunks of columns go while a case is read, so that memory holds no more of a large one than
 * of a small one. The library keeps them; findings do not depend on whether it can.
 */
import type { ShelfApi } from '../api/shelf'

/** Chunks on their way before reading waits. */
export const PUTS_AHEAD = 16

/** Silence of the library, in ms, after which nothing more is given to it. */
const PATIENCE_MS = 60_000

export interface ColumnShelf extends Pick<ShelfApi, 'put'> {
  /** Frames without index, as far as is known. */
  readonly unindexed: number
  /** Once everything has arrived. */
  settled(): Promise<void>
}

export class RemoteShelf implements ColumnShelf {
  unindexed = 0
  private readonly library: ShelfApi
  private readonly onTheirWay: Promise<void>[] = []
  private silent = false

  constructor(library: ShelfApi) {
    this.library = library
  }

  put: ShelfApi['put'] = async (capture, chunk, columns) => {
    const { length } = columns
    if (this.silent) this.unindexed += length
    else {
      const taken = this.library.put(capture, chunk, columns)
      this.onTheirWay.push(this.arrival(taken, length))
      if (this.onTheirWay.length > PUTS_AHEAD) await this.onTheirWay.shift()
    }
    return this.unindexed
  }

  async settled(): Promise<void> {
    await Promise.all(this.onTheirWay.splice(0))
  }

  /** A library that fails or never answers is no reason to wait, or to give up the analysis. */
  private async arrival(taken: Promise<number>, rows: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const silence = new Promise<null>((settle) => {
      timer = setTimeout(() => settle(null), PATIENCE_MS)
    })
    const unindexed = await Promise.race([taken.catch(() => null), silence])
    clearTimeout(timer)
    if (unindexed !== null) this.unindexed = Math.max(this.unindexed, unindexed)
    else {
      this.silent = true
      this.unindexed += rows
    }
  }
}
