/** Facets of the captures that were asked last, within a bound of frames. */
import { MAX_FACET_ROWS } from '../limits/workspace-limits'
import { CaptureFacets } from '../select/facet-store'

export interface FacetShelf {
  /** `rows`: of the capture. Others go when there is no room beside it. */
  of(id: string, capture: number, rows: number): { facets: CaptureFacets; facetRows: number }
  forget(id: string): void
}

export function newFacetShelf(): FacetShelf {
  const held = new Map<string, { facets: CaptureFacets; rows: number }>()
  const sum = () => [...held.values()].reduce((all, { rows }) => all + rows, 0)
  return {
    of(id, capture, rows) {
      const key = `${id} ${String(capture)}`
      const own = held.get(key) ?? { facets: new CaptureFacets(rows), rows }
      held.delete(key)
      held.set(key, own)
      for (const oldest of held.keys()) {
        if (oldest === key || sum() <= MAX_FACET_ROWS) break
        held.delete(oldest)
      }
      return { facets: own.facets, facetRows: MAX_FACET_ROWS }
    },
    forget(id) {
      for (const key of held.keys()) if (key.startsWith(`${id} `)) held.delete(key)
    },
  }
}
