/** Opens one frame of a case: from the kept or attached capture, else from the evidence frames. */
import type { FrameAnswer } from '../api/library'
import type { CaptureFacts, CaptureStep } from '../model/capture'
import { standingOf, type FrameStanding } from '../model/frame-flags'
import type { FrameConns, FrameView, Layer, SeenBefore } from '../model/frame-view'
import type { FrameColumns } from '../model/frame-columns'
import { NO_INTERFACE, NO_LINKTYPE } from '../model/record-batch'
import type { ConnRecord } from '../model/records'
import { numbersAt, type StreamNumbers } from '../model/stream-numbers'
import type { CaseStore } from '../store/case-store'
import type { CaptureFiles } from './capture-files'
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
  store: CaseStore
  id: string
  capture: number
  frame: number
  files: CaptureFiles
  /** Connections of the case. */
  flows: () => Promise<readonly ConnRecord[]>
}

/** Events that are numbered like frames, and came from no interface. */
const NOT_CAPTURED = { name: '', linktype: NO_LINKTYPE }

export async function openFrame(place: FramePlace, reading: FrameReading): Promise<FrameAnswer> {
  const { store, id, capture, frame } = place
  const all = (await store.facts(id)) ?? []
  const facts = all[capture]
  const row = await store.columns(id, capture, frame - 1, frame)
  if (row === null && facts !== undefined && frame >= 1 && frame <= facts.packets) {
    return { kind: 'absent', message: frameNotIndexed(facts.name, frame) }
  }
  const iface = row?.iface[0] ?? -1
  const captured = iface === NO_INTERFACE ? NOT_CAPTURED : facts?.interfaces[iface]
  if (facts === undefined || row === null || captured === undefined) {
    return { kind: 'absent', message: noSuchFrame(capture, frame) }
  }
  const octets = await octetsOf(place, all, facts, row, reading)
  if (typeof octets === 'string') return { kind: 'absent', message: octets }
  const origLen = row.origLen[0] as number
  const standing = standingOf(row.flags[0] as number)
  const view: FrameView = {
    capture,
    frame,
    time: row.time[0] as number,
    capLen: octets.length,
    origLen,
    interfaceName: captured.name,
    ...reading.describeFrame(octets, captured.linktype, origLen, await numbersOf(place, row)),
    octets,
    flow: row.flow[0] as number,
    standing,
    conns: await connsAt(place, standing, row.flow[0] as number),
    original: standing.back === 0 ? null : await seenBefore(place, facts, frame - standing.back),
  }
  return { kind: 'frame', frame: view }
}

/** Numbers of its connection; of a copy, which has none, those of its original. */
async function numbersOf(
  { store, id, capture, frame }: FramePlace,
  { flow, flags }: FrameColumns,
): Promise<StreamNumbers | null> {
  const table = await store.numbers(id, capture)
  const { back } = standingOf(flags[0] as number)
  let number = flow[0] as number
  if (number === 0 && back > 0) {
    const original = await store.columns(id, capture, frame - back - 1, frame - back)
    number = original?.flow[0] ?? 0
  }
  return table === null ? null : numbersAt(table, number)
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
  { store, id, capture, flows }: FramePlace,
  facts: CaptureFacts,
  frame: number,
): Promise<SeenBefore | null> {
  const row = await store.columns(id, capture, frame - 1, frame)
  if (row === null) return null
  const interfaceName = facts.interfaces[row.iface[0] as number]?.name ?? ''
  const { conn } = connsOf(await flows(), capture, row.flow[0] as number)
  return { frame, time: row.time[0] as number, interfaceName, conn }
}

/** The octets, or why there are none. `all`: captures of the case. */
async function octetsOf(
  place: FramePlace,
  all: readonly CaptureFacts[],
  facts: CaptureFacts,
  row: FrameColumns,
  { readOctets }: FrameReading,
): Promise<Uint8Array | string> {
  const { store, id, capture, frame } = place
  const file = await place.files.of(id, all, capture)
  if (file !== null) {
    const range = { at: row.fileAt[0] as number, length: row.capLen[0] as number }
    const [octets] = await readOctets(file, [range], facts.within?.steps).catch(unlessUnreadable)
    if (octets?.length === range.length) return octets
  }
  const evidence = (await store.evidence(id)).find(
    (kept) => kept.capture === capture && kept.frame === frame,
  )
  if (evidence !== undefined) return evidence.octets
  return file === null ? frameNotKept(facts.name, frame) : frameUnreadable(facts.name, frame)
}

/** A file that was moved or changed after it was dropped cannot be read: a circumstance. */
function unlessUnreadable(error: unknown): Uint8Array[] {
  if (error instanceof DOMException) return []
  throw error
}
