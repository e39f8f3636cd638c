import { expect, it } from 'vitest'
import { isLossy, lossWords } from '../../../../src/views/topology/edge-words'
import { sumOf } from '../../../../src/views/topology/edge-sum'
import type { TopologyWay } from '../../../../workers/model/topology'
import { emptyWay } from '../../../../workers/topology/pair-tally'

const way = (parts: Partial<TopologyWay>): TopologyWay => ({ ...emptyWay(), packets: 80, ...parts })

it('says how many pings had no answer where nothing tells of loss itself', () => {
  const pings = { sent: 80, unanswered: 52 }
  expect(lossWords(way({ pings }))).toBe('52 of 80 pings without answer')
  expect(lossWords(way({ pings, lost: 3 }))).toBe('3 lost of 80')
  expect(lossWords(way({ pings: { sent: 80, unanswered: 0 } }))).toBe('–')
})

it('shows a way at once where a fifth of its pings, and four, had no answer', () => {
  const lossy = (sent: number, unanswered: number) => isLossy(way({ pings: { sent, unanswered } }))
  expect([lossy(20, 4), lossy(21, 4), lossy(5, 3)]).toEqual([true, false, false])
})

it('adds the pings of several conversations that are one line', () => {
  const edge = (forth: TopologyWay) => ({
    ...{ a: '10.0.0.1', b: '10.0.0.2', tunnel: null, rttMin: -1 },
    ...{ forth, back: emptyWay() },
  })
  const sum = sumOf(edge(way({ pings: { sent: 5, unanswered: 1 } })), edge(way({})))
  expect(sum.forth.pings).toEqual({ sent: 5, unanswered: 1 })
  expect(sum.back.pings).toBeUndefined()
})
