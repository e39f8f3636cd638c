import { describe, expect, it } from 'vitest'
import { arp, ethernet } from '../../../workers/forge/ethernet'
import { hex, join, u16 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { udp } from '../../../workers/forge/transport'
import { describeFrame } from '../../../workers/wire/layers'
import { formatUndecoded } from '../../../workers/wire/undecoded'
import { dissect, lengthsBelow, pathsOf, protocolsOf, RAW_IP, vlansOf } from './dissect-frame'
import { ARP_REPLY, FDDI_SNAP, MPLS_GRE, NFLOG, PPPOE_DNS, QINQ, SLL, SLL2 } from './frames'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const PACKET = ipv4({ ...ends, proto: 17 }, udp({ ...ends, srcPort: 1, dstPort: 2 }, hex('aabb')))
const PATH = ['10.0.0.1 > 10.0.0.2']

const undecodedIn = (octets: Uint8Array, linktype?: number) =>
  formatUndecoded(dissect(octets, linktype === undefined ? {} : { linktype }).undecoded)

describe('Ethernet', () => {
  it('follows 802.1ad and 802.1Q and keeps the IDs of the latter', () => {
    const packet = dissect(QINQ)
    expect(protocolsOf(packet)).toEqual(['eth', 'vlan', 'ip', 'icmp', 'ieee8021ad'])
    expect(vlansOf(packet)).toEqual([300])
    expect(pathsOf(packet)).toEqual(['10.5.2.100 > 10.5.2.1'])
  })

  it('has no VLAN without a tag', () => {
    expect(vlansOf(dissect(ethernet({}, PACKET)))).toEqual([])
  })

  it('follows eight tags and not a ninth', () => {
    const tagged = (count: number) =>
      dissect(ethernet({ vlans: Array.from({ length: count }, (_, i) => ({ id: i + 1 })) }, PACKET))
    expect(pathsOf(tagged(8))).toEqual(PATH)
    expect(vlansOf(tagged(8))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(tagged(9)).toMatchObject({ depth: 0, fault: null })
    expect(formatUndecoded(tagged(9).undecoded)).toBe('ethertype 0x8100 (802.1Q VLAN)')
  })

  it('reads an ARP operation', () => {
    const packet = dissect(ARP_REPLY)
    expect(protocolsOf(packet)).toEqual(['eth', 'arp'])
    expect(packet.arpOperation).toBe(2)
    const request = arp({
      ...ends,
      op: 'request',
      senderMac: '',
      sender: ends.src,
      target: ends.dst,
    })
    expect(dissect(ethernet({ type: 0x0806 }, request)).arpOperation).toBe(1)
  })

  it('leaves out what follows an 802.3 length', () => {
    const packet = dissect(ethernet({ type: 3 }, hex('e0e003 000000')))
    expect(formatUndecoded(packet.undecoded)).toBe('LLC service access point 0xe0')
    expect(packet.payloadLength).toBe(3)
  })

  it('says which ethertype it does not know', () => {
    expect(undecodedIn(ethernet({ type: 0x88f7 }, hex('0207')))).toBe('ethertype 0x88f7 (PTP)')
  })

  it('follows SNAP with an ethertype, and no other organisation', () => {
    const snap = (organisation: string) => join(hex(`aaaa03 ${organisation} 0800`), PACKET)
    const frame = (octets: Uint8Array) => ethernet({ type: octets.length }, octets)
    expect(pathsOf(dissect(frame(snap('000000'))))).toEqual(PATH)
    expect(pathsOf(dissect(frame(snap('0000f8'))))).toEqual(PATH)
    expect(undecodedIn(frame(snap('00000c')))).toBe('SNAP protocol 0x0800')
  })

  it.each(lengthsBelow(14))('is cut after %i octets', (length) => {
    const start = QINQ.slice(0, length)
    expect(dissect(start, { origLen: 59 }).fault?.kind).toBe('truncated')
    expect(dissect(start).fault?.kind).toBe('malformed')
    expect(protocolsOf(dissect(start))).toEqual(['eth'])
  })
})

describe('other link types', () => {
  it('reads LINKTYPE_LINUX_SLL', () => {
    const packet = dissect(SLL, { linktype: 113, origLen: 132 })
    expect(protocolsOf(packet)).toEqual(['ip', 'udp', 'sll', 'gtp'])
    expect(pathsOf(packet)).toEqual(['10.200.200.1 > 10.200.200.102'])
    expect(packet.udp).toMatchObject({ dstPort: 2152, length: 96 })
  })

  it('reads LINKTYPE_LINUX_SLL2 and its interface', () => {
    const packet = dissect(SLL2, { linktype: 276, origLen: 173 })
    expect(protocolsOf(packet)).toEqual(['ip', 'tcp', 'sll'])
    expect(packet.ifindex).toBe(6)
    expect(packet.tcp.srcPort).toBe(42_748)
  })

  it('forgets the interface of the frame before', () => {
    expect(dissect(SLL, { linktype: 113 }).ifindex).toBe(0)
  })

  it.each([
    ['of a little-endian host', '02000000'],
    ['of a big-endian host', '00000002'],
  ])('reads LINKTYPE_NULL %s', (_host, family) => {
    const packet = dissect(join(hex(family), PACKET), { linktype: 0 })
    expect(protocolsOf(packet)).toEqual(['ip', 'udp', 'null'])
    expect(pathsOf(packet)).toEqual(PATH)
  })

  it('says which address family it does not know', () => {
    expect(undecodedIn(join(hex('07000000'), PACKET), 0)).toBe('address family 7')
    expect(undecodedIn(join(hex('00000007'), PACKET), 108)).toBe('address family 7')
  })

  it('reads FDDI with SNAP', () => {
    const packet = dissect(FDDI_SNAP, { linktype: 10, origLen: 70 })
    expect(protocolsOf(packet)).toEqual(['ip', 'tcp', 'llc', 'fddi'])
    expect(pathsOf(packet)).toEqual(['128.3.140.132 > 194.140.136.34'])
  })

  it('reads NFLOG', () => {
    const packet = dissect(NFLOG, { linktype: 239 })
    expect(pathsOf(packet)).toEqual(['10.10.10.10 > 52.43.228.156'])
    expect(packet.tcp.dstPort).toBe(80)
  })

  it('ends at NFLOG attributes without a packet', () => {
    expect(dissect(hex('02000000 0000 0000 0400 0100'), { linktype: 239 }).fault?.kind).toBe(
      'malformed',
    )
  })

  it.each([
    [12, PACKET],
    [14, PACKET],
    [RAW_IP, PACKET],
    [228, PACKET],
    [9, join(hex('0021'), PACKET)],
    [9, join(hex('21'), PACKET)],
    [50, join(hex('ff03 0021'), PACKET)],
    [104, join(hex('0f00 0800'), PACKET)],
  ])('reads link type %i', (linktype, octets) => {
    expect(pathsOf(dissect(octets, { linktype }))).toEqual(PATH)
  })

  it.each([
    [195, 'link type 195 (IEEE802_15_4_WITHFCS)'],
    [227, 'link type 227 (CAN_SOCKETCAN)'],
    [150, 'link type 150 (USER3)'],
    [65_000, 'link type 65000'],
    [RAW_IP, 'neither IPv4 nor IPv6 where one is due: version 5'],
    [9, 'PPP protocol 0x0055'],
  ])('says what link type %i holds', (linktype, reason) => {
    expect(undecodedIn(hex('5500 0000'), linktype)).toBe(reason)
  })
})

describe('the tag of a switch', () => {
  const ADDRESSES = hex('020000000002 020000000001')
  const behind = (tag: string) => join(ADDRESSES, hex(tag), hex('0800'), PACKET)

  it.each([
    ['Broadcom', 281, behind('20000002'), []],
    ['Broadcom, in front', 282, join(hex('20000002'), ethernet({}, PACKET)), []],
    ['DSA', 284, behind('c00a0000'), []],
    ['DSA of a tagged frame', 284, behind('600a0064'), [100]],
    ['EDSA', 285, behind('dada 0000 c0000000'), []],
    ['EDSA of a tagged frame', 285, behind('dada 0000 60002539'), [1337]],
  ])('%s is read', (_name, linktype, octets, vlans) => {
    const packet = dissect(octets, { linktype })
    expect(pathsOf(packet)).toEqual(PATH)
    expect(protocolsOf(packet)).toEqual(['eth', 'ip', 'udp'])
    expect(vlansOf(packet)).toEqual(vlans)
    for (const length of lengthsBelow(octets.length)) {
      const cut = dissect(octets.slice(0, length), { linktype, origLen: octets.length })
      expect(cut.fault?.kind ?? 'truncated').toBe('truncated')
    }
  })

  it('is shown between the addresses and the type', () => {
    const octets = behind('c00a0000')
    const [layer] = describeFrame(octets, 284, octets.length).layers
    expect(layer?.fields.map(({ name, at, length }) => [name, at, length])).toEqual([
      ['eth.dst', 0, 6],
      ['eth.src', 6, 6],
      ['data.data', 12, 4],
      ['eth.type', 16, 2],
    ])
  })
})

describe('PPPoE and MPLS', () => {
  it('follows PPP over Ethernet', () => {
    const packet = dissect(PPPOE_DNS, { origLen: 89 })
    expect(protocolsOf(packet)).toEqual(['eth', 'ip', 'udp', 'pppoes', 'ppp'])
    expect(pathsOf(packet)).toEqual(['95.136.242.54 > 109.0.66.10'])
    expect(packet.udp.dstPort).toBe(53)
  })

  it('is bounded by the PPPoE length', () => {
    const frame = ethernet(
      { type: 0x8864 },
      join(hex('1100 0001'), u16(PACKET.length + 2), hex('0021'), PACKET, new Uint8Array(9)),
    )
    expect(dissect(frame).payloadLength).toBe(2)
  })

  it('follows a stack of labels', () => {
    const packet = dissect(MPLS_GRE)
    expect(protocolsOf(packet)).toEqual(['eth', 'vlan', 'ip', 'tcp', 'gre', 'mpls'])
    expect(vlansOf(packet)).toEqual([320])
    expect(pathsOf(packet)).toEqual([
      '203.0.113.40 > 198.51.100.40',
      '192.0.2.140 > 198.51.100.140',
    ])
  })

  it('does not follow a stack without a bottom', () => {
    const stack = hex('00010040'.repeat(70))
    expect(undecodedIn(ethernet({ type: 0x8847 }, stack))).toBe('ethertype 0x8847 (MPLS)')
  })

  it('says that a label carries no IP', () => {
    expect(undecodedIn(ethernet({ type: 0x8847 }, hex('00010140 0000 0000')))).toBe(
      'neither IP nor Ethernet behind an MPLS label: 0x0',
    )
  })
})
