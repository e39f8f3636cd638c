import { expect, it } from 'vitest'
import { addressOf, placeOf } from '../../../src/state/address'

it('leads back to the place it was made of', () => {
  const query = { filter: 'ip.addr == 10.0.0.1 && frame contains "a/b?c#d"', frame: '12' }
  const address = addressOf('topology', 'a/b ?#1', query)
  expect(placeOf(address)).toEqual({ view: 'topology', part: 'a/b ?#1', query })
})

it('is short where nothing narrows the view', () => {
  expect(addressOf('captures')).toBe('#captures')
  expect(addressOf('findings', '3', { filter: '' })).toBe('#findings/3')
})

it('leads to the start where an address was made up, and bears broken ones', () => {
  expect(placeOf('#nowhere/3')).toEqual({ view: 'start', part: '3', query: {} })
  expect(placeOf('').view).toBe('start')
  expect(placeOf('#findings/%E0%A4%A').part).toBe('%E0%A4%A')
})
