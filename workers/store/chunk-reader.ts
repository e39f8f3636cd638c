/** Reads chunks of columns from the database: whole ones, which are remembered, or some columns of one. */
import type { ColumnName, FrameColumns } from '../model/frame-columns'
import { ChunkMemory } from './chunk-memory'
import { readColumns, storedAt } from './chunks'
import { chunkOf, partOf } from './columns'
import type { CaseDatabase } from './schema'

/** Chunks that were looked up and need not be again: who asks one filter asks another one. */
const MOST_STORED = 1024

type Place = readonly [id: string, capture: number, chunk: number]

export class ChunkReader {
  private readonly database: () => Promise<CaseDatabase>
  private readonly held = new ChunkMemory()
  /** As they are stored: no octet of them was read. */
  private readonly stored = new Map<string, Blob>()

  constructor(database: () => Promise<CaseDatabase>) {
    this.database = database
  }

  /** null: it is not there. `wanted`: the others may be empty. */
  async chunk(place: Place, wanted?: readonly ColumnName[]): Promise<FrameColumns | null> {
    const known = wanted && (await this.held.known(...place))
    if (known) return known
    const whole = () => this.read(place, async (stored) => chunkOf(await stored.arrayBuffer()))
    const part = wanted && (await this.read(place, (stored) => partOf(stored, wanted)))
    if (part) return part
    return this.held.get(...place, async () => {
      return (await whole()) ?? readColumns(await this.database(), ...place)
    })
  }

  forget(id: string): void {
    this.held.forget(id)
    for (const key of this.stored.keys()) if (key.startsWith(`${id} `)) this.stored.delete(key)
  }

  forgetAll(): void {
    this.held.forgetAll()
    this.stored.clear()
  }

  /** null: it is not there. What was looked up before may have been written anew since. */
  private async read(
    place: Place,
    read: (stored: Blob) => Promise<FrameColumns>,
  ): Promise<FrameColumns | null> {
    const key = place.join(' ')
    const before = this.stored.get(key)
    const known = before && (await read(before).catch(unlessGone))
    if (known) return known
    this.stored.delete(key)
    const stored = await storedAt(await this.database(), ...place)
    const columns = stored && (await read(stored).catch(unlessGone))
    if (stored && columns) this.hold(key, stored)
    return columns
  }

  private hold(key: string, stored: Blob): void {
    const [oldest] = this.stored.keys()
    if (this.stored.size >= MOST_STORED && oldest !== undefined) this.stored.delete(oldest)
    this.stored.set(key, stored)
  }
}

/** Removed since it was looked up. */
function unlessGone(error: unknown): null {
  if (error instanceof DOMException) return null
  throw error
}
