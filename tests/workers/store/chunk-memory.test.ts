import { expect, it, vi } from 'vitest'
import { MAX_RESIDENT_ROWS } from '../../../workers/limits/limits'
import { CHUNK_ROWS, type FrameColumns } from '../../../workers/model/frame-columns'
import { ChunkMemory } from '../../../workers/store/chunk-memory'
import { sampleColumns } from './sample-case'

/** A read that ends when it is told to. */
function slowRead() {
  let resolve: (columns: FrameColumns | null) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const coming = new Promise<FrameColumns | null>((found, failed) => {
    resolve = found
    reject = failed
  })
  return { read: vi.fn(() => coming), resolve, reject }
}

it('reads a chunk once for all who ask while it is on its way', async () => {
  const memory = new ChunkMemory()
  const { read, resolve } = slowRead()
  const asked = [memory.get('one', 0, 3, read), memory.get('one', 0, 3, read)]
  resolve(sampleColumns(2))
  const [first, second] = await Promise.all(asked)
  expect(first).toEqual(sampleColumns(2))
  expect(second).toBe(first)
  expect(await memory.get('one', 0, 3, read)).toBe(first)
  expect(read).toHaveBeenCalledTimes(1)
})

it('reads chunks of other numbers, captures and cases beside each other', async () => {
  const memory = new ChunkMemory()
  const { read, resolve } = slowRead()
  const places = ['one 0 0', 'one 0 1', 'one 1 0', 'two 0 0'].map((place) => place.split(' '))
  const asked = places.map(([id = '', capture, chunk]) =>
    memory.get(id, Number(capture), Number(chunk), read),
  )
  expect(read).toHaveBeenCalledTimes(4)
  resolve(null)
  expect(await Promise.all(asked)).toEqual([null, null, null, null])
})

it.each([
  ['the case', (memory: ChunkMemory) => memory.forget('one')],
  ['everything', (memory: ChunkMemory) => memory.forgetAll()],
])('holds nothing that was on its way when %s was forgotten', async (_what, forget) => {
  const memory = new ChunkMemory()
  const old = slowRead()
  const before = memory.get('one', 0, 0, old.read)
  forget(memory)
  const fresh = slowRead()
  const after = memory.get('one', 0, 0, fresh.read)
  old.resolve(sampleColumns(1))
  expect(await before).toEqual(sampleColumns(1))
  const later = memory.get('one', 0, 0, fresh.read)
  fresh.resolve(null)
  expect([await after, await later]).toEqual([null, null])
  expect(fresh.read).toHaveBeenCalledTimes(1)
})

it('asks again after a read that failed, and after one that found nothing', async () => {
  const memory = new ChunkMemory()
  const { read, reject } = slowRead()
  const asked = memory.get('one', 0, 0, read)
  reject(new DOMException('gone', 'UnknownError'))
  await expect(asked).rejects.toThrow('gone')
  expect(await memory.get('one', 0, 0, () => Promise.resolve(null))).toBeNull()
  const found = await memory.get('one', 0, 0, () => Promise.resolve(sampleColumns(1)))
  expect(found).toEqual(sampleColumns(1))
})

it('lets those go that nobody asked for longest', async () => {
  const memory = new ChunkMemory()
  const most = MAX_RESIDENT_ROWS / CHUNK_ROWS
  const whole = sampleColumns(CHUNK_ROWS)
  const read = vi.fn(() => Promise.resolve(whole))
  for (let chunk = 0; chunk < most; chunk++) await memory.get('one', 0, chunk, read)
  await memory.get('one', 0, 0, read)
  await memory.get('one', 0, most, read)
  expect(read).toHaveBeenCalledTimes(most + 1)
  await memory.get('one', 0, 0, read)
  expect(read).toHaveBeenCalledTimes(most + 1)
  await memory.get('one', 0, 1, read)
  expect(read).toHaveBeenCalledTimes(most + 2)
})
