/**
 * One frame for each layer that stands before or between IP headers, or is named behind one. What
 * is expected of it is written by hand from the specification that the name of the case gives.
 */
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join, text, u16, u32, u8 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { ipv6 } from '../../../workers/forge/ipv6'
import { tcp, udp } from '../../../workers/forge/transport'
import { gre, vxlan } from '../../../workers/forge/tunnel'
import { ETHERNET } from './dissect-frame'

const outer = { src: '192.0.2.1', dst: '192.0.2.2' }
const inner = { src: '10.42.0.15', dst: '10.42.1.23' }
const inner6 = { src: 'fd42::15', dst: 'fd42:0:0:1::23' }

const ports = { srcPort: 45_678, dstPort: 8080 }
const segment = tcp({ ...inner, ...ports, seq: 1, flags: 'S' }, text(''))
export const PACKET = ipv4({ ...inner, proto: 6 }, segment)
export const PACKET6 = ipv6(
  { ...inner6, proto: 6 },
  tcp({ ...inner6, ...ports, seq: 1, flags: 'S' }, text('')),
)
const FRAME = ethernet({}, PACKET)

const INNER = '10.42.0.15 > 10.42.1.23'
const INNER6 = 'fd42::15 > fd42:0:0:1::23'
const OUTER = '192.0.2.1 > 192.0.2.2'

const overIp = (proto: number, payload: Uint8Array) =>
  ethernet({}, ipv4({ ...outer, proto }, payload))
const overUdp = (dstPort: number, payload: Uint8Array, srcPort = 50_000) =>
  overIp(17, udp({ ...outer, srcPort, dstPort }, payload))

/** Where tshark says something else, or cannot say anything. */
export type Beside = 'same' | 'not there'

export interface LayerCase {
  readonly name: string
  readonly octets: Uint8Array
  readonly linktype: number
  /** In the order of `PROTOCOL_NAMES`. */
  readonly protocols: readonly string[]
  readonly paths: readonly string[]
  readonly tshark: Beside
}

interface Expected {
  linktype?: number
  protocols: string
  paths?: readonly string[]
  tshark?: Beside
}

const one = (name: string, octets: Uint8Array, expected: Expected): LayerCase => ({
  name,
  octets,
  linktype: expected.linktype ?? ETHERNET,
  protocols: expected.protocols.split(' '),
  paths: expected.paths ?? [INNER],
  tshark: expected.tshark ?? 'same',
})

const SNAP = hex('aaaa03 000000 0800')
const MACS = hex('020000000001 020000000002 020000000003')
/** Data frame from an access point: type 2, subtype `subtype`, flags, duration, addresses, number. */
const wlanData = (first: string, flags: string, ...rest: readonly Uint8Array[]) =>
  join(hex(first), hex(flags), hex('3a01'), MACS, hex('1000'), ...rest)

const WLAN = wlanData('08', '02', SNAP, PACKET)
const FCS = hex('deadbeef')

const wireless: readonly LayerCase[] = [
  one('IEEE 802.11 data', WLAN, { linktype: 105, protocols: 'ip tcp llc wlan' }),
  one('IEEE 802.11 QoS data', wlanData('88', '01', hex('0000'), SNAP, PACKET), {
    linktype: 105,
    protocols: 'ip tcp llc wlan',
  }),
  one(
    'IEEE 802.11 between access points',
    wlanData('08', '03', hex('020000000004'), SNAP, PACKET),
    { linktype: 105, protocols: 'ip tcp llc wlan' },
  ),
  one(
    'IEEE 802.11 with high-throughput control',
    wlanData('88', '81', hex('0000 00000000'), SNAP, PACKET),
    {
      linktype: 105,
      protocols: 'ip tcp llc wlan',
    },
  ),
  one(
    'IEEE 802.11 aggregate',
    wlanData(
      '88',
      '01',
      hex('8000'),
      hex('020000000002 020000000003'),
      u16(8 + PACKET.length),
      SNAP,
      PACKET,
    ),
    { linktype: 105, protocols: 'ip tcp llc wlan' },
  ),
  one('IEEE 802.11 protected', wlanData('08', '42', hex('0102030405060708090a0b0c0d0e0f10')), {
    linktype: 105,
    protocols: 'wlan',
    paths: [],
  }),
  one('IEEE 802.11 null data', wlanData('48', '01'), {
    linktype: 105,
    protocols: 'wlan',
    paths: [],
  }),
  one('IEEE 802.11 acknowledgment', hex('d400 0000 020000000001'), {
    linktype: 105,
    protocols: 'wlan',
    paths: [],
  }),
  one('radiotap', join(hex('0000 0800 00000000'), WLAN), {
    linktype: 127,
    protocols: 'ip tcp llc wlan radiotap',
  }),
  one(
    'radiotap with a time stamp, flags and a check sequence',
    join(hex('0000 1100 03000000 1122334455667788 10'), WLAN, FCS),
    {
      linktype: 127,
      protocols: 'ip tcp llc wlan radiotap',
    },
  ),
  one(
    'radiotap with two words of flags and a padded header',
    join(
      hex('0000 0d00 020000a0 00000000 20'),
      wlanData('88', '01', hex('0000 0000'), SNAP, PACKET),
    ),
    { linktype: 127, protocols: 'ip tcp llc wlan radiotap' },
  ),
  one('Prism', join(hex('44000000 90000000'), new Uint8Array(136), WLAN), {
    linktype: 119,
    protocols: 'ip tcp llc wlan prism',
    tshark: 'not there',
  }),
  one('AVS', join(hex('80211001 00000040'), new Uint8Array(56), WLAN), {
    linktype: 163,
    protocols: 'ip tcp llc wlan wlancap',
    tshark: 'not there',
  }),
  one('PPI around Ethernet', join(hex('0000 0800 01000000'), FRAME), {
    linktype: 192,
    protocols: 'eth ip tcp ppi',
  }),
  one(
    'PPI around IEEE 802.11 with a check sequence',
    join(hex('0000 2000 69000000 0200 1400 0000000000000000 0100'), new Uint8Array(10), WLAN, FCS),
    { linktype: 192, protocols: 'ip tcp llc wlan ppi', tshark: 'not there' },
  ),
  one('PKTAP', join(hex('0c000000 01000000 01000000'), FRAME), {
    linktype: 258,
    protocols: 'eth ip tcp pktap',
    tshark: 'not there', // its header is longer
  }),
]

const links: readonly LayerCase[] = [
  one('PPP with direction', join(hex('ff03 0021'), PACKET), {
    linktype: 204,
    protocols: 'ip tcp ppp',
    tshark: 'not there', // the reader of the capture takes the direction off
  }),
  one('PPPoE', join(hex('1100 0001'), u16(PACKET.length + 2), hex('0021'), PACKET), {
    linktype: 51,
    protocols: 'ip tcp pppoes ppp',
    tshark: 'not there',
  }),
  one('PPP with MPLS', join(hex('ff03 0281 00010140'), PACKET), {
    linktype: 50,
    protocols: 'ip tcp mpls ppp',
  }),
  one('Cisco HDLC', join(hex('0f00 86dd'), PACKET6), {
    linktype: 104,
    protocols: 'ipv6 tcp chdlc',
    paths: [INNER6],
  }),
  one('Frame Relay, RFC 2427', join(hex('1841 03 cc'), PACKET), {
    linktype: 107,
    protocols: 'ip tcp fr',
  }),
  one('Frame Relay, padded SNAP', join(hex('1841 03 00 80 000000 0800'), PACKET), {
    linktype: 107,
    protocols: 'ip tcp fr',
  }),
  one('Frame Relay with an ethertype', join(hex('48e1 86dd'), PACKET6), {
    linktype: 107,
    protocols: 'ipv6 tcp fr',
    paths: [INNER6],
  }),
  one('Token Ring', join(hex('1040 020000000001 020000000002'), SNAP, PACKET), {
    linktype: 6,
    protocols: 'ip tcp llc tr',
  }),
  one(
    'Token Ring with a source route',
    join(hex('1040 020000000001 820000000002 0630 0011 0020'), SNAP, PACKET),
    {
      linktype: 6,
      protocols: 'ip tcp llc tr',
    },
  ),
  one('ARCNET of Linux, RFC 1201', join(hex('be00 0000 d4 00 0001'), PACKET), {
    linktype: 129,
    protocols: 'ip tcp arcnet',
  }),
  one('ARCNET of BSD, RFC 1051', join(hex('be00 f0'), PACKET), {
    linktype: 7,
    protocols: 'ip tcp arcnet',
  }),
  one('IPNET', join(hex('01 02 0000 00000028'), u32(1, 0, 0, 0), PACKET), {
    linktype: 226,
    protocols: 'ip tcp ipnet',
  }),
  one('IPoIB', join(new Uint8Array(40), hex('0800 0000'), PACKET), {
    linktype: 242,
    protocols: 'ip tcp ipoib',
  }),
  one('Juniper without a link header', join(hex('4d4743 02 02000000'), PACKET), {
    linktype: 137,
    protocols: 'ip tcp juniper',
    tshark: 'not there',
  }),
  one('Juniper Ethernet with extensions', join(hex('4d4743 80 0004 01010a00'), FRAME), {
    linktype: 178,
    protocols: 'eth ip tcp juniper',
    tshark: 'not there',
  }),
  one('LLC with IP', ethernet({ type: 3 + PACKET.length }, join(hex('060603'), PACKET)), {
    protocols: 'eth ip tcp llc',
  }),
  one(
    'bridged Ethernet in SNAP',
    ethernet({ type: 10 + FRAME.length }, join(hex('aaaa03 0080c2 0007 0000'), FRAME)),
    {
      protocols: 'eth ip tcp llc',
      tshark: 'not there',
    },
  ),
  one(
    'spanning tree',
    ethernet(
      { type: 38 },
      hex(
        '424203 0000 00 00 00 8000020000000001 00000000 8000020000000001 8001 0000 1400 0200 0f00',
      ),
    ),
    { protocols: 'eth llc stp', paths: [] },
  ),
  one('CDP', ethernet({ type: 18 }, hex('aaaa03 00000c 2000 02 b4 0000 0001 0006 5231')), {
    protocols: 'eth llc cdp',
    paths: [],
    tshark: 'not there', // its checksum is none
  }),
  one('LLDP', ethernet({ type: 0x88cc }, hex('0207 04 020000000001 0402 0731 0602 0078 0000')), {
    protocols: 'eth lldp',
    paths: [],
  }),
  one('PPPoE discovery', ethernet({ type: 0x8863 }, hex('1109 0000 0004 0101 0000')), {
    protocols: 'eth pppoed',
    paths: [],
  }),
]

const shim: readonly LayerCase[] = [
  one('802.1ah', ethernet({ type: 0x88e7 }, join(hex('00000101'), FRAME)), {
    protocols: 'eth ip tcp ieee8021ah',
    tshark: 'not there', // it shows the addresses as fields of the tag
  }),
  one(
    'MACsec, authenticated only',
    ethernet({ type: 0x88e5 }, join(hex('0000 00000001 0800'), PACKET, new Uint8Array(16))),
    {
      protocols: 'eth ip tcp macsec',
      tshark: 'not there', // it does not look inside
    },
  ),
  one(
    'MACsec, encrypted',
    ethernet({ type: 0x88e5 }, join(hex('2c00 00000001 0200000000010001'), new Uint8Array(64))),
    {
      protocols: 'eth macsec',
      paths: [],
    },
  ),
  one(
    'NSH',
    ethernet({ type: 0x894f }, join(hex('0fc6 01 01 000001ff'), new Uint8Array(16), PACKET)),
    {
      protocols: 'eth ip tcp nsh',
    },
  ),
  one(
    'MPLS with an explicit null label',
    ethernet({ type: 0x8847 }, join(hex('00002140'), PACKET6)),
    {
      protocols: 'eth ipv6 tcp mpls',
      paths: [INNER6],
    },
  ),
  one(
    'a pseudowire with a control word',
    ethernet({ type: 0x8847 }, join(hex('00010140 00000000'), FRAME)),
    {
      protocols: 'eth ip tcp mpls pwethcw',
      tshark: 'not there', // its guess depends on its list of makers
    },
  ),
  one(
    'a pseudowire with an ethertype that nobody knows',
    ethernet({ type: 0x8847 }, join(hex('00010140 00000001'), ethernet({ type: 0x9999 }, PACKET))),
    {
      protocols: 'eth mpls pwethcw',
      paths: [],
      tshark: 'not there',
    },
  ),
  one('Cisco MetaData', ethernet({ type: 0x8909 }, join(hex('01 01 0001 0007 0800'), PACKET)), {
    protocols: 'eth ip tcp',
  }),
  one('a pseudowire without', ethernet({ type: 0x8847 }, join(hex('00010140'), FRAME)), {
    protocols: 'eth ip tcp mpls',
    tshark: 'not there', // its guess depends on its list of makers
  }),
]

const gtpu = (flags: number, optional: string, packet: Uint8Array) =>
  join(
    u8(flags, 255),
    u16(packet.length + hex(optional).length),
    u32(0xabcd0001),
    hex(optional),
    packet,
  )

const overUdpTunnels: readonly LayerCase[] = [
  one('GTP-U', overUdp(2152, gtpu(0x30, '', PACKET)), {
    protocols: 'eth ip tcp udp gtp',
    paths: [OUTER, INNER],
  }),
  one('GTP-U with a sequence number', overUdp(2152, gtpu(0x32, '0001 00 00', PACKET)), {
    protocols: 'eth ip tcp udp gtp',
    paths: [OUTER, INNER],
  }),
  one(
    'GTP-U with extension headers',
    overUdp(2152, gtpu(0x34, '0000 00 85 01 1009 40 01 1234 00', PACKET)),
    {
      protocols: 'eth ip tcp udp gtp',
      paths: [OUTER, INNER],
    },
  ),
  one('GTP-U echo', overUdp(2152, hex('3201 0004 00000000 0001 0000')), {
    protocols: 'eth ip udp gtp',
    paths: [OUTER],
  }),
  one('GTPv2', overUdp(2123, hex('4801 000d 00000000 000001 00 03 0001 00 05')), {
    protocols: 'eth ip udp gtpv2',
    paths: [OUTER],
    tshark: 'not there',
  }),
  one(
    'L2TP',
    overUdp(
      1701,
      join(hex('4002'), u16(PACKET.length + 12), hex('0007 0009 ff03 0021'), PACKET),
      1701,
    ),
    {
      protocols: 'eth ip tcp udp ppp l2tp',
      paths: [OUTER, INNER],
    },
  ),
  one(
    'L2TP with all optional fields',
    overUdp(
      1701,
      join(hex('4a02'), u16(PACKET.length + 20), hex('0007 0009 0001 0002 0002 0000 0021'), PACKET),
      1701,
    ),
    {
      protocols: 'eth ip tcp udp ppp l2tp',
      paths: [OUTER, INNER],
    },
  ),
  one(
    'L2TP control',
    overUdp(1701, hex('c802 0014 0007 0000 0001 0002 8008 0000 0000 0006'), 1701),
    {
      protocols: 'eth ip udp l2tp',
      paths: [OUTER],
    },
  ),
  one('L2TPv3 over UDP', overUdp(1701, join(hex('0003 0000 00000017 01020304'), FRAME), 1701), {
    protocols: 'eth ip tcp udp l2tp',
    paths: [OUTER, INNER],
    tshark: 'not there', // it has to be told the cookie's length
  }),
  one('L2TPv3 over IP', overIp(115, join(hex('00000017 00000000'), FRAME)), {
    protocols: 'eth ip tcp l2tp',
    paths: [OUTER, INNER],
    tshark: 'not there',
  }),
  one('Teredo', overUdp(3544, PACKET6, 3544), {
    protocols: 'eth ip ipv6 tcp udp teredo',
    paths: [OUTER, INNER6],
  }),
  one(
    'Teredo with authentication and origin',
    overUdp(3544, join(hex('0001 0000 0102030405060708 00 0000 1234 c0000201'), PACKET6)),
    { protocols: 'eth ip ipv6 tcp udp teredo', paths: [OUTER, INNER6] },
  ),
  one('MPLS in UDP', overUdp(6635, join(hex('00010140'), PACKET)), {
    protocols: 'eth ip tcp udp mpls',
    paths: [OUTER, INNER],
  }),
  one('VXLAN-GPE without its flag', overUdp(4790, join(hex('08000001 00000700'), PACKET)), {
    protocols: 'eth ip tcp udp vxlan_gpe',
    paths: [OUTER, INNER],
    tshark: 'not there', // it calls the layer nothing
  }),
  one('VXLAN-GPE with Ethernet', overUdp(4790, join(hex('08000000 00000700'), FRAME)), {
    protocols: 'eth ip tcp udp vxlan_gpe',
    paths: [OUTER, INNER],
    tshark: 'not there',
  }),
  one('VXLAN-GPE with IP', overUdp(4790, join(hex('0c000001 00000700'), PACKET)), {
    protocols: 'eth ip tcp udp vxlan_gpe',
    paths: [OUTER, INNER],
    tshark: 'not there', // it calls the layer nothing
  }),
  one(
    'VXLAN-GPE whose sender forgot a flag',
    overUdp(4790, join(hex('08000001 00000700'), PACKET)),
    {
      protocols: 'eth ip tcp udp vxlan_gpe',
      paths: [OUTER, INNER],
      tshark: 'not there',
    },
  ),
  one(
    'VXLAN-GPE with NSH',
    overUdp(4790, join(hex('0c000004 00000700 0fc2 02 01 000001ff'), PACKET)),
    {
      protocols: 'eth ip tcp udp nsh vxlan_gpe',
      paths: [OUTER, INNER],
      tshark: 'not there',
    },
  ),
  one('VXLAN with a group policy', overUdp(4789, join(hex('88000064 00000700'), FRAME)), {
    protocols: 'eth ip tcp udp vxlan',
    paths: [OUTER, INNER],
  }),
  one('two VXLANs', overUdp(4789, vxlan({ vni: 7 }, overUdp(8472, vxlan({ vni: 8 }, FRAME)))), {
    protocols: 'eth ip tcp udp vxlan',
    paths: [OUTER, OUTER, INNER],
  }),
  one(
    'Geneve that answers from its port',
    overUdp(40_000, join(hex('0000 6558 00000700'), FRAME), 6081),
    {
      protocols: 'eth ip tcp udp geneve',
      paths: [OUTER, INNER],
    },
  ),
]

const overIpTunnels: readonly LayerCase[] = [
  one('ERSPAN I', overIp(47, gre({ protocol: 0x88be }, FRAME)), {
    protocols: 'eth ip tcp gre',
    paths: [OUTER, INNER],
    tshark: 'not there', // it counts the layer all the same
  }),
  one(
    'ERSPAN II',
    overIp(47, gre({ protocol: 0x88be, sequence: 1 }, join(hex('1064 0001 00000005'), FRAME))),
    {
      protocols: 'eth ip tcp gre erspan',
      paths: [OUTER, INNER],
    },
  ),
  one(
    'ERSPAN III',
    overIp(
      47,
      gre({ protocol: 0x22eb, sequence: 1 }, join(hex('2064 0001 00000005 0000 0000'), FRAME)),
    ),
    {
      protocols: 'eth ip tcp gre erspan',
      paths: [OUTER, INNER],
    },
  ),
  one(
    'ERSPAN III with octets of the platform',
    overIp(
      47,
      gre(
        { protocol: 0x22eb, sequence: 1 },
        join(hex('2064 0001 00000005 0000 0001 0c000000 00000000'), FRAME),
      ),
    ),
    { protocols: 'eth ip tcp gre erspan', paths: [OUTER, INNER] },
  ),
  one('NVGRE', overIp(47, gre({ protocol: 0x6558, key: 0x123401 }, FRAME)), {
    protocols: 'eth ip tcp gre',
    paths: [OUTER, INNER],
  }),
  one('EoIP', overIp(47, join(hex('2001 6400'), u16(FRAME.length), hex('1900'), FRAME)), {
    protocols: 'eth ip tcp gre',
    paths: [OUTER, INNER],
  }),
  one('Ethernet in IP', overIp(97, join(hex('3000'), FRAME)), {
    protocols: 'eth ip tcp etherip',
    paths: [OUTER, INNER],
  }),
  one('MPLS in IP', overIp(137, join(hex('00010140'), PACKET)), {
    protocols: 'eth ip tcp mpls',
    paths: [OUTER, INNER],
  }),
  one('6in4', overIp(41, PACKET6), { protocols: 'eth ip ipv6 tcp', paths: [OUTER, INNER6] }),
]

const ends: readonly LayerCase[] = [
  one('ESP', overIp(50, join(hex('00000100 00000001'), new Uint8Array(40))), {
    protocols: 'eth ip esp',
    paths: [OUTER],
  }),
  one('ESP in UDP', overUdp(4500, join(hex('00000100 00000001'), new Uint8Array(40)), 4500), {
    protocols: 'eth ip udp esp udpencap',
    paths: [OUTER],
  }),
  one('a NAT keep-alive', overUdp(4500, hex('ff'), 4500), {
    protocols: 'eth ip udp udpencap',
    paths: [OUTER],
  }),
  one(
    'WireGuard data',
    overUdp(51_820, join(hex('04000000 11223344 0100000000000000'), new Uint8Array(32))),
    {
      protocols: 'eth ip udp wg',
      paths: [OUTER],
    },
  ),
  one(
    'a WireGuard handshake',
    overUdp(41_000, join(hex('01000000 11223344'), new Uint8Array(140))),
    {
      protocols: 'eth ip udp wg',
      paths: [OUTER],
    },
  ),
  one('IPComp', overIp(108, join(hex('06 00 0002'), new Uint8Array(20))), {
    protocols: 'eth ip ipcomp',
    paths: [OUTER],
    tshark: 'not there', // it inflates
  }),
  one('SCTP', overIp(132, hex('0b59 0b5a 00000001 00000000 0a00 0008 01020304 0b00 0004')), {
    protocols: 'eth ip sctp',
    paths: [OUTER],
  }),
  one('IGMP', overIp(2, hex('1600 0900 ef010203')), { protocols: 'eth ip igmp', paths: [OUTER] }),
  one(
    'OSPF',
    overIp(
      89,
      hex(
        '0201 002c 01010101 00000000 0000 0000 0000000000000000 ffffff00 000a 02 01 00000028 00000000 00000000',
      ),
    ),
    { protocols: 'eth ip ospf', paths: [OUTER] },
  ),
  one('PIM', overIp(103, hex('2000 dfff')), { protocols: 'eth ip pim', paths: [OUTER] }),
  one('VRRP', overIp(112, hex('21 01 64 01 00 01 0000 c0000203 0000000000000000')), {
    protocols: 'eth ip vrrp',
    paths: [OUTER],
  }),
  one('EIGRP', overIp(88, hex('0205 0000 00000000 00000000 00000000 0000 0064')), {
    protocols: 'eth ip eigrp',
    paths: [OUTER],
  }),
]

export const LAYER_CASES: readonly LayerCase[] = [
  ...wireless,
  ...links,
  ...shim,
  ...overUdpTunnels,
  ...overIpTunnels,
  ...ends,
]
