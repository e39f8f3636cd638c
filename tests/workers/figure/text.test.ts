import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf, widthOf } from '../../../workers/figure/text'
import { visibleText } from '../../../workers/model/visible-text'

const type = { size: 12 }

describe('linesOf', () => {
  it('leaves a text alone that fits', () => {
    expect(linesOf('path MTU 1460', 200, type)).toEqual(['path MTU 1460'])
    expect(linesOf('', 200, type)).toEqual([])
  })

  it('cuts nothing, and goes never beyond its room', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 24, max: 300 }),
        (text, room) => {
          const lines = linesOf(text, room, type)
          for (const line of lines) expect(widthOf(line, type)).toBeLessThanOrEqual(room + 0.01)
          const told = (words: string) => words.replace(/\s/gu, '')
          expect(told(lines.join(''))).toBe(told(visibleText(text)))
        },
      ),
    )
  })

  it('breaks between words, and within a word that is wider than a line', () => {
    expect(linesOf('52 of 52 datagrams (100 %)', 130, type)).toEqual([
      '52 of 52 datagrams',
      '(100 %)',
    ])
    expect(linesOf('😀😀😀😀', 40, type)).toEqual(['😀😀😀', '😀'])
  })

  it('breaks Chinese anywhere, but not before what closes', () => {
    expect(linesOf('数据包，数据包', 40, type)).toEqual(['数据', '包，数', '据包'])
  })

  it('says nothing where there is no room for a character', () => {
    expect(linesOf('path MTU', 5, type)).toEqual([])
  })

  it('writes out what would not be seen, and measures that', () => {
    expect(linesOf('a\u202Eb', 500, type)).toEqual(['a<U+202E>b'])
    expect(linesOf('\u202E'.repeat(3), 60, type).join('')).toBe('<U+202E>'.repeat(3))
  })

  it('gives East Asian characters a full em', () => {
    expect(widthOf('数据包', type)).toBe(36)
  })
})
