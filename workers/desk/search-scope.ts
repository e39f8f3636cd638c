/** Which packets of a capture a search goes through: all, or those of a filter and a stretch of time. */
import type { NotSought, SearchScope } from '../api/octet-search'
import type { SelectProgress } from '../api/packets'
import { CHUNK_ROWS } from '../model/frame-columns'
import { rangeWithin } from '../model/time-scope'
import { rowsFrom } from '../search/search-frames'
import { Cancelled } from '../select/capture-access'
import type { RowSet } from '../select/row-set'
import type { CaseCapture } from './capture-accesses'
import type { Asking, FrameSelector } from './frame-selector'

export interface SearchPart {
  access: CaseCapture
  /** null: all. */
  rows: RowSet | null
  octets: number
  frames: number
  /** Frames whose octets were captured in part. */
  cut: number
}

export interface Scoping {
  id: string
  asking: Asking
  selector: Pick<FrameSelector, 'selectBehind'>
  onProgress: (progress: SelectProgress) => void
}

/** Why the packets cannot be told from the others, in words. */
export class NoScope extends Error {}

/** Or why none of the capture can be searched. @throws Cancelled, NoScope */
export async function partOf(
  { id, asking, selector, onProgress }: Scoping,
  access: CaseCapture,
  capture: number,
  within: SearchScope | undefined,
): Promise<SearchPart | NotSought['why']> {
  const { facts, rows: frames } = access
  const range = rangeWithin(within?.time, capture)
  const filter = within?.filter ?? ''
  if (filter === '' && range === undefined) {
    return { access, rows: null, octets: facts.caplenSum, frames, cut: facts.truncatedFrames }
  }
  const { selected } = within ?? {}
  if (selected !== undefined && selected.capture !== capture) return 'reference'
  const found = await selector.selectBehind(
    id,
    {
      ...{ capture, filter, from: range?.from ?? null, to: range?.to ?? null },
      ...(selected !== undefined && { selected: selected.frame }),
    },
    asking,
    onProgress,
  )
  switch (found.kind) {
    case 'rows':
      return summed(access, found.rows)
    case 'absent':
      return 'absent'
    case 'cancelled':
      throw new Cancelled()
    case 'refused':
      throw new NoScope(found.message)
  }
}

async function summed(access: CaseCapture, rows: RowSet): Promise<SearchPart> {
  const part: SearchPart = { access, rows, octets: 0, frames: rows.count, cut: 0 }
  for (let first = 0; first < access.rows; first += CHUNK_ROWS) {
    const own = rowsFrom(rows, first)
    const columns = own.length === 0 ? null : await access.chunk(first / CHUNK_ROWS)
    if (columns === null) continue
    for (const row of own) {
      const length = columns.capLen[row] as number
      part.octets += length
      if (length < (columns.origLen[row] as number)) part.cut++
    }
  }
  return part
}
