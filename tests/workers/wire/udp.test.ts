import { describe, expect, it } from 'vitest'
import { hex, join } from '../../../workers/forge/fields'
import { newUdp, readUdp } from '../../../workers/wire/udp'
import { faultOf, lengthsBelow, windowOn } from './dissect-frame'
import { PPPOE_DNS, VXLAN_PING } from './frames'

const DATAGRAM = VXLAN_PING.slice(34)

function read(octets: Uint8Array, captured?: number, reported?: number) {
  const window = windowOn(octets, captured, reported)
  const udp = newUdp()
  readUdp(window, udp)
  return { udp, window }
}

describe('readUdp', () => {
  it('reads a header', () => {
    const { udp, window } = read(DATAGRAM, DATAGRAM.length, 114)
    expect(udp).toEqual({ srcPort: 50_764, dstPort: 8472, length: 114, checksum: 0 })
    expect(window.reported).toBe(106)
    expect(read(PPPOE_DNS.slice(42), 28, 47).udp).toMatchObject({ dstPort: 53, checksum: 0xddbb })
  })

  it('leaves out what follows the datagram in its packet', () => {
    const { window } = read(join(hex('0035 1000 000a 0000 aabb'), new Uint8Array(10)))
    expect(window.reported).toBe(2)
  })

  it('accepts a length beyond the packet: the rest is in the next fragment', () => {
    const { udp, window } = read(hex('c64c 2118 05b2 0000 0800'))
    expect(udp.length).toBe(1458)
    expect(window.reported).toBe(2)
  })

  it('takes the packet for the length of a jumbogram (RFC 2675)', () => {
    const jumbo = join(hex('0001 0002 0000 0000'), new Uint8Array(70_000))
    expect(read(jumbo).udp.length).toBe(70_008)
  })

  it('refuses a length of 0 in a packet that could tell its own', () => {
    expect(faultOf(() => read(hex('0001 0002 0000 0000 aabbcc')))).toMatchObject({
      kind: 'malformed',
      what: 'udp.length',
    })
  })

  it('refuses a length below its own', () => {
    expect(faultOf(() => read(hex('0001 0002 0007 0000')))).toMatchObject({
      kind: 'malformed',
      what: 'udp.length',
    })
  })

  it.each(lengthsBelow(8))('is cut after %i octets', (length) => {
    expect(faultOf(() => read(DATAGRAM, length, DATAGRAM.length)).kind).toBe('truncated')
    expect(faultOf(() => read(DATAGRAM, length, length)).kind).toBe('malformed')
  })
})
