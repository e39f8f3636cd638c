/** Headers between Ethernet and IP. */
import { ethernet } from '../../../../workers/forge/ethernet'
import { hex, join } from '../../../../workers/forge/fields'
import { FRAME, INNER6, one, PACKET, PACKET6, type LayerCase } from './layer-case'

export const shim: readonly LayerCase[] = [
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
