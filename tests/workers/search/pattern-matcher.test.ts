import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOctets, octetsOf, pattern } from './sought'

const found = (source: string, subject: string, anyCase = false) =>
  inOctets(pattern(source, { anyCase }), octetsOf(subject))

describe('a regular expression over octets', () => {
  it.each([
    ['\\d+', 'a 12 b 345', [2, 2, 7, 3]],
    ['^GET', 'GET GET', [0, 3]],
    ['GET$', 'GET GET', [4, 3]],
    ['GET$', 'a GET\n', [2, 3]],
    ['GET\\z', 'a GET\n', []],
    ['\\bfoo\\b', 'afoo foo', [5, 3]],
    ['a|ab', 'ab', [0, 2]],
    ['a.*c', 'xabcbc', [1, 5]],
    ['b|a.*z', 'ab b', [1, 1, 3, 1]],
    ['x*', 'axxa', [1, 2]],
    ['GET', 'get', []],
    ['(?i)GET', 'get', [0, 3]],
    ['[A-C]+', 'abCA', [2, 2]],
    ['é', 'aé', [1, 2]],
    ['\\x00', 'a\0', [1, 1]],
  ])('%s in %j', (source, subject, places) => {
    expect(found(source, subject).flat()).toEqual(places)
  })

  it('takes letters of ASCII alike, and no other octets', () => {
    expect(found('gEt', 'GET get', true)).toHaveLength(2)
    expect(inOctets(pattern('\\xe9', { anyCase: true }), Uint8Array.of(0xc9, 0xe9))).toEqual([
      [1, 1],
    ])
  })

  it('finds a match wherever the engine of the browser finds one, beginning at the same place', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '(a|b)', '(ab)', '\\b')
    const quantified = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}'))
      .map(([one, times]) => (one === '\\b' ? one : one + times))
    const source = fc
      .array(quantified, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(''))
    const subject = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 10 })
    fc.assert(
      fc.property(source, subject, (words, octets) => {
        const [first] = found(words, octets)
        const expected = [...octets.matchAll(new RegExp(words, 'g'))].filter(([m]) => m !== '')
        expect(first?.[0]).toBe(expected[0]?.index)
      }),
      { seed: 5, numRuns: 500 },
    )
  })

  it.each(['(a+)+$', '(a|a)*b', '(.*)*x', '(a|aa)+$', 'a(.*z)?', '(a|b)*a(a|b){12}c'])(
    'is found in one pass, however it is written: %s',
    (source) => {
      const subject = 'ab'.repeat(30_000)
      expect(found(source, subject).length).toBeLessThanOrEqual(60_000)
    },
  )
})
