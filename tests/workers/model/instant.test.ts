import { expect, it } from 'vitest'
import { instantAt } from '../../../workers/model/instant'

const shown = (nanos: bigint) => {
  const at = instantAt(nanos)
  return at && `${at.day} ${at.clock}.${at.fraction}`
}

it.each([
  [0n, '1970-01-01 00:00:00.000000000'],
  [1_714_992_637_118_204_005n, '2024-05-06 10:50:37.118204005'],
  // Half a second before 1970 is in the last second of 1969.
  [-500_000_000n, '1969-12-31 23:59:59.500000000'],
  [-1_000_000_000n, '1969-12-31 23:59:59.000000000'],
  [253_402_300_800_000_000_000n, '+010000-01-01 00:00:00.000000000'],
  // The last and the first instant of a Date, ECMA-262 §21.4.1.1
  [8_640_000_000_000_000_000_000n, '+275760-09-13 00:00:00.000000000'],
  [-8_640_000_000_000_000_000_000n, '-271821-04-20 00:00:00.000000000'],
])('tells %s nanoseconds since 1970', (nanos, expected) => {
  expect(shown(nanos)).toBe(expected)
})

it('has no date beyond what a Date can hold', () => {
  expect(instantAt(8_640_000_000_001_000_000_000n)).toBeNull()
  expect(instantAt(-8_640_000_000_000_000_000_001n)).toBeNull()
})
