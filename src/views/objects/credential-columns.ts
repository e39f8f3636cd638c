/** Columns of the list of logins. */
import { formatEndpoint } from '../../../workers/model/address'
import type { Credential } from '../../../workers/model/objects'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import type { Column } from '../../ui/table'
import { captureColumns } from '../shell/capture-column'
import { momentOf, momentWidth } from './moment'

export function credentialColumns(
  result: Pick<CaseResult, 'captures' | 'spine'>,
): Column<Credential>[] {
  const { columns } = text.objects
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
      width: momentWidth(result),
      text: (row) => momentOf(result, row).words,
      value: (row) => momentOf(result, row).nanos,
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
