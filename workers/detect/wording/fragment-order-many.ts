/** `fragment-order` of many pairs of hosts at once in English, with its figure. */
import type { Figure } from '../../model/figure'
import type { Metric } from '../../model/finding'
import type { FragmentOrderFacts, OrderVerdict } from '../facts/fragment-order'
import { count, formatList, formatNumber } from '../format'
import { sum } from '../grouping'
import { measured } from '../said'

const BARS = 10

const FATE: Record<OrderVerdict, string> = {
  dropped: 'were lost',
  harmless: 'they were answered all the same',
  unrelated: 'datagrams in order fared no better',
  unknown: 'what became of them cannot be seen',
}

/** `all`: of one verdict, most tail-first datagrams first. */
export function sayManyPaths(all: readonly FragmentOrderFacts[]): {
  claim: string
  happened: string
} {
  const tails = sum(all.map(({ path }) => path.tailFirst))
  const datagrams = sum(all.map(({ path }) => path.datagrams))
  const [first] = all
  const pairs = all.map(
    ({ path }) =>
      `${path.src} → ${path.dst} (${formatNumber(path.tailFirst)} of ${formatNumber(path.datagrams)})`,
  )
  return {
    claim: `${formatNumber(tails)} of ${count(datagrams, 'fragmented datagram')} between ${count(all.length, 'pair')} of hosts came tail first; ${first ? FATE[first.verdict] : ''}`,
    happened: `It happened between ${count(all.length, 'pair')} of hosts: ${formatList(pairs, 6)}. What follows is about the first of them.`,
  }
}

export function manyPathsMetrics(all: readonly FragmentOrderFacts[]): Metric[] {
  const total = (of: (facts: FragmentOrderFacts) => number) => sum(all.map(of))
  const fragmented = total(({ path }) => path.datagrams)
  const tails = total(({ path }) => path.tailFirst)
  return [
    measured('datagramsFragmented', 'fragmented', fragmented, 'datagrams'),
    measured('datagramsTailFirst', 'tail first', tails, 'datagrams'),
    measured('pairs', 'pairs of hosts', all.length),
  ]
}

export function drawManyPaths(all: readonly FragmentOrderFacts[]): Figure {
  return {
    kind: 'bars',
    title: 'Tail first, by pair of hosts',
    unit: 'of fragmented datagrams',
    bars: all.slice(0, BARS).map(({ path }) => ({
      label: `${path.src} → ${path.dst}`,
      value: path.tailFirst,
      of: path.datagrams,
      tone: 'plain',
    })),
  }
}
