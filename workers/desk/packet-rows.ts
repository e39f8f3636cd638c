/** Frames as rows of the list: from the columns, and from their first octets where these are at hand. */
import type { CaptureStep } from '../model/capture'
import { CHUNK_ROWS } from '../model/frame-columns'
import { FRAME_FRAGMENT, standingOf } from '../model/frame-flags'
import type { HeadReading, PacketRow, ReadHead } from '../model/packet-row'
import { numbersAt } from '../model/stream-numbers'
import type { CaseCapture } from './capture-accesses'
import { kinOf, type Kinship, type LocatedFrame } from './packet-kin'
import type { FrameReading } from './open-frame'

/** Octets of a frame that are read for its row: headers, and the first of what they carry. */
export const HEAD_OCTETS = 2048

export interface RowTools {
  readOctets: FrameReading['readOctets']
  readHead: ReadHead
}

export interface RowPlace {
  access: CaseCapture
  /** Octets of frames that were kept without their capture; asked for where there is no file. */
  kept: () => Promise<ReadonlyMap<number, Uint8Array>>
}

/** `before`: the frame that stands before the first of `frames` in the list; 0: none. */
export async function packetRows(
  place: RowPlace,
  frames: Uint32Array,
  before: number,
  tools: RowTools,
): Promise<PacketRow[]> {
  // Beside each other: where the frames lie, and whether the file is there.
  const [located, file] = await Promise.all([locate(place, frames), place.access.file()])
  const read = headReader(place, file, tools)
  const heads = await read(located)
  const kin = await kinOf(located, heads, read)
  const rows: PacketRow[] = []
  let shownBefore = before === 0 ? null : await timeOf(place, before)
  for (const one of located) {
    const previous = one.at > 0 ? timeAt(one, -1) : await timeOf(place, one.frame - 1)
    rows.push(rowOf(one, previous, shownBefore, heads, kin))
    shownBefore = timeAt(one)
  }
  return rows
}

const timeAt = ({ columns, at }: LocatedFrame, by = 0) => columns.time[at + by] as number

async function locate({ access }: RowPlace, frames: Uint32Array): Promise<LocatedFrame[]> {
  const located: LocatedFrame[] = []
  for (const frame of frames) {
    const columns = await access.chunk(Math.floor((frame - 1) / CHUNK_ROWS))
    const at = (frame - 1) % CHUNK_ROWS
    if (columns !== null && at < columns.length) located.push({ frame, columns, at })
  }
  return located
}

/** null: there is no such frame. */
async function timeOf({ access }: RowPlace, frame: number): Promise<number | null> {
  if (frame < 1) return null
  const columns = await access.chunk(Math.floor((frame - 1) / CHUNK_ROWS))
  return columns?.time[(frame - 1) % CHUNK_ROWS] ?? null
}

/** Reads the heads of frames, by frame; those whose octets are not at hand are missing. */
function headReader(place: RowPlace, file: Blob | null, { readOctets, readHead }: RowTools) {
  const { facts } = place.access
  return async (frames: readonly LocatedFrame[]): Promise<Map<number, HeadReading>> => {
    const octets =
      file === null ? null : await octetsOf(frames, file, facts.within?.steps, readOctets)
    const kept = octets === null ? await place.kept() : null
    const numbers = await place.access.numbers()
    const heads = new Map<number, HeadReading>()
    for (const [index, one] of frames.entries()) {
      const { frame, columns, at } = one
      const capLen = columns.capLen[at] as number
      const own = octets?.[index] ?? kept?.get(frame)
      const captured = facts.interfaces[columns.iface[at] as number]
      if (own === undefined || captured === undefined) continue
      if (own.length < Math.min(capLen, HEAD_OCTETS)) continue // the file is not what it was
      const flow = await flowOf(place.access, one)
      const ofFlow = numbers === null ? null : numbersAt(numbers, flow)
      const origLen = columns.origLen[at] as number
      heads.set(frame, readHead(own, captured.linktype, capLen, origLen, ofFlow))
    }
    return heads
  }
}

/** Number of its connection; of a copy, which has none, that of its original. 0: none. */
export async function flowOf(
  { chunk }: Pick<CaseCapture, 'chunk'>,
  { frame, columns, at }: LocatedFrame,
): Promise<number> {
  const own = columns.flow[at] as number
  const { back } = standingOf(columns.flags[at] as number)
  if (own !== 0 || back === 0) return own
  if (back <= at) return columns.flow[at - back] as number
  const row = frame - 1 - back
  return (await chunk(Math.floor(row / CHUNK_ROWS)))?.flow[row % CHUNK_ROWS] ?? 0
}

/** null: the file cannot be read any more. */
async function octetsOf(
  frames: readonly LocatedFrame[],
  file: Blob,
  steps: readonly CaptureStep[] | undefined,
  readOctets: FrameReading['readOctets'],
): Promise<Uint8Array[] | null> {
  if (frames.length === 0) return []
  const ranges = frames.map(({ columns, at }) => ({
    at: columns.fileAt[at] as number,
    length: Math.min(columns.capLen[at] as number, HEAD_OCTETS),
  }))
  try {
    return await readOctets(file, ranges, steps)
  } catch (error) {
    if (error instanceof DOMException) return null // moved or changed since it was dropped
    throw error
  }
}

function rowOf(
  one: LocatedFrame,
  previous: number | null,
  shownBefore: number | null,
  heads: ReadonlyMap<number, HeadReading>,
  kin: Kinship,
): PacketRow {
  const { frame, columns, at } = one
  const time = timeAt(one)
  const flags = columns.flags[at] as number
  return {
    frame,
    time,
    delta: previous === null ? null : time - previous,
    deltaShown: shownBefore === null ? null : time - shownBefore,
    capLen: columns.capLen[at] as number,
    origLen: columns.origLen[at] as number,
    iface: columns.iface[at] as number,
    flow: columns.flow[at] as number,
    standing: standingOf(flags),
    fragment: (flags & FRAME_FRAGMENT) !== 0,
    head: heads.get(frame)?.head ?? null,
    kin: { head: kin.heads.get(frame) ?? null, repeats: kin.repeats.get(frame) ?? 0 },
  }
}
