/** IEEE 802.11 and what drivers put before it, as fields. Sources: `../ieee80211.ts`, `../radiotap.ts`. */
import { FROM_DS, isQos, TO_DS, typeAt, wlanDataHeader, wlanFlags, wlanType } from '../ieee80211'
import { isAvs, prismLength, radiotapFlags } from '../radiotap'
import { bits, formatMac, hex, mac, named, setOrNot, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'
import { u16le, u32le } from './rows-le'

const TYPES = ['Management', 'Control', 'Data', 'Extension']
const type = named((value) => TYPES[value])

const FLAGS = [
  ['tods', 'To DS'],
  ['fromds', 'From DS'],
  ['frag', 'More fragments'],
  ['retry', 'Retry'],
  ['pwrmgt', 'Power management'],
  ['moredata', 'More data'],
  ['protected', 'Protected'],
  ['order', 'Order'],
] as const

/** `at`: where the type stands; the flags have the other octet. */
const frameControl = (at: number): readonly Row[] => [
  bits('wlan.fc.version', 'Version', [at, 1, 0, 2]),
  bits('wlan.fc.type', 'Type', [at, 1, 2, 2], type),
  bits('wlan.fc.subtype', 'Subtype', [at, 1, 4, 4]),
  ...FLAGS.map(([name, label], shift) =>
    bits(`wlan.fc.${name}`, label, [1 - at, 1, shift, 1], setOrNot),
  ),
]
const FRAME_CONTROL = [frameControl(0), frameControl(1)]

const CONTROL: readonly Row[] = [
  u16le('wlan.duration', 'Duration', 2),
  mac('wlan.ra', 'Receiver address', 4),
]
const TRANSMITTER = [mac('wlan.ta', 'Transmitter address', 10)]
const THIRD: readonly Row[] = [
  mac('wlan.addr3', 'Third address', 16),
  u16le('wlan.seq_ctl', 'Sequence control', 22, hex(4)),
]
const FOURTH = [mac('wlan.addr4', 'Fourth address', 24)]
const DATA = 2
const CONTROL_FRAME = 1

export function describeWlan(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('wlan', 'IEEE 802.11')
  sheet.rows(FRAME_CONTROL[typeAt(octets)] ?? [])
  sheet.rows(CONTROL)
  const kind = wlanType(octets)
  const title = `IEEE 802.11 ${TYPES[kind] ?? ''}`
  sheet.title(`${title}, RA: ${formatMac(octets, 4)}`)
  if (kind === CONTROL_FRAME) return
  sheet.rows(TRANSMITTER)
  sheet.rows(THIRD)
  if (kind !== DATA) return
  const between = (wlanFlags(octets) & (TO_DS | FROM_DS)) === (TO_DS | FROM_DS)
  if (between) sheet.rows(FOURTH)
  const end = wlanDataHeader(octets)
  if (isQos(octets)) sheet.rows([u16le('wlan.qos', 'QoS control', between ? 30 : 24, hex(4))])
  sheet.extent(end)
}

const RADIOTAP: readonly Row[] = [
  u8('radiotap.version', 'Version', 0),
  u8('radiotap.pad', 'Pad', 1),
  u16le('radiotap.length', 'Length', 2),
  u32le('radiotap.present.word', 'Present flags', 4, hex(8)),
]

export function describeRadiotap(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('radiotap', 'Radiotap Header')
  sheet.rows(RADIOTAP)
  sheet.extent(octets.u16le(2))
  sheet.title(
    `Radiotap Header, ${String(octets.u16le(2))} bytes, flags ${hex(2)(radiotapFlags(octets))}`,
  )
}

export function describePrism(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('prism', 'Prism capture header')
  sheet.rows([u32('prism.msgcode', 'Message code', 0, hex(8))])
  sheet.field('prism.msglen', 'Message length', 4, 4, String(prismLength(octets)))
  sheet.extent(prismLength(octets))
}

const AVS: readonly Row[] = [
  u32('wlancap.version', 'Version', 0, hex(8)),
  u32('wlancap.length', 'Length', 4),
]

export function describeAvs(sheet: Sheet): void {
  sheet.layer('wlancap', 'AVS WLAN capture header')
  sheet.rows(AVS)
  if (isAvs(sheet.octets)) sheet.extent(sheet.octets.u32(4))
}

const PPI: readonly Row[] = [
  u8('ppi.version', 'Version', 0),
  u8('ppi.flags', 'Flags', 1, hex(2)),
  u16le('ppi.length', 'Length', 2),
  u32le('ppi.dlt', 'Link type', 4),
]

export function describePpi(sheet: Sheet): void {
  sheet.layer('ppi', 'Per-Packet Information')
  sheet.rows(PPI)
  sheet.extent(sheet.octets.u16le(2))
}

const PKTAP: readonly Row[] = [
  u32le('pktap.hdrlen', 'Header length', 0),
  u32le('pktap.rectype', 'Record type', 4),
  u32le('pktap.dlt', 'Link type', 8),
]

export function describePktap(sheet: Sheet): void {
  sheet.layer('pktap', 'PKTAP packet header')
  sheet.rows(PKTAP)
  sheet.extent(sheet.octets.u32le(0))
}
