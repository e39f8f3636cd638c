/** Tunnels over UDP, and those that share a header with one. */
import { hex, join, u16, u32, u8 } from '../../../../workers/forge/fields'
import { vxlan } from '../../../../workers/forge/tunnel'
import {
  FRAME,
  INNER,
  INNER6,
  one,
  OUTER,
  overIp,
  overUdp,
  PACKET,
  PACKET6,
  SNAP,
  type LayerCase,
} from './layer-case'

/** A header of IEEE 802.11 behind its control field: duration, addresses, sequence control. */
const STATION = hex('0000 020000000001 020000000002 020000000003 0000')
const SEVENTEENTH = join(STATION.slice(0, -2), hex('0110'))

const gtpu = (flags: number, optional: string, packet: Uint8Array) =>
  join(
    u8(flags, 255),
    u16(packet.length + hex(optional).length),
    u32(0xabcd0001),
    hex(optional),
    packet,
  )

export const overUdpTunnels: readonly LayerCase[] = [
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
  // The header of a station's frame to its access point, its control octets as Cisco swaps them.
  one(
    'CAPWAP',
    overUdp(5247, join(hex('00 10 0300 00000000'), hex('0108'), STATION, SNAP, PACKET)),
    {
      protocols: 'eth ip tcp udp llc wlan capwap.data',
      paths: [OUTER, INNER],
    },
  ),
  one(
    'CAPWAP with a sequence number, swapped, too',
    overUdp(5247, join(hex('00 10 0300 00000000'), hex('0108'), SEVENTEENTH, SNAP, PACKET)),
    { protocols: 'eth ip tcp udp llc wlan capwap.data', paths: [OUTER, INNER] },
  ),
  one(
    'CAPWAP as IEEE 802.11 has it',
    overUdp(5247, join(hex('00 10 0300 00000000'), hex('0801'), STATION, SNAP, PACKET)),
    {
      protocols: 'eth ip tcp udp llc wlan capwap.data',
      paths: [OUTER, INNER],
      tshark: 'not there',
    },
  ),
  one(
    'CAPWAP with the radio and its signal',
    overUdp(
      5247,
      join(
        hex('00 30 0330 00000000 06 020000000009 00 04 c81e0000 000000'),
        hex('0108'),
        STATION,
        SNAP,
        PACKET,
      ),
    ),
    { protocols: 'eth ip tcp udp llc wlan capwap.data', paths: [OUTER, INNER] },
  ),
  one('CAPWAP with Ethernet', overUdp(5247, join(hex('00 10 0200 00000000'), FRAME)), {
    protocols: 'eth ip tcp udp capwap.data',
    paths: [OUTER, INNER],
  }),
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
