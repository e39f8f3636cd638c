/** Options of an analysis that the address of the page sets, for the batch runner: `?streams`. */
import type { AnalysisOptions } from '../../workers/api/analysis'

/** `search`: the query of the page's address. */
export function optionsOf(search: string): AnalysisOptions {
  return { streams: new URLSearchParams(search).has('streams') }
}
