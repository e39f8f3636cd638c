import { describe, expect, it } from 'vitest'
import { hex, join, text, u16, u8 } from '../../../workers/forge/fields'
import { hear, malformedCuts, snaplenFaults } from './recorder'

const option = (code: number, data: Uint8Array): Uint8Array => join(u16(code, data.length), data)
const ADDRESS = option(5, join(hex('20010db8 00000000 00000000 00000009'), new Uint8Array(8)))
const REPLY = join(
  hex('07 a1b2c3'),
  option(3, join(new Uint8Array(12), ADDRESS)),
  option(39, join(u8(0, 5), text('alice'), u8(3), text('lab'), u8(0))),
  option(13, join(u16(2), text('no more'))),
)

describe('DHCPv6', () => {
  it('tells addresses, names and what failed', () => {
    const said = hear(547, [{ from: 'server', octets: REPLY }])
    expect(said.lines).toEqual([
      'reply: address 2001:db8::9, host name alice.lab, status 2 no more',
    ])
    expect(said.protocols).toEqual(['dhcpv6'])
  })

  // tshark 4.0.17: only the header is missed; relays have one of 34 octets (RFC 8415 §9).
  it('is malformed when its header is cut', () => {
    expect(malformedCuts(547, REPLY)).toEqual([1, 2, 3])
    const relay = join(hex('0c00'), new Uint8Array(32), option(9, REPLY))
    expect(malformedCuts(547, relay)).toHaveLength(33)
    expect(snaplenFaults(546, REPLY)).toEqual([])
  })

  it('ends at options longer than what is there', () => {
    expect(hear(547, [join(hex('01 000000'), hex('0003 ffff 00'))]).lines).toEqual(['solicit: '])
    const many = join(hex('01 000000'), ...Array.from({ length: 100 }, () => option(13, u16(1))))
    expect(hear(547, [many]).lines[0]?.split(', ')).toHaveLength(16)
  })

  it('is not found at another port', () => {
    expect(hear(548, [REPLY]).protocols).toEqual([])
  })
})
