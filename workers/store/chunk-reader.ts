/** Reads chunks of columns from the database: whole ones, which are remembered, or some columns of one. */
import type { ColumnName, FrameColumns } from '../model/frame-columns'
import { ChunkMemory } from './chunk-memory'
import { readChunk, readColumns } from './chunks'
import type { CaseDatabase } from './schema'

type Place = readonly [id: string, capture: number, chunk: number]

/** What tells the length of a chunk of which nothing else is wanted: the narrowest column. */
const NARROWEST: readonly ColumnName[] = ['iface']

export class ChunkReader {
  private readonly database: () => Promise<CaseDatabase>
  private readonly held = new ChunkMemory()

  constructor(database: () => Promise<CaseDatabase>) {
    this.database = database
  }

  /** null: it is not there. `wanted`: the others may be empty. */
  async chunk(place: Place, wanted?: readonly ColumnName[]): Promise<FrameColumns | null> {
    if (wanted === undefined) {
      return this.held.get(...place, async () => readChunk(await this.database(), ...place))
    }
    const known = await this.held.known(...place)
    if (known !== null) return known
    return readColumns(await this.database(), ...place, wanted.length === 0 ? NARROWEST : wanted)
  }

  forget(id: string): void {
    this.held.forget(id)
  }

  forgetAll(): void {
    this.held.forgetAll()
  }
}
