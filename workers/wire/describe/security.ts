/** Headers before what is encrypted, as fields: ESP RFC 4303 §2, WireGuard §5.4, MACsec 802.1AE §9. */
import { macsecLength } from '../bridging'
import { bits, hex, named, setOrNot, u32, u8 } from './rows'
import { u32le } from './rows-le'
import type { Row, Sheet } from './sheet'

const ESP: readonly Row[] = [u32('esp.spi', 'SPI', 0, hex(8)), u32('esp.sequence', 'Sequence', 4)]

export function describeEsp(sheet: Sheet): void {
  sheet.layer('esp', 'Encapsulating Security Payload')
  sheet.rows(ESP)
}

export function describeUdpEncapsulation(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('udpencap', 'UDP Encapsulation of IPsec Packets')
  if (octets.reported === 1) sheet.rows([u8('udpencap.nat_keepalive', 'NAT keep-alive', 0, hex(2))])
  else if (octets.u32(0) === 0) sheet.rows([u32('udpencap.non_esp_marker', 'Non-ESP marker', 0)])
}

const TYPES = ['', 'Handshake initiation', 'Handshake response', 'Cookie reply', 'Transport data']
const type = named((value) => TYPES[value])
const DATA = 4

const WIREGUARD = [u8('wg.type', 'Type', 0, type)]
const SENDER = [u32le('wg.sender', 'Sender', 4, hex(8))]
const RECEIVER = [u32le('wg.receiver', 'Receiver', 4, hex(8))]

export function describeWireguard(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('wg', 'WireGuard Protocol')
  sheet.rows(WIREGUARD)
  sheet.title(`WireGuard Protocol, ${type(octets.u8(0))}`)
  sheet.rows(octets.u8(0) < 3 ? SENDER : RECEIVER)
  sheet.extent(octets.u8(0) === DATA ? 16 : octets.captured)
}

const MACSEC: readonly Row[] = [
  bits('macsec.TCI.SC', 'Secure channel', [0, 1, 5, 1], setOrNot),
  bits('macsec.TCI.E', 'Encryption', [0, 1, 3, 1], setOrNot),
  bits('macsec.TCI.C', 'Changed text', [0, 1, 2, 1], setOrNot),
  bits('macsec.AN', 'Association number', [0, 1, 0, 2]),
  u8('macsec.SL', 'Short length', 1),
  u32('macsec.PN', 'Packet number', 2),
]

export function describeMacsec(sheet: Sheet): void {
  sheet.layer('macsec', '802.1AE Security Tag')
  sheet.rows(MACSEC)
  sheet.extent(macsecLength(sheet.octets))
}
