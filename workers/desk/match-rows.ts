/** Matches as they are listed: what the frame is, where in it they lie, and the octets around them. */
import { MAX_SHOWN_OCTETS, SHOWN_BEFORE } from '../limits/workspace-limits'
import type { CaptureFacts } from '../model/capture'
import { fieldAt } from '../model/field-at'
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import type { Layer } from '../model/frame-view'
import type { MatchRow } from '../model/match-row'
import type { Match } from '../search/matches'
import type { CaseCapture } from './capture-accesses'
import type { FrameReading } from './open-frame'
import { HEAD_OCTETS, type RowTools } from './packet-rows'

export type MatchTools = Pick<FrameReading, 'readOctets' | 'describeFrame'> &
  Pick<RowTools, 'readHead'>

/** A match and the row of its frame. */
interface Placed {
  match: Match
  columns: FrameColumns
  at: number
}

/** Of one capture. */
export async function matchRows(
  access: CaseCapture,
  matches: readonly Match[],
  tools: MatchTools,
): Promise<MatchRow[]> {
  const placed: Placed[] = []
  for (const match of matches) {
    const columns = await access.chunk(Math.floor((match.frame - 1) / CHUNK_ROWS))
    if (columns !== null) placed.push({ match, columns, at: (match.frame - 1) % CHUNK_ROWS })
  }
  const octets = await framesOf(access, placed, tools)
  return placed.map((one, i) => rowOf(access.facts, one, octets[i] ?? NOTHING, tools))
}

const NOTHING = new Uint8Array(0)

/** Whole frames, as far as they can be read. */
async function framesOf(
  access: CaseCapture,
  placed: readonly Placed[],
  { readOctets }: MatchTools,
): Promise<Uint8Array[]> {
  const file = await access.file()
  if (file === null) return []
  const ranges = placed.map(({ columns, at }) => ({
    at: columns.fileAt[at] as number,
    length: columns.capLen[at] as number,
  }))
  try {
    return await readOctets(file, ranges, access.facts.within?.steps)
  } catch (error) {
    if (error instanceof DOMException) return [] // moved or changed since it was dropped
    throw error
  }
}

function rowOf(
  { interfaces }: CaptureFacts,
  { match, columns, at: row }: Placed,
  octets: Uint8Array,
  { describeFrame, readHead }: MatchTools,
): MatchRow {
  const { at, length } = match
  const behind = at + length
  const shownEnd = Math.min(behind, at + MAX_SHOWN_OCTETS)
  const shown = {
    ...{ ...match, time: columns.time[row] as number },
    before: octets.slice(Math.max(0, at - SHOWN_BEFORE), at),
    match: octets.slice(at, shownEnd),
    after: shownEnd < behind ? NOTHING : octets.slice(behind, at + MAX_SHOWN_OCTETS),
  }
  const nowhere = { src: '', dst: '', protocol: '', field: '', layer: '' }
  const linktype = interfaces[columns.iface[row] as number]?.linktype
  const [capLen, origLen] = [columns.capLen[row] as number, columns.origLen[row] as number]
  // Nothing: an event that came from no interface, or a file that is not what it was
  if (linktype === undefined || octets.length < capLen) return { ...shown, ...nowhere }
  const { src, dst, protocol } = readHead(
    octets.subarray(0, HEAD_OCTETS),
    linktype,
    capLen,
    origLen,
    null,
  ).head
  const { layers } = describeFrame(octets, linktype, origLen)
  return { ...shown, src, dst, protocol, ...placeIn(layers, at) }
}

function placeIn(layers: readonly Layer[], octet: number): { field: string; layer: string } {
  const choice = fieldAt(layers, octet)
  const layer = choice === null ? undefined : layers[choice.layer]
  const field = layer?.fields[choice?.field ?? -1]
  return { field: field?.name ?? layer?.protocol ?? '', layer: layer?.title ?? '' }
}
