/** Frames that were selected, one after the other, with what their rows and octets tell. */
import { valuesOf } from '../filter/entity-values'
import type { FieldInfo } from '../filter/registry'
import type { Value } from '../filter/values'
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import type { Nanos } from '../model/units'
import { RecordFields } from './application/record-fields'
import { DEEP_STEP, rest, Unreadable, type Reader } from './capture-access'
import { contextOf } from './capture-context'
import { chunksAhead } from './chunks-ahead'
import { octetsOf, placeOf } from './facet-store'
import { FrameSource } from './frame-source'
import { streamQuestionsOf } from './plan'
import { NO_REFERENCES } from './references'
import type { RowSet } from './row-set'
import { RowSource, type ChunkRows } from './row-source'
import type { Selecting } from './select-frames'
import { NO_STREAM_FACTS, StreamFactsReader, type StreamFacts } from './streams/stream-facts'
import { stretchesOf } from './stretches'

export interface FrameRow {
  /** Row of the capture; frame number − 1. */
  row: number
  time: Nanos
  /** As in `FrameColumns`. */
  flags: number
}

export interface ReadFrame extends FrameRow {
  octets: Uint8Array
  linktype: number
  origLen: number
  /** All values of a field in this frame. */
  values(field: FieldInfo): readonly Value[]
}

/** From the index alone. @throws Cancelled, Unreadable */
export async function eachRow(
  rows: RowSet,
  { access, pace }: Pick<Selecting, 'access' | 'pace'>,
  take: (frame: FrameRow) => void,
): Promise<void> {
  let passed = 0
  const isNeeded = (chunk: number) => rankAt(rows, chunk + 1) > rankAt(rows, chunk)
  for await (const { chunk, columns } of chunksAhead(access, ['time', 'flags'], isNeeded)) {
    const { time, flags } = columns
    const first = chunk * CHUNK_ROWS
    const selected = rows.rows(rankAt(rows, chunk), rankAt(rows, chunk + 1) - rankAt(rows, chunk))
    for (const row of selected) {
      take({ row, time: time[row - first] as number, flags: flags[row - first] as number })
    }
    passed += selected.length
    await rest(pace, passed, rows.count, passed)
  }
}

export interface FrameBounds {
  most: number
  wanted: (frame: FrameRow) => boolean
}

/**
 * With their octets: the first `most` of those that `wanted` lets pass. Returns how many others of them
 * there are. `fields`: whose values will be asked. @throws Cancelled, Unreadable
 */
export async function eachFrame(
  rows: RowSet,
  selecting: Selecting,
  fields: readonly FieldInfo[],
  { most, wanted }: FrameBounds,
  take: (frame: ReadFrame) => void,
): Promise<number> {
  const { access, pace, facets, facetRows } = selecting
  const picked: FrameRow[] = []
  let left = 0
  await eachRow(rows, selecting, (frame) => {
    if (!wanted(frame)) return
    if (picked.length < most) picked.push(frame)
    else left++
  })
  if (picked.length === 0) return left
  const reader = await access.open()
  if (reader === null) throw new Unreadable()
  try {
    await facets.complete(access, reader, Math.min(facetRows, access.rows), pace)
    const records = new RecordFields(await access.applications())
    const opened = new OpenedFrames(selecting, reader, records, fields)
    let passed = 0
    for (const { chunk, own } of byChunk(picked)) {
      await opened.eachOf(chunk, own, take, async () => {
        if (++passed % DEEP_STEP === 0) await rest(pace, passed, picked.length, passed)
      })
    }
  } finally {
    await reader.close()
  }
  return left
}

class OpenedFrames {
  private readonly selecting: Selecting
  private readonly reader: Reader
  private readonly row: RowSource
  private readonly frame: FrameSource
  /** null: nothing is asked that conversations tell. */
  private readonly streams: StreamFactsReader | null
  private chunksTold = 0

  constructor(
    selecting: Selecting,
    reader: Reader,
    records: RecordFields,
    fields: readonly FieldInfo[],
  ) {
    const context = contextOf(selecting.access.facts)
    const asked = streamQuestionsOf(fields)
    this.selecting = selecting
    this.reader = reader
    this.streams = asked.size === 0 ? null : new StreamFactsReader(asked)
    this.row = new RowSource(context, NO_REFERENCES)
    this.frame = new FrameSource(this.row, context, records)
  }

  /** @throws Unreadable */
  async eachOf(
    chunk: number,
    frames: readonly FrameRow[],
    take: (frame: ReadFrame) => void,
    taken: () => Promise<void>,
  ): Promise<void> {
    const { access } = this.selecting
    const columns = await access.chunk(chunk)
    if (columns === null) throw new Unreadable()
    const streamFacts = await this.streamFacts(chunk)
    const rows = { ...rowsOfChunk(columns, chunk, this.selecting), streamFacts }
    const wanted = frames.map(({ row }) => row - rows.first)
    for (const stretch of stretchesOf(columns, wanted)) {
      const read = await octetsOf(this.reader, stretch)
      for (let index = stretch.from; index < stretch.to; index++) {
        const row = wanted[index] as number
        const at = (columns.fileAt[row] as number) - stretch.at
        const octets = read.subarray(at, at + (columns.capLen[row] as number))
        const place = placeOf(access.facts, columns, row)
        this.row.aim(rows, row)
        this.frame.aim({ octets, ...place })
        take({ ...(frames[index] as FrameRow), octets, ...place, values: this.values })
        await taken()
      }
    }
  }

  /** From the first chunk on; chunks are asked in their order. @throws Unreadable */
  private async streamFacts(chunk: number): Promise<StreamFacts> {
    const { access, facets } = this.selecting
    let told = NO_STREAM_FACTS
    if (this.streams === null) return told
    for (; this.chunksTold <= chunk; this.chunksTold++) {
      const own = facets.chunks[this.chunksTold]
      if (own === undefined) return NO_STREAM_FACTS
      const columns = await access.chunk(this.chunksTold, ['time', 'flags'])
      if (columns === null) throw new Unreadable()
      const { conversations } = facets
      told = this.streams.take(columns, own, conversations, this.chunksTold * CHUNK_ROWS)
    }
    return told
  }

  private readonly values = (field: FieldInfo) =>
    valuesOf({ kind: 'field', field, layers: null, type: field.type }, this.frame)
}

/** Frames before a chunk. */
const rankAt = (rows: RowSet, chunk: number) => rows.rank(chunk * CHUNK_ROWS)

function byChunk(frames: readonly FrameRow[]): { chunk: number; own: FrameRow[] }[] {
  const found = new Map<number, FrameRow[]>()
  for (const frame of frames) {
    const chunk = Math.floor(frame.row / CHUNK_ROWS)
    const own = found.get(chunk)
    if (own === undefined) found.set(chunk, [frame])
    else own.push(frame)
  }
  return [...found].map(([chunk, own]) => ({ chunk, own }))
}

function rowsOfChunk(columns: FrameColumns, chunk: number, { facets }: Selecting): ChunkRows {
  const own = facets.chunks[chunk] ?? null
  return {
    columns,
    facets: own,
    headers: own === null ? null : facets.headers,
    conversations: facets.conversations,
    first: chunk * CHUNK_ROWS,
    timeBefore: NaN,
    streamFacts: NO_STREAM_FACTS,
  }
}
