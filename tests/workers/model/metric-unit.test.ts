import { expect, it } from 'vitest'
import { unitBeside } from '../../../workers/model/metric-unit'

it('counts one thing in the singular', () => {
  expect(unitBeside({ value: 1, unit: 'packets' })).toBe('packet')
  expect(unitBeside({ value: 1, unit: 'look-ups' })).toBe('look-up')
  expect(unitBeside({ value: 1, unit: 'SYNs' })).toBe('SYN')
  expect(unitBeside({ value: 2, unit: 'packets' })).toBe('packets')
  expect(unitBeside({ value: 0, unit: 'packets' })).toBe('packets')
  expect(unitBeside({ value: 0.5, unit: 'packets' })).toBe('packets')
})

it('leaves units of measurement and other languages alone', () => {
  for (const unit of ['ms', 's', 'µs', '%', 'octets/s', '个数据包', '']) {
    expect(unitBeside({ value: 1, unit })).toBe(unit)
  }
})
