import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitText, widthOf } from '../../../workers/figure/text'

const type = { size: 12 }

describe('fitText', () => {
  it('leaves a text alone that fits', () => {
    expect(fitText('path MTU 1,460', 200, type)).toBe('path MTU 1,460')
  })

  it('cuts a long text with an ellipsis, and never beyond its room', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 0, max: 300 }),
        (text, room) => {
          const shown = fitText(text, room, type)
          expect(widthOf(shown, type)).toBeLessThanOrEqual(room + 0.01)
          if (shown !== '' && shown !== text)
            expect(shown).toContain(shown.includes('<U+') ? '' : '…')
        },
      ),
    )
  })

  it('cuts between characters, never inside one', () => {
    expect(fitText('😀😀😀😀', 40, type)).toBe('😀😀…')
  })

  it('writes out what would not be seen, and measures that', () => {
    expect(fitText('a\u202Eb', 500, type)).toBe('a<U+202E>b')
    expect(fitText('\u202E'.repeat(9), 60, type)).toMatch(/^<U\+.*…$/)
  })

  it('gives East Asian characters a full em', () => {
    expect(widthOf('数据包', type)).toBe(36)
  })
})
