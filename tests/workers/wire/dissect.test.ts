import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join, text } from '../../../workers/forge/fields'
import { fragmentIpv4, ipv4 } from '../../../workers/forge/ipv4'
import { fragmentIpv6, ipv6, ipv6Options } from '../../../workers/forge/ipv6'
import { tcp, udp } from '../../../workers/forge/transport'
import { MAX_FRAME_OCTETS } from '../../../workers/limits/limits'
import { Dissector } from '../../../workers/wire/dissect'
import { newPacket, type Packet } from '../../../workers/wire/packet'
import { formatUndecoded } from '../../../workers/wire/undecoded'
import {
  dissect,
  ETHERNET,
  ipAt,
  lengthsBelow,
  pathsOf,
  protocolsOf,
  RAW_IP,
  vlansOf,
} from './dissect-frame'
import * as frames from './frames'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const LINKTYPES = [0, 1, 9, 10, 12, 14, 50, 101, 104, 108, 113, 195, 228, 229, 239, 276]

describe('fragments', () => {
  it('has no headers to read in the middle of a datagram', () => {
    const packet = dissect(frames.FRAGMENT_TAIL)
    expect(packet).toMatchObject({
      depth: 1,
      fragmentLevel: 0,
      transport: 'none',
      payloadLength: 18,
      fault: null,
      undecoded: 0,
    })
    expect(protocolsOf(packet)).toEqual(['eth', 'ip'])
  })

  it('remembers the layers before the fragmented header', () => {
    const packet = dissect(frames.FRAGMENT_HEAD, { origLen: 1474 })
    const before = { ...packet, protocols: packet.protocolsBeforeFragment }
    expect(protocolsOf(before)).toEqual(['eth', 'ip'])
  })

  it('takes an atomic fragment for a whole packet', () => {
    const packet = dissect(frames.ATOMIC)
    expect(protocolsOf(packet)).toEqual(['eth', 'ipv6', 'ipv6.fraghdr', 'tcp'])
    expect(packet).toMatchObject({ fragmentLevel: -1, transport: 'tcp' })
    expect(packet.tcp).toMatchObject({ srcPort: 59_694, seq: 1_770_092_805 })
  })

  it.each([8, 16, 24, 32])(
    'blames nobody for a head of %i octets that ends in a header',
    (size) => {
      const segment = tcp(
        { ...ends, srcPort: 1, dstPort: 2, seq: 1, flags: 'S' },
        new Uint8Array(64),
      )
      const inner = ipv4({ ...ends, proto: 6 }, segment)
      const [head] = fragmentIpv4(ipv4({ ...ends, proto: 4 }, inner), 20 + size)
      const packet = dissect(head ?? hex(''), { linktype: RAW_IP })
      expect(packet).toMatchObject({ fragmentLevel: 0, fault: null, transport: 'none' })
    },
  )

  it('reads the transport header behind extension headers of the datagram', () => {
    const v6 = { src: 'fd42::15', dst: 'fd42::23' }
    const datagram = udp({ ...v6, srcPort: 1000, dstPort: 53 }, new Uint8Array(64))
    const whole = ipv6({ ...v6, proto: 60 }, ipv6Options(17, hex(''), datagram))
    const [head, tail] = fragmentIpv6(whole, 88, 7)
    const packet = dissect(head ?? hex(''), { linktype: RAW_IP })
    expect(packet).toMatchObject({ transport: 'udp', fragmentLevel: 0 })
    expect(ipAt(packet, 0)).toMatchObject({ proto: 60, headerLength: 48 })
    expect(dissect(tail ?? hex(''), { linktype: RAW_IP }).transport).toBe('none')
  })
})

describe('payload', () => {
  it('goes on inside a reassembled datagram', () => {
    const packet = dissect(frames.FRAGMENT_TAIL)
    const view = new DataView(frames.VXLAN_PING.buffer)
    new Dissector().payload(view, 34, frames.VXLAN_PING.length - 34, 114, packet)
    expect(pathsOf(packet)).toEqual(['172.16.16.121 > 172.16.16.122', '10.42.0.15 > 10.42.1.23'])
    expect(packet).toMatchObject({ transport: 'icmp', fragmentLevel: -1, fault: null })
  })
})

describe('quoted', () => {
  it('reads what an ICMP error quotes', () => {
    const error = dissect(frames.ICMP_FRAGMENTATION_NEEDED, { origLen: 582 })
    const quote = newPacket()
    const { view, payloadAt, payloadCaptured, payloadLength } = error
    new Dissector().quoted(view, payloadAt, payloadCaptured, payloadLength, quote)
    expect(pathsOf(quote)).toEqual(['172.16.16.123 > 172.16.16.121', '10.42.2.44 > 10.42.0.31'])
    expect(quote.tunnels[0]).toMatchObject({ vni: 1, udpPort: 8472 })
    expect(quote.tcp.srcPort).toBe(80)
  })

  it('reads the IP header of a quotation of eight octets', () => {
    const octets = ipv4({ ...ends, proto: 6, length: 1500 }, hex('0050 c350 00000001'))
    const quote = newPacket()
    new Dissector().quoted(new DataView(octets.buffer), 0, 28, 28, quote)
    expect(quote).toMatchObject({ depth: 1, transport: 'none' })
    expect(quote.fault).not.toBeNull()
  })
})

describe('what is not decoded', () => {
  it.each([
    [50, 'encrypted: ESP'],
    [108, 'compressed: IPComp'],
    [136, 'IP protocol 136 (UDP-Lite)'],
    [253, 'IP protocol 253'],
  ])('names IP protocol %i', (proto, reason) => {
    const packet = dissect(ipv4({ ...ends, proto }, hex('0000000000000000')), { linktype: RAW_IP })
    expect(formatUndecoded(packet.undecoded)).toBe(reason)
    expect(packet.transport).toBe('other')
  })

  it('expects nothing behind “no next header”', () => {
    const packet = dissect(ipv6({ src: '::1', dst: '::2', proto: 59 }, hex('')), {
      linktype: RAW_IP,
    })
    expect(packet).toMatchObject({ undecoded: 0, fault: null, transport: 'none' })
  })
})

describe('a packet that is used again', () => {
  it('keeps nothing of the frame before', () => {
    const dissector = new Dissector()
    const used = newPacket()
    for (const octets of Object.values(frames)) {
      used.capLen = octets.length
      used.origLen = octets.length
      dissector.frame(new DataView(octets.buffer), 0, ETHERNET, used)
    }
    const octets = frames.FRAGMENT_TAIL
    used.capLen = octets.length
    used.origLen = octets.length
    dissector.frame(new DataView(octets.buffer), 0, ETHERNET, used)
    const facts = (packet: Packet) => ({
      ip: packet.ip[0],
      tunnel: packet.tunnels[0]?.kind,
      depth: packet.depth,
      fragmentLevel: packet.fragmentLevel,
      transport: packet.transport,
      protocols: packet.protocols,
      before: packet.protocolsBeforeFragment,
      payload: [packet.payloadAt, packet.payloadCaptured, packet.payloadLength],
      vlans: vlansOf(packet),
      more: packet.protocolsMore,
      badLength: packet.badLength,
      arp: packet.arpOperation,
      fault: packet.fault,
      undecoded: packet.undecoded,
    })
    expect(facts(used)).toEqual(facts(dissect(octets)))
  })
})

describe('hostile frames', () => {
  /** As many headers of one kind as fit into the longest frame that is believed. */
  const nested = (header: string) => {
    const one = hex(header)
    return Uint8Array.from({ length: MAX_FRAME_OCTETS }, (_, i) => one[i % one.length] as number)
  }

  it.each([
    ['Ethernet in Ethernet', ETHERNET, '000000000000000000000000' + '6558'],
    [
      'SNAP and VLAN tags',
      ETHERNET,
      '0000000000000000000000000100' + 'aaaa030000008100' + '00010100',
    ],
    ['authentication headers', RAW_IP, '3300000000000000'],
    ['NFLOG attributes', 239, '00000000'],
  ])('ends in %s without end', (_what, linktype, header) => {
    const start =
      linktype === RAW_IP ? ipv4({ ...ends, proto: 51, length: 65_535 }, hex('')) : hex('')
    const packet = dissect(join(start, nested(header)), { linktype })
    expect(packet.fault !== null || packet.undecoded !== 0).toBe(true)
  })

  it('says when headers are nested beyond the bound', () => {
    const ah = join(
      ipv4({ ...ends, proto: 51, length: 65_535 }, hex('')),
      nested('3300000000000000'),
    )
    expect(dissect(ah, { linktype: RAW_IP }).fault).toMatchObject({
      kind: 'malformed',
      what: 'frame.protocols',
    })
  })

  it('never throws, whatever the octets', () => {
    const octets = fc.uint8Array({ maxLength: 300 })
    fc.assert(
      fc.property(
        octets,
        fc.constantFrom(...LINKTYPES),
        fc.nat(400),
        (frame, linktype, origLen) => {
          const packet = dissect(frame, { linktype, origLen })
          expect(packet.payloadAt + packet.payloadCaptured).toBeLessThanOrEqual(frame.length)
          expect(packet.payloadCaptured).toBeLessThanOrEqual(packet.payloadLength)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('never throws on real frames with octets changed and cut', () => {
    const change = fc.record({ at: fc.nat(200), value: fc.nat(255) })
    const real = fc.constantFrom(...Object.values(frames))
    fc.assert(
      fc.property(
        real,
        fc.array(change, { maxLength: 6 }),
        fc.nat(200),
        (frame, changes, length) => {
          const octets = frame.slice(0, length)
          for (const { at, value } of changes) if (at < octets.length) octets[at] = value
          for (const linktype of [ETHERNET, RAW_IP, 276]) {
            const packet = dissect(octets, { linktype, origLen: 1500 })
            expect(packet.payloadAt + packet.payloadCaptured).toBeLessThanOrEqual(octets.length)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('every frame, cut at every length', () => {
  const whole = [
    ['MPLS and GRE', frames.MPLS_GRE],
    ['QinQ', frames.QINQ],
    ['IPv6 options', frames.DESTINATION_OPTIONS],
    ['IP in IP', frames.IPIP],
    ['AH', frames.AH_ICMP],
  ] as const

  it.each(whole)('%s is truncated, never malformed', (_name, frame) => {
    const full = dissect(frame)
    const end = frame.length - full.payloadLength
    for (const length of lengthsBelow(end)) {
      const packet = dissect(frame.slice(0, length), { origLen: frame.length })
      expect(packet.fault?.kind, `cut at ${String(length)}`).toBe('truncated')
    }
  })

  it('leaves a cut payload alone', () => {
    const datagram = udp({ ...ends, srcPort: 1, dstPort: 2 }, text('some text'))
    const frame = ethernet({}, ipv4({ ...ends, proto: 17 }, datagram))
    const packet = dissect(frame.slice(0, 44), { origLen: frame.length })
    expect(packet).toMatchObject({ fault: null, payloadCaptured: 2, payloadLength: 9 })
  })
})
