/**
 * What bridges and neighbours tell each other, as fields: spanning tree IEEE 802.1D §9.3, LLDP IEEE
 * 802.1AB §8, CDP, PPPoE discovery RFC 2516 §5.
 */
import type { Octets } from '../octets'
import { formatOctets, hex, mac, named, u16, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const BPDU_TYPES: Readonly<Record<number, string>> = {
  0: 'Configuration',
  2: 'Rapid or multiple spanning tree',
  0x80: 'Topology change notification',
}

const STP: readonly Row[] = [
  u16('stp.protocol', 'Protocol identifier', 0, hex(4)),
  u8('stp.version', 'Version', 2),
  u8(
    'stp.type',
    'BPDU type',
    3,
    named((value) => BPDU_TYPES[value], hex(2)),
  ),
]
const CONFIGURATION: readonly Row[] = [
  u8('stp.flags', 'Flags', 4, hex(2)),
  u16('stp.root.prio', 'Root priority', 5),
  mac('stp.root.hw', 'Root address', 7),
  u32('stp.root.cost', 'Root path cost', 13),
  u16('stp.bridge.prio', 'Bridge priority', 17),
  mac('stp.bridge.hw', 'Bridge address', 19),
  u16('stp.port', 'Port', 25, hex(4)),
]
const NOTIFICATION = 0x80

export function describeStp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('stp', 'Spanning Tree Protocol')
  sheet.rows(STP)
  if (octets.u8(3) !== NOTIFICATION) sheet.rows(CONFIGURATION)
  sheet.extent(octets.captured)
}

const LLDP_TYPES: Readonly<Record<number, string>> = {
  0: 'End',
  1: 'Chassis ID',
  2: 'Port ID',
  3: 'Time to live',
  4: 'Port description',
  5: 'System name',
  6: 'System description',
  7: 'System capabilities',
  8: 'Management address',
  127: 'Organization specific',
}
const LLDP_TEXTS = [4, 5, 6]

export function describeLldp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('lldp', 'Link Layer Discovery Protocol')
  for (let at = 0; at + 2 <= octets.reported;) {
    const word = octets.u16(at)
    const type = word >>> 9
    const length = word & 0x1ff
    const value = LLDP_TEXTS.includes(type) ? ascii : formatOctets
    field(sheet, 'lldp.tlv', LLDP_TYPES[type], type, [at, 2, length], value)
    if (type === 0) break
    at += 2 + length
  }
  sheet.extent(octets.captured)
}

const CDP_TYPES: Readonly<Record<number, string>> = {
  1: 'Device ID',
  2: 'Addresses',
  3: 'Port ID',
  4: 'Capabilities',
  5: 'Software version',
  6: 'Platform',
  10: 'Native VLAN',
  11: 'Duplex',
}
const CDP_TEXTS = [1, 3, 5, 6]

const CDP: readonly Row[] = [
  u8('cdp.version', 'Version', 0),
  u8('cdp.ttl', 'Time to live', 1),
  u16('cdp.checksum', 'Checksum', 2, hex(4)),
]

export function describeCdp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('cdp', 'Cisco Discovery Protocol')
  sheet.rows(CDP)
  for (let at = 4; at + 4 <= octets.reported;) {
    const type = octets.u16(at)
    const length = octets.u16(at + 2)
    if (length < 4) break
    const value = CDP_TEXTS.includes(type) ? ascii : formatOctets
    field(sheet, 'cdp.tlv', CDP_TYPES[type], type, [at, 4, length - 4], value)
    at += length
  }
  sheet.extent(octets.captured)
}

const CODES: Readonly<Record<number, string>> = {
  0x09: 'Initiation',
  0x07: 'Offer',
  0x19: 'Request',
  0x65: 'Session confirmation',
  0xa7: 'Terminate',
}
const code = named((value) => CODES[value], hex(2))

const PPPOE: readonly Row[] = [
  u8('pppoe.code', 'Code', 1, code),
  u16('pppoe.session_id', 'Session ID', 2, hex(4)),
  u16('pppoe.payload_length', 'Payload length', 4),
]

export function describePppoeDiscovery(sheet: Sheet): void {
  sheet.layer('pppoed', 'PPP-over-Ethernet Discovery')
  sheet.rows(PPPOE)
  sheet.title(`PPP-over-Ethernet Discovery, ${code(sheet.octets.u8(1))}`)
}

type Value = (octets: Octets, at: number, length: number) => string

/** A field of type, length and value that stands at `at`; its value after `header` octets. */
function field(
  sheet: Sheet,
  name: string,
  label: string | undefined,
  type: number,
  [at, header, length]: readonly [number, number, number],
  value: Value,
): void {
  const text = length === 0 ? '' : value(sheet.octets, at + header, length)
  sheet.field(name, label ?? `Type ${String(type)}`, at, header + length, text)
}

/** Printable characters; others as dots. */
function ascii(octets: Octets, at: number, length: number): string {
  octets.need(at + length)
  const codes = Array.from({ length: Math.min(length, 255) }, (_, i) => octets.u8(at + i))
  return String.fromCharCode(...codes.map((each) => (each >= 32 && each < 127 ? each : 46)))
}
