import { describe, expect, it } from 'vitest'
import { Random } from '../../../workers/forge/random'
import { countMaybe, filled, MAYBE, NO, YES } from '../../../workers/select/masks'
import { RowSet } from '../../../workers/select/row-set'

describe('a set of rows', () => {
  const random = new Random(5)
  const length = 100_003
  const chosen: number[] = []
  const set = new RowSet(length)
  for (let row = 0; row < length; row++) {
    if (random.next() > 0.02 && row % 7000 > 40) continue
    set.add(row)
    chosen.push(row)
  }
  set.close()

  it('counts its rows', () => {
    expect(set.count).toBe(chosen.length)
  })

  it.each([0, 1, 63, 500, 2000])('gives rows from number %d on', (from) => {
    expect([...set.rows(from, 100)]).toEqual(chosen.slice(from, from + 100))
  })

  it('gives no more than there are', () => {
    expect([...set.rows(chosen.length - 3, 100)]).toEqual(chosen.slice(-3))
    expect([...set.rows(chosen.length, 100)]).toEqual([])
    expect([...set.rows(-5, 2)]).toEqual(chosen.slice(0, 2))
  })

  it('tells where a row stands', () => {
    for (const [index, row] of chosen.entries()) {
      if (index % 97 === 0) expect(set.rank(row)).toBe(index)
    }
    expect(set.rank(0)).toBe(0)
    expect(set.rank(length + 5)).toBe(chosen.length)
  })

  it('may be all of them, or none', () => {
    const all = new RowSet(70)
    all.addAll()
    expect(all.close().count).toBe(70)
    expect([...all.rows(68, 9)]).toEqual([68, 69])
    expect(new RowSet(0).close().count).toBe(0)
  })

  it.each([1, 4, 31, 32, 33, 70, 1003])('takes the first %d rows of a mask', (rows) => {
    const random = new Random(rows)
    const mask = filled(rows + 9, YES)
    for (let row = 0; row < rows; row++) mask[row] = random.pick([NO, NO, MAYBE, YES])
    const values = [...mask.subarray(0, rows)]
    const yes = values.flatMap((value, row) => (value === YES ? [64 + row] : []))
    const taken = new RowSet(64 + rows)
    expect(countMaybe(mask, rows)).toBe(values.filter((value) => value === MAYBE).length)
    expect(taken.addMask(mask, 64, rows)).toBe(yes.length)
    expect([...taken.close().rows(0, rows)]).toEqual(yes)
  })
})
