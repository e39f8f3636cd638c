import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join, text } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { ipv6 } from '../../../workers/forge/ipv6'
import { tcp, udp } from '../../../workers/forge/transport'
import { geneve, gre, vxlan } from '../../../workers/forge/tunnel'
import { GENEVE, GRE, IPIP, VXLAN } from '../../../workers/wire/packet'
import { formatUndecoded } from '../../../workers/wire/undecoded'
import { dissect, lengthsBelow, pathsOf, protocolsOf, RAW_IP } from './dissect-frame'
import {
  AH_ICMP,
  FRAGMENT_HEAD,
  GENEVE as GENEVE_FRAME,
  GRE_ETHERNET,
  IPIP as IPIP_FRAME,
  PPTP,
  PPTP_ACK,
  VXLAN_PING,
} from './frames'

const outer = { src: '192.0.2.1', dst: '192.0.2.2' }
const inner = { src: '10.42.0.15', dst: '10.42.1.23' }
const SEGMENT = tcp({ ...inner, srcPort: 45_678, dstPort: 8080, seq: 1, flags: 'A' }, text('hello'))
const PACKET = ipv4({ ...inner, proto: 6 }, SEGMENT)
const FRAME = ethernet({}, PACKET)
const INSIDE = ['192.0.2.1 > 192.0.2.2', '10.42.0.15 > 10.42.1.23']

const overUdp = (dstPort: number, payload: Uint8Array) =>
  dissect(ipv4({ ...outer, proto: 17 }, udp({ ...outer, srcPort: 50_000, dstPort }, payload)), {
    linktype: RAW_IP,
  })
const overIp = (proto: number, payload: Uint8Array) =>
  dissect(ipv4({ ...outer, proto }, payload), { linktype: RAW_IP })

describe('VXLAN', () => {
  it('is followed on port 8472', () => {
    const packet = dissect(VXLAN_PING, { origLen: 148 })
    expect(protocolsOf(packet)).toEqual(['eth', 'ip', 'udp', 'icmp', 'vxlan'])
    expect(packet.tunnels[0]).toMatchObject({ kind: VXLAN, vni: 16_621, udpPort: 8472 })
    expect(pathsOf(packet)).toEqual(['172.16.16.121 > 172.16.16.122', '10.42.0.15 > 10.42.1.23'])
    expect(packet.transport).toBe('icmp')
  })

  it('is followed in the head of a fragmented datagram, whose inner packet goes on', () => {
    const packet = dissect(FRAGMENT_HEAD, { origLen: 1474 })
    expect(packet).toMatchObject({ depth: 2, fragmentLevel: 0, fault: null })
    expect(packet.icmp).toMatchObject({ type: 8, ident: 17_704, seq: 1 })
  })

  it.each([4789, 8472, 8473, 51_820])('is recognised on port %i', (port) => {
    const packet = overUdp(port, vxlan({ vni: 77 }, FRAME))
    expect(packet.tunnels[0]).toMatchObject({ kind: VXLAN, vni: 77, udpPort: port })
    expect(pathsOf(packet)).toEqual(INSIDE)
  })

  it.each([
    ['ARP', ethernet({ type: 0x0806 }, new Uint8Array(28)), 0x1f],
    ['a VLAN tag', ethernet({ vlans: [{ id: 5 }] }, PACKET), 0x1f],
    ['IPv6', ethernet({}, ipv6({ src: 'fd42::15', dst: 'fd42::23', proto: 59 }, hex(''))), 0x1f],
  ])('is recognised by structure around %s', (_what, frame) => {
    expect(protocolsOf(overUdp(8473, vxlan({ vni: 77 }, frame)))).toContain('vxlan')
  })

  it.each([
    ['whose flags are others', vxlan({ vni: 77, flags: 0x0c }, FRAME)],
    ['whose last octet is not reserved', hex(`08000000 00004d01 ${'00'.repeat(60)}`)],
    ['without a known ethertype', vxlan({ vni: 77 }, ethernet({ type: 0x4242 }, PACKET))],
    [
      'with an IPv4 header of another version',
      vxlan({ vni: 77 }, ethernet({}, hex(`55${'00'.repeat(40)}`))),
    ],
    [
      'with an IPv4 packet longer than it',
      vxlan({ vni: 77 }, ethernet({}, ipv4({ ...inner, proto: 6, length: 1400 }, SEGMENT))),
    ],
    ['that is short', vxlan({ vni: 77 }, FRAME.slice(0, 30))],
    ['of text', text('GET / HTTP/1.1\r\nHost: example.com\r\nAccept: text/html\r\n\r\n')],
  ])('is not seen in a payload %s', (_what, payload) => {
    const packet = overUdp(8473, payload)
    expect(protocolsOf(packet)).toEqual(['ip', 'udp'])
    expect(packet).toMatchObject({ transport: 'udp', depth: 1, fault: null })
  })

  it('is not seen on its own port without the flag of the VNI', () => {
    expect(protocolsOf(overUdp(4789, vxlan({ vni: 77, flags: 0 }, FRAME)))).toEqual(['ip', 'udp'])
  })

  it.each(lengthsBelow(7).map((n) => 43 + n))('is cut after %i octets', (length) => {
    const packet = dissect(VXLAN_PING.slice(0, length), { origLen: 148 })
    expect(packet.fault?.kind).toBe('truncated')
    expect(protocolsOf(packet)).toContain('vxlan')
    expect(packet.depth).toBe(1)
  })

  it('has no VNI of the frame before when its own is cut off', () => {
    const packet = dissect(VXLAN_PING.slice(0, 46), { origLen: 148 })
    expect(packet.tunnels[0]?.kind).toBe(0)
  })
})

describe('Geneve', () => {
  it('steps over options', () => {
    const packet = dissect(GENEVE_FRAME)
    expect(packet.tunnels[0]).toMatchObject({ kind: GENEVE, vni: 0x40ed, udpPort: 6081 })
    expect(packet.tcp.seq).toBe(340_146_840)
  })

  it('carries IP without Ethernet', () => {
    const packet = overUdp(6081, geneve({ vni: 9, protocol: 0x0800 }, PACKET))
    expect(protocolsOf(packet)).toEqual(['ip', 'tcp', 'udp', 'geneve'])
    expect(pathsOf(packet)).toEqual(INSIDE)
  })

  describe('on a port of its own', () => {
    const inside = () => geneve({ vni: 9 }, ethernet({}, PACKET))

    it('is known by its structure', () => {
      const packet = overUdp(7471, inside())
      expect(packet.tunnels[0]).toMatchObject({ kind: GENEVE, vni: 9, udpPort: 7471 })
      expect(pathsOf(packet)).toEqual(INSIDE)
    })

    it.each([
      ['another version', (octets: Uint8Array) => (octets[0] = 0x40)],
      ['reserved bits', (octets: Uint8Array) => (octets[1] = 0x01)],
      ['another type', (octets: Uint8Array) => (octets[3] = 0x59)],
      ['a reserved octet', (octets: Uint8Array) => (octets[7] = 1)],
      ['no IP inside', (octets: Uint8Array) => (octets[22] = 0x55)],
      [
        'an IP packet that is longer than the datagram',
        (octets: Uint8Array) => (octets[24] = 0x7f),
      ],
    ])('is not seen with %s', (_, spoil) => {
      const octets = inside()
      spoil(octets)
      expect(protocolsOf(overUdp(7471, octets))).not.toContain('geneve')
    })
  })

  it('is not seen in another version', () => {
    expect(protocolsOf(overUdp(6081, hex(`40006558 00000900 ${'00'.repeat(40)}`)))).not.toContain(
      'geneve',
    )
  })

  it.each(lengthsBelow(15).map((n) => 43 + n))('is cut after %i octets', (length) => {
    const packet = dissect(GENEVE_FRAME.slice(0, length), { origLen: GENEVE_FRAME.length })
    expect(packet.fault?.kind).toBe('truncated')
    expect(protocolsOf(packet)).toContain('geneve')
  })

  it('is malformed when its options go beyond the datagram', () => {
    expect(overUdp(6081, hex('3f006558 00000900 0000')).fault?.kind).toBe('malformed')
  })
})

describe('GRE', () => {
  it('carries Ethernet, with a key', () => {
    const packet = dissect(GRE_ETHERNET, { origLen: 116 })
    expect(protocolsOf(packet)).toEqual(['eth', 'ip', 'icmp', 'gre'])
    expect(packet.tunnels[0]).toMatchObject({ kind: GRE, vni: 0, udpPort: 0 })
    expect(pathsOf(packet)).toEqual(['10.200.0.3 > 10.200.0.224', '192.168.69.10 > 192.168.69.2'])
  })

  it.each([
    [{}, -1],
    [{ key: 0xdeadbeef }, 0xdeadbeef],
    [{ sequence: 5 }, -1],
    [{ checksum: true, key: 7, sequence: 5 }, 7],
  ])('has the optional fields %j', (options, key) => {
    const packet = overIp(47, gre({ protocol: 0x0800, ...options }, PACKET))
    expect(packet.tunnels[0]).toMatchObject({ kind: GRE, vni: key, udpPort: 0 })
    expect(pathsOf(packet)).toEqual(INSIDE)
  })

  it('steps over source routes (RFC 1701)', () => {
    const routes = hex('0800 0004 0a000001 0000 0000')
    expect(pathsOf(overIp(47, join(hex('4000 0800 0000 0000'), routes, PACKET)))).toEqual(INSIDE)
  })

  it('carries PPP in version 1, whose call number is no key', () => {
    const packet = dissect(PPTP, { origLen: 134 })
    expect(protocolsOf(packet)).toEqual(['eth', 'ip', 'icmp', 'gre', 'ppp'])
    expect(packet.tunnels[0]?.vni).toBe(-1)
    expect(pathsOf(packet)).toEqual(['20.0.0.2 > 20.0.0.1', '17.1.1.122 > 40.0.0.2'])
    expect(packet.icmp).toMatchObject({ ident: 6187, seq: 1 })
  })

  it('carries nothing in an acknowledgment of version 1', () => {
    const packet = dissect(PPTP_ACK)
    expect(protocolsOf(packet)).toEqual(['eth', 'ip', 'gre'])
    expect(packet).toMatchObject({ fault: null, undecoded: 0, payloadLength: 0 })
  })

  it('is malformed in a later version', () => {
    expect(overIp(47, hex('0002 0800 0000')).fault).toMatchObject({
      kind: 'malformed',
      what: 'gre.flags.version',
    })
  })

  it('says which protocol it carries that is not known', () => {
    expect(formatUndecoded(overIp(47, hex('0000 0000 aa')).undecoded)).toBe('ethertype 0x0000')
  })
})

describe('IP in IP', () => {
  it('follows IPv4 in IPv4', () => {
    const packet = dissect(IPIP_FRAME)
    expect(packet.tunnels[0]).toMatchObject({ kind: IPIP, vni: -1, udpPort: 0 })
    expect(pathsOf(packet)).toEqual(['192.0.2.60 > 198.51.100.60', '10.60.0.10 > 10.60.0.20'])
    expect(packet.tcp.srcPort).toBe(49_160)
  })

  it.each([
    [
      'IPv6 in IPv4',
      overIp(41, ipv6({ src: '2001:db8::1', dst: '2001:db8::2', proto: 6 }, SEGMENT)),
    ],
    [
      'IPv4 in IPv6',
      dissect(ipv6({ src: '2001:db8::1', dst: '2001:db8::2', proto: 4 }, PACKET), {
        linktype: RAW_IP,
      }),
    ],
  ])('follows %s', (_what, packet) => {
    expect(protocolsOf(packet)).toEqual(['ip', 'ipv6', 'tcp'])
    expect(packet.depth).toBe(2)
    expect(packet.tunnels[0]?.kind).toBe(IPIP)
  })

  it('follows four IP headers and says that there are more', () => {
    let packet = PACKET
    for (let i = 0; i < 3; i++) packet = ipv4({ ...outer, proto: 4 }, packet)
    const nested = dissect(packet, { linktype: RAW_IP })
    expect(nested).toMatchObject({ depth: 4, transport: 'tcp', undecoded: 0 })
    const deeper = overIp(4, packet)
    expect(deeper).toMatchObject({ depth: 4, transport: 'none' })
    expect(formatUndecoded(deeper.undecoded)).toBe('tunnels nested deeper than 4 IP headers')
  })
})

describe('authentication header', () => {
  it('is stepped over', () => {
    const packet = dissect(AH_ICMP)
    expect(protocolsOf(packet)).toEqual(['eth', 'ip', 'icmp', 'ah'])
    expect(pathsOf(packet)).toEqual(['10.0.32.100 > 10.0.32.1', '192.168.3.1 > 192.168.3.2'])
  })

  it('is stepped over in IPv6, with the extension headers behind it', () => {
    const ah = hex('3c04 0000 00000001 00000002 000000000000000000000000')
    const options = hex('0600 0104 00000000')
    const packet = ipv6({ src: 'fd42::15', dst: 'fd42::23', proto: 51 }, join(ah, options, SEGMENT))
    expect(dissect(packet, { linktype: RAW_IP })).toMatchObject({ transport: 'tcp', fault: null })
  })
})
