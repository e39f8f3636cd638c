/** What every screen is given that shows what a case holds, and every part of such a screen. */
import type { CaseResult } from '../../../workers/model/run'
import type { CaseViews } from '../../state/case-views.svelte'
import type { Query } from '../../state/selection.svelte'
import type { NamesShown } from '../names/ends'

export interface CaseProps {
  result: CaseResult
  views: CaseViews
  query: Query
  onquery: (query: Query) => void
  onframe: (capture: number, frame: number) => void
  onattach: (file: File) => void
}

export interface ScreenProps extends CaseProps {
  naming: NamesShown
  /** The part that is looked at; empty: the first. */
  part: string
  onpart: (part: string) => void
}
