import { expect, it } from 'vitest'
import { rowsOf } from '../../../src/ui/hex-rows'

it('lays octets out sixteen to a row, the last one shorter', () => {
  const octets = new TextEncoder().encode('GET / HTTP/1.1\r\n\u007f~')
  const rows = rowsOf(octets, octets.length)
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({ at: 0, offset: '0000' })
  expect(rows[0]?.characters.join('')).toBe('GET / HTTP/1.1··')
  expect(rows[1]).toEqual({ at: 16, offset: '0010', hex: ['7f', '7e'], characters: ['·', '~'] })
})

it('stops where it is told to', () => {
  expect(rowsOf(new Uint8Array(100), 20).flatMap(({ hex }) => hex)).toHaveLength(20)
})
