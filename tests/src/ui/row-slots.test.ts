import { expect, it } from 'vitest'
import { RowSlots } from '../../../src/ui/row-slots'

const SIZE = 5

/** By row, the element that shows it. */
function shown(slots: RowSlots, first: number, count = SIZE, size = SIZE): Map<number, number> {
  return new Map(slots.of(first, count, size).map((slot, row) => [first + row, slot]))
}

it.each([1, 2, SIZE - 1, -1, -3])('leaves rows that stay in sight where they are: %i', (by) => {
  const slots = new RowSlots()
  let before = shown(slots, 100)
  for (let step = 1; step < 20; step++) {
    const after = shown(slots, 100 + step * by)
    const stay = [...after.keys()].filter((row) => before.has(row))
    expect(stay).toHaveLength(SIZE - Math.abs(by))
    for (const row of stay) expect(after.get(row)).toBe(before.get(row))
    before = after
  }
})

it('moves no element where no row stays', () => {
  const slots = new RowSlots()
  slots.of(100, SIZE, SIZE)
  const before = slots.of(102, SIZE, SIZE)
  for (const first of [100_000, 3, 8, 2_000_000, 0]) {
    expect(slots.of(first, SIZE, SIZE)).toEqual(before)
  }
})

it('gives each row an element of its own, whatever comes after another', () => {
  const slots = new RowSlots()
  let seed = 7
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
  for (let step = 0; step < 500; step++) {
    const size = 1 + random(40)
    const count = random(size + 1)
    const own = slots.of(random(2) === 0 ? random(30) : random(1e7), count, size)
    expect(new Set(own).size).toBe(count)
    expect(own.every((slot) => slot >= 0 && slot < size)).toBe(true)
  }
})

it('keeps the elements of a list that becomes shorter, but for those at its end', () => {
  const slots = new RowSlots()
  const before = shown(slots, 10)
  const after = shown(slots, 10, 3)
  for (const [row, slot] of after) expect(slot).toBe(before.get(row))
})
