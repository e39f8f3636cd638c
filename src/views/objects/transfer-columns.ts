/** Columns of the list of transferred files. */
import { formatEndpoint } from '../../../workers/model/address'
import type { TransferredFile } from '../../../workers/model/objects'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatClock, formatCount } from '../../text/format'
import type { Column } from '../../ui/table'
import { captureColumns } from '../shell/capture-column'

export function transferColumns(
  result: Pick<CaseResult, 'captures' | 'spine'>,
): Column<TransferredFile>[] {
  const { spine } = result
  const { columns } = text.objects
  const timeOf = ({ capture, time }: TransferredFile) => (spine.captureStart[capture] ?? 0) + time
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
      ...{ id: 'time', title: columns.time, width: '118px' },
      text: (row) => formatClock(spine.startNs, timeOf(row), 3),
      value: timeOf,
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
