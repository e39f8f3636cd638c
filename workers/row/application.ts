/**
 * What an application says in one frame, by its first octets: enough for a line. A message that began
 * in an earlier segment is not recognised here: nothing is put together.
 */
import { dnsRcode, dnsType } from '../model/dns-names'
import { newDnsMessage, readDnsMessage, type DnsMessage } from '../protocol/dns-message'
import { parseStartLine } from '../protocol/http/start-line'
import { Fault } from '../wire/fault'
import { Octets } from '../wire/octets'
import type { Packet } from '../wire/packet'
import { datagramLine } from './datagram-line'
import { telnetLine } from './telnet-line'
import { textTalk } from './text-talk'
import { tlsLine } from './tls-line'

export interface Application {
  /** As Wireshark's Protocol column writes it. */
  protocol: string
  info: string
}

/** Octets of a line that are shown. */
const LONGEST_LINE = 160
const DNS_PORTS: Readonly<Record<number, string>> = { 53: 'DNS', 5353: 'MDNS', 5355: 'LLMNR' }

/** null: it is not known, or there is no payload. */
export function applicationOf(packet: Packet): Application | null {
  const { transport, payloadCaptured } = packet
  if (payloadCaptured === 0 || packet.fault !== null) return null
  if (transport === 'udp') {
    return dnsLine(packet, packet.udp.srcPort, packet.udp.dstPort, 0) ?? datagramLine(packet)
  }
  if (transport !== 'tcp') return null
  return (
    dnsLine(packet, packet.tcp.srcPort, packet.tcp.dstPort, 2) ??
    tlsLine(payloadOf(packet)) ??
    textLine(packet) ??
    textTalk(packet) ??
    telnetLine(packet)
  )
}

function payloadOf({ view, payloadAt, payloadCaptured, payloadLength }: Packet): Octets {
  const octets = new Octets(view)
  octets.aim(view, payloadAt, payloadCaptured, payloadLength)
  return octets
}

/** `before`: octets of the length that stands before a message in a stream (RFC 1035 §4.2.2). */
function dnsLine(packet: Packet, from: number, to: number, before: number): Application | null {
  const protocol = DNS_PORTS[to] ?? DNS_PORTS[from]
  if (protocol === undefined) return null
  const message = newDnsMessage()
  const octets = payloadOf(packet)
  try {
    if (before > 0 && octets.u16(0) + before !== octets.reported) return null
    octets.skip(before)
    readDnsMessage(octets, message)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (message.questions.length === 0) return null
  }
  return { protocol, info: dnsText(message) }
}

function dnsText(message: DnsMessage): string {
  const { id, response, rcode, truncated, questions, answers } = message
  const [question] = questions
  const name = question?.name === '' ? '<Root>' : question?.name
  const asked = question === undefined ? '' : ` ${dnsType(question.type)} ${name ?? ''}`
  const what = `${response ? 'response' : 'query'} 0x${id.toString(16).padStart(4, '0')}`
  if (!response) return what + asked
  const texts = answers.slice(0, 4).map(({ type, text }) => `${dnsType(type)} ${text}`.trimEnd())
  const more = answers.length > texts.length ? ', …' : ''
  const outcome = rcode === 0 ? '' : ` ${dnsRcode(rcode)}`
  const answered = texts.length === 0 ? '' : ` → ${texts.join(', ')}${more}`
  return `${what}${outcome}${truncated ? ' truncated' : ''}${asked}${answered}`
}

/** A line of HTTP/1, or the greeting of SSH (RFC 4253 §4.2). */
function textLine({ view, payloadAt, payloadCaptured }: Packet): Application | null {
  const first = view.getUint8(payloadAt)
  if (first < 0x41 || first > 0x5a) return null // methods, HTTP and SSH begin with a capital
  const line = lineAt(view, payloadAt, Math.min(payloadCaptured, 4096))
  if (/^SSH-\d/.test(line)) return { protocol: 'SSH', info: shortened(line) }
  return parseStartLine(line) === null ? null : { protocol: 'HTTP', info: shortened(line) }
}

function lineAt(view: DataView, at: number, length: number): string {
  let line = ''
  for (let i = at; i < at + length; i++) {
    const octet = view.getUint8(i)
    if (octet === 0x0d || octet === 0x0a) break
    line += String.fromCharCode(octet)
  }
  return line
}

function shortened(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`
}
