import { expect, it } from 'vitest'
import { shadeOf, stretchBetween, stretchOf, withStretch } from '../../../../src/views/shell/brush'

const AXIS = { begin: 1000, span: 10_000 }

it('marks the same stretch whichever way it is drawn, and never more than there is', () => {
  expect(stretchBetween(0.2, 0.4, AXIS)).toEqual({ from: 3000, to: 5000 })
  expect(stretchBetween(0.4, 0.2, AXIS)).toEqual({ from: 3000, to: 5000 })
  expect(stretchBetween(-1, 2, AXIS)).toEqual({ from: 1000, to: 11_000 })
})

it('stands in the address and comes back from it', () => {
  const query = withStretch({ filter: 'tcp' }, { from: 3000, to: 5000 })
  expect(query).toEqual({ filter: 'tcp', from: '3000', to: '5000' })
  expect(stretchOf(query)).toEqual({ from: 3000, to: 5000 })
  expect(stretchOf(withStretch(query, null))).toBeNull()
  expect(stretchOf({ from: '5', to: 'x' })).toBeNull()
})

it('shows as much of a stretch as is in sight', () => {
  expect(shadeOf({ from: 3000, to: 5000 }, AXIS)).toEqual({ left: 20, width: 20 })
  expect(shadeOf({ from: 0, to: 6000 }, AXIS)).toEqual({ left: 0, width: 50 })
  expect(shadeOf({ from: 20_000, to: 30_000 }, AXIS)).toBeNull()
})
