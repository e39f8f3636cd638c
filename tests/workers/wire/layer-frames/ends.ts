/** Protocols that are named and not followed. */
import { hex, join } from '../../../../workers/forge/fields'
import { one, OUTER, overIp, overUdp, type LayerCase } from './layer-case'

export const ends: readonly LayerCase[] = [
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
