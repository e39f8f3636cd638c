/** Header compression: the examples of RFC 7541 Appendix C, and what breaks its rules. */
import { describe, expect, it } from 'vitest'
import { HpackDecoder } from '../../../../workers/protocol/http2/hpack'
import { Huffman } from '../../../../workers/protocol/http2/huffman'
import { Fault } from '../../../../workers/wire/fault'
import { Octets } from '../../../../workers/wire/octets'

function octetsOf(hex: string): Octets {
  const bytes = Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (two) =>
    parseInt(two, 16),
  )
  const octets = new Octets(new DataView(bytes.buffer))
  octets.aim(octets.view, 0, bytes.length, bytes.length)
  return octets
}

const decoder = () => new HpackDecoder(new Huffman())
const decode = (one: HpackDecoder, hex: string) => one.decode(octetsOf(hex))

const REQUEST = [
  [':method', 'GET'],
  [':scheme', 'http'],
  [':path', '/'],
  [':authority', 'www.example.com'],
]

describe('a header block', () => {
  it('holds literals and indexes (C.2)', () => {
    const custom = '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572'
    expect(decode(decoder(), custom)).toEqual([['custom-key', 'custom-header']])
    expect(decode(decoder(), '040c 2f73 616d 706c 652f 7061 7468')).toEqual([
      [':path', '/sample/path'],
    ])
    expect(decode(decoder(), '1008 7061 7373 776f 7264 0673 6563 7265 74')).toEqual([
      ['password', 'secret'],
    ])
    expect(decode(decoder(), '82')).toEqual([[':method', 'GET']])
  })

  it.each([
    ['8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d', '8286 84be 5808 6e6f 2d63 6163 6865'],
    ['8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff', '8286 84be 5886 a8eb 1064 9cbf'],
  ])('remembers fields of the one before (C.3, C.4)', (first, second) => {
    const one = decoder()
    expect(decode(one, first)).toEqual(REQUEST)
    expect(decode(one, second)).toEqual([...REQUEST, ['cache-control', 'no-cache']])
  })

  it('forgets the oldest fields when its table is full (C.6)', () => {
    const one = decoder()
    decode(one, '3fe1 01') // a table of 256 octets, as in the example
    const first =
      '4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3'
    expect(decode(one, first)).toEqual([
      [':status', '302'],
      ['cache-control', 'private'],
      ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
      ['location', 'https://www.example.com'],
    ])
    expect(decode(one, '4883 640e ffc1 c0bf')[0]).toEqual([':status', '307'])
    expect(() => decode(one, 'c2')).toThrow(Fault) // `:status` 302 had to go
  })

  it.each([
    ['an index that nobody has', 'be'],
    ['index 0', '80'],
    ['a table beyond the bound', '3fe1 ffff 7f'],
    ['an integer without end', '7fff ffff ffff ff01'],
    ['a string beyond the block', '0003 61'],
    ['padding that is not all ones', '0081 1c81 1c'],
    ['eight bits of padding', '0082 1fff 8100'],
  ])('is refused for %s', (_, hex) => {
    let kind = ''
    try {
      decode(decoder(), hex)
    } catch (error) {
      if (error instanceof Fault) ({ kind } = error)
    }
    expect(kind).toBe('malformed')
  })

  it('reads or refuses every cut of itself', () => {
    const whole = '828684418cf1e3c2e5f23a6ba0ab90f4ff'
    for (let length = 0; length < whole.length; length += 2) {
      try {
        expect(decode(decoder(), whole.slice(0, length)).length).toBeLessThan(4)
      } catch (error) {
        expect(error).toBeInstanceOf(Fault)
      }
    }
  })
})
