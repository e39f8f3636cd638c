/** Columns of the table of the graphs. */
import type { Period } from '../../../workers/figure/flow/periods'
import { text } from '../../text'
import { formatCount, formatOctets, formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'
import { octetsOr } from './graph-words'

/** `origin`: time 0 of the graphs. */
export function periodColumns(origin: number): Column<Period>[] {
  const words = text.flow.period
  const column = (id: keyof typeof words, of: (row: Period) => string): Column<Period> => ({
    ...{ id, title: words[id], num: true },
    text: of,
  })
  const seconds = (nanos: number) => ((nanos - origin) / 1e9).toFixed(6)
  const time = (id: 'from' | 'to') => ({
    ...column(id, (row) => seconds(row[id])),
    value: (row: Period) => Number(seconds(row[id])),
  })
  const octets = (id: 'forth' | 'back', side: 0 | 1) => ({
    ...column(id, (row) => formatOctets(row.octets[side])),
    value: (row: Period) => row.octets[side],
    unit: 'B',
  })
  return [
    time('from'),
    time('to'),
    { ...column('segments', (row) => formatCount(row.segments)), value: (row) => row.segments },
    octets('forth', 0),
    octets('back', 1),
    column('repeated', ({ repeated }) => repeated.map(formatCount).join(' / ')),
    column('rtt', ({ rttMin, rttMedian, rttMax }) =>
      rttMin < 0 ? '–' : [rttMin, rttMedian, rttMax].map((span) => formatSpan(span)).join(' / '),
    ),
    column('flight', ({ flight }) => flight.map(octetsOr).join(' / ')),
    column('window', ({ window }) => window.map(octetsOr).join(' / ')),
  ]
}
