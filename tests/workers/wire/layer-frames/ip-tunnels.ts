/** Tunnels right over IP. */
import { hex, join, u16 } from '../../../../workers/forge/fields'
import { gre } from '../../../../workers/forge/tunnel'
import {
  FRAME,
  INNER,
  INNER6,
  one,
  OUTER,
  overIp,
  PACKET,
  PACKET6,
  type LayerCase,
} from './layer-case'

export const overIpTunnels: readonly LayerCase[] = [
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
  // RFC 7761 §4.9.3
  one('PIM Register', overIp(103, join(hex('2100 deff 00000000'), PACKET)), {
    protocols: 'eth ip tcp pim',
    paths: [OUTER, INNER],
  }),
  one('6in4', overIp(41, PACKET6), { protocols: 'eth ip ipv6 tcp', paths: [OUTER, INNER6] }),
]
