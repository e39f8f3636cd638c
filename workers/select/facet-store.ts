/** The facets of a capture: made chunk by chunk, and kept. */
import type { CaptureFacts } from '../model/capture'
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import { NO_INTERFACE, NO_LINKTYPE } from '../model/record-batch'
import {
  FAST_STEP,
  rest,
  Unreadable,
  type CaptureAccess,
  type Pace,
  type Reader,
} from './capture-access'
import { Conversations } from './conversations'
import { FacetReader, newFacetChunk, type FacetChunk } from './facets'
import { HeaderTable } from './header-table'
import { stretchesOf, type Stretch } from './stretches'

export class CaptureFacets {
  readonly headers: HeaderTable
  readonly conversations = new Conversations()
  readonly chunks: FacetChunk[] = []
  private readonly reader: FacetReader
  /** One after the other: chunks come in order. */
  private making: Promise<unknown> = Promise.resolve()

  /** `frames`: of the capture. */
  constructor(frames: number) {
    this.headers = new HeaderTable(frames)
    this.reader = new FacetReader(this.headers, this.conversations)
  }

  /** Rows that have facets. */
  get rows(): number {
    return this.chunks.reduce((sum, { length }) => sum + length, 0)
  }

  /**
   * Makes those that are missing of the first `wanted` rows. What is made when it is cancelled stays.
   * @throws Cancelled, Unreadable
   */
  complete(access: CaptureAccess, reader: Reader, wanted: number, pace: Pace): Promise<void> {
    const made = this.making.then(() => this.makeMissing(access, reader, wanted, pace))
    this.making = made.catch(() => undefined)
    return made
  }

  private async makeMissing(
    access: CaptureAccess,
    reader: Reader,
    wanted: number,
    pace: Pace,
  ): Promise<void> {
    const rows = Math.min(wanted, access.rows)
    for (let chunk = this.chunks.length; chunk * CHUNK_ROWS < rows; chunk++) {
      const columns = await access.chunk(chunk)
      if (columns === null) throw new Unreadable()
      this.chunks.push(await this.make(access, columns, reader, pace))
    }
  }

  private async make(
    access: CaptureAccess,
    columns: FrameColumns,
    reader: Reader,
    pace: Pace,
  ): Promise<FacetChunk> {
    const into = newFacetChunk(columns.length)
    const all = Uint32Array.from({ length: columns.length }, (_, row) => row)
    const before = this.chunks.length * CHUNK_ROWS
    let sinceRest = 0
    for (const stretch of stretchesOf(columns, all)) {
      const octets = await octetsOf(reader, stretch)
      const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
      for (let row = stretch.from; row < stretch.to; row++) {
        const at = (columns.fileAt[row] as number) - stretch.at
        const place = placeOf(access.facts, columns, row)
        this.reader.read(view, { at, capLen: columns.capLen[row] as number, ...place }, into, row)
        if (++sinceRest < FAST_STEP) continue
        sinceRest = 0
        await rest(pace, before + row, access.rows, 0)
      }
    }
    return into
  }
}

/** What the index tells of a frame. */
export function placeOf(
  { interfaces }: CaptureFacts,
  { origLen, iface: ifaces }: FrameColumns,
  row: number,
): { origLen: number; linktype: number; iface: number } {
  const iface = ifaces[row] as number
  // Events that are numbered like frames came from no interface
  const known = iface === NO_INTERFACE ? undefined : interfaces[iface]
  return { origLen: origLen[row] as number, linktype: known?.linktype ?? NO_LINKTYPE, iface }
}

/** @throws Unreadable when there are fewer than there were. */
export async function octetsOf(reader: Reader, { at, end }: Stretch): Promise<Uint8Array> {
  const octets = await reader.read(at, end - at)
  if (octets.length < end - at) throw new Unreadable()
  return octets
}
