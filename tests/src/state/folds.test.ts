import { expect, it } from 'vitest'
import { Folds } from '../../../src/state/folds'

it('remembers of each layer whether it was opened or closed last', () => {
  const folds = new Folds()
  expect(folds.isOpen('ip 0')).toBeUndefined()
  folds.set('ip 0', false)
  folds.set('ip 1', true)
  expect([folds.isOpen('ip 0'), folds.isOpen('ip 1')]).toEqual([false, true])
  folds.set('ip 0', true)
  expect(folds.isOpen('ip 0')).toBe(true)
})
