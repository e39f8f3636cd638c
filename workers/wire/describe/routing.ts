/**
 * Protocols of routers straight over IP, as fields: IGMP RFC 2236 and RFC 3376, OSPF RFC 2328
 * §A.3.1 and RFC 5340 §A.3.1, PIM RFC 7761 §4.9, VRRP RFC 5798 §5, EIGRP RFC 7868 §6.2, IPComp
 * RFC 3173 §3.
 */
import { ipProtocolName } from '../names'
import { hex, ipv4, named, setOrNot, u16, u32, u8, bits } from './rows'
import type { Row, Sheet } from './sheet'

const IGMP_TYPES: Readonly<Record<number, string>> = {
  0x11: 'Membership query',
  0x12: 'Membership report v1',
  0x16: 'Membership report v2',
  0x17: 'Leave group',
  0x22: 'Membership report v3',
}
const IGMP_V3_REPORT = 0x22
const igmpType = named((value) => IGMP_TYPES[value], hex(2))

const IGMP: readonly Row[] = [
  u8('igmp.type', 'Type', 0, igmpType),
  u8('igmp.max_resp', 'Maximum response time', 1),
  u16('igmp.checksum', 'Checksum', 2, hex(4)),
]
const IGMP_GROUP = [ipv4('igmp.maddr', 'Multicast address', 4)]
const IGMP_RECORDS = [u16('igmp.num_grp_recs', 'Group records', 6)]

export function describeIgmp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('igmp', 'Internet Group Management Protocol')
  sheet.rows(IGMP)
  sheet.title(`Internet Group Management Protocol, ${igmpType(octets.u8(0))}`)
  sheet.rows(octets.u8(0) === IGMP_V3_REPORT ? IGMP_RECORDS : IGMP_GROUP)
  sheet.extent(octets.captured)
}

const OSPF_TYPES = [
  '',
  'Hello',
  'Database description',
  'LS request',
  'LS update',
  'LS acknowledge',
]
const ospfType = named((value) => OSPF_TYPES[value])

const OSPF: readonly Row[] = [
  u8('ospf.version', 'Version', 0),
  u8('ospf.msg', 'Message type', 1, ospfType),
  u16('ospf.packet_length', 'Packet length', 2),
  ipv4('ospf.srcrouter', 'Source router', 4),
  ipv4('ospf.area_id', 'Area ID', 8),
  u16('ospf.checksum', 'Checksum', 12, hex(4)),
]

export function describeOspf(sheet: Sheet): void {
  sheet.layer('ospf', 'Open Shortest Path First')
  sheet.rows(OSPF)
  sheet.title(`Open Shortest Path First, ${ospfType(sheet.octets.u8(1))}`)
  sheet.extent(sheet.octets.captured)
}

const PIM: readonly Row[] = [
  bits('pim.version', 'Version', [0, 1, 4, 4]),
  bits('pim.type', 'Type', [0, 1, 0, 4]),
  u16('pim.checksum', 'Checksum', 2, hex(4)),
]

const PIM_REGISTER: readonly Row[] = [
  bits('pim.register_flag.border', 'Border', [4, 4, 31, 1], setOrNot),
  bits('pim.register_flag.null_register', 'Null-Register', [4, 4, 30, 1], setOrNot),
]
const REGISTER = 0x21 // version 2, type 1

export function describePim(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('pim', 'Protocol Independent Multicast')
  sheet.rows(PIM)
  const register = octets.u8(0) === REGISTER
  if (register) sheet.rows(PIM_REGISTER)
  sheet.extent(register ? 8 : octets.captured)
}

const VRRP: readonly Row[] = [
  bits('vrrp.version', 'Version', [0, 1, 4, 4]),
  bits('vrrp.type', 'Type', [0, 1, 0, 4]),
  u8('vrrp.virt_rtr_id', 'Virtual router ID', 1),
  u8('vrrp.prio', 'Priority', 2),
  u8('vrrp.addr_count', 'Address count', 3),
]

export function describeVrrp(sheet: Sheet): void {
  sheet.layer('vrrp', 'Virtual Router Redundancy Protocol')
  sheet.rows(VRRP)
  sheet.extent(sheet.octets.captured)
}

const EIGRP: readonly Row[] = [
  u8('eigrp.version', 'Version', 0),
  u8('eigrp.opcode', 'Opcode', 1),
  u16('eigrp.checksum', 'Checksum', 2, hex(4)),
  u32('eigrp.flags', 'Flags', 4, hex(8)),
  u32('eigrp.seq', 'Sequence', 8),
  u32('eigrp.ack', 'Acknowledge', 12),
  u16('eigrp.vrid', 'Virtual router ID', 16),
  u16('eigrp.as', 'Autonomous system', 18),
]

export function describeEigrp(sheet: Sheet): void {
  sheet.layer('eigrp', 'Enhanced Interior Gateway Routing Protocol')
  sheet.rows(EIGRP)
  sheet.extent(sheet.octets.captured)
}

const IPCOMP: readonly Row[] = [
  u8('ipcomp.next_header', 'Next header', 0, named(ipProtocolName)),
  u8('ipcomp.flags', 'Flags', 1, hex(2)),
  u16('ipcomp.cpi', 'Compression parameter index', 2, hex(4)),
]

export function describeIpcomp(sheet: Sheet): void {
  sheet.layer('ipcomp', 'IP Payload Compression')
  sheet.rows(IPCOMP)
}
