import { expect, it } from 'vitest'
import type { Metric } from '../../../workers/model/finding'
import { unitBeside, writtenMetric } from '../../../workers/model/metric-unit'

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

const written = (metric: Partial<Metric>) => {
  const whole = { name: 'n', label: '', value: 0, unit: '', estimated: false, ...metric }
  const { number, unit } = writtenMetric(whole, (value) => value.toLocaleString('en-US'))
  return [number, unit]
}

it('leaves out a unit that the label names as a word, not one whose letters it holds', () => {
  expect(written({ label: 'lost segments', value: 22, unit: 'segments' })).toEqual(['22', ''])
  expect(written({ label: 'silence before', value: 4.5, unit: 's' })).toEqual(['4.5', 's'])
  expect(written({ label: 'longest silence', value: 8.06, unit: 's' })).toEqual(['8.06', 's'])
  expect(written({ label: '往返的连接', value: 3, unit: '连接' })).toEqual(['3', ''])
})

it('groups the digits of amounts, not those of a port', () => {
  expect(written({ name: 'largest', value: 18_472, unit: 'octets' })).toEqual(['18,472', 'octets'])
  expect(written({ name: 'udpPort', label: 'UDP port of the tunnel', value: 18_472 })).toEqual([
    '18472',
    '',
  ])
})
