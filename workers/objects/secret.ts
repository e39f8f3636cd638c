/**
 * What somebody logged in with, read again out of the capture because it was asked for. The masked
 * record tells that there is something; nothing of this is kept.
 */
import { parseAddress } from '../model/address'
import type { Credential } from '../model/objects'
import { OCTET_STRING, readElement } from '../protocol/ber'
import { fromBase64 } from '../protocol/text-session'
import { Dissector } from '../wire/dissect'
import { Fault } from '../wire/fault'
import { Octets } from '../wire/octets'
import { newPacket } from '../wire/packet'
import { SegmentReader, type CarvedFrame } from './segments'
import { Stretch } from './stretch'

/** Octets before the end of the login in which it is looked for. */
const SEARCHED = 65_536

/** Protocols over TCP whose secrets can be found. */
const READERS: Readonly<Partial<Record<string, (lines: readonly string[]) => string | null>>> = {
  ftp: (lines) => lastMatch(lines, /^(?:PASS|ACCT) (.*)$/i),
  pop: (lines) =>
    lastMatch(lines, /^PASS (.*)$/i) ?? lastMatch(lines, /^APOP \S+ (\S+)$/i) ?? sasl(lines),
  smtp: sasl,
  imap: (lines) => imapLogin(lines) ?? sasl(lines),
  http: basic,
  telnet: typed,
}

/** `frames`: of the connection up to the one of the record. null: it is not there. */
export function secretOf(
  { protocol, src, srcPort }: Credential,
  frames: readonly CarvedFrame[],
): string | null {
  if (protocol === 'snmp') return community(frames.at(-1))
  const read = READERS[protocol]
  if (read === undefined || parseAddress(src) === null) return null
  const reader = new SegmentReader({ address: src, port: srcPort })
  let stretch: Stretch | null = null
  for (const frame of frames) {
    const segment = reader.read(frame)
    if (segment?.own !== true) continue
    stretch ??= new Stretch(segment.seq)
    stretch.add(segment)
  }
  const octets = stretch?.joined().octets.subarray(-SEARCHED) ?? new Uint8Array(0)
  const text = new TextDecoder('latin1').decode(octets)
  return read(text.split(/\r\n|\r\0|\n|\r/))
}

function lastMatch(lines: readonly string[], pattern: RegExp): string | null {
  const line = lines.findLast((each) => pattern.test(each))
  return pattern.exec(line ?? '')?.[1] ?? null
}

/** PLAIN, RFC 4616 §2, with or without an initial response; LOGIN: the line after the name. */
function sasl(lines: readonly string[]): string | null {
  const last = lines.findLast((line) => line !== '') ?? ''
  const decoded = fromBase64(last.split(' ').at(-1) ?? '')
  if (decoded.includes('\0')) return decoded.split('\0')[2] ?? null
  return decoded === '' ? null : decoded
}

/** RFC 9051 §6.2.3: atoms, or strings in quotes. */
function imapLogin(lines: readonly string[]): string | null {
  const rest = lastMatch(lines, /^\S+ LOGIN (.*)$/i)
  const [, password] = rest?.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []
  return password?.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') ?? null
}

/** RFC 7617 §2. */
function basic(lines: readonly string[]): string | null {
  const word = lastMatch(lines, /^(?:proxy-)?authorization[ \t]*:[ \t]*basic[ \t]+(\S+)/i)
  const decoded = fromBase64(word ?? '')
  return decoded.includes(':') ? decoded.slice(decoded.indexOf(':') + 1) : null
}

/** Telnet: the line entered last, with what was rubbed out left out. */
function typed(lines: readonly string[]): string | null {
  const line = lines.findLast((each) => each !== '') ?? ''
  let kept = ''
  // Commands, RFC 854: three octets each; options are settled before a login.
  for (const character of line.replace(/\u00ff[\u00fb-\u00fe]./gs, '')) {
    kept = character === '\b' || character === '\u007f' ? kept.slice(0, -1) : kept + character
  }
  return kept === '' ? null : kept
}

/** SNMP, RFC 1157 §4: version, then community. */
function community(frame: CarvedFrame | undefined): string | null {
  if (frame === undefined) return null
  const packet = newPacket()
  const { octets, linktype, origLen } = frame
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
  packet.capLen = octets.length
  packet.origLen = origLen
  new Dissector().frame(view, 0, linktype, packet)
  if (packet.transport !== 'udp') return null
  const window = new Octets()
  window.aim(view, packet.payloadAt, packet.payloadCaptured, packet.payloadLength)
  try {
    const message = readElement(window, 0, window.reported)
    const version = readElement(window, message.at, message.end)
    const { tag, at, end } = readElement(window, version.end, message.end)
    window.need(end)
    const from = packet.payloadAt
    return tag === OCTET_STRING
      ? new TextDecoder().decode(octets.subarray(from + at, from + end))
      : null
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}
