import { describe, expect, it } from 'vitest'
import { ticksIn, ticksOf } from '../../../../workers/figure/flow/axes'
import { flowLadder } from '../../../../workers/figure/flow/flow-ladder'
import { periods } from '../../../../workers/figure/flow/periods'
import { wholeSpan, type Plot } from '../../../../workers/figure/flow/plot'
import { roundTrips } from '../../../../workers/figure/flow/round-trips'
import { nearest } from '../../../../workers/figure/flow/segments'
import { binOf, throughput } from '../../../../workers/figure/flow/throughput'
import { timeSequence } from '../../../../workers/figure/flow/time-sequence'
import { windows } from '../../../../workers/figure/flow/windows'
import { OUT_OF_ORDER, RETRANSMISSION, seriesOf } from './series'

const series = seriesOf([
  { time: 0, seq: 1, size: 100, flight: 100 },
  { time: 1, seq: 201, size: 100, flight: 200 },
  { time: 2, side: 1, ack: 101, window: 500, sack: [[201, 301]], rtt: 2e6 },
  { time: 3, seq: 101, size: 100, analysis: OUT_OF_ORDER, flight: 200 },
  { time: 500, seq: 201, size: 100, analysis: RETRANSMISSION, flight: 100 },
  { time: 501, side: 1, ack: 301, window: 0, rtt: 1e6 },
])
const span = wholeSpan(series.time)

const valuesOf = (plot: Plot, name: string) => {
  const layer = plot.layers.find((each) => each.name === name)
  return [...(layer?.values ?? [])]
}

describe('the time-sequence graph', () => {
  const plot = timeSequence(series, 0, span, 800)

  it('has each segment as tall as its octets, by what became of it', () => {
    expect(valuesOf(plot, 'data')).toEqual([0, 1, 101, 1e6, 201, 301])
    expect(valuesOf(plot, 'reordered')).toEqual([3e6, 101, 201])
    expect(valuesOf(plot, 'repeated')).toEqual([500e6, 201, 301])
  })

  it('has what the other side acknowledged, also selectively, and the edge of its window', () => {
    expect(valuesOf(plot, 'ack')).toEqual([2e6, 101, 501e6, 301])
    expect(valuesOf(plot, 'sack')).toEqual([2e6, 201, 301])
    expect(valuesOf(plot, 'window')).toEqual([2e6, 601, 501e6, 301])
  })

  it('is not pressed flat by a wide window', () => {
    const wide = seriesOf([
      { time: 0, seq: 1, size: 100 },
      { time: 1, side: 1, ack: 101, window: 1_000_000 },
    ])
    expect(timeSequence(wide, 0, wholeSpan(wide.time), 800).high).toBeLessThan(200)
  })

  it('shows no more than pixels can, and loses neither holes nor repetitions', () => {
    const many = seriesOf(
      Array.from({ length: 30_000 }, (_, n) => ({
        time: n / 10,
        seq: 1 + (n < 15_000 ? n : n + 5000),
        size: 1,
        analysis: n === 20_000 ? RETRANSMISSION : 0,
      })),
    )
    const plot = timeSequence(many, 0, wholeSpan(many.time), 300)
    expect(plot.dense).toBe(true)
    const data = valuesOf(plot, 'data')
    expect(data.length / 3).toBeLessThan(3 * 300)
    expect(valuesOf(plot, 'repeated')).toHaveLength(3)
    const covers = (octet: number) =>
      data.some((low, at) => at % 3 === 1 && low <= octet && (data[at + 1] ?? 0) > octet)
    expect([covers(14_999), covers(17_000), covers(22_000)]).toEqual([true, false, true])
  })
})

describe('the other graphs', () => {
  it('tell round trips by whose data they were', () => {
    const plot = roundTrips(series, span, 800)
    expect(valuesOf(plot, 'rttForth')).toEqual([2e6, 2e6, 501e6, 1e6])
    expect(valuesOf(plot, 'rttBack')).toEqual([])
    expect([plot.low, plot.high]).toEqual([1e6, 1e7])
  })

  it('put the octets in flight beside the window that the other side gives', () => {
    const plot = windows(series, 0, span, 800)
    expect(valuesOf(plot, 'flight')).toEqual([0, 100, 1e6, 200, 3e6, 200, 500e6, 100])
    expect(valuesOf(plot, 'window')).toEqual([2e6, 500, 501e6, 0])
    expect(plot.low).toBe(0)
  })

  it('count octets each way in round bins', () => {
    expect(binOf(span)).toBe(5e6)
    const forth = valuesOf(throughput(series, span), 'forth')
    expect(forth.slice(0, 4)).toEqual([0, (300 * 8e9) / 5e6, 5e6, 0])
  })

  it('stand in a table as well', () => {
    const [first, last] = periods(series, span, 2)
    expect(first).toMatchObject({ segments: 4, octets: [300, 0], repeated: [0, 0], rttMedian: 2e6 })
    expect(last).toMatchObject({ segments: 2, octets: [100, 0], repeated: [1, 0] })
    expect(last?.window[1]).toBe(0)
  })

  it('find the segment next to a moment', () => {
    const at = (ms: number) => nearest(series.time, series.length, ms * 1e6)
    expect([at(-5), at(0.4), at(100), at(400), at(900)]).toEqual([0, 0, 3, 4, 5])
  })

  it('have round ticks', () => {
    expect(ticksIn(1030, 1980, 5)).toEqual([1200, 1400, 1600, 1800])
    expect(ticksOf(roundTrips(series, span, 800), 4)).toEqual([1e6, 1e7])
  })
})

describe('the ladder of a connection', () => {
  const ladder = flowLadder(series, false)

  it('has a line for each segment, and one for a long silence', () => {
    expect([...ladder.lines]).toEqual([0, 1, 2, 3, -1, 4, 5])
    expect(ladder.silences).toEqual([497e6])
  })

  it('takes no pause of a sample for a silence', () => {
    expect([...flowLadder(series, true).lines]).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('knows in which frame octets were sent again', () => {
    expect([...ladder.sentAgain]).toEqual([0, 5, 0, 0, 0, 0])
  })
})
