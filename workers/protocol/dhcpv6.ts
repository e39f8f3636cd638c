/**
 * Dynamic Host Configuration Protocol for IPv6. RFC 8415 §8 (messages), §9 (relays), §21 (options).
 *
 *   at 0  dhcpv6.msgtype  u8    at 1  dhcpv6.xid  u24    at 4  options: code u16, length u16
 */
import { formatAddress } from '../model/address'
import type { Octets } from '../wire/octets'
import type { DatagramAnalyzer } from './analyzer'
import { session, textAt } from './session'

const HEADER = 4
const RELAY_HEADER = 34
const OPTION = { identityNonTemporary: 3, address: 5, status: 13, fqdn: 39 } as const
const MESSAGES = ['solicit', 'advertise', 'request', 'confirm', 'renew', 'rebind', 'reply']
  .concat(['release', 'decline', 'reconfigure', 'information-request', 'relay-forward'])
  .concat(['relay-reply'])
const RELAYED = new Set([12, 13])

export const dhcpv6: DatagramAnalyzer = {
  name: 'dhcpv6',
  ports: [546, 547],

  claims: () => true,

  datagram(octets, context, sink) {
    sink.protocol('dhcpv6')
    octets.need(HEADER)
    const type = octets.u8(0)
    const header = RELAYED.has(type) ? RELAY_HEADER : HEADER
    octets.need(header)
    const said: string[] = []
    readOptions(octets, header, octets.captured, said, 0)
    if (context.quoted) return
    const what = MESSAGES[type - 1] ?? `message ${String(type)}`
    sink.record('session', session(context, 'udp', 'dhcpv6', what, said.join(', ')))
  },
}

/** An option that says more than there is ends the reading; senders are told nothing of it. */
function readOptions(
  octets: Octets,
  from: number,
  end: number,
  said: string[],
  depth: number,
): void {
  for (let at = from; at + 4 <= end;) {
    const code = octets.u16(at)
    const length = octets.u16(at + 2)
    const data = at + 4
    if (data + length > end) return
    if (code === OPTION.identityNonTemporary && length > 12 && depth === 0) {
      readOptions(octets, data + 12, data + length, said, 1)
    } else if (code === OPTION.address && length >= 16) {
      said.push(`address ${addressAt(octets, data)}`)
    } else if (code === OPTION.fqdn && length > 1) {
      said.push(`host name ${fqdn(textAt(octets, data + 1, length - 1))}`)
    } else if (code === OPTION.status && length >= 2 && octets.u16(data) !== 0) {
      said.push(`status ${String(octets.u16(data))} ${textAt(octets, data + 2, length - 2)}`)
    }
    if (said.length >= 16) return
    at = data + length
  }
}

/** RFC 4704 §4.2: labels, each behind its length. */
function fqdn(labels: string): string {
  let name = ''
  for (let at = 0; at < labels.length;) {
    const size = labels.charCodeAt(at)
    if (size === 0) break
    name += `${name === '' ? '' : '.'}${labels.slice(at + 1, at + 1 + size)}`
    at += size + 1
  }
  return name
}

function addressAt(octets: Octets, at: number): string {
  const words = [0, 4, 8, 12].map((offset) => octets.u32(at + offset))
  const [a = 0, b = 0, c = 0, d = 0] = words
  return formatAddress(a, b, c, d)
}
