import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SOUGHT_OCTETS } from '../../../workers/limits/workspace-limits'
import { Refusal } from '../../../workers/filter/refusal'
import { octetsOfHex, matcherOf } from '../../../workers/search/question'
import { hex, inOctets, octetsOf, text, utf16 } from './sought'

const bytes = (...octets: number[]) => Uint8Array.from(octets)

function refusal(words: string, kind: 'text' | 'hex' | 'pattern'): Refusal | null {
  try {
    matcherOf(text(words, { kind }))
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

describe('text', () => {
  it('is found where it stands, up to the last octet', () => {
    expect(inOctets(text('abc'), octetsOf('abc-abc-xabc'))).toEqual([
      [0, 3],
      [4, 3],
      [9, 3],
    ])
    expect(inOctets(text('abc'), octetsOf('ab'))).toEqual([])
    expect(inOctets(text('a'), octetsOf(''))).toEqual([])
  })

  it('does not overlap itself', () => {
    expect(inOctets(text('aa'), octetsOf('aaaaa'))).toEqual([
      [0, 2],
      [2, 2],
    ])
  })

  it('tells upper and lower case apart unless it is asked not to', () => {
    const octets = octetsOf('Set-Cookie set-cookie SET-COOKIE')
    expect(inOctets(text('set-cookie'), octets)).toEqual([[11, 10]])
    expect(inOctets(text('sEt-cookie', { anyCase: true }), octets)).toHaveLength(3)
    // `@` and `` ` `` differ by the same bit as letters do
    expect(inOctets(text('a@', { anyCase: true }), octetsOf('A` A@'))).toEqual([[3, 2]])
  })

  it('knows the cases of other letters, and takes no mixture of their octets for one', () => {
    const cyrillic = text('р', { anyCase: true }) // d1 80, upper case d0 a0
    expect(inOctets(cyrillic, octetsOf('рР'))).toHaveLength(2)
    expect(inOctets(cyrillic, bytes(0xd0, 0x80, 0xd1, 0xa0))).toEqual([])
    expect(inOctets(text('straße', { anyCase: true }), octetsOf('STRAßE'))).toHaveLength(1)
    expect(inOctets(text('密码'), octetsOf('用户密码'))).toEqual([[6, 6]])
  })

  it('is found in UTF-16 of either order', () => {
    const wide = (octets: number[]) =>
      inOctets(text('Admin', { encodings: 'wide' }), Uint8Array.from(octets))
    expect(wide([1, ...utf16('Admin'), 1])).toEqual([[1, 10]])
    expect(wide([1, ...utf16('Admin', true), 1])).toEqual([[1, 10]])
    expect(wide([0, ...utf16('xAdmin')])).toEqual([[3, 10]])
    expect(wide([...octetsOf('Admin')])).toEqual([])
    const both = text('admin', { encodings: 'both', anyCase: true })
    const octets = Uint8Array.from([...octetsOf('Admin,'), ...utf16('ADMIN')])
    expect(inOctets(both, octets)).toEqual([
      [0, 5],
      [6, 10],
    ])
  })

  it('is found exactly where a plain search finds it', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), minLength: 1, maxLength: 5 })
    const subject = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'c'), maxLength: 60 })
    fc.assert(
      fc.property(letters, subject, fc.boolean(), (words, octets, anyCase) => {
        const found = inOctets(text(words, { anyCase }), octetsOf(octets)).map(([at]) => at)
        const expected = [...octets.matchAll(new RegExp(words, anyCase ? 'gi' : 'g'))]
        expect(found).toEqual(expected.map(({ index }) => index))
      }),
      { seed: 11 },
    )
  })
})

describe('hex', () => {
  it('is written in pairs, with what one likes between them', () => {
    const expected = [0xde, 0xad, -1, 0xef]
    for (const words of [
      'de ad ?? ef',
      'DE:AD:??:EF',
      'dead??ef',
      '0xde, 0xad, ??, 0xef',
      'de-ad-??.ef',
    ]) {
      expect(octetsOfHex(words)).toEqual(expected)
    }
  })

  it('lets any octet stand for ??, at the ends too', () => {
    const octets = bytes(1, 0xde, 0xad, 7, 0xef, 0xde, 0xad, 9)
    expect(inOctets(hex('de ad ?? ef'), octets)).toEqual([[1, 4]])
    expect(inOctets(hex('?? de ad'), octets)).toEqual([
      [0, 3],
      [4, 3],
    ])
    expect(inOctets(hex('de ad ??'), octets)).toEqual([
      [1, 3],
      [5, 3],
    ])
    expect(inOctets(hex('de ad ?? ??'), octets)).toEqual([[1, 4]])
    expect(inOctets(hex('de ?? 07'), octets)).toEqual([[1, 3]])
  })
})

describe('words that make no sense', () => {
  it.each([
    ['de a', 'hex', 3],
    ['dx', 'hex', 0],
    ['?? ??', 'hex', 0],
    ['', 'text', 0],
    ['a(', 'pattern', 1],
  ] as const)('%s as %s are refused where they are wrong', (words, kind, at) => {
    expect(refusal(words, kind)).toMatchObject({ at })
  })

  it('are refused when they are too long', () => {
    const most = MAX_SOUGHT_OCTETS
    expect(refusal('a'.repeat(most / 2), 'text')).toBeNull()
    expect(refusal('a'.repeat(most + 1), 'text')).not.toBeNull()
    expect(refusal('00'.repeat(most + 1), 'hex')).not.toBeNull()
    expect(refusal('a'.repeat(5000), 'pattern')).not.toBeNull()
  })
})
