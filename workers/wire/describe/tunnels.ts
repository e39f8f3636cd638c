/** VXLAN, Geneve, GRE and AH as fields. Sources: `../tunnels.ts`, `../ah.ts`. */
import { ahLength } from '../ah'
import { CILIUM_CLASS, DSR_GENEVE } from '../cilium'
import { ethertypeName, ipProtocolName } from '../names'
import type { Octets } from '../octets'
import {
  geneveLength,
  GRE_ACKNOWLEDGMENT,
  GRE_CHECKSUM,
  GRE_KEY,
  GRE_ROUTING,
  GRE_SEQUENCE,
} from '../tunnels'
import { bits, hex, hexAndDecimal, named, raw, setOrNot, u16, u24, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const ethertype = named(ethertypeName, hex(4))

const VXLAN: readonly Row[] = [
  u16('vxlan.flags', 'Flags', 0, hex(4)),
  bits('vxlan.flag_g', 'GBP extension', [0, 2, 15, 1], setOrNot),
  bits('vxlan.flag_i', 'VNI valid', [0, 2, 11, 1], setOrNot),
  bits('vxlan.flag_d', "Don't learn", [0, 2, 6, 1], setOrNot),
  bits('vxlan.flag_a', 'Policy applied', [0, 2, 3, 1], setOrNot),
  u16('vxlan.gbp', 'Group policy ID', 2),
  u24('vxlan.vni', 'VXLAN network identifier (VNI)', 4),
  u8('vxlan.reserved8', 'Reserved', 7),
]

export function describeVxlan(sheet: Sheet): void {
  sheet.layer('vxlan', 'Virtual eXtensible Local Area Network')
  sheet.rows(VXLAN)
  const vni = String(sheet.octets.u24(4))
  sheet.title(`Virtual eXtensible Local Area Network, VNI: ${vni}`)
}

const GPE: readonly Row[] = [
  u8('vxlan_gpe.flags', 'Flags', 0, hex(2)),
  u8('vxlan_gpe.next_proto', 'Next protocol', 3),
  u24('vxlan_gpe.vni', 'VXLAN network identifier (VNI)', 4),
]

export function describeVxlanGpe(sheet: Sheet): void {
  sheet.layer('vxlan_gpe', 'Virtual eXtensible Local Area Network (GPE)')
  sheet.rows(GPE)
  sheet.extent(8)
}

const GENEVE: readonly Row[] = [
  bits('geneve.version', 'Version', [0, 1, 6, 2]),
  bits(
    'geneve.option.length',
    'Options length',
    [0, 1, 0, 6],
    (words) => `${String(words * 4)} bytes`,
  ),
  u8('geneve.flags', 'Flags', 1, hex(2)),
  bits('geneve.flags.oam', 'OAM frame', [1, 1, 7, 1], setOrNot),
  bits('geneve.flags.critical', 'Critical options present', [1, 1, 6, 1], setOrNot),
  u16('geneve.proto_type', 'Protocol type', 2, ethertype),
  u24('geneve.vni', 'Virtual network identifier (VNI)', 4, hexAndDecimal(6)),
]

const GENEVE_OPTION: readonly Row[] = [
  u16('geneve.option.class', 'Option class', 0, hex(4)),
  u8('geneve.option.type', 'Option type', 2, hex(2)),
  bits('geneve.option.type.critical', 'Critical option', [2, 1, 7, 1], setOrNot),
  bits(
    'geneve.option.length',
    'Option length',
    [3, 1, 0, 5],
    (words) => `${String(4 + words * 4)} bytes`,
  ),
]

export function describeGeneve(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('geneve', 'Generic Network Virtualization Encapsulation')
  sheet.rows(GENEVE)
  const vni = String(octets.u24(4))
  sheet.title(`Generic Network Virtualization Encapsulation, VNI: ${vni}`)
  const end = geneveLength(octets)
  sheet.extent(end)
  for (let at = 8; at < end;) {
    sheet.rows(GENEVE_OPTION, at)
    const data = (octets.u8(at + 3) & 31) * 4
    if (at + 4 + data > end) return
    if (data > 0)
      sheet.rows([raw('geneve.option.unknown.data', optionLabel(octets, at), 4, data)], at)
    at += 4 + data
  }
}

function optionLabel(octets: Octets, at: number): string {
  const dsr = octets.u16(at) === CILIUM_CLASS && octets.u8(at + 2) === DSR_GENEVE
  return dsr ? 'Cilium DSR service' : 'Option data'
}

const greFlag = (name: string, label: string, mask: number) =>
  bits(`gre.flags.${name}`, label, [0, 2, Math.log2(mask), 1], setOrNot)

const GRE: readonly Row[] = [
  u16('gre.flags_and_version', 'Flags and version', 0, hex(4)),
  greFlag('checksum', 'Checksum bit', GRE_CHECKSUM),
  greFlag('routing', 'Routing bit', GRE_ROUTING),
  greFlag('key', 'Key bit', GRE_KEY),
  greFlag('sequence_number', 'Sequence number bit', GRE_SEQUENCE),
  bits('gre.flags.version', 'Version', [0, 2, 0, 3]),
  u16('gre.proto', 'Protocol type', 2, ethertype),
]
const CHECKSUM = [u16('gre.checksum', 'Checksum', 0, hex(4)), u16('gre.offset', 'Offset', 2)]
const KEY = [u32('gre.key', 'Key', 0, hexAndDecimal(8))]
const CALL = [
  u16('gre.key.payload_length', 'Payload length', 0),
  u16('gre.key.call_id', 'Call ID', 2),
]
const SEQUENCE = [u32('gre.sequence_number', 'Sequence number', 0)]
const ACKNOWLEDGMENT = [u32('gre.ack_number', 'Acknowledgment number', 0)]

export function describeGre(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('gre', 'Generic Routing Encapsulation')
  sheet.rows(GRE)
  sheet.title(`Generic Routing Encapsulation, ${ethertype(octets.u16(2))}`)
  const flags = octets.u16(0)
  const first = (flags & 7) === 1
  let at = 4
  const optional = (present: boolean, rows: readonly Row[]) => {
    if (!present) return
    sheet.rows(rows, at)
    at += 4
  }
  optional((flags & (GRE_CHECKSUM | GRE_ROUTING)) !== 0, CHECKSUM)
  optional((flags & GRE_KEY) !== 0, first ? CALL : KEY)
  optional((flags & GRE_SEQUENCE) !== 0, SEQUENCE)
  optional(first && (flags & GRE_ACKNOWLEDGMENT) !== 0, ACKNOWLEDGMENT)
}

const AH: readonly Row[] = [
  u8('ah.next_header', 'Next header', 0, named(ipProtocolName)),
  u8('ah.length', 'Length', 1),
  raw('ah.reserved', 'Reserved', 2, 2),
  u32('ah.spi', 'SPI', 4, hex(8)),
  u32('ah.sequence', 'Sequence', 8),
]

export function describeAh(sheet: Sheet): void {
  sheet.layer('ah', 'Authentication Header')
  sheet.rows(AH)
  const end = ahLength(sheet.octets)
  if (end > 12) sheet.rows([raw('ah.icv', 'ICV', 12, end - 12)])
  sheet.extent(end)
}
