/** Frames of IEEE 802.11, bare and behind the headers of captures, and other such headers. */
import { hex, join, u16 } from '../../../../workers/forge/fields'
import { FRAME, one, PACKET, SNAP, type LayerCase } from './layer-case'

const MACS = hex('020000000001 020000000002 020000000003')
/** Data frame from an access point: type 2, subtype `subtype`, flags, duration, addresses, number. */
const wlanData = (first: string, flags: string, ...rest: readonly Uint8Array[]) =>
  join(hex(first), hex(flags), hex('3a01'), MACS, hex('1000'), ...rest)

const WLAN = wlanData('08', '02', SNAP, PACKET)
const FCS = hex('deadbeef')

export const wireless: readonly LayerCase[] = [
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
