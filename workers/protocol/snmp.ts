/**
 * Simple Network Management Protocol: v1 RFC 1157 §4, v2c RFC 1901 §3, v3 RFC 3412 §6. A community
 * is a password, so it is masked.
 */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import { INTEGER, OCTET_STRING, readElement, SEQUENCE, smallInteger, type Element } from './ber'
import { Firsts, MASK, session, textAt } from './session'

const VERSIONS = new Map([
  [0, 'v1'],
  [1, 'v2c'],
  [2, 'v2u'],
  [3, 'v3'],
])
const PDU = 0xa0
const PDUS = ['get-request', 'get-next-request', 'response', 'set-request', 'trap'].concat([
  'get-bulk-request',
  'inform-request',
  'snmpV2-trap',
  'report',
])
const ENCRYPTED = 2

export const snmp: DatagramSource = () => new SnmpAnalyzer()

class SnmpAnalyzer implements DatagramAnalyzer {
  readonly name = 'snmp'
  readonly ports = [161, 162, 8161]
  private readonly firsts = new Firsts()

  /** A sequence that fits, with a version in front. */
  claims(octets: Octets): boolean {
    if (octets.u8(0) !== SEQUENCE) return false
    if (octets.reported === 1) return true
    const message = readElement(octets, 0, octets.reported)
    return message.at === message.end || octets.u8(message.at) === INTEGER
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('snmp')
    const message = readElement(octets, 0, octets.reported)
    const first = readElement(octets, message.at, message.end)
    const version = smallInteger(octets, first)
    if (first.end === message.end) return
    const text =
      version === 3
        ? readV3(octets, first.end, message.end)
        : readCommunity(octets, first.end, message.end)
    if (context.quoted || !this.firsts.first(`${String(context.stream)} ${text.what}`)) return
    const words = `${VERSIONS.get(version) ?? `version ${String(version)}`}, ${text.who}`
    sink.record('session', session(context, 'udp', 'snmp', text.what, words))
  }
}

interface Told {
  what: string
  who: string
}

function readCommunity(octets: Octets, at: number, end: number): Told {
  const community = expected(octets, at, end, OCTET_STRING)
  if (community.end === end) return { what: 'message', who: `community ${MASK}` }
  const pdu = readElement(octets, community.end, end)
  return { what: nameOf(pdu), who: `community ${MASK}` }
}

/** RFC 3412 §6, RFC 3414 §2.4 (user-based security). */
function readV3(octets: Octets, at: number, end: number): Told {
  const header = expected(octets, at, end, SEQUENCE)
  const parameters = expected(octets, header.end, end, OCTET_STRING)
  const user = userOf(octets, parameters)
  const id = readElement(octets, header.at, header.end)
  const size = readElement(octets, id.end, header.end)
  const flags = readElement(octets, size.end, header.end)
  const who = `user ${user}`
  if ((octets.u8(flags.at) & ENCRYPTED) !== 0) return { what: 'encrypted', who }
  const scoped = expected(octets, parameters.end, end, SEQUENCE)
  const engine = readElement(octets, scoped.at, scoped.end)
  const name = readElement(octets, engine.end, scoped.end)
  return { what: nameOf(readElement(octets, name.end, scoped.end)), who }
}

function userOf(octets: Octets, parameters: Element): string {
  if (parameters.end === parameters.at) return ''
  const sequence = readElement(octets, parameters.at, parameters.end)
  let field = readElement(octets, sequence.at, sequence.end)
  for (let skipped = 0; skipped < 3; skipped++) field = readElement(octets, field.end, sequence.end)
  return field.tag === OCTET_STRING ? textAt(octets, field.at, field.end - field.at) : ''
}

function expected(octets: Octets, at: number, end: number, tag: number): Element {
  const element = readElement(octets, at, end)
  if (element.tag !== tag) throw WRONG
  return element
}

function nameOf(pdu: Element): string {
  return PDUS[pdu.tag - PDU] ?? `PDU 0x${pdu.tag.toString(16)}`
}

const WRONG = new Fault('malformed', 'snmp: BER field')
