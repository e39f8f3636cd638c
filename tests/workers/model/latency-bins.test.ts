import { describe, expect, it } from 'vitest'
import { BIN_CUT, binEdge, LatencyBins } from '../../../workers/model/latency-bins'

function binOf(latency: number): number | undefined {
  const bins = new LatencyBins()
  bins.add(latency)
  return bins.list()[0]?.exponent
}

const edge = (exponent: number) => binEdge(exponent, BIN_CUT)

describe('bins of latencies', () => {
  it('are cut at seconds, their doubles and their halves', () => {
    expect([-4, -3, -2, -1, 0, 1, 2, 7].map((exponent) => edge(exponent) / 1e6)).toEqual([
      62.5, 125, 250, 500, 1000, 2000, 4000, 128_000,
    ])
  })

  it('take what equals an edge, and leave what is a nanosecond less, at every edge', () => {
    for (let exponent = -29; exponent <= 23; exponent++) {
      const from = Math.ceil(edge(exponent))
      expect([exponent, binOf(from)]).toEqual([exponent, exponent])
      expect([exponent, binOf(from - 1)]).toEqual([exponent, exponent - 1])
    }
  })

  it('keep waits for a repeated SYN apart from what took less: RFC 6298, 1 s and then 3 s', () => {
    expect([999_999_999, 1e9, 3e9 - 1, 3e9].map(binOf)).toEqual([-1, 0, 1, 1])
  })

  it('begin with nothing, which a clock of microseconds tells', () => {
    expect([0, 1, 2].map(binOf)).toEqual([-30, -30, -29])
    expect(edge(-30)).toBe(0)
  })

  it('are listed from the least, without empty ones', () => {
    const bins = new LatencyBins()
    for (const latency of [3e9, 1e6, 2e9, 900_000]) bins.add(latency)
    expect(bins.list()).toEqual([
      { exponent: -11, count: 1 },
      { exponent: -10, count: 1 },
      { exponent: 1, count: 2 },
    ])
  })
})
