/** Frames of one connection, read again from the capture a few at a time. */
import { MAX_CARVED_FRAMES } from '../limits/workspace-limits'
import { CHUNK_ROWS } from '../model/frame-columns'
import type { CaptureFacts } from '../model/capture'
import { NO_INTERFACE } from '../model/record-batch'
import type { CaseStore } from '../store/case-store'
import type { FrameReading } from './open-frame'

/** A frame of the connection, as `workers/objects` takes it. */
export interface FlowFrame {
  frame: number
  octets: Uint8Array
  linktype: number
  origLen: number
}

export interface FlowPlace {
  store: CaseStore
  id: string
  capture: number
  facts: CaptureFacts
  /** The file of the capture, and frames of it that have an index. */
  file: Blob
  rows: number
}

interface Row {
  frame: number
  at: number
  length: number
  origLen: number
  iface: number
}

const FIRST_BATCH = 256
const LARGEST_BATCH = 8192

/**
 * Frames `first` to `last` of the connection that frame `of` belongs to. Batches grow: who looks for
 * little stops early.
 */
export async function* flowFrames(
  place: FlowPlace,
  { of, first, last }: { of: number; first: number; last: number },
  readOctets: FrameReading['readOctets'],
): AsyncGenerator<FlowFrame[], void> {
  const { store, id, capture } = place
  const flow = (await store.columns(id, capture, of - 1, of))?.flow[0] ?? 0
  if (flow === 0) return
  let size = FIRST_BATCH
  let rows: Row[] = []
  for await (const row of rowsOf(place, flow, first, last)) {
    rows.push(row)
    if (rows.length < size) continue
    yield await readRows(place, rows, readOctets)
    rows = []
    size = Math.min(LARGEST_BATCH, 2 * size)
  }
  if (rows.length > 0) yield await readRows(place, rows, readOctets)
}

async function* rowsOf(
  { store, id, capture, rows }: FlowPlace,
  flow: number,
  first: number,
  last: number,
): AsyncGenerator<Row, void> {
  const end = Math.min(last, rows)
  let found = 0
  for (let from = first - 1; from < end; from += CHUNK_ROWS) {
    const columns = await store.columns(id, capture, from, Math.min(end, from + CHUNK_ROWS))
    if (columns === null) return
    for (let row = 0; row < columns.length; row++) {
      if (columns.flow[row] !== flow) continue
      if (found++ === MAX_CARVED_FRAMES) return
      yield {
        frame: from + row + 1,
        at: columns.fileAt[row] as number,
        length: columns.capLen[row] as number,
        origLen: columns.origLen[row] as number,
        iface: columns.iface[row] as number,
      }
    }
  }
}

async function readRows(
  { facts, file }: FlowPlace,
  rows: readonly Row[],
  readOctets: FrameReading['readOctets'],
): Promise<FlowFrame[]> {
  const read = await readOctets(file, [...rows], facts.within?.steps)
  return rows.flatMap(({ frame, length, origLen, iface }, index) => {
    const octets = read[index]
    const linktype = facts.interfaces[iface]?.linktype
    if (iface === NO_INTERFACE || linktype === undefined || octets?.length !== length) return []
    return [{ frame, octets, linktype, origLen }]
  })
}
