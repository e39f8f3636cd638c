import { describe, expect, it } from 'vitest'
import { cutText, wellFormed } from '../../../workers/model/well-formed'

describe('text of hostile octets', () => {
  it.each([
    ['a high surrogate alone', 'a\ud800b', 'a\ufffdb'],
    ['a low surrogate alone', '\udfffb', '\ufffdb'],
    ['a pair in the wrong order', '\udc00\ud800', '\ufffd\ufffd'],
    ['a whole pair', 'a\u{1f600}b', 'a\u{1f600}b'],
  ])('%s', (_, text, expected) => {
    expect(wellFormed(text)).toBe(expected)
  })

  it('is cut between characters, never inside of one', () => {
    expect(cutText('ab\u{1f600}', 3)).toBe('ab')
    expect(cutText('ab\u{1f600}', 4)).toBe('ab\u{1f600}')
    expect(cutText('abcd', 3)).toBe('abc')
  })
})
