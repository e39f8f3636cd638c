/** Columns of the list of transferred files. */
import { formatEndpoint } from '../../../workers/model/address'
import type { TransferredFile } from '../../../workers/model/objects'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount } from '../../text/format'
import type { Column } from '../../ui/table'
import { captureColumns } from '../shell/capture-column'
import { momentOf, momentWidth } from './moment'

export function transferColumns(
  result: Pick<CaseResult, 'captures' | 'spine'>,
): Column<TransferredFile>[] {
  const { columns } = text.objects
  return [
    {
      ...{ id: 'command', title: columns.command, mono: true },
      text: ({ command }) => visibleText(command) || text.objects.notNamed,
    },
    {
      ...{ id: 'size', title: columns.size, width: '96px', num: true },
      text: ({ octets }) => (octets < 0 ? '–' : formatCount(octets)),
      value: ({ octets }) => (octets < 0 ? null : octets),
    },
    {
      ...{ id: 'sender', title: columns.sender, width: '180px', mono: true },
      text: ({ src, srcPort }) => formatEndpoint(visibleText(src), srcPort),
    },
    {
      ...{ id: 'receiver', title: columns.receiver, width: '180px', mono: true },
      text: ({ dst, dstPort }) => formatEndpoint(visibleText(dst), dstPort),
    },
    {
      ...{ id: 'time', title: columns.time, width: momentWidth(result) },
      text: (row) => momentOf(result, row).words,
      value: (row) => momentOf(result, row).nanos,
    },
    ...captureColumns<TransferredFile>(result),
    {
      ...{ id: 'frame', title: columns.frame, width: '76px', num: true },
      text: ({ frame }) => String(frame),
      value: ({ frame }) => frame,
      frame: ({ capture, frame }) => ({ capture, frame }),
    },
  ]
}
