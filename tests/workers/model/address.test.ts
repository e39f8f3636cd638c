import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ipAddress } from '../../../workers/forge/fields'
import {
  formatAddress,
  formatEndpoint,
  formatIpv4,
  isMapped,
  mapped,
} from '../../../workers/model/address'

function format(...groups: number[]): string {
  const word = (index: number) =>
    (groups[2 * index] as number) * 65_536 + (groups[2 * index + 1] as number)
  return formatAddress(word(0), word(1), word(2), word(3))
}

describe('formatAddress', () => {
  it.each([
    // RFC 5952 §4: leading zeros, zero runs, lower case
    ['2001:db8::1', [0x2001, 0xdb8, 0, 0, 0, 0, 0, 1]],
    ['2001:db8::2:1', [0x2001, 0xdb8, 0, 0, 0, 0, 2, 1]],
    ['2001:db8:0:1:1:1:1:1', [0x2001, 0xdb8, 0, 1, 1, 1, 1, 1]],
    ['2001:0:0:1::1', [0x2001, 0, 0, 1, 0, 0, 0, 1]],
    ['2001:db8::1:0:0:1', [0x2001, 0xdb8, 0, 0, 1, 0, 0, 1]],
    [
      '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1',
      [0x2001, 0xdb8, 0xaaaa, 0xbbbb, 0xcccc, 0xdddd, 0xeeee, 1],
    ],
    ['2001:db8:f00::abcd', [0x2001, 0xdb8, 0xf00, 0, 0, 0, 0, 0xabcd]],
    ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['::1', [0, 0, 0, 0, 0, 0, 0, 1]],
    ['1::', [1, 0, 0, 0, 0, 0, 0, 0]],
    ['fe80::1', [0xfe80, 0, 0, 0, 0, 0, 0, 1]],
    ['ff02::1:ff00:1', [0xff02, 0, 0, 0, 0, 1, 0xff00, 1]],
    ['1:2:3:4:5:6:7:8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['0:1:0:1:0:1:0:1', [0, 1, 0, 1, 0, 1, 0, 1]],
    ['192.0.2.1', [0, 0, 0, 0, 0, 0xffff, 0xc000, 0x201]],
  ])('writes %s', (text, groups) => {
    expect(format(...groups)).toBe(text)
  })

  it('gives back what was written', () => {
    const group = fc.oneof(fc.constant(0), fc.nat(0xffff))
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const text = format(...groups)
        fc.pre(text.includes(':'))
        const octets = ipAddress(text)
        expect(groups).toEqual(
          groups.map((_, i) => (octets[2 * i] as number) * 256 + (octets[2 * i + 1] as number)),
        )
      }),
    )
  })
})

describe('IPv4', () => {
  it.each([
    [0, '0.0.0.0'],
    [0x0a2a000f, '10.42.0.15'],
    [0xffffffff, '255.255.255.255'],
  ])('writes %i as a dotted quad', (address, text) => {
    expect(formatIpv4(address)).toBe(text)
    expect(formatAddress(...mapped(address))).toBe(text)
  })

  it('is kept as an IPv4-mapped address', () => {
    expect(mapped(-1)).toEqual([0, 0, 0xffff, 0xffffffff])
    expect(isMapped(0, 0, 0xffff)).toBe(true)
    expect(isMapped(0, 1, 0xffff)).toBe(false)
    expect(isMapped(0, 0, 0)).toBe(false)
  })
})

describe('formatEndpoint', () => {
  it('puts brackets around IPv6 alone', () => {
    expect(formatEndpoint('10.0.0.1', 80)).toBe('10.0.0.1:80')
    expect(formatEndpoint('2001:db8::1', 80)).toBe('[2001:db8::1]:80')
  })
})
