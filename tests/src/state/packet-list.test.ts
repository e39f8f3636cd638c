import { expect, it } from 'vitest'
import { toRead } from '../../../src/state/packet-list.svelte'
import type { PacketRow } from '../../../workers/model/packet-row'

const rows = (count: number) => Array.from<PacketRow>({ length: count })

it('reads around the view, and no more than may be asked for', () => {
  const wanted = toRead({ from: 5000, count: 20 }, { from: 0, rows: [] }, 1e7)
  expect(wanted).not.toBeNull()
  const { from, count } = wanted ?? { from: 0, count: 0 }
  expect(from).toBeLessThan(4980)
  expect(from + count).toBeGreaterThan(5040)
  expect(count).toBeLessThanOrEqual(255)
})

it('reads nothing while a screen on each side is at hand', () => {
  expect(toRead({ from: 100, count: 20 }, { from: 60, rows: rows(100) }, 1e7)).toBeNull()
  expect(toRead({ from: 150, count: 20 }, { from: 60, rows: rows(100) }, 1e7)).not.toBeNull()
})

it('asks for nothing before the first row and behind the last', () => {
  expect(toRead({ from: 0, count: 20 }, { from: 0, rows: [] }, 30)).toEqual({ from: 0, count: 30 })
  expect(toRead({ from: 10, count: 20 }, { from: 0, rows: rows(30) }, 30)).toBeNull()
  expect(toRead({ from: 0, count: 20 }, { from: 0, rows: [] }, 0)).toBeNull()
})
