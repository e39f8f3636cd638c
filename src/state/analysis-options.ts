/**
 * What the address of the page sets, for the batch runner and for tests: `?streams`, `?workers=2`,
 * `?resident=0` and `?memory=0`, frames whose index is held in memory.
 */
import type { AnalysisOptions } from '../../workers/api/analysis'
import type { IndexBounds } from '../../workers/api/library'

/** `search`: the query of the page's address. */
export function optionsOf(search: string): AnalysisOptions {
  return { streams: new URLSearchParams(search).has('streams') }
}

/** More do not help: the analysis, which takes frames in order, cannot follow. */
const MOST_READERS = 4

/** Workers that read for one analysis, of which each other core gets one. `cores`: of the machine. */
export function readersOf(search: string, cores: number): number {
  const asked = Number.parseInt(new URLSearchParams(search).get('workers') ?? '', 10)
  return Math.min(MOST_READERS, Math.max(1, asked > 0 ? asked : cores - 1))
}

export function indexBoundsOf(search: string): IndexBounds {
  const asked = (name: string) => Number.parseInt(new URLSearchParams(search).get(name) ?? '', 10)
  const [residentRows, memoryRows] = [asked('resident'), asked('memory')]
  return {
    ...(residentRows >= 0 && { residentRows }),
    ...(memoryRows >= 0 && { memoryRows }),
  }
}
