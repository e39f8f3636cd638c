import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleText } from '../../../workers/model/visible-text'

describe('visibleText', () => {
  it.each([
    ['a NUL', 'a\u0000b', 'a<U+0000>b'],
    ['a line feed', 'a\nb', 'a<U+000A>b'],
    ['DEL and C1', '\u007f\u009b', '<U+007F><U+009B>'],
    ['a right-to-left override', 'exe\u202Egpj', 'exe<U+202E>gpj'],
    ['bidi isolates', '\u2066x\u2069', '<U+2066>x<U+2069>'],
    ['zero-width space and BOM', '\u200b\ufeff', '<U+200B><U+FEFF>'],
    ['a soft hyphen', '\u00ad', '<U+00AD>'],
    ['a Hangul filler', '\u3164', '<U+3164>'],
    ['a tag character', '\u{e0041}', '<U+E0041>'],
    ['a lone surrogate', 'a\ud800b', 'a<U+D800>b'],
  ])('writes out %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('leaves text that can be seen alone', () => {
    const text = 'Pod nginx-7c → 10.4.1.64, “größe” 数据包 😀 مرحبا'
    expect(visibleText(text)).toBe(text)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = visibleText(text)
        expect(visibleText(once)).toBe(once)
      }),
    )
  })
})
