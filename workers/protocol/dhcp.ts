/**
 * Dynamic Host Configuration Protocol. RFC 2131 §2, options RFC 2132.
 *
 *   at 0   dhcp.type    u8, 1: request, 2: reply    at 16   dhcp.ip.your    u32
 *   at 2   dhcp.hw.len  u8                          at 28   dhcp.hw.addr    16 octets
 *   at 12  dhcp.ip.client  u32                      at 236  dhcp.cookie, then options
 */
import { formatIpv4 } from '../model/address'
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, Sink } from './analyzer'
import { session, textAt } from './session'

const COOKIE_AT = 236
const COOKIE = 0x63825363
const OPTIONS_AT = 240
const OPTION = { pad: 0, hostName: 12, requested: 50, lease: 51, message: 53, server: 54 } as const
const END = 255
const MESSAGES = ['discover', 'offer', 'request', 'decline', 'ack', 'nak', 'release', 'inform']

interface Options {
  message: number
  hostName: string
  requested: number
  server: number
  lease: number
}

export const dhcp: DatagramAnalyzer = {
  name: 'dhcp',
  ports: [67, 68, 4011],

  claims: () => true,

  datagram(octets, context, sink) {
    sink.protocol('dhcp')
    octets.need(OPTIONS_AT)
    if (octets.u32(COOKIE_AT) !== COOKIE) {
      tell(octets, { message: 0, hostName: '', requested: 0, server: 0, lease: -1 }, context, sink)
      return
    }
    tell(octets, readOptions(octets), context, sink)
  },
}

/**
 * Walks the options to their end, or to that of the datagram.
 * @throws Fault when the last option is cut, or the kind of the message left out.
 */
function readOptions(octets: Octets): Options {
  const options: Options = { message: 0, hostName: '', requested: 0, server: 0, lease: -1 }
  let at = OPTIONS_AT
  while (at < octets.reported) {
    const code = octets.u8(at)
    if (code === END) break
    if (code === OPTION.pad) {
      at++
      continue
    }
    const length = octets.u8(at + 1)
    octets.need(at + 2 + length)
    if (code === OPTION.message && length === 0) throw NO_MESSAGE
    take(octets, code, at + 2, length, options)
    at += 2 + length
  }
  return options
}

function take(octets: Octets, code: number, at: number, length: number, into: Options): void {
  if (code === OPTION.message && length === 1) into.message = octets.u8(at)
  else if (code === OPTION.hostName) into.hostName = textAt(octets, at, length)
  else if (length !== 4) return
  else if (code === OPTION.requested) into.requested = octets.u32(at)
  else if (code === OPTION.server) into.server = octets.u32(at)
  else if (code === OPTION.lease) into.lease = octets.u32(at)
}

function tell(octets: Octets, options: Options, context: Context, sink: Sink): void {
  if (context.quoted) return
  const { message, hostName, requested, server, lease } = options
  const op = octets.u8(0) === 1 ? 'bootp request' : 'bootp reply'
  const client = octets.u32(12)
  const given = octets.u32(16)
  const text = [
    `client ${hardwareAddress(octets)}`,
    hostName === '' ? '' : `host name ${hostName}`,
    client === 0 ? '' : `has ${formatIpv4(client)}`,
    requested === 0 ? '' : `asks for ${formatIpv4(requested)}`,
    given === 0 ? '' : `gets ${formatIpv4(given)}`,
    server === 0 ? '' : `server ${formatIpv4(server)}`,
    lease < 0 ? '' : `for ${String(lease)} s`,
  ]
  const what = message === 0 ? op : (MESSAGES[message - 1] ?? `message ${String(message)}`)
  const words = text.filter((part) => part !== '').join(', ')
  sink.record('session', session(context, 'udp', 'dhcp', what, words))
}

function hardwareAddress(octets: Octets): string {
  const length = Math.min(16, octets.u8(2))
  const parts: string[] = []
  for (let i = 0; i < length; i++)
    parts.push(
      octets
        .u8(28 + i)
        .toString(16)
        .padStart(2, '0'),
    )
  return parts.join(':')
}

const NO_MESSAGE = new Fault('malformed', 'dhcp.option.length')
