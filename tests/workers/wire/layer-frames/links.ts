/** Frames of link layers other than Ethernet, and what Ethernet carries besides IP. */
import { ethernet } from '../../../../workers/forge/ethernet'
import { hex, join, u16, u32 } from '../../../../workers/forge/fields'
import { FRAME, INNER6, one, PACKET, PACKET6, SNAP, type LayerCase } from './layer-case'

export const links: readonly LayerCase[] = [
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
  one('classical IP over ATM', PACKET, { linktype: 106, protocols: 'ip tcp' }),
  one('Cisco HDLC that is captured as PPP', join(hex('0f00 0800'), PACKET), {
    linktype: 9,
    protocols: 'ip tcp ppp chdlc',
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
  one('RARP', ethernet({ type: 0x8035 }, hex(`0001 0800 0604 0003 ${'00'.repeat(20)}`)), {
    protocols: 'eth arp',
    paths: [],
  }),
  one('PPPoE discovery', ethernet({ type: 0x8863 }, hex('1109 0000 0004 0101 0000')), {
    protocols: 'eth pppoed',
    paths: [],
  }),
]
