/** The column that tells captures apart: frames are numbered anew in each. */
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import type { Column } from '../../ui/table'

/** None where a case has one capture. */
export function captureColumns<Row extends { capture: number }>({
  captures,
}: Pick<CaseResult, 'captures'>): Column<Row>[] {
  if (captures.length < 2) return []
  return [
    {
      ...{ id: 'capture', title: text.finding.capture, width: '116px' },
      text: ({ capture }) => captureName(captures, capture),
    },
  ]
}

/** Safe to show. */
export const captureName = (captures: CaseResult['captures'], capture: number): string =>
  visibleText(captures[capture]?.facts.name ?? '')
