/** Headers between a tunnel and the frame in it, as fields. Sources: the readers beside this room. */
import { nshLength } from '../bridging'
import { capwapLength } from '../capwap'
import { erspanLength } from '../erspan'
import { teredoLength } from '../teredo'
import { bits, hex, raw, setOrNot, u16, u24, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const ERSPAN: readonly Row[] = [
  bits('erspan.version', 'Version', [0, 2, 12, 4]),
  bits('erspan.vlan', 'VLAN', [0, 2, 0, 12]),
  bits('erspan.cos', 'COS', [2, 2, 13, 3]),
  bits('erspan.encap', 'Encapsulation', [2, 2, 11, 2]),
  bits('erspan.truncated', 'Truncated', [2, 2, 10, 1]),
  bits('erspan.spanid', 'Span ID', [2, 2, 0, 10]),
  u32('erspan.index', 'Index, or time stamp', 4),
]

export function describeErspan(sheet: Sheet): void {
  sheet.layer('erspan', 'Encapsulated Remote Switch Packet Analysis')
  sheet.rows(ERSPAN)
  sheet.extent(erspanLength(sheet.octets))
}

const NSH: readonly Row[] = [
  bits('nsh.version', 'Version', [0, 2, 14, 2]),
  bits('nsh.length', 'Length', [0, 2, 0, 6], (words) => `${String(words * 4)} bytes`),
  u8('nsh.mdtype', 'Metadata type', 2),
  u8('nsh.nextproto', 'Next protocol', 3),
  u24('nsh.spi', 'Service path identifier', 4),
  u8('nsh.si', 'Service index', 7),
]

export function describeNsh(sheet: Sheet): void {
  sheet.layer('nsh', 'Network Service Header')
  sheet.rows(NSH)
  sheet.extent(nshLength(sheet.octets))
}

const BACKBONE: readonly Row[] = [
  bits('ieee8021ah.priority', 'Priority', [0, 1, 5, 3]),
  u24('ieee8021ah.isid', 'Service identifier', 1),
]

export function describeBackbone(sheet: Sheet): void {
  sheet.layer('ieee8021ah', 'IEEE 802.1ah')
  sheet.rows(BACKBONE)
}

export function describeEtherip(sheet: Sheet): void {
  sheet.layer('etherip', 'Ethernet over IP')
  sheet.rows([u16('etherip.ver', 'Version', 0, hex(4))])
}

/** Without an indication before the packet it has no octets of its own. */
export function describeTeredo(sheet: Sheet): void {
  const length = teredoLength(sheet.octets)
  sheet.layer('teredo', 'Teredo IPv6 over UDP tunneling')
  if (length > 0) sheet.rows([raw('teredo.indication', 'Indications', 0, length)])
}

const capwapFlag = (name: string, label: string, shift: number) =>
  bits(`capwap.header.flags.${name}`, label, [1, 3, shift, 1], setOrNot)

const CAPWAP: readonly Row[] = [
  bits('capwap.preamble.version', 'Version', [0, 1, 4, 4]),
  bits('capwap.preamble.type', 'Type', [0, 1, 0, 4]),
  bits('capwap.header.length', 'Header length', [1, 3, 19, 5]),
  bits('capwap.header.rid', 'Radio ID', [1, 3, 14, 5]),
  bits('capwap.header.wbid', 'Wireless binding ID', [1, 3, 9, 5]),
  capwapFlag('t', 'Native frame format', 8),
  capwapFlag('f', 'Fragment', 7),
  capwapFlag('l', 'Last fragment', 6),
  capwapFlag('w', 'Wireless information', 5),
  capwapFlag('m', 'Radio MAC address', 4),
  capwapFlag('k', 'Keep-alive', 3),
  u16('capwap.header.fragment.id', 'Fragment ID', 4),
]

export function describeCapwap(sheet: Sheet): void {
  sheet.layer('capwap.data', 'Control And Provisioning of Wireless Access Points, data')
  sheet.rows(CAPWAP)
  sheet.extent(capwapLength(sheet.octets))
}
