/** What every list of the screen is given. */
import type { CaseResult } from '../../../workers/model/run'
import type { CaseViews } from '../../state/case-views.svelte'
import type { Query } from '../../state/selection.svelte'

export interface ListProps {
  result: CaseResult
  views: CaseViews
  query: Query
  onquery: (query: Query) => void
  onframe: (capture: number, frame: number) => void
  onattach: (file: File) => void
}
