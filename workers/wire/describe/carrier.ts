/** Links of telephone companies, rings and hosts, as fields. Sources: the readers beside this room. */
import { frameRelayAddress } from '../hdlc'
import { IPOIB_HEADER } from '../ipoib'
import { juniperLength } from '../juniper'
import { tokenRingLength } from '../llc'
import { ethertypeName } from '../names'
import { nflogPayload } from '../nflog'
import { bits, hex, mac, named, raw, setOrNot, u16, u24, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const ethertype = named(ethertypeName, hex(4))

const HDLC: readonly Row[] = [
  u8('chdlc.address', 'Address', 0, hex(2)),
  u8('chdlc.control', 'Control', 1, hex(2)),
  u16('chdlc.protocol', 'Protocol', 2, ethertype),
]

export function describeHdlc(sheet: Sheet): void {
  sheet.layer('chdlc', 'Cisco HDLC')
  sheet.rows(HDLC)
}

const FRAME_RELAY: readonly Row[] = [
  bits('fr.upper_dlci', 'Upper DLCI', [0, 1, 2, 6], hex(2)),
  bits('fr.second_dlci', 'Second DLCI', [1, 1, 4, 4], hex(2)),
  bits('fr.fecn', 'FECN', [1, 1, 3, 1], setOrNot),
  bits('fr.becn', 'BECN', [1, 1, 2, 1], setOrNot),
  bits('fr.de', 'Discard eligible', [1, 1, 1, 1], setOrNot),
]

export function describeFrameRelay(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('fr', 'Frame Relay')
  sheet.rows(FRAME_RELAY)
  const address = frameRelayAddress(octets)
  const dlci = ((octets.u8(0) >>> 2) << 4) | (octets.u8(1) >>> 4)
  sheet.title(`Frame Relay, DLCI: ${String(dlci)}`)
  if (octets.u8(address) === 3) sheet.rows([u8('fr.control', 'Control', address, hex(2))])
  else sheet.rows([u16('fr.chdlctype', 'Type', address, ethertype)])
}

const TOKEN_RING: readonly Row[] = [
  u8('tr.ac', 'Access control', 0, hex(2)),
  u8('tr.fc', 'Frame control', 1, hex(2)),
  mac('tr.dst', 'Destination', 2),
  mac('tr.src', 'Source', 8),
]

export function describeTokenRing(sheet: Sheet): void {
  sheet.layer('tr', 'Token Ring')
  sheet.rows(TOKEN_RING)
  sheet.extent(tokenRingLength(sheet.octets))
}

const FDDI: readonly Row[] = [
  u8('fddi.fc', 'Frame control', 0, hex(2)),
  mac('fddi.dst', 'Destination', 1),
  mac('fddi.src', 'Source', 7),
]

export function describeFddi(sheet: Sheet): void {
  sheet.layer('fddi', 'Fiber Distributed Data Interface')
  sheet.rows(FDDI)
}

const ARCNET: readonly Row[] = [
  u8('arcnet.src', 'Source', 0, hex(2)),
  u8('arcnet.dst', 'Destination', 1, hex(2)),
]
const LINKTYPE_LINUX = 129

export function describeArcnet(sheet: Sheet, linktype: number): void {
  const linux = linktype === LINKTYPE_LINUX
  sheet.layer('arcnet', 'ARCNET')
  sheet.rows(ARCNET)
  if (linux) sheet.rows([raw('arcnet.offset', 'Offset', 2, 2)])
  sheet.rows([u8('arcnet.protID', 'Protocol ID', linux ? 4 : 2)])
}

const IPNET: readonly Row[] = [
  u8('ipnet.version', 'Version', 0),
  u8('ipnet.family', 'Address family', 1),
  u16('ipnet.htype', 'Hook type', 2),
  u32('ipnet.pktlen', 'Packet length', 4),
  u32('ipnet.ifindex', 'Interface index', 8),
  u32('ipnet.grifindex', 'Group interface index', 12),
  u32('ipnet.zsrc', 'Source zone', 16),
  u32('ipnet.zdst', 'Destination zone', 20),
]

export function describeIpnet(sheet: Sheet): void {
  sheet.layer('ipnet', 'Solaris IPNET')
  sheet.rows(IPNET)
}

const IPOIB: readonly Row[] = [
  raw('ipoib.grh', 'Global route header', 0, IPOIB_HEADER - 4),
  u16('ipoib.type', 'Type', IPOIB_HEADER - 4, ethertype),
  u16('ipoib.reserved', 'Reserved', IPOIB_HEADER - 2),
]

export function describeIpoib(sheet: Sheet): void {
  sheet.layer('ipoib', 'IP over InfiniBand')
  sheet.rows(IPOIB)
}

const NFLOG: readonly Row[] = [
  u8('nflog.family', 'Family', 0),
  u8('nflog.version', 'Version', 1),
  u16('nflog.res_id', 'Resource ID', 2),
]

export function describeNflog(sheet: Sheet): void {
  sheet.layer('nflog', 'Linux Netfilter NFLOG')
  sheet.rows(NFLOG)
  sheet.extent(nflogPayload(sheet.octets) + 4)
}

const JUNIPER: readonly Row[] = [
  u24('juniper.magic-number', 'Magic number', 0, hex(6)),
  u8('juniper.flags', 'Flags', 3, hex(2)),
]

export function describeJuniper(sheet: Sheet): void {
  sheet.layer('juniper', 'Juniper')
  sheet.rows(JUNIPER)
  sheet.extent(juniperLength(sheet.octets))
}

export function describeWpan(sheet: Sheet): void {
  sheet.layer('wpan', 'IEEE 802.15.4')
  sheet.rows([raw('wpan.fcf', 'Frame control', 0, 2)])
}

const PSEUDOWIRE = [
  u16('pwethcw.flags', 'Flags', 0, hex(4)),
  u16('pwethcw.sequence', 'Sequence', 2),
]

export function describePseudowire(sheet: Sheet): void {
  sheet.layer('pwethcw', 'Pseudowire control word')
  sheet.rows(PSEUDOWIRE)
}
