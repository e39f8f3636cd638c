/** Columns of the list of logins. */
import { formatEndpoint } from '../../../workers/model/address'
import type { Credential } from '../../../workers/model/objects'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatClock } from '../../text/format'
import type { Column } from '../../ui/table'
import { captureColumns } from '../shell/capture-column'

export function credentialColumns(
  result: Pick<CaseResult, 'captures' | 'spine'>,
): Column<Credential>[] {
  const { spine } = result
  const { columns } = text.objects
  const timeOf = ({ capture, time }: Credential) => (spine.captureStart[capture] ?? 0) + time
  return [
    { id: 'login', title: columns.login, text: (row) => visibleText(row.text) },
    {
      ...{ id: 'protocol', title: columns.protocol, width: '90px', mono: true },
      text: ({ protocol }) => visibleText(protocol),
    },
    {
      ...{ id: 'client', title: columns.client, mono: true },
      text: ({ src }) => visibleText(src),
    },
    {
      ...{ id: 'server', title: columns.server, mono: true },
      text: ({ dst, dstPort }) => formatEndpoint(visibleText(dst), dstPort),
    },
    {
      ...{ id: 'time', title: columns.time, width: '118px' },
      text: (row) => formatClock(spine.startNs, timeOf(row), 3),
      value: timeOf,
    },
    ...captureColumns<Credential>(result),
    {
      ...{ id: 'frame', title: columns.frame, width: '76px', num: true },
      text: ({ frame }) => String(frame),
      value: ({ frame }) => frame,
      frame: ({ capture, frame }) => ({ capture, frame }),
    },
  ]
}
