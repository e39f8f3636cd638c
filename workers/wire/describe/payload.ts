/** What stands behind the last header that could be read, and why nothing more is said of it. */
import type { Fault } from '../fault'
import { innermost, type Packet } from '../packet'
import { formatUndecoded } from '../undecoded'
import { formatOctets } from './rows'
import type { Sheet } from './sheet'

const SHOWN = 512 // octets of text

/** Why the layers end where they do. */
export interface Ending {
  packet: Packet
  /** A header was begun and not left: the rest of it is missing. */
  insideHeader: boolean
  /** The packet is the quotation of an ICMP error, which may end anywhere. */
  quoted: boolean
}

/** The sheet's window is the payload of the packet. */
export function describePayload(sheet: Sheet, ending: Ending): void {
  const { packet, insideHeader, quoted } = ending
  const { fault } = packet
  const { captured, reported } = sheet.octets
  if (quoted && insideHeader) remainder(sheet, 'data', 'The quotation ends inside this header')
  else if (fault !== null) remainder(sheet, ...faultTitle(fault))
  else if (packet.undecoded !== 0) {
    remainder(sheet, 'data', `Not decoded: ${formatUndecoded(packet.undecoded)}`)
  } else if (insideHeader) remainder(sheet, 'data', 'This header goes on in the next fragment')
  else if (isMiddle(packet)) describeMiddle(sheet, packet)
  else if (reported > 0) {
    const cut = captured < reported ? `, ${String(captured)} captured` : ''
    const part = packet.fragmentLevel >= 0 ? 'First part of a payload' : 'Payload'
    remainder(sheet, 'data', `${part}, ${String(reported)} octets${cut}`, payloadName(packet))
    describeText(sheet)
  }
}

function faultTitle({ kind, what }: Fault): [protocol: string, title: string] {
  if (kind === 'truncated') return ['_ws.short', 'Truncated: the capture ends inside this header']
  const reason =
    what === 'length'
      ? 'this header goes beyond the end of the packet'
      : what === 'frame.protocols'
        ? 'headers are nested too deep'
        : what
  return ['_ws.malformed', `Malformed: ${reason}`]
}

function remainder(sheet: Sheet, protocol: string, title: string, name = 'data.data'): void {
  const { captured, reported } = sheet.octets
  sheet.layer(protocol, title)
  sheet.field('data.len', 'Length', 0, 0, String(reported), reported)
  if (captured > 0) sheet.field(name, 'Data', 0, captured, formatOctets(sheet.octets, 0, captured))
}

function isMiddle(packet: Packet): boolean {
  return packet.depth > 0 && innermost(packet).offset !== 0
}

function describeMiddle(sheet: Sheet, packet: Packet): void {
  const { version, offset } = innermost(packet)
  remainder(sheet, 'data', 'Fragment of a datagram: no transport header here')
  const { reported } = sheet.octets
  const range = `${String(offset)}–${String(offset + Math.max(reported, 1) - 1)}`
  const name = version === 4 ? 'ip.frag_offset' : 'ipv6.fraghdr.offset'
  sheet.field(name, 'Octets of the datagram', 0, 0, range)
}

function payloadName({ transport }: Packet): string {
  return transport === 'tcp' || transport === 'udp' ? `${transport}.payload` : 'data.data'
}

/** Payload that is text is shown as text, as it is: who shows it makes controls visible. */
function describeText(sheet: Sheet): void {
  const { view, base, captured } = sheet.octets
  const length = Math.min(captured, SHOWN)
  const octets = new Uint8Array(view.buffer, view.byteOffset + base, length)
  let text: string
  try {
    // `stream`: a character that is cut at the end is none yet, rather than an error
    text = new TextDecoder('utf-8', { fatal: true }).decode(octets, { stream: true })
  } catch {
    return // not UTF-8
  }
  const controls = text.match(CONTROLS)?.length ?? 0
  if (text === '' || controls * 10 > text.length) return
  sheet.field('data.text', 'Text', 0, captured, text + (captured > SHOWN ? '…' : ''))
}

/** Cc without tab, line feed and carriage return. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu
