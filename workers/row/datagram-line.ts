/**
 * What a datagram says of its application, as Wireshark names it: by how it begins where that is
 * enough (SIP, QUIC), else by the port and how it begins.
 */
import { readElement, SEQUENCE, smallInteger } from '../protocol/ber'
import { readNetbiosName } from '../protocol/netbios-name'
import { HANDSHAKE, INITIAL, readLongHeader, RETRY } from '../protocol/quic/header'
import { isKnownVersion } from '../protocol/quic/version'
import { beginsSip } from '../protocol/sip-message'
import { Vector } from '../protocol/tls/vector'
import { Fault } from '../wire/fault'
import { Octets } from '../wire/octets'
import type { Packet } from '../wire/packet'
import { boundedText, textLines } from './readable'

interface Line {
  protocol: string
  info: string
}

type ReadLine = (octets: Octets, packet: Packet) => Line | null

const READERS: ReadonlyMap<number, ReadLine> = new Map([
  [67, dhcpLine],
  [68, dhcpLine],
  [123, ntpLine],
  [137, nbnsLine],
  [161, snmpLine],
  [162, snmpLine],
  [1900, ssdpLine],
])

/** null: it is not known. */
export function datagramLine(packet: Packet): Line | null {
  const { view, payloadAt, payloadCaptured, payloadLength, udp } = packet
  const octets = new Octets(view)
  octets.aim(view, payloadAt, payloadCaptured, payloadLength)
  const low = Math.min(udp.srcPort, udp.dstPort)
  const read = READERS.get(low) ?? READERS.get(Math.max(udp.srcPort, udp.dstPort))
  try {
    if (read !== undefined) return read(octets, packet)
    return sipLine(octets, packet) ?? quicLine(octets)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return null
  }
}

const DHCP_COOKIE = 0x63825363
const DHCP_OPTIONS = 240
const DHCP_MESSAGE = 53
const DHCP_MESSAGES = ['Discover', 'Offer', 'Request', 'Decline', 'ACK', 'NAK', 'Release', 'Inform']

/** RFC 2131 §2, RFC 2132 §9.6. */
function dhcpLine(octets: Octets): Line | null {
  if (octets.u32(236) !== DHCP_COOKIE) return null
  const id = `Transaction ID 0x${octets.u32(4).toString(16)}`
  return { protocol: 'DHCP', info: `DHCP ${dhcpMessage(octets)} - ${id}` }
}

function dhcpMessage(octets: Octets): string {
  let at = DHCP_OPTIONS
  while (at + 2 < octets.captured && octets.u8(at) !== 255) {
    const code = octets.u8(at)
    if (code === DHCP_MESSAGE) return DHCP_MESSAGES[octets.u8(at + 2) - 1] ?? 'message'
    at += code === 0 ? 1 : 2 + octets.u8(at + 1)
  }
  return octets.u8(0) === 1 ? 'Boot Request' : 'Boot Reply'
}

const NTP_MODES = ['reserved', 'symmetric active', 'symmetric passive', 'client', 'server'].concat([
  'broadcast',
  'control',
  'private',
])

/** RFC 5905 §7.3. */
function ntpLine(octets: Octets): Line | null {
  const first = octets.u8(0)
  const version = (first >> 3) & 7
  if (version < 1 || version > 4) return null
  return { protocol: 'NTP', info: `NTP Version ${String(version)}, ${NTP_MODES[first & 7] ?? ''}` }
}

/** RFC 1002 §4.2.1. */
function nbnsLine(octets: Octets): Line {
  const flags = octets.u16(2)
  const asks = (flags & 0x8000) === 0
  const opcode = (flags >> 11) & 15
  const word = { 5: 'Registration', 6: 'Release', 7: 'WACK', 8: 'Refresh' }[opcode] ?? 'Name query'
  const named = octets.u16(4) > 0 || octets.u16(6) > 0
  const name = named ? ` ${readNetbiosName(octets, 12).text}` : ''
  return { protocol: 'NBNS', info: boundedText(`${word}${asks ? '' : ' response'}${name}`) }
}

const SNMP_PDUS = ['get-request', 'get-next-request', 'get-response', 'set-request', 'trap'].concat(
  ['get-bulk-request', 'inform-request', 'snmpV2-trap', 'report'],
)

/** RFC 1157 §4; of version 3 the message may be encrypted (RFC 3412 §6). */
function snmpLine(octets: Octets): Line | null {
  if (octets.u8(0) !== SEQUENCE) return null
  const message = readElement(octets, 0, octets.reported)
  const version = readElement(octets, message.at, message.end)
  if (smallInteger(octets, version) === 3) return { protocol: 'SNMP', info: 'version 3' }
  const community = readElement(octets, version.end, message.end)
  const pdu = octets.u8(community.end) - 0xa0
  return { protocol: 'SNMP', info: SNMP_PDUS[pdu] ?? 'message' }
}

/** Heads of HTTP in datagrams: UPnP Device Architecture 2.0 §1. */
function ssdpLine(_: Octets, packet: Packet): Line | null {
  const [line = ''] = textLines(packet, 0).lines
  if (!/^(?:M-SEARCH \* |NOTIFY \* |HTTP\/1\.\d )/u.test(line)) return null
  return { protocol: 'SSDP', info: boundedText(line) }
}

/** RFC 3261 §7.1, §7.2. */
function sipLine(octets: Octets, packet: Packet): Line | null {
  if (!beginsSip(octets)) return null
  const [line = ''] = textLines(packet, 0).lines
  const status = line.startsWith('SIP/2.0 ') ? `Status: ${line.slice(8)}` : ''
  return {
    protocol: 'SIP',
    info: boundedText(status || `Request: ${line.replace(/ SIP\/2\.0$/u, '')}`),
  }
}

/** Packets of one datagram that are named. */
const MOST_PACKETS = 6
/** RFC 9287: the bit below may be anything. */
const LONG = 0x80
const SHORTEST_LONG = 13
const LONGEST_ID = 20
const ZERO_RTT = 1

/** RFC 9000 §17.2. What has a short header gives nothing away. */
function quicLine(octets: Octets): Line | null {
  const { captured } = octets
  if (captured < SHORTEST_LONG || (octets.u8(0) & LONG) === 0) return null
  if (octets.u8(5) > LONGEST_ID || !isKnownVersion(octets.u32(1))) return null
  const { view, base } = octets
  const all = new Uint8Array(view.buffer, view.byteOffset + base, captured)
  const words: string[] = []
  let at = 0
  while (at < all.length && words.length < MOST_PACKETS) {
    if (((all[at] ?? 0) & LONG) === 0) {
      if (all[at] !== 0) words.push('Protected Payload')
      break
    }
    const { type, end } = readLongHeader(
      new Vector(all.subarray(at), 'quic', captured < octets.reported),
    )
    words.push(quicPacket(type))
    at += end
  }
  return { protocol: 'QUIC', info: words.join(', ') }
}

function quicPacket(type: number): string {
  switch (type) {
    case INITIAL:
      return 'Initial'
    case ZERO_RTT:
      return '0-RTT'
    case HANDSHAKE:
      return 'Handshake'
    case RETRY:
      return 'Retry'
    default:
      return 'Long header'
  }
}
