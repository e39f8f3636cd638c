import { describe, expect, it } from 'vitest'
import { hex } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { newIpHeader } from '../../../workers/wire/ip-header'
import { readIpv4 } from '../../../workers/wire/ipv4'
import { faultOf, lengthsBelow, pathOf, windowOn } from './dissect-frame'
import { FRAGMENT_HEAD, FRAGMENT_TAIL, ROUTER_ALERT, VXLAN_PING } from './frames'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }

function read(octets: Uint8Array, captured?: number, reported?: number) {
  const window = windowOn(octets, captured, reported)
  const ip = newIpHeader()
  readIpv4(window, ip)
  return { ip, window }
}

describe('readIpv4', () => {
  it('reads the tail of a datagram', () => {
    const { ip, window } = read(FRAGMENT_TAIL.slice(14))
    expect(ip).toMatchObject({
      version: 4,
      headerLength: 20,
      length: 38,
      id: 0x90a2,
      offset: 1440,
      more: false,
      fragment: true,
      dontFragment: false,
      ttl: 64,
      proto: 17,
      overlong: false,
    })
    expect(pathOf(ip)).toBe('172.16.16.121 > 172.16.16.122')
    expect(window.reported).toBe(18) // the padding of the frame is left out
  })

  it('reads the head of a datagram', () => {
    const { ip } = read(FRAGMENT_HEAD.slice(14), 86, 1460)
    expect(ip).toMatchObject({ length: 1460, offset: 0, more: true, fragment: true })
  })

  it('reads the DF bit of the packet in the tunnel', () => {
    const { ip } = read(FRAGMENT_HEAD.slice(64), 36, 1428)
    expect(ip).toMatchObject({ id: 0xd2c1, dontFragment: true, fragment: false, ttl: 63 })
  })

  it('steps over options', () => {
    const { ip, window } = read(ROUTER_ALERT.slice(14))
    expect(ip).toMatchObject({ headerLength: 24, length: 36, proto: 2, ttl: 1 })
    expect(window.u8(0)).toBe(0x11) // IGMP membership query
  })

  it('takes the length of the frame where segmentation offload left none', () => {
    const { ip } = read(ipv4({ ...ends, proto: 6, length: 0 }, new Uint8Array(60)))
    expect(ip).toMatchObject({ length: 80, overlong: false })
  })

  it('notes a length beyond the frame', () => {
    const { ip, window } = read(ipv4({ ...ends, proto: 6, length: 1500 }, new Uint8Array(60)))
    expect(ip).toMatchObject({ length: 1500, overlong: true })
    expect(window.reported).toBe(60)
  })

  it.each([
    ['ip.version', '65'],
    ['ip.hdr_len', '44'],
    ['ip.len', '4500 0013'],
    ['ip.len', '4600 0014'],
  ])('refuses a wrong %s: %s', (what, start) => {
    const octets = new Uint8Array(40)
    octets.set(hex(start))
    expect(faultOf(() => read(octets))).toMatchObject({ kind: 'malformed', what })
  })

  it.each(lengthsBelow(24))('is cut after %i octets', (length) => {
    const packet = ROUTER_ALERT.slice(14)
    expect(faultOf(() => read(packet, length, packet.length)).kind).toBe('truncated')
    expect(faultOf(() => read(packet, length, length)).kind).toBe('malformed')
  })

  it('reads a header that was captured to its end and not further', () => {
    const { ip, window } = read(VXLAN_PING.slice(14), 20, 134)
    expect(ip.length).toBe(134)
    expect([window.captured, window.reported]).toEqual([0, 114])
  })
})
