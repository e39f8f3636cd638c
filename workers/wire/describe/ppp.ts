/** PPP and PPPoE as fields. Sources: `../ppp.ts`. */
import { isShortPppProtocol, pppFraming } from '../ppp'
import { bits, hex, named, u16, u8 } from './rows'
import type { Sheet } from './sheet'

const PROTOCOLS: Readonly<Record<number, string>> = { 0x21: 'IPv4', 0x57: 'IPv6', 0xc021: 'LCP' }
const protocol = named((value) => PROTOCOLS[value], hex(4))

const FRAMING = [u8('ppp.address', 'Address', 0, hex(2)), u8('ppp.control', 'Control', 1, hex(2))]

export function describePpp(sheet: Sheet): void {
  sheet.layer('ppp', 'Point-to-Point Protocol')
  const at = pppFraming(sheet.octets)
  if (at > 0) sheet.rows(FRAMING)
  const row = isShortPppProtocol(sheet.octets, at) ? u8 : u16
  sheet.rows([row('ppp.protocol', 'Protocol', at, protocol)])
}

const PPPOE = [
  bits('pppoe.version', 'Version', [0, 1, 4, 4]),
  bits('pppoe.type', 'Type', [0, 1, 0, 4]),
  u8('pppoe.code', 'Code', 1, hex(2)),
  u16('pppoe.session_id', 'Session ID', 2, hex(4)),
  u16('pppoe.payload_length', 'Payload length', 4),
]

export function describePppoe(sheet: Sheet): void {
  sheet.layer('pppoes', 'PPP-over-Ethernet Session')
  sheet.rows(PPPOE)
}
