/** Columns of the tables of latencies. */
import { dnsType } from '../../../workers/model/dns-names'
import type { LatencyEvent, LatencyPair } from '../../../workers/model/latency'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount, formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'
import { endColumn, keepAddresses, type NamesShown } from '../names/ends'
import { captureColumns } from '../shell/capture-column'
import { isLong, momentWords } from '../shell/time-words'

interface Ends {
  src: string
  dst: string
  dstPort: number
}

/** Who asked, and who was asked. */
function endColumns<Row extends Ends>(naming: NamesShown): Column<Row>[] {
  const { columns: words } = text.latency
  const who = { id: 'who', title: words.who, mono: true }
  const whom = { id: 'whom', title: words.whom, mono: true }
  const shown = keepAddresses(naming)
  return [
    endColumn<Row>(who, ({ src }) => ({ address: src, port: -1 }), shown),
    endColumn<Row>(whom, ({ dst, dstPort }) => ({ address: dst, port: dstPort || -1 }), shown),
  ]
}

const frameText = (frame: number) => (frame === 0 ? '–' : String(frame))

export function eventColumns(
  result: Pick<CaseResult, 'captures' | 'spine'>,
  naming: NamesShown,
): Column<LatencyEvent>[] {
  const { columns: words } = text.latency
  return [
    {
      ...{ id: 'latency', title: words.latency, width: '92px', num: true, unit: 'ns' },
      text: ({ latency }) => formatSpan(latency),
      value: ({ latency }) => latency,
    },
    ...endColumns<LatencyEvent>(naming),
    {
      ...{ id: 'what', title: words.what, mono: true },
      text: ({ what, dnsType: type }) =>
        visibleText(type < 0 ? what : `${what} ${dnsType(type)}`) || '–',
    },
    {
      ...{ id: 'at', title: words.at },
      width: isLong(result.spine) ? '184px' : '118px',
      text: ({ time }) => momentWords(result.spine, time),
      value: ({ time }) => time,
      unit: 'ns',
    },
    ...captureColumns<LatencyEvent>(result),
    {
      ...{ id: 'frame', title: words.frame, width: '78px', num: true },
      text: ({ frame }) => frameText(frame),
      value: ({ frame }) => frame || null,
      frame: ({ capture, frame }) => ({ capture, frame }),
    },
    {
      ...{ id: 'answer', title: words.answer, width: '78px', num: true },
      text: ({ answerFrame }) => frameText(answerFrame),
      value: ({ answerFrame }) => answerFrame || null,
      frame: ({ capture, answerFrame }) => ({ capture, frame: answerFrame }),
    },
  ]
}

const span = (id: 'median' | 'p95' | 'max'): Column<LatencyPair> => ({
  ...{ id, title: text.latency.columns[id], width: '104px', num: true, unit: 'ns' },
  text: (row) => formatSpan(row[id]),
  value: (row) => row[id],
})

export function pairColumns(naming: NamesShown): Column<LatencyPair>[] {
  const { columns: words } = text.latency
  return [
    ...endColumns<LatencyPair>(naming),
    {
      ...{ id: 'count', title: words.count, width: '90px', num: true },
      text: ({ count }) => formatCount(count),
      value: ({ count }) => count,
    },
    span('median'),
    span('p95'),
    span('max'),
  ]
}
