/** The filter engine as the comparison sees it: a capture in, and the frames that pass a filter. */
import { openOctets } from '../../workers/capture/octet-reader'
import { compileFilter } from '../../workers/filter/bind'
import { checkFilter } from '../../workers/filter/check'
import { allFields } from '../../workers/filter/registry'
import { analyseCase } from '../../workers/pipeline/case-run'
import { CaptureFacets } from '../../workers/select/facet-store'
import { NO_REFERENCES } from '../../workers/select/references'
import { selectFrames } from '../../workers/select/select-frames'

export { checkFilter }

export const fields = () => [...allFields()].map(({ name, type }) => ({ name, type }))

export interface OpenedCapture {
  packets: number
  linktypes: number[]
  /** Numbers of the frames that pass. */
  select(filter: string): Promise<number[]>
}

/** null: no capture. */
export async function openCapture(name: string, octets: Uint8Array): Promise<OpenedCapture | null> {
  const file = new File([octets.slice()], name)
  const outcome = await analyseCase([file], () => undefined)
  if (outcome.kind === 'unreadable') return null
  const [capture] = outcome.result.captures
  if (capture === undefined) return null
  const { facts, columns, applications } = capture
  const access = {
    facts,
    rows: columns.length,
    chunk: (chunk: number) => Promise.resolve(columns.chunks[chunk] ?? null),
    open: () => openOctets(file, facts.within?.steps),
    applications: () => Promise.resolve(applications),
  }
  const pace = { cancelled: false, rest: () => Promise.resolve() }
  const facets = new CaptureFacets(columns.length)
  return {
    packets: facts.packets,
    linktypes: facts.header.linktypes,
    async select(filter) {
      const test = compileFilter(filter)
      const question = { test, from: null, to: null, references: NO_REFERENCES }
      const selecting = { access, facets, facetRows: Infinity, pace }
      const set = await selectFrames(question, selecting)
      return [...set.rows(0, set.count)].map((row) => row + 1)
    },
  }
}
