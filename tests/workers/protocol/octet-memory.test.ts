import { describe, expect, test } from 'vitest'
import { Latin1Memory, OctetMemory } from '../../../workers/protocol/octet-memory'

function viewOf(text: string): DataView {
  const octets = Uint8Array.from(text, (character) => character.charCodeAt(0))
  return new DataView(octets.buffer)
}

describe('what was made of octets', () => {
  test('is found for the same octets, wherever they stand', () => {
    const memory = new OctetMemory<number>(16)
    memory.keep(viewOf('abc'), 0, 3, 7)
    expect(memory.find(viewOf('xxabcx'), 2, 3)).toBe(7)
  })

  test('is not found for others, though all share one slot', () => {
    const memory = new OctetMemory<number>(1)
    memory.keep(viewOf('abc'), 0, 3, 7)
    expect(memory.find(viewOf('abd'), 0, 3)).toBeUndefined()
    expect(memory.find(viewOf('ab'), 0, 2)).toBeUndefined()
    expect(memory.find(viewOf('abcd'), 0, 4)).toBeUndefined()
  })

  test('gives way to what came later', () => {
    const memory = new OctetMemory<number>(1)
    memory.keep(viewOf('abc'), 0, 3, 7)
    memory.keep(viewOf('abd'), 0, 3, 8)
    expect(memory.find(viewOf('abc'), 0, 3)).toBeUndefined()
    expect(memory.find(viewOf('abd'), 0, 3)).toBe(8)
  })

  test('outlives its frame', () => {
    const memory = new OctetMemory<number>(1)
    const view = viewOf('abc')
    memory.keep(view, 0, 3, 7)
    view.setUint8(0, 0)
    expect(memory.find(viewOf('abc'), 0, 3)).toBe(7)
  })

  test('is not kept when the octets are too many', () => {
    const memory = new OctetMemory<number>(1)
    const [most, more] = ['a'.repeat(4096), 'a'.repeat(4097)]
    memory.keep(viewOf(more), 0, 4097, 7)
    expect(memory.find(viewOf(more), 0, 4097)).toBeUndefined()
    memory.keep(viewOf(most), 0, 4096, 8)
    expect(memory.find(viewOf(most), 0, 4096)).toBe(8)
  })
})

test.each(['', 'h', 'http/1.', 'http/1.1', 'a line longer than one run', '\x80\x9f\xff\0'])(
  'a text is one character an octet: %j',
  (text) => {
    const memory = new Latin1Memory(1)
    const view = viewOf(`<${text}>`)
    expect(memory.text(view, 1, text.length)).toBe(text)
    expect(memory.text(viewOf('other'), 0, 5)).toBe('other')
    expect(memory.text(view, 1, text.length)).toBe(text)
  },
)
