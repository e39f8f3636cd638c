/** The evidence of a finding as a table to be saved: all of it that is listed. */
import type { Finding } from '../../../workers/model/finding'
import type { CaptureResult } from '../../../workers/model/run'
import { text } from '../../text'
import { formatRelative } from '../../text/format'
import type { Table } from '../../ui/table-text'

export function evidenceTable(finding: Finding, captures: readonly CaptureResult[]): Table {
  const { capture: inCapture, frame: number, time: seconds, role: shows, note: says } = text.finding
  return {
    columns: [inCapture, number, seconds, shows, says],
    rows: finding.evidence.map(({ capture, frame, time, role, note }) => [
      captures[capture]?.facts.name ?? '',
      frame,
      formatRelative(time),
      role,
      note,
    ]),
  }
}
