/** A capture in memory, for filters to ask. */
import { openOctets } from '../../../workers/capture/octet-reader'
import { compileFilter } from '../../../workers/filter/bind'
import {
  newColumns,
  type ColumnName,
  type FrameColumns,
} from '../../../workers/model/frame-columns'
import type { CaptureResult, FullResult } from '../../../workers/model/run'
import type { CaptureAccess, Pace } from '../../../workers/select/capture-access'
import { CaptureFacets } from '../../../workers/select/facet-store'
import { NO_REFERENCES } from '../../../workers/select/references'
import { selectFrames, type Question } from '../../../workers/select/select-frames'
import { analyse, captureOf, fileOf } from '../../support/analyse'
import type { CapturedFrame } from '../../../workers/forge/capture-writer'

export const UNHURRIED: Pace = { cancelled: false, rest: () => Promise.resolve() }

export interface Asked {
  access: CaptureAccess
  facets: CaptureFacets
  /** Numbers of the frames that pass. */
  frames: (filter: string, window?: Partial<Question>, pace?: Pace) => Promise<number[]>
}

export async function asked(octets: Uint8Array<ArrayBuffer>, facetRows = Infinity): Promise<Asked> {
  const file = fileOf(octets)
  const { captures }: FullResult = await analyse(file)
  const capture = captures[0] as CaptureResult
  const access = accessTo(capture, file)
  const facets = new CaptureFacets(access.rows)
  return {
    access,
    facets,
    async frames(filter, window = {}, pace = UNHURRIED) {
      const test = compileFilter(filter)
      const question = { test, from: null, to: null, references: NO_REFERENCES, ...window }
      const set = await selectFrames(question, { access, facets, facetRows, pace })
      return [...set.rows(0, set.count)].map((row) => row + 1)
    },
  }
}

export const askedOf = (frames: readonly CapturedFrame[], linktype = 1) =>
  asked(captureOf(frames, linktype))

function accessTo({ facts, columns, applications }: CaptureResult, file: Blob): CaptureAccess {
  return {
    facts,
    rows: columns.length,
    chunk: (chunk, wanted) => Promise.resolve(partOf(columns.chunks[chunk] ?? null, wanted)),
    open: () => openOctets(file, facts.within?.steps),
    applications: () => Promise.resolve(applications),
  }
}

/** No more than what is said to be wanted. */
function partOf(
  columns: FrameColumns | null,
  wanted: readonly ColumnName[] | undefined,
): FrameColumns | null {
  if (columns === null || wanted === undefined) return columns
  const part = { ...newColumns(0), length: columns.length }
  for (const name of wanted) Object.assign(part, { [name]: columns[name] })
  return part
}
