/** Columns of the list of logins. */
import { formatEndpoint } from '../../../workers/model/address'
import type { Credential } from '../../../workers/model/objects'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import type { Column } from '../../ui/table'
import { captureColumns } from '../shell/capture-column'
import { isLong, momentWords } from '../shell/time-words'

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
      ...{ id: 'time', title: columns.time },
      width: isLong(spine) ? '184px' : '118px',
      text: (row) => momentWords(spine, timeOf(row)),
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
