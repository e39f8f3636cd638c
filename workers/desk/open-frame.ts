/** Opens one frame of a case: from the kept or attached capture, else from the evidence frames. */
import type { FrameAnswer } from '../api/library'
import type { CaptureFacts, CaptureStep } from '../model/capture'
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import { standingOf, type FrameStanding } from '../model/frame-flags'
import type { FrameConns, FrameView, Layer, SeenBefore } from '../model/frame-view'
import { NO_INTERFACE, NO_LINKTYPE } from '../model/record-batch'
import type { ConnRecord } from '../model/records'
import type { EvidenceFrame } from '../model/run'
import { numbersAt, type StreamNumbers } from '../model/stream-numbers'
import type { CaseCapture } from './capture-accesses'
import { connsOf, NO_CONNS } from './frame-conns'
import { frameNotIndexed, frameNotKept, frameUnreadable, noSuchFrame } from './sentences'

export interface FrameReading {
  /**
   * Ranges of the (decompressed) capture, in the order asked for; shorter ones where it ends.
   * `steps` lead to it from the file, unless it is the file.
   */
  readOctets: (
    file: Blob,
    ranges: { at: number; length: number }[],
    steps?: readonly CaptureStep[],
  ) => Promise<Uint8Array[]>
  describeFrame: (
    octets: Uint8Array,
    linktype: number,
    origLen: number,
    numbers?: StreamNumbers | null,
  ) => { layers: Layer[]; summary: string }
}

export interface FramePlace {
  access: CaseCapture
  capture: number
  frame: number
  /** Octets of frames that were kept without their capture; asked for where there is no file. */
  kept: () => Promise<readonly EvidenceFrame[]>
  /** Connections of the case. */
  flows: () => Promise<readonly ConnRecord[]>
}

/** A frame that was looked up in its chunk. */
interface Row {
  columns: FrameColumns
  at: number
}

/** Events that are numbered like frames, and came from no interface. */
const NOT_CAPTURED = { name: '', linktype: NO_LINKTYPE }

export async function openFrame(place: FramePlace, reading: FrameReading): Promise<FrameAnswer> {
  const { access, capture, frame } = place
  const { facts } = access
  // Beside each other: where the frame lies, whether the file is there, and what is remembered from then on.
  const [row, file] = await Promise.all([rowAt(access, frame), access.file(), access.numbers()])
  if (row === null && frame >= 1 && frame <= facts.packets) {
    return { kind: 'absent', message: frameNotIndexed(facts.name, frame) }
  }
  const captured = row === null ? undefined : interfaceOf(facts, row)
  if (row === null || captured === undefined) {
    return { kind: 'absent', message: noSuchFrame(capture, frame) }
  }
  const octets = await octetsOf(place, file, row, reading)
  if (typeof octets === 'string') return { kind: 'absent', message: octets }
  const { columns, at } = row
  const origLen = columns.origLen[at] as number
  const standing = standingOf(columns.flags[at] as number)
  const flow = columns.flow[at] as number
  const view: FrameView = {
    capture,
    frame,
    time: columns.time[at] as number,
    capLen: octets.length,
    origLen,
    interfaceName: captured.name,
    ...reading.describeFrame(octets, captured.linktype, origLen, await numbersOf(place, row)),
    octets,
    flow,
    standing,
    conns: await connsAt(place, standing, flow),
    original: standing.back === 0 ? null : await seenBefore(place, frame - standing.back),
  }
  return { kind: 'frame', frame: view }
}

/** null: it has no index. */
async function rowAt(access: CaseCapture, frame: number): Promise<Row | null> {
  if (frame < 1 || frame > access.rows) return null
  const columns = await access.chunk(Math.floor((frame - 1) / CHUNK_ROWS))
  return columns === null ? null : { columns, at: (frame - 1) % CHUNK_ROWS }
}

function interfaceOf({ interfaces }: CaptureFacts, { columns, at }: Row) {
  const iface = columns.iface[at] as number
  return iface === NO_INTERFACE ? NOT_CAPTURED : interfaces[iface]
}

/** Numbers of its connection; of a copy, which has none, those of its original. */
async function numbersOf(
  { access, frame }: FramePlace,
  { columns, at }: Row,
): Promise<StreamNumbers | null> {
  const table = await access.numbers()
  if (table === null) return null
  const { back } = standingOf(columns.flags[at] as number)
  const own = columns.flow[at] as number
  const original = own === 0 && back > 0 ? await rowAt(access, frame - back) : null
  return numbersAt(table, original === null ? own : (original.columns.flow[original.at] as number))
}

/** Most frames are seen alike by both views, and nobody asks. */
async function connsAt(
  { flows, capture }: FramePlace,
  { differs, copy }: FrameStanding,
  flow: number,
): Promise<FrameConns> {
  return differs || copy !== 'none' ? connsOf(await flows(), capture, flow) : NO_CONNS
}

async function seenBefore(
  { access, capture, flows }: FramePlace,
  frame: number,
): Promise<SeenBefore | null> {
  const row = await rowAt(access, frame)
  if (row === null) return null
  const { columns, at } = row
  const interfaceName = interfaceOf(access.facts, row)?.name ?? ''
  const { conn } = connsOf(await flows(), capture, columns.flow[at] as number)
  return { frame, time: columns.time[at] as number, interfaceName, conn }
}

/** The octets, or why there are none. */
async function octetsOf(
  { access: { facts }, capture, frame, kept }: FramePlace,
  file: Blob | null,
  { columns, at }: Row,
  { readOctets }: FrameReading,
): Promise<Uint8Array | string> {
  if (file !== null) {
    const range = { at: columns.fileAt[at] as number, length: columns.capLen[at] as number }
    const [octets] = await readOctets(file, [range], facts.within?.steps).catch(unlessUnreadable)
    if (octets?.length === range.length) return octets
  }
  const evidence = (await kept()).find((one) => one.capture === capture && one.frame === frame)
  if (evidence !== undefined) return evidence.octets
  return file === null ? frameNotKept(facts.name, frame) : frameUnreadable(facts.name, frame)
}

/** A file that was moved or changed after it was dropped cannot be read: a circumstance. */
function unlessUnreadable(error: unknown): Uint8Array[] {
  if (error instanceof DOMException) return []
  throw error
}
