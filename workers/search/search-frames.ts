/** Seeks in all captured octets of the frames of a capture. What is sought never spans two frames. */
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import { rest, Unreadable, type CaptureAccess, type Pace } from '../select/capture-access'
import { chunksAhead } from '../select/chunks-ahead'
import type { RowSet } from '../select/row-set'
import { stretchesOf, type Stretch } from '../select/stretches'
import type { Matcher } from './matcher'
import type { Matches } from './matches'

/** Stretches of the capture that are read ahead. */
const AHEAD = 3
/** Octets between two rests: few, since a large regular expression takes long over them. */
const STEP = 32 * 1024

/** As `openSlices` of the readers gives it. */
export interface OctetSlices {
  slice(from: number, to: number): Promise<ArrayBuffer>
  close(): Promise<void>
}

/** What was sought through so far, of all captures. */
export interface Sought {
  octets: number
  frames: number
}

export interface Seeking {
  /** Index of the capture within the case. */
  readonly capture: number
  readonly access: Pick<CaptureAccess, 'rows' | 'chunk'>
  /** Rows of the capture that are searched; null: all. */
  readonly rows: RowSet | null
  readonly slices: OctetSlices
  readonly matcher: Matcher
  readonly matches: Matches
  readonly sought: Sought
  readonly pace: Pace
}

/** @throws Cancelled; Unreadable, or the browser's error, when the octets cannot be read any more. */
export async function searchFrames(seeking: Seeking): Promise<void> {
  const { access, rows } = seeking
  const isSearched = (chunk: number) =>
    rows === null || rows.rank((chunk + 1) * CHUNK_ROWS) > rows.rank(chunk * CHUNK_ROWS)
  for await (const { chunk, columns } of chunksAhead(access, ['fileAt', 'capLen'], isSearched)) {
    const first = chunk * CHUNK_ROWS
    const all = Uint32Array.from({ length: columns.length }, (_, row) => row)
    await searchChunk(seeking, columns, first, rows === null ? all : rowsFrom(rows, first))
  }
}

/** Those of the chunk that begins with row `first`, counted from there. */
export function rowsFrom(rows: RowSet, first: number): Uint32Array {
  const before = rows.rank(first)
  return rows.rows(before, rows.rank(first + CHUNK_ROWS) - before).map((row) => row - first)
}

async function searchChunk(
  seeking: Seeking,
  columns: FrameColumns,
  first: number,
  rows: Uint32Array,
): Promise<void> {
  const { slices } = seeking
  const coming: { stretch: Stretch; octets: Promise<ArrayBuffer> }[] = []
  const stretches = stretchesOf(columns, rows).values()
  const ask = () => {
    while (coming.length < AHEAD) {
      const { value: stretch } = stretches.next()
      if (stretch === undefined) return
      const octets = slices.slice(stretch.at, stretch.end)
      octets.catch(() => undefined) // told where it is waited for
      coming.push({ stretch, octets })
    }
  }
  ask()
  for (let next = coming.shift(); next !== undefined; next = coming.shift()) {
    const octets = new Uint8Array(await next.octets)
    ask()
    const { at, end } = next.stretch
    if (octets.length < end - at) throw new Unreadable()
    await searchStretch(seeking, columns, first, rows, next.stretch, octets)
  }
}

async function searchStretch(
  { capture, access, matcher, matches, sought, pace }: Seeking,
  { fileAt, capLen }: FrameColumns,
  first: number,
  rows: Uint32Array,
  stretch: Stretch,
  octets: Uint8Array,
): Promise<void> {
  let since = 0
  for (let i = stretch.from; i < stretch.to; i++) {
    const row = rows[i] as number
    const at = (fileAt[row] as number) - stretch.at
    const length = capLen[row] as number
    matcher.begin(octets, at, at + length)
    while (matcher.next()) {
      matches.add(capture, first + row + 1, matcher.at - at, matcher.length, matcher.encoding)
    }
    sought.octets += length
    sought.frames++
    since += length + FRAME_COST
    if (since < STEP) continue
    since = 0
    await rest(pace, first + row, access.rows, matches.total)
  }
}

/** A frame without octets is work, too. */
const FRAME_COST = 64
