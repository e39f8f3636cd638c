/** Finds the frames of a connection in the index, and reads them again. */
import { CHUNK_ROWS } from '../model/frame-columns'
import type { CaptureFacts, CaptureStep } from '../model/capture'
import type { ConnRecord } from '../model/records'
import type { CaseStore } from '../store/case-store'
import { FrameList } from '../trace/frame-list'
import { captureNotKept, captureUnreadable } from './sentences'

/** Frames before the first of a connection that may hold the start of its first datagram. */
const BEFORE = 1024

export interface FramePlaces {
  length: number
  at: ArrayLike<number>
  octets: ArrayLike<number>
}

export type VisitFrame = (index: number, view: DataView, at: number, captured: number) => void

/** See `capture/scan-octets.ts`. */
export interface FrameScan {
  scan(places: FramePlaces, visit: VisitFrame): Promise<void>
  close(): Promise<void>
}

export interface FlowReading {
  openScan: (file: Blob, steps?: readonly CaptureStep[]) => Promise<FrameScan>
}

export interface CapturePlaceInCase {
  store: CaseStore
  id: string
  capture: number
  facts: readonly CaptureFacts[]
  /** null: not at hand. */
  file: Blob | null
}

/** `indexed`: frames of the capture that have an index. */
export async function framesOf(
  place: CapturePlaceInCase,
  conn: ConnRecord,
  flow: number,
  indexed: number,
): Promise<FrameList> {
  const list = new FrameList()
  const last = Math.min(indexed, Math.max(conn.origSide.lastFrame, conn.respSide.lastFrame))
  const first = Math.max(0, conn.firstFrame - 1 - BEFORE)
  for (let chunk = Math.floor(first / CHUNK_ROWS); chunk * CHUNK_ROWS < last; chunk++) {
    const columns = await place.store.chunk(place.id, place.capture, chunk)
    const from = chunk * CHUNK_ROWS
    if (columns === null) continue
    const rows = { from: Math.max(0, first - from), to: Math.min(columns.length, last - from) }
    list.addFlow(columns, rows, from + 1, flow)
  }
  return list
}

/** A capture to read frames of. */
export interface OpenCapture {
  /** '' when every place was visited; else why not. Places stand behind those of the calls before. */
  visit(places: FramePlaces, visit: VisitFrame): Promise<string>
  close(): Promise<void>
}

/** A sentence: the capture is not at hand. */
export async function openCapture(
  { capture, facts, file }: CapturePlaceInCase,
  { openScan }: FlowReading,
): Promise<OpenCapture | string> {
  const own = facts[capture]
  if (own === undefined || file === null) return captureNotKept(own?.name ?? '')
  const unreadable = captureUnreadable(own.name)
  let scan: FrameScan
  try {
    scan = await openScan(file, own.within?.steps)
  } catch (error) {
    return unlessUnreadable(error, unreadable)
  }
  return {
    visit: (places, visit) =>
      scan.scan(places, visit).then(
        () => '',
        (error: unknown) => unlessUnreadable(error, unreadable),
      ),
    close: () => scan.close(),
  }
}

/** A file that was moved or changed after it was dropped cannot be read: a circumstance. */
function unlessUnreadable(error: unknown, sentence: string): string {
  if (error instanceof DOMException) return sentence
  throw error
}

/** Visits all of a list and closes the capture; '' or why that cannot be. */
export async function visitFrames(
  place: CapturePlaceInCase,
  list: FramePlaces,
  visit: VisitFrame,
  reading: FlowReading,
): Promise<string> {
  const opened = await openCapture(place, reading)
  if (typeof opened === 'string') return opened
  const trouble = await opened.visit(list, visit)
  await opened.close()
  return trouble
}
