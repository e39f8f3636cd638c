import { describe, expect, it } from 'vitest'
import { LossTotals, outliersOf } from '../../../workers/detect/loss-outliers'
import { times } from '../../support/replay'

const limits = { minOthers: 1000, maxChance: 0.001 }

interface Pair {
  lost: number
  dataSegments: number
}

const pair = (lost: number, dataSegments: number): Pair => ({ lost, dataSegments })

function standing(candidates: readonly Pair[], others: readonly Pair[]): Pair[] {
  return [...outliersOf(candidates, LossTotals.of([...candidates, ...others]), limits)]
}

/** 200 pairs that lose 4 of 1000 segments each. */
const usual = times(200, () => pair(4, 1000))

describe('outliersOf', () => {
  it('finds the pair that loses far more than the others', () => {
    const bad = pair(40, 1000)
    const unlucky = pair(8, 1000)
    expect(standing([unlucky, bad], usual)).toEqual([bad])
  })

  it('divides the chance by the number of candidates', () => {
    // P(X >= 14 | 1000 × 0.4 %) is about 8e-5: enough for one of ten, not for one of a hundred.
    const edge = pair(14, 1000)
    const alike = (count: number) => times(count, () => pair(5, 1000))
    expect(standing([edge, ...alike(9)], usual)).toEqual([edge])
    expect(standing([edge, ...alike(99)], usual)).toEqual([])
  })

  it('lets all stand out while there is too little to compare with', () => {
    const two = [pair(5, 100), pair(6, 100)]
    expect(standing(two, [pair(0, 899)])).toHaveLength(2)
    expect(standing([pair(5, 500), pair(5, 500)], [pair(5, 500)])).toEqual([])
  })

  it('finds several bad pairs, which do not hide one another', () => {
    const bad = times(4, () => pair(10, 200))
    const clean = times(100, () => pair(0, 100))
    expect(standing(bad, clean)).toHaveLength(4)
  })

  it('counts losses that come in clusters as one', () => {
    // Each lossy pair loses five at once: five of fifty are one event, not five.
    const lossy = times(60, () => pair(5, 50))
    const clean = times(700, () => pair(0, 50))
    expect(standing(lossy, clean)).toEqual([])
  })
})

describe('LossTotals', () => {
  it('knows how many losses come together', () => {
    const spread = LossTotals.of([
      ...times(50, () => pair(1, 100)),
      ...times(50, () => pair(0, 100)),
    ])
    expect(spread.cluster).toBe(1)
    const clustered = LossTotals.of([
      ...times(10, () => pair(5, 100)),
      ...times(90, () => pair(0, 100)),
    ])
    // Variance 5² × 0.1 × 0.9 against a mean of 0.5.
    expect(clustered.cluster).toBeCloseTo(4.57, 1)
  })

  it('takes pairs out again', () => {
    const bad = pair(9, 100)
    const rest = LossTotals.of([bad, pair(1, 300)]).without([bad])
    expect(rest).toMatchObject({ pairs: 1, lossyPairs: 1, lost: 1, dataSegments: 300 })
  })
})
