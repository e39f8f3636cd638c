import { describe, expect, it } from 'vitest'
import { FrameIndex } from '../../../workers/desk/frame-index'
import { CHUNK_ROWS, newColumns, type FrameColumns } from '../../../workers/model/frame-columns'
import type { Written } from '../../../workers/store/case-store'

const FULL = newColumns(CHUNK_ROWS)
const written: Written = { kind: 'written' }

/** Chunks that are taken until `room` of them are; then the answer is `refusal`. */
function database(room: number, refusal: Written | null = { kind: 'quota' }) {
  const put: string[] = []
  return {
    put,
    putChunk: (capture: number, chunk: number) => {
      if (put.length >= room) return Promise.resolve(refusal)
      put.push(`${capture}/${chunk}`)
      return Promise.resolve(written)
    },
  }
}

const bounds = (resident: number, memory: number) => ({
  residentRows: resident * CHUNK_ROWS,
  memoryRows: memory * CHUNK_ROWS,
})

async function fill(index: FrameIndex, capture: number, chunks: number): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk++) await index.put(capture, chunk, FULL)
}

/** The columns of a capture as the analysis gives them: `chunks` handed over, and a rest of 5. */
const handedOver = (chunks: number) => ({
  length: chunks * CHUNK_ROWS + 5,
  chunks: [...Array.from({ length: chunks }, () => null), newColumns(5)],
})

const where = (chunks: readonly (FrameColumns | null)[]) =>
  chunks.map((chunk) => (chunk === null ? 'database' : chunk.length === 5 ? 'rest' : 'memory'))

describe('the index of a case that is being read', () => {
  it('holds the newest chunks and puts older ones into the database', async () => {
    const { put, putChunk } = database(99)
    const index = new FrameIndex(bounds(2, 9), putChunk)
    await fill(index, 0, 4)
    expect(put).toEqual(['0/0', '0/1'])
    const { length, chunks } = index.complete(0, handedOver(4))
    expect(length).toBe(4 * CHUNK_ROWS + 5)
    expect(where(chunks)).toEqual(['database', 'database', 'memory', 'memory', 'rest'])
    expect(index.lost).toBe(0)
  })

  it('shares its bound among the captures of the case', async () => {
    const { put, putChunk } = database(99)
    const index = new FrameIndex(bounds(2, 9), putChunk)
    await fill(index, 0, 2)
    await fill(index, 1, 1)
    expect(put).toEqual(['0/0'])
    expect(where(index.complete(0, handedOver(2)).chunks)).toEqual(['database', 'memory', 'rest'])
    expect(where(index.complete(1, handedOver(1)).chunks)).toEqual(['memory', 'rest'])
  })

  it.each([
    ['there is no database', 0, null],
    ['room runs out at once', 0, { kind: 'quota' } as const],
    ['room runs out in the middle', 2, { kind: 'quota' } as const],
  ])('holds as much as memory may where %s, and counts the rest', async (_, room, refusal) => {
    const { put, putChunk } = database(room, refusal)
    const index = new FrameIndex(bounds(1, 3), putChunk)
    await fill(index, 0, 7)
    expect(put).toHaveLength(room)
    expect(index.lost).toBe((4 - room) * CHUNK_ROWS)
    const { length, chunks } = index.complete(0, handedOver(7))
    expect(length).toBe((3 + room) * CHUNK_ROWS)
    expect(where(chunks)).toEqual([
      ...Array.from({ length: room }, () => 'database'),
      ...['memory', 'memory', 'memory'],
    ])
  })

  it('has no gaps: what follows the first frame without index has none either', async () => {
    const { putChunk } = database(0)
    const index = new FrameIndex(bounds(0, 1), putChunk)
    await fill(index, 0, 2)
    await fill(index, 1, 1)
    expect(index.complete(0, handedOver(2)).length).toBe(CHUNK_ROWS)
    expect(index.complete(1, handedOver(1))).toEqual({ length: 0, chunks: [] })
    expect(index.complete(2, handedOver(0)).length).toBe(5)
  })

  it('does not ask a database again that refused', async () => {
    let asked = 0
    const index = new FrameIndex(bounds(0, 9), () => {
      asked++
      return Promise.resolve({ kind: 'quota' })
    })
    await fill(index, 0, 5)
    expect(asked).toBe(1)
  })

  it('puts chunks one after the other, and none after it was closed', async () => {
    const order: string[] = []
    const index = new FrameIndex(bounds(0, 9), async (_, chunk) => {
      order.push(`begins ${chunk}`)
      await Promise.resolve()
      order.push(`ends ${chunk}`)
      return written
    })
    const puts = [0, 1].map((chunk) => index.put(0, chunk, FULL))
    const late = index.put(0, 2, FULL)
    await puts[1]
    const closed = index.close()
    await Promise.all([late, closed])
    await index.put(0, 3, FULL)
    expect(order.slice(0, 4)).toEqual(['begins 0', 'ends 0', 'begins 1', 'ends 1'])
    expect(order).not.toContain('begins 3')
  })
})
