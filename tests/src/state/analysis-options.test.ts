import { expect, it } from 'vitest'
import { optionsOf } from '../../../src/state/analysis-options'

it('follows streams only when the address asks for it', () => {
  expect(optionsOf('?streams')).toEqual({ streams: true })
  expect(optionsOf('?sample=x&streams=1')).toEqual({ streams: true })
  expect(optionsOf('?sample=streams')).toEqual({ streams: false })
  expect(optionsOf('')).toEqual({ streams: false })
})
