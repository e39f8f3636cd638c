/** Link layers as fields. Sources: `../link.ts`. */
import { FIRST_ETHERTYPE, isLength } from '../ethertype'
import { nullFamily } from '../link'
import { isSnap } from '../llc'
import { ethertypeName } from '../names'
import { switchTagLength } from '../switch-tag'
import { bits, formatMac, hex, hexAndDecimal, mac, named, raw, u16, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const ethertype = named(ethertypeName, hex(4))

const ETHERNET = [mac('eth.dst', 'Destination', 0), mac('eth.src', 'Source', 6)]
const TYPE_AT = 12
const ETHERNET_TYPE = [u16('eth.type', 'Type', TYPE_AT, ethertype)]
const ETHERNET_LENGTH = [u16('eth.len', 'Length', TYPE_AT)]
const ETHERNET_NEITHER = [
  u16('eth.invalid_lentype', 'Neither length nor type', TYPE_AT, hexAndDecimal(4)),
]

export function describeEthernet(sheet: Sheet, linktype: number): void {
  const { octets } = sheet
  sheet.layer('eth', 'Ethernet')
  sheet.rows(ETHERNET)
  // Only on the link itself: no tunnel carries the tag of a switch.
  const tag = octets.base === 0 ? switchTagLength(linktype) : 0
  if (tag > 0) sheet.rows([raw('data.data', 'Tag of the switch', TYPE_AT, tag)])
  const type = octets.u16(TYPE_AT + tag)
  const kind = isLength(type) ? 'IEEE 802.3 Ethernet' : 'Ethernet II'
  sheet.title(`${kind}, Src: ${formatMac(octets, 6)}, Dst: ${formatMac(octets, 0)}`)
  if (isLength(type)) sheet.rows(ETHERNET_LENGTH, tag)
  else sheet.rows(type > 0 && type < FIRST_ETHERTYPE ? ETHERNET_NEITHER : ETHERNET_TYPE, tag)
}

const VLAN = [
  bits('vlan.priority', 'Priority', [0, 2, 13, 3]),
  bits('vlan.dei', 'DEI', [0, 2, 12, 1]),
  bits('vlan.id', 'ID', [0, 2, 0, 12]),
]
const VLAN_TYPE = [u16('vlan.etype', 'Type', 2, ethertype)]
const VLAN_LENGTH = [u16('vlan.len', 'Length', 2)]

export function describeVlan(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('vlan', '802.1Q Virtual LAN')
  sheet.rows(VLAN)
  sheet.title(`802.1Q Virtual LAN, ID: ${String(octets.u16(0) & 0xfff)}`)
  sheet.rows(isLength(octets.u16(2)) ? VLAN_LENGTH : VLAN_TYPE)
}

const PROVIDER = [
  bits('ieee8021ad.priority', 'Priority', [0, 1, 5, 3]),
  bits('ieee8021ad.dei', 'DEI', [0, 1, 4, 1]),
  bits('ieee8021ad.id', 'ID', [0, 2, 0, 12]),
  u16('ieee8021ah.etype', 'Type', 2, ethertype),
]

export function describeProviderVlan(sheet: Sheet): void {
  sheet.layer('ieee8021ad', 'IEEE 802.1ad')
  sheet.rows(PROVIDER)
  sheet.title(`IEEE 802.1ad, ID: ${String(sheet.octets.u16(0) & 0xfff)}`)
}

const PACKET_TYPES = [
  'Unicast to us',
  'Broadcast',
  'Multicast',
  'Unicast to another host',
  'Sent by us',
]
const packetType = named((value) => PACKET_TYPES[value])
const HARDWARE: Readonly<Record<number, string>> = { 1: 'Ethernet', 772: 'Loopback', 65534: 'None' }
const hardware = named((value) => HARDWARE[value])

const SLL: readonly Row[] = [
  u16('sll.pkttype', 'Packet type', 0, packetType),
  u16('sll.hatype', 'Link-layer address type', 2, hardware),
  u16('sll.halen', 'Link-layer address length', 4),
]

export function describeSll(sheet: Sheet): void {
  sheet.layer('sll', 'Linux cooked capture v1')
  sheet.rows(SLL)
  sender(sheet, 6, sheet.octets.u16(4))
  sheet.rows([u16('sll.etype', 'Protocol', 14, ethertype)])
}

const SLL2: readonly Row[] = [
  u16('sll.etype', 'Protocol', 0, ethertype),
  u32('sll.ifindex', 'Interface index', 4),
  u16('sll.hatype', 'Link-layer address type', 8, hardware),
  u8('sll.pkttype', 'Packet type', 10, packetType),
  u8('sll.halen', 'Link-layer address length', 11),
]

export function describeSll2(sheet: Sheet): void {
  sheet.layer('sll', 'Linux cooked capture v2')
  sheet.rows(SLL2)
  sheet.title(`Linux cooked capture v2, interface ${String(sheet.octets.u32(4))}`)
  sender(sheet, 12, sheet.octets.u8(11))
  sheet.extent(20)
}

/** Eight octets are kept for an address of `length`. */
function sender(sheet: Sheet, at: number, length: number): void {
  if (length === 6) sheet.rows([mac('sll.src.eth', 'Source', at)])
  else if (length > 0) sheet.rows([raw('sll.src.other', 'Source', at, Math.min(length, 8))])
  if (length < 8) sheet.rows([raw('sll.unused', 'Unused', at + length, 8 - length)])
}

export function describeNull(sheet: Sheet): void {
  sheet.layer('null', 'Null/Loopback')
  const family = nullFamily(sheet.octets)
  sheet.field('null.family', 'Family', 0, 4, String(family), family)
}

const LLC = [
  u8('llc.dsap', 'DSAP', 0, hex(2)),
  u8('llc.ssap', 'SSAP', 1, hex(2)),
  u8('llc.control', 'Control field', 2, hex(2)),
]
const SNAP = [raw('llc.oui', 'Organization code', 3, 3), u16('llc.type', 'Type', 6, ethertype)]

export function describeLlc(sheet: Sheet): void {
  sheet.layer('llc', 'Logical-Link Control')
  sheet.rows(LLC)
  if (isSnap(sheet.octets)) sheet.rows(SNAP)
}
