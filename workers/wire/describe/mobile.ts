/** GTP and L2TP as fields. Sources: `../gtp.ts`, `../l2tp.ts`. */
import { GTP_OPTIONAL_FLAGS, gtpLength } from '../gtp'
import { L2TP_CONTROL, L2TP_LENGTH, L2TP_SEQUENCE, l2tpLength } from '../l2tp'
import { bits, hex, named, setOrNot, u16, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const MESSAGES: Readonly<Record<number, string>> = {
  1: 'Echo request',
  2: 'Echo response',
  16: 'Create PDP context request',
  17: 'Create PDP context response',
  26: 'Error indication',
  31: 'Supported extension headers notification',
  254: 'End marker',
  255: 'T-PDU',
}
const message = named((value) => MESSAGES[value], hex(2))

const GTP: readonly Row[] = [
  bits('gtp.flags.version', 'Version', [0, 1, 5, 3]),
  bits('gtp.flags.payload', 'Protocol type', [0, 1, 4, 1]),
  bits('gtp.flags.e', 'Extension header', [0, 1, 2, 1], setOrNot),
  bits('gtp.flags.s', 'Sequence number', [0, 1, 1, 1], setOrNot),
  bits('gtp.flags.pn', 'N-PDU number', [0, 1, 0, 1], setOrNot),
  u8('gtp.message', 'Message type', 1, message),
  u16('gtp.length', 'Length', 2),
  u32('gtp.teid', 'Tunnel endpoint', 4, hex(8)),
]
const OPTIONAL: readonly Row[] = [
  u16('gtp.seq_number', 'Sequence number', 8, hex(4)),
  u8('gtp.npdu_number', 'N-PDU number', 10),
  u8('gtp.ext_hdr.next', 'Next extension header', 11, hex(2)),
]
const OLD: readonly Row[] = [
  bits('gtp.flags.version', 'Version', [0, 1, 5, 3]),
  u8('gtp.message', 'Message type', 1, message),
  u16('gtp.length', 'Length', 2),
  u16('gtp.seq_number', 'Sequence number', 4, hex(4)),
  u16('gtp.flow_label', 'Flow label', 6, hex(4)),
  u8('gtp.sndcp_number', 'SNDCP N-PDU number', 8),
]

export function describeGtp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('gtp', 'GPRS Tunnelling Protocol')
  if (octets.u8(0) >>> 5 === 0) {
    sheet.rows(OLD)
    sheet.extent(20)
    return
  }
  sheet.rows(GTP)
  sheet.title(`GPRS Tunnelling Protocol, TEID: ${hex(8)(octets.u32(4))}`)
  if ((octets.u8(0) & GTP_OPTIONAL_FLAGS) !== 0) sheet.rows(OPTIONAL)
  sheet.extent(gtpLength(octets))
}

const GTPV2: readonly Row[] = [
  bits('gtpv2.version', 'Version', [0, 1, 5, 3]),
  bits('gtpv2.p', 'Piggybacking', [0, 1, 4, 1], setOrNot),
  bits('gtpv2.t', 'TEID present', [0, 1, 3, 1], setOrNot),
  u8('gtpv2.message_type', 'Message type', 1),
  u16('gtpv2.msg_lengt', 'Message length', 2),
]

export function describeGtpv2(sheet: Sheet): void {
  sheet.layer('gtpv2', 'GPRS Tunnelling Protocol V2')
  sheet.rows(GTPV2)
  if ((sheet.octets.u8(0) & 8) !== 0) {
    sheet.rows([u32('gtpv2.teid', 'Tunnel endpoint', 4, hex(8))])
  }
  sheet.extent(sheet.octets.captured)
}

const flag = (name: string, label: string, shift: number) =>
  bits(`l2tp.${name}`, label, [0, 2, shift, 1], setOrNot)

const L2TP: readonly Row[] = [
  flag('type', 'Control message', 15),
  flag('length_bit', 'Length bit', 14),
  flag('seq_bit', 'Sequence bit', 11),
  flag('offset_bit', 'Offset bit', 9),
  flag('priority', 'Priority', 8),
  bits('l2tp.version', 'Version', [0, 2, 0, 4]),
]
const SESSION = [u16('l2tp.tunnel', 'Tunnel ID', 0), u16('l2tp.session', 'Session ID', 2)]
const SEQUENCE = [u16('l2tp.Ns', 'Ns', 0), u16('l2tp.Nr', 'Nr', 2)]

export function describeL2tp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('l2tp', 'Layer 2 Tunneling Protocol')
  const flags = octets.u16(0)
  if ((flags & 15) !== 2) {
    sheet.rows([u32('l2tp.sid', 'Session ID', (flags & 15) === 3 ? 4 : 0, hex(8))])
    return
  }
  sheet.rows(L2TP)
  let at = 2
  if ((flags & L2TP_LENGTH) !== 0) {
    sheet.rows([u16('l2tp.length', 'Length', 0)], at)
    at += 2
  }
  sheet.rows(SESSION, at)
  if ((flags & L2TP_SEQUENCE) !== 0) sheet.rows(SEQUENCE, at + 4)
  const kind = (flags & L2TP_CONTROL) === 0 ? 'data message' : 'control message'
  const ids = `Tunnel ID: ${String(octets.u16(at))}, Session ID: ${String(octets.u16(at + 2))}`
  sheet.title(`Layer 2 Tunneling Protocol, ${kind}, ${ids}`)
  sheet.extent(l2tpLength(octets))
}
