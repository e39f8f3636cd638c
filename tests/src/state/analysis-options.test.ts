import { expect, it } from 'vitest'
import { indexBoundsOf, optionsOf, readersOf } from '../../../src/state/analysis-options'

it('follows streams only when the address asks for it', () => {
  expect(optionsOf('?streams')).toEqual({ streams: true })
  expect(optionsOf('?sample=x&streams=1')).toEqual({ streams: true })
  expect(optionsOf('?sample=streams')).toEqual({ streams: false })
  expect(optionsOf('')).toEqual({ streams: false })
})

it('gives each core but one a reader, up to four, unless the address says how many', () => {
  const cores = [1, 2, 3, 5, 64]
  expect(cores.map((count) => readersOf('', count))).toEqual([1, 1, 2, 4, 4])
  expect(readersOf('?workers=2', 64)).toBe(2)
  expect(readersOf('?workers=9', 2)).toBe(4)
  for (const wrong of ['?workers', '?workers=0', '?workers=-3', '?workers=x']) {
    expect(readersOf(wrong, 4)).toBe(3)
  }
})

it('bounds the index only where the address asks for it', () => {
  expect(indexBoundsOf('?resident=0&memory=262144')).toEqual({
    residentRows: 0,
    memoryRows: 262_144,
  })
  expect(indexBoundsOf('?resident=7')).toEqual({ residentRows: 7 })
  expect(indexBoundsOf('?resident=-1&memory=much')).toEqual({})
})
