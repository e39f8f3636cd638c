/** Cilium's markers: services of direct server return, and candidates for trace identifiers. */
import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join, u16 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { udp } from '../../../workers/forge/transport'
import { geneve } from '../../../workers/forge/tunnel'
import { formatAddress } from '../../../workers/model/address'
import { DSR_MARKER, TRACE_MARKER } from '../../../workers/wire/cilium'
import type { IpHeader } from '../../../workers/wire/ip-header'
import { describeFrame } from '../../../workers/wire/layers'
import { dissect, ipAt, lengthsBelow, RAW_IP } from './dissect-frame'
import { PACKET } from './layer-frames'

const outer = { src: '192.0.2.1', dst: '192.0.2.2' }

/** An IPv4 packet of protocol 59 with these options, filled up to four octets. */
function withOptions(options: string): Uint8Array {
  const octets = hex(options)
  const words = Math.ceil(octets.length / 4)
  const length = 20 + words * 4
  const head = join(hex(`4${(5 + words).toString(16)}00`), u16(length))
  const rest = hex('00010000 403b0000 c0000201 c0000202')
  return join(head, rest, octets, new Uint8Array(words * 4 - octets.length))
}

const serviceOf = (ip: IpHeader) =>
  `${formatAddress(ip.service0, ip.service1, ip.service2, ip.service3)} ${String(ip.servicePort)}`

const header = (octets: Uint8Array) => ipAt(dissect(octets, { linktype: RAW_IP }), 0)

describe('an IPv4 option', () => {
  it('names the service that a client asked', () => {
    const ip = header(withOptions('9a08 1f90 0a2a000f'))
    expect(ip.markers).toBe(DSR_MARKER)
    expect(serviceOf(ip)).toBe('10.42.0.15 8080')
  })

  it.each([
    ['of two octets', '5f04 1234', 0, 0x1234],
    ['of four octets', '5f06 89abcdef', 0, 0x89abcdef],
    ['of eight octets, behind a filler', '01 5f0a 0123456789abcdef', 0x01234567, 0x89abcdef],
  ])('may be a trace identifier %s', (_what, options, high, low) => {
    const ip = header(withOptions(options))
    expect(ip).toMatchObject({ markers: TRACE_MARKER, traceOption: 0x5f })
    expect([ip.traceHigh, ip.traceLow]).toEqual([high, low])
  })

  it.each([
    ['router alert', '9404 0000'],
    ['record route', '0707 04 00000000'],
    ['of another length', '5f05 010203'],
    ['behind the end of options', '00 5f04 1234'],
    ['whose length goes beyond the header', '5f0a 1234'],
    ['of a service, cut short', '9a06 1f90 0a2a'],
    ['without a length', '5f'],
    ['with a length of one', '5f01 0000'],
  ])('is none: %s', (_what, options) => {
    expect(header(withOptions(options)).markers).toBe(0)
  })

  it('is forgotten with the next packet', () => {
    const [marked, plain] = [
      withOptions('9a08 1f90 0a2a000f'),
      ipv4({ ...outer, proto: 59 }, hex('')),
    ]
    expect(header(marked).markers).toBe(DSR_MARKER)
    expect(header(plain).markers).toBe(0)
  })

  it('is shown', () => {
    const labels = (octets: Uint8Array) =>
      describeFrame(octets, RAW_IP, octets.length).layers.flatMap(({ fields }) =>
        fields.map(({ label, value }) => `${label} ${value}`),
      )
    expect(labels(withOptions('9a08 1f90 0a2a000f'))).toEqual(
      expect.arrayContaining(['Service port 8080', 'Service address 10.42.0.15']),
    )
    expect(labels(withOptions('5f04 1234'))).toContain('Data, may be a trace identifier 1234')
  })
})

describe('an IPv6 destination option', () => {
  const address = hex('fd420000000000000000000000000015')
  const packet = (options: Uint8Array) =>
    join(
      hex('60000000'),
      u16(options.length + 2),
      hex('3c40 fd420000000000000000000000000001 fd420000000000000000000000000002 3b02'),
      options,
    )

  it('names the service that a client asked', () => {
    const ip = header(packet(join(hex('1b14'), address, hex('1f90 0000'))))
    expect(ip.markers).toBe(DSR_MARKER)
    expect(serviceOf(ip)).toBe('fd42::15 8080')
  })

  it.each([
    ['of another type', join(hex('1a14'), address, hex('1f90 0000'))],
    ['that goes beyond its header', join(hex('1b20'), address, hex('1f90 0000'))],
    ['of fillers', join(hex('0000 0112'), new Uint8Array(18))],
  ])('is none: %s', (_what, options) => {
    expect(header(packet(options)).markers).toBe(0)
  })
})

describe('a Geneve option', () => {
  const carrying = (data: string, type = 0x81) => {
    const options = [{ class: 0x14b, type, data: hex(data) }]
    const payload = geneve({ vni: 7, options }, ethernet({}, PACKET))
    return ipv4({ ...outer, proto: 17 }, udp({ ...outer, srcPort: 5, dstPort: 6081 }, payload))
  }

  it.each([
    ['10.42.0.15 8080', '0a2a000f 1f90 0000'],
    ['fd42::15 8080', 'fd420000000000000000000000000015 1f90 0000'],
  ])('names the service %s', (service, data) => {
    const ip = header(carrying(data))
    expect(ip.markers).toBe(DSR_MARKER)
    expect(serviceOf(ip)).toBe(service)
  })

  it('of another type or length is none', () => {
    expect(header(carrying('0a2a000f 1f90 0000', 0x01)).markers).toBe(0)
    expect(header(carrying('0a2a000f')).markers).toBe(0)
  })

  it.each(lengthsBelow(14).map((n) => 28 + n))('is cut after %i octets', (length) => {
    const packet = dissect(carrying('0a2a000f 1f90 0000').slice(0, length), {
      linktype: RAW_IP,
      origLen: 120,
    })
    expect(packet.fault?.kind ?? 'truncated').toBe('truncated')
  })
})
