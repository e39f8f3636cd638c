import { describe, expect, it } from 'vitest'
import { checkFilter } from '../../../../workers/filter/check'
import { laneBars } from '../../../../src/views/shell/lane-bars'
import {
  graphText,
  MOST_SERIES,
  nextColour,
  presetsOf,
  seriesOf,
  summaryOf,
  valueAt,
  type Series,
} from '../../../../src/views/shell/series'

const SERIES: Series[] = [
  { filter: '', unit: 'bitRate', colour: 'teal' },
  { filter: 'tcp.port == 80 || dns', unit: 'events', colour: 'red' },
]
const counted = {
  bins: {
    packets: Uint32Array.of(2, 0, 4),
    octets: Float64Array.of(100, 0, 1000),
    events: Uint32Array.of(0, 0, 3),
  },
  window: { from: 200, binNanos: 100, bins: 3, starts: [0] },
  unindexed: 0,
}

describe('series', () => {
  it('stand in the address and come back from it', () => {
    expect(seriesOf(graphText(SERIES))).toEqual(SERIES)
    expect(seriesOf(graphText([]))).toEqual([])
    expect(seriesOf('')).toBeNull()
  })

  it('are as many as there is room for, and none that nobody can read', () => {
    const many = Array.from({ length: 20 }, () => 'n1:udp').join('\n')
    expect(seriesOf(many)).toHaveLength(MOST_SERIES)
    expect(seriesOf('x1:udp\nn9:udp\nudp\nn1:' + 'u'.repeat(3000))).toEqual([])
  })

  it('take a colour that no other has', () => {
    expect(nextColour([])).toBe('teal')
    expect(nextColour(SERIES)).toBe('blue')
  })

  it('that are offered are display filters', () => {
    const tap = (name: string) => ({ capture: 0, tap: 0, name })
    const presets = presetsOf([{ taps: [tap('eth0'), tap('a "b" \\c')] }])
    const filters = presets.flatMap(({ series }) => series.map(({ filter }) => filter))
    for (const filter of filters) expect(checkFilter(filter)).toMatchObject({ ok: true })
    expect(filters).toContain('tap == "eth0"')
    expect(presetsOf([{ taps: [tap('eth0')] }]).some(({ id }) => id === 'tap')).toBe(false)
  })

  it('have values in the unit that was chosen', () => {
    const second = 1e9
    expect(valueAt(counted.bins, 2, 'packets', second)).toBe(4)
    expect(valueAt(counted.bins, 2, 'packetRate', second / 2)).toBe(8)
    expect(valueAt(counted.bins, 2, 'bitRate', second * 2)).toBe(4000)
    expect(valueAt(counted.bins, 2, 'events', second)).toBe(3)
    expect(valueAt(counted.bins, 7, 'events', second)).toBe(0)
    expect(summaryOf(counted, 'packets')).toEqual({ max: 4, at: 2, packets: 6 })
  })

  it('are drawn where their bins lie on the axis, and what is small is seen', () => {
    const size = { width: 400, height: 26 }
    const path = laneBars(counted, 'packets', 4000, { begin: 200, span: 400 }, size)
    expect(path).toBe('M0.6 26h98.8v-1.5h-98.8zM200.6 26h98.8v-1.5h-98.8z')
    expect(laneBars(counted, 'packets', 0, { begin: 200, span: 400 }, size)).toBe('')
    expect(laneBars(counted, 'packets', 4, { begin: 900, span: 400 }, size)).toBe('')
  })
})
