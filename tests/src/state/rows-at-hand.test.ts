import { expect, it } from 'vitest'
import { joined, toRead } from '../../../src/state/rows-at-hand'
import type { PacketRow } from '../../../workers/model/packet-row'

const rows = (count: number) => Array.from<PacketRow>({ length: count })
const numbered = (from: number, count: number) => ({
  from,
  rows: Array.from({ length: count }, (_, row) => ({ frame: from + row }) as PacketRow),
})

it('reads what is in sight alone, where nothing near it is at hand', () => {
  const view = { from: 5000, count: 20 }
  expect(toRead(view, { from: 0, rows: [] }, 1e7)).toEqual(view)
  expect(toRead(view, { from: 0, rows: rows(5000) }, 1e7)).toEqual(view)
  expect(toRead(view, { from: 5020, rows: rows(100) }, 1e7)).toEqual(view)
})

it('then reads on behind it and before it, until a screen on each side is at hand', () => {
  const view = { from: 5000, count: 20 }
  expect(toRead(view, { from: 5000, rows: rows(20) }, 1e7)).toEqual({ from: 5020, count: 80 })
  expect(toRead(view, { from: 5000, rows: rows(100) }, 1e7)).toEqual({ from: 4920, count: 80 })
  expect(toRead(view, { from: 4980, rows: rows(60) }, 1e7)).toBeNull()
  expect(toRead({ from: 5001, count: 20 }, { from: 4980, rows: rows(60) }, 1e7)).not.toBeNull()
})

it('reads nothing around what is in sight when that is not wanted, and all that is in sight', () => {
  const view = { from: 5000, count: 20 }
  expect(toRead(view, { from: 0, rows: [] }, 1e7, false)).toEqual(view)
  expect(toRead(view, { from: 5000, rows: rows(20) }, 1e7, false)).toBeNull()
  expect(toRead(view, { from: 5000, rows: rows(19) }, 1e7, false)?.from).toBe(5019)
  expect(toRead(view, { from: 5001, rows: rows(99) }, 1e7, false)?.count).toBe(80)
  expect(toRead({ from: 10, count: 20 }, { from: 10, rows: rows(5) }, 15, false)).toBeNull()
})

it('reads a whole screen further where screens are larger than a step', () => {
  expect(toRead({ from: 0, count: 200 }, { from: 0, rows: rows(200) }, 1e7)?.count).toBe(200)
})

it('asks for nothing before the first row and behind the last', () => {
  expect(toRead({ from: 0, count: 20 }, { from: 0, rows: [] }, 15)).toEqual({ from: 0, count: 15 })
  expect(toRead({ from: 0, count: 20 }, { from: 0, rows: rows(20) }, 30)?.count).toBe(10)
  expect(toRead({ from: 10, count: 20 }, { from: 0, rows: rows(30) }, 30)).toBeNull()
  expect(toRead({ from: 0, count: 20 }, { from: 0, rows: [] }, 0)).toBeNull()
})

it('keeps rows that touch, in their order, and no more than may be kept', () => {
  const frames = (window: { rows: readonly PacketRow[] }) => window.rows.map(({ frame }) => frame)
  const behind = joined(numbered(10, 5), numbered(15, 3))
  expect([behind.from, ...frames(behind)]).toEqual([10, 10, 11, 12, 13, 14, 15, 16, 17])
  const before = joined(numbered(10, 3), numbered(8, 2))
  expect([before.from, ...frames(before)]).toEqual([8, 8, 9, 10, 11, 12])
  expect(joined(numbered(10, 3), numbered(40, 2))).toEqual(numbered(40, 2))
  const long = joined(numbered(0, 400), numbered(400, 80))
  expect([long.from, long.rows.length, long.rows[0]?.frame]).toEqual([80, 400, 80])
  const longBefore = joined(numbered(80, 400), numbered(0, 80))
  expect([longBefore.from, longBefore.rows.at(-1)?.frame]).toEqual([0, 399])
})
