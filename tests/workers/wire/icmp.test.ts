import { describe, expect, it } from 'vitest'
import { hex } from '../../../workers/forge/fields'
import { newIcmp, readIcmp, readIcmpv6 } from '../../../workers/wire/icmp'
import { faultOf, lengthsBelow, windowOn } from './dissect-frame'
import { ICMP_FRAGMENTATION_NEEDED, IPV6_HEAD, PACKET_TOO_BIG, VXLAN_PING } from './frames'

function read(reader: typeof readIcmp, octets: Uint8Array, captured?: number, reported?: number) {
  const window = windowOn(octets, captured, reported)
  const icmp = newIcmp()
  reader(window, icmp)
  return { icmp, window }
}

describe('readIcmp', () => {
  it('reads an echo request', () => {
    const { icmp, window } = read(readIcmp, VXLAN_PING.slice(84))
    expect(icmp).toEqual({
      type: 8,
      code: 0,
      checksum: 0x9bcd,
      ident: 17_702,
      seq: 1,
      mtu: 0,
      quotes: false,
    })
    expect(window.base).toBe(8)
  })

  it('reads the MTU of “fragmentation needed” and nothing else as one', () => {
    const { icmp } = read(readIcmp, ICMP_FRAGMENTATION_NEEDED.slice(34))
    expect(icmp).toMatchObject({ type: 3, code: 4, mtu: 1460, quotes: true })
    expect(read(readIcmp, hex('0303 0000 0000 05b4')).icmp.mtu).toBe(0)
  })

  it.each([3, 4, 5, 11, 12])('type %i quotes a packet', (type) => {
    expect(read(readIcmp, Uint8Array.of(type, 0, 0, 0, 0, 0, 0, 0)).icmp.quotes).toBe(true)
  })

  it.each([0, 8, 9, 10, 13, 14])('type %i quotes none', (type) => {
    expect(read(readIcmp, Uint8Array.of(type, 0, 0, 0, 0, 0, 0, 0)).icmp.quotes).toBe(false)
  })
})

describe('readIcmpv6', () => {
  it('reads an echo request', () => {
    const { icmp } = read(readIcmpv6, IPV6_HEAD.slice(62))
    expect(icmp).toMatchObject({ type: 128, code: 0, ident: 0xface, seq: 0xbabe, quotes: false })
  })

  it('reads the MTU of “packet too big” from 32 bits', () => {
    const { icmp } = read(readIcmpv6, PACKET_TOO_BIG.slice(54))
    expect(icmp).toMatchObject({ type: 2, code: 0, checksum: 0x7b57, mtu: 1280, quotes: true })
    expect(read(readIcmpv6, hex('0200 0000 00010000')).icmp.mtu).toBe(65_536)
  })

  it.each([
    [1, true],
    [127, true],
    [128, false],
    [143, false],
  ])('type %i quotes: %s', (type, quotes) => {
    expect(read(readIcmpv6, Uint8Array.of(type, 0, 0, 0, 0, 0, 0, 0)).icmp.quotes).toBe(quotes)
  })
})

describe.each([
  ['readIcmp', readIcmp],
  ['readIcmpv6', readIcmpv6],
])('%s', (_name, reader) => {
  it.each(lengthsBelow(8))('is cut after %i octets', (length) => {
    const message = VXLAN_PING.slice(84)
    expect(faultOf(() => read(reader, message, length, 64)).kind).toBe('truncated')
    expect(faultOf(() => read(reader, message, length, length)).kind).toBe('malformed')
  })
})
