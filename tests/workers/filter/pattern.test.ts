import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PatternSearch } from '../../../workers/filter/pattern/pattern-search'

const search = (pattern: string) => new PatternSearch(pattern, 0, pattern.length)

describe('a pattern', () => {
  it.each([
    ['abc', 'xxABCxx', true],
    ['^abc', 'xabc', false],
    ['abc$', 'abc\n', true],
    ['a.c', 'a\nc', false],
    ['colou?r', 'color', true],
    ['(get|post) ', 'POST /', true],
    ['a{2,3}b', 'xaab', true],
    ['^a{2}b', 'aaab', false],
    ['[^0-9]+$', '12ab', true],
    ['^[^0-9]+$', '12ab', false],
    ['[[:digit:]]{4}', 'ab1234', true],
    ['\\bfoo\\b', 'a foo b', true],
    ['\\bfoo\\b', 'afoob', false],
    ['\\d+\\.\\d+', '10.1', true],
    ['\\x41\\x{42}', 'ab', true],
    ['(?i)get', 'GET', true],
    ['(?:a|b)*c', 'ababc', true],
    ['', '', true],
    ['x*', '', true],
    ['é', 'É', true],
  ])('%s in %j', (pattern, text, expected) => {
    expect(search(pattern).foundIn(text)).toBe(expected)
  })

  it('finds what the engine of the browser finds', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '(a|b)', '(ab)')
    const quantified = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}'))
      .map((parts) => parts.join(''))
    const pattern = fc.array(quantified, { maxLength: 4 }).map((parts) => parts.join(''))
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        expect(search(source).foundIn(subject)).toBe(new RegExp(source, 'i').test(subject))
      }),
      { seed: 7 },
    )
  })

  it.each(['(a+)+$', '(a|a)*b', '(a*)*b', '(.*)*x', '(a|aa)+$'])(
    'does not go back and forth: %s',
    (pattern) => {
      expect(search(pattern).foundIn(`${'a'.repeat(20_000)}!`)).toBe(false)
    },
  )
})
