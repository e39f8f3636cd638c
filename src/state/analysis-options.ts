/** What the address of the page sets, for the batch runner: `?streams`, `?workers=2`. */
import type { AnalysisOptions } from '../../workers/api/analysis'

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
