import { describe, expect, it } from 'vitest'
import { hex, join, text, u8 } from '../../../workers/forge/fields'
import { hear, malformedCuts, range, snaplenFaults } from './recorder'

const option = (code: number, data: Uint8Array): Uint8Array => join(u8(code, data.length), data)

function message(op: number, yours: Uint8Array, ...options: Uint8Array[]): Uint8Array {
  return join(
    u8(op, 1, 6, 0),
    new Uint8Array(12),
    yours,
    new Uint8Array(8),
    hex('525400a11001'),
    new Uint8Array(202),
    hex('63825363'),
    ...options,
  )
}

const NONE = new Uint8Array(4)
const REQUEST = message(
  1,
  NONE,
  option(53, u8(3)),
  u8(0), // padding
  option(50, hex('0a000009')),
  option(12, text('alice-pc')),
  u8(255),
)
const ACK = message(
  2,
  hex('0a000009'),
  option(53, u8(5)),
  option(54, hex('0a000002')),
  option(51, hex('00000e10')),
  u8(255),
  hex('ffffff'), // behind the end
)

describe('DHCP', () => {
  it('tells what is asked for and given', () => {
    const said = hear(67, [REQUEST, { from: 'server', octets: ACK }])
    expect(said.lines).toEqual([
      'request: client 52:54:00:a1:10:01, host name alice-pc, asks for 10.0.0.9',
      'ack: client 52:54:00:a1:10:01, gets 10.0.0.9, server 10.0.0.2, for 3600 s',
    ])
    expect(said.protocols).toEqual(['dhcp', 'dhcp'])
  })

  it('is BOOTP without the cookie', () => {
    const bootp = REQUEST.slice()
    bootp[236] = 0
    expect(hear(68, [bootp]).lines).toEqual(['bootp request: client 52:54:00:a1:10:01'])
    expect(hear(4011, [REQUEST.slice(0, 241)]).lines).toEqual([])
  })

  // tshark 4.0.17 on the same cuts.
  it('is malformed when cut inside the header or an option', () => {
    const whole = [240, 243, 244, 250, 260]
    const broken = range(1, REQUEST.length - 1).filter((length) => !whole.includes(length))
    expect(malformedCuts(67, REQUEST)).toEqual(broken)
    expect(snaplenFaults(67, REQUEST)).toEqual([])
  })

  it('quoted in an ICMP error tells nothing', () => {
    expect(hear(67, [{ octets: REQUEST, quoted: true }]).lines).toEqual([])
  })
})
