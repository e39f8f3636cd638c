/** Octets of many frames of a case, batch by batch, from whatever of its captures is at hand. */
import type { CaptureStep } from '../model/capture'
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import { pseudoHeaderOctets } from '../model/pseudo-header'
import { NO_INTERFACE } from '../model/record-batch'
import type { CaseResult, EvidenceFrame } from '../model/run'
import type { CaseStore } from '../store/case-store'
import { rowsOfFrames, type FrameRow } from './frame-rows'

export interface PacketPlace {
  /** Index of the capture within the case. */
  capture: number
  /** `frame.number`. */
  frame: number
}

/** As `openRanges` of the readers gives it. */
export interface RangeCursor {
  read(ranges: readonly { at: number; length: number }[]): Promise<Uint8Array[]>
  close(): Promise<void>
}

export type OpenRanges = (file: Blob, steps?: readonly CaptureStep[]) => Promise<RangeCursor>

export interface FoundPacket extends PacketPlace {
  row: FrameRow
  /** As the file has them, a pseudo-header of its link type included. */
  octets: Uint8Array
  origLen: number
}

/** Why a frame cannot be had. */
export type Missing =
  /** It has no index. */
  | 'unindexed'
  /** Numbered like a frame, but none: an event. */
  | 'event'
  /** Neither its capture nor its octets are kept. */
  | 'absent'

export interface Found {
  /** In the order asked for. */
  packets: FoundPacket[]
  missing: (PacketPlace & { why: Missing })[]
}

interface Wanted extends PacketPlace {
  row: FrameRow
  prefix: number
}

/** Octets read before they are handed on. */
const READ_AT_ONCE = 16 * 1024 * 1024

export class PacketSource {
  private readonly id: string
  private readonly store: CaseStore
  private readonly result: CaseResult
  private readonly fileOf: (capture: number) => Promise<Blob | null>
  private readonly open: OpenRanges
  /** null: there is no file, or it cannot be read. */
  private readonly cursors = new Map<number, RangeCursor | null>()
  private readonly evidence: Map<string, EvidenceFrame>
  private chunk = { capture: -1, number: -1, columns: null as FrameColumns | null }

  constructor(
    id: string,
    store: CaseStore,
    result: CaseResult,
    fileOf: (capture: number) => Promise<Blob | null>,
    open: OpenRanges,
  ) {
    this.id = id
    this.store = store
    this.result = result
    this.fileOf = fileOf
    this.open = open
    this.evidence = new Map(result.evidence.map((frame) => [keyOf(frame), frame]))
  }

  /** What there is of these frames; of one batch after the other, each of bounded size. */
  async *find(places: readonly PacketPlace[]): AsyncGenerator<Found> {
    const rows = await this.rowsOf(places)
    let batch: Wanted[] = []
    let octets = 0
    const missing: Found['missing'] = []
    for (const { capture, frame } of places) {
      const row = rows.get(capture)?.get(frame)
      if (row === undefined || row.iface === NO_INTERFACE) {
        missing.push({ capture, frame, why: row === undefined ? 'unindexed' : 'event' })
        continue
      }
      const linktype = this.result.captures[capture]?.facts.interfaces[row.iface]?.linktype ?? -1
      const prefix = pseudoHeaderOctets(linktype)
      batch.push({ capture, frame, row, prefix })
      octets += row.capLen
      if (octets < READ_AT_ONCE) continue
      yield await this.read(batch)
      batch = []
      octets = 0
    }
    yield await this.read(batch)
    yield { packets: [], missing }
  }

  async close(): Promise<void> {
    for (const cursor of this.cursors.values()) await cursor?.close()
  }

  private async read(batch: readonly Wanted[]): Promise<Found> {
    const found: Found = { packets: [], missing: [] }
    const octets = new Map<Wanted, Uint8Array>()
    for (const capture of new Set(batch.map((wanted) => wanted.capture))) {
      const own = batch.filter((wanted) => wanted.capture === capture)
      const ranges = own.map(({ row, prefix }) => ({
        at: row.fileAt - prefix,
        length: row.capLen + prefix,
      }))
      const read = await this.readRanges(capture, ranges)
      for (const [i, wanted] of own.entries()) {
        const had = read[i] ?? NOTHING
        if (had.length === ranges[i]?.length) octets.set(wanted, had)
      }
    }
    for (const wanted of batch) {
      const { capture, frame, row, prefix } = wanted
      const had = octets.get(wanted) ?? this.keptEvidence(wanted)
      if (had === null) found.missing.push({ capture, frame, why: 'absent' })
      else found.packets.push({ capture, frame, row, octets: had, origLen: row.origLen + prefix })
    }
    return found
  }

  /** Nothing where the file is not at hand, or was moved or changed. */
  private async readRanges(
    capture: number,
    ranges: readonly { at: number; length: number }[],
  ): Promise<Uint8Array[]> {
    try {
      return (await (await this.cursorOf(capture))?.read(ranges)) ?? []
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      this.cursors.set(capture, null)
      return []
    }
  }

  private async cursorOf(capture: number): Promise<RangeCursor | null> {
    const known = this.cursors.get(capture)
    if (known !== undefined) return known
    const file = await this.fileOf(capture)
    const steps = this.result.captures[capture]?.facts.within?.steps
    const cursor = file === null ? null : await this.open(file, steps)
    this.cursors.set(capture, cursor)
    return cursor
  }

  /** Evidence is kept without the pseudo-header. */
  private keptEvidence({ prefix, ...place }: Wanted): Uint8Array | null {
    return prefix === 0 ? (this.evidence.get(keyOf(place))?.octets ?? null) : null
  }

  /** By capture and frame. */
  private async rowsOf(
    places: readonly PacketPlace[],
  ): Promise<Map<number, Map<number, FrameRow>>> {
    const rows = new Map<number, Map<number, FrameRow>>()
    for (const capture of new Set(places.map((place) => place.capture))) {
      const columns = this.result.captures[capture]?.columns
      if (columns === undefined) continue
      const frames = places.filter((place) => place.capture === capture).map(({ frame }) => frame)
      const chunkOf = (number: number) => this.chunkOf(capture, number)
      rows.set(capture, await rowsOfFrames(columns, frames, chunkOf))
    }
    return rows
  }

  /** The last one is remembered: batches of frames in order ask for the same again and again. */
  private async chunkOf(capture: number, number: number): Promise<FrameColumns | null> {
    const { chunk } = this
    if (chunk.capture === capture && chunk.number === number) return chunk.columns
    const length = this.result.captures[capture]?.columns.length ?? 0
    const from = number * CHUNK_ROWS
    const to = Math.min(from + CHUNK_ROWS, length)
    const columns = await this.store.columns(this.id, capture, from, to)
    this.chunk = { capture, number, columns }
    return columns
  }
}

const NOTHING = new Uint8Array(0)

const keyOf = ({ capture, frame }: PacketPlace): string => `${capture} ${frame}`
