import { describe, expect, it } from 'vitest'
import { hex, join } from '../../../workers/forge/fields'
import { ipv6, ipv6FragmentHeader, ipv6Options, NEXT } from '../../../workers/forge/ipv6'
import { newIpHeader } from '../../../workers/wire/ip-header'
import { readIpv6, skipExtensions } from '../../../workers/wire/ipv6'
import { faultOf, lengthsBelow, pathOf, windowOn } from './dissect-frame'
import { ATOMIC, DESTINATION_OPTIONS, IPV6_HEAD, NEIGHBOR, PACKET_TOO_BIG, ROUTING } from './frames'

const ends = { src: 'fd42::15', dst: 'fd42:0:0:1::23' }
const NOTHING = new Uint8Array(0)

function read(octets: Uint8Array, captured?: number, reported?: number) {
  const window = windowOn(octets, captured, reported)
  const ip = newIpHeader()
  const fragmentHeader = readIpv6(window, ip, { badLength: '' })
  return { ip, window, fragmentHeader }
}

/** Hop-by-hop options, destination options, routing, fragment, TCP: a chain as a host may send it. */
function chain(offset: number, more: boolean): Uint8Array {
  const fragment = ipv6FragmentHeader({ proto: 6, id: 0xcafe, offset, more })
  const routing = join(hex('2c00 0000 00000000'), fragment, new Uint8Array(24))
  const destination = ipv6Options(NEXT.routing, NOTHING, routing)
  const hopByHop = ipv6Options(NEXT.destination, hex('0502 0000'), destination)
  return ipv6({ ...ends, proto: NEXT.hopByHop }, hopByHop)
}

describe('readIpv6', () => {
  it('reads a header without extensions', () => {
    const { ip, window, fragmentHeader } = read(NEIGHBOR.slice(14))
    expect(ip).toMatchObject({
      version: 6,
      headerLength: 40,
      length: 72,
      proto: 58,
      ttl: 255,
      id: 0,
      fragment: false,
      dontFragment: true,
    })
    expect(pathOf(ip)).toBe('2001:db8:1::1 > 2001:db8:1::2')
    expect(fragmentHeader).toBe(false)
    expect(window.reported).toBe(32)
  })

  it('reads the first fragment of a datagram', () => {
    const { ip, fragmentHeader } = read(IPV6_HEAD.slice(14), 66, 456)
    expect(ip).toMatchObject({
      headerLength: 48,
      proto: 58,
      id: 0xfacef103,
      offset: 0,
      more: true,
      fragment: true,
    })
    expect(fragmentHeader).toBe(true)
  })

  it('takes an atomic fragment for no fragment (RFC 6946)', () => {
    const { ip, fragmentHeader } = read(ATOMIC.slice(14))
    expect(ip).toMatchObject({ headerLength: 48, proto: 6, offset: 0, fragment: false })
    expect(fragmentHeader).toBe(true)
  })

  it.each([
    ['destination options', DESTINATION_OPTIONS],
    ['a routing header', ROUTING],
  ])('steps over %s', (_name, frame) => {
    const { ip, window, fragmentHeader } = read(frame.slice(14))
    expect(ip).toMatchObject({ headerLength: 48, proto: 6 })
    expect(fragmentHeader).toBe(false)
    expect(window.u16(2)).toBe(80) // tcp.dstport
  })

  it('follows a chain up to the fragment header', () => {
    const { ip, window } = read(chain(0, true))
    expect(ip).toMatchObject({ headerLength: 72, proto: 6, id: 0xcafe, more: true, offset: 0 })
    expect(window.reported).toBe(24)
  })

  it('reads the offset of a middle fragment in octets', () => {
    expect(read(chain(1448, true)).ip).toMatchObject({ offset: 1448, more: true, fragment: true })
    expect(read(chain(2896, false)).ip).toMatchObject({ offset: 2896, more: false, fragment: true })
  })

  it('leaves what follows the fragment header of a fragment to the datagram', () => {
    const options = ipv6Options(6, NOTHING, new Uint8Array(24))
    const fragment = { proto: NEXT.destination, id: 1, offset: 0, more: true }
    const packet = ipv6(
      { ...ends, proto: NEXT.fragment },
      join(ipv6FragmentHeader(fragment), options),
    )
    const { ip, window } = read(packet)
    expect(ip).toMatchObject({ headerLength: 48, proto: NEXT.destination })
    expect(skipExtensions(window, ip.proto)).toBe(6)
    expect(window.reported).toBe(24)
  })

  it('takes the length of the frame where the payload length is 0', () => {
    const { ip } = read(ipv6({ ...ends, proto: 6, length: 0 }, new Uint8Array(60)))
    expect(ip).toMatchObject({ length: 100, overlong: false })
  })

  it('refuses another version', () => {
    const octets = new Uint8Array(40)
    octets[0] = 0x45
    expect(faultOf(() => read(octets))).toMatchObject({ kind: 'malformed', what: 'ipv6.version' })
  })

  it('refuses a chain without end', () => {
    let packet: Uint8Array = new Uint8Array(20)
    for (let i = 0; i < 9; i++) {
      packet = ipv6Options(i === 0 ? 6 : NEXT.destination, NOTHING, packet)
    }
    const endless = ipv6({ ...ends, proto: NEXT.destination }, packet)
    expect(faultOf(() => read(endless))).toMatchObject({ kind: 'malformed', what: 'ipv6.nxt' })
    expect(faultOf(() => skipExtensions(windowOn(packet), NEXT.destination)).what).toBe('ipv6.nxt')
  })

  it.each(lengthsBelow(72))('is cut after %i octets of a chain', (length) => {
    const packet = chain(0, true)
    expect(faultOf(() => read(packet, length, packet.length)).kind).toBe('truncated')
    expect(faultOf(() => read(packet, length, length)).kind).toBe('malformed')
  })

  it('is not fooled by a quoted packet that is longer than its quotation', () => {
    const { ip } = read(PACKET_TOO_BIG.slice(62), 78, 1192)
    expect(ip).toMatchObject({ length: 1500, overlong: true, proto: 6 })
  })
})
