import { expect, it } from 'vitest'
import { combined, excluding } from '../../../../src/views/filter/combine'

it('puts filters that hold operators into brackets', () => {
  expect(combined('tcp', '&&', 'ip.src == 10.0.0.1')).toBe('tcp && ip.src == 10.0.0.1')
  expect(combined('tcp or udp', '&&', 'a == 1 || b == 2')).toBe(
    '(tcp or udp) && (a == 1 || b == 2)',
  )
  expect(combined(' ', '||', 'tcp')).toBe('tcp')
})

it('excludes from all packets, or from those that are left', () => {
  expect(excluding('', 'tcp')).toBe('!(tcp)')
  expect(excluding('ip', 'tcp')).toBe('ip && !(tcp)')
})
