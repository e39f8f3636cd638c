/**
 * The lengths of ICMPv6 messages: errors RFC 4443 §3, neighbor discovery RFC 4861 §4 with its options
 * (§4.6; routes RFC 4191 §2.3, DNS servers RFC 8106 §5.1), listener discovery RFC 2710 §3 and RFC
 * 3810 §5. Windows begin behind the eight octets that all messages have.
 */
import type { Icmp } from '../icmp'
import type { Octets } from '../octets'
import { badBound } from './bound'

const LAST_ERROR = 4
const ADDRESS = 16
const LISTENER_QUERY = 130
const LISTENER_REPORT_V2 = 143
/** Octets between those eight and the options, by type. */
const OPTIONS_AT: Readonly<Record<number, number>> = {
  ...{ 133: 0, 134: 8, 135: 16, 136: 16, 137: 32 },
  147: 0, // mobile prefix advertisement: RFC 6275 §6.8
}
/** In a query of version 2 sources follow. */
const SOURCES_AT = 20

/** The field that breaks the rules; empty: none. */
export function badIcmpv6({ type, seq }: Icmp, octets: Octets): string {
  if (type >= 1 && type <= LAST_ERROR) return octets.reported === 0 ? 'icmpv6.type' : ''
  const optionsAt = OPTIONS_AT[type]
  if (optionsAt !== undefined) {
    return badBound(octets, 'icmpv6.opt.length', (message) => badOption(message, optionsAt))
  }
  if (type === LISTENER_REPORT_V2) {
    return badBound(octets, 'icmpv6.mldr.nb_mcast_records', (message) => badRecord(message, seq))
  }
  if (type < LISTENER_QUERY || type > LISTENER_QUERY + 2) return ''
  return badBound(octets, 'icmpv6.mld.multicast_address', badQuery(type))
}

const badQuery = (type: number) => (message: Octets) => {
  const long = type === LISTENER_QUERY && message.reported >= SOURCES_AT
  end(message, long ? SOURCES_AT + ADDRESS * message.u16(SOURCES_AT - 2) : ADDRESS)
  return ''
}

/** Is there a message up to here? */
function end(octets: Octets, at: number): void {
  if (at > 0) octets.u8(at - 1)
}

const PREFIX = 3
const MTU = 5
const ROUTE = 24
const DNS_SERVERS = 25

/** §4.6: lengths count units of eight octets, type and length included, and 0 is none. */
function badOption(message: Octets, from: number): string {
  end(message, from)
  for (let at = from; at < message.reported;) {
    const units = message.u8(at + 1)
    if (units === 0 || isWrong(message.u8(at), units)) return 'icmpv6.opt.length'
    at += 8 * units
    end(message, at)
  }
  return ''
}

function isWrong(option: number, units: number): boolean {
  switch (option) {
    case PREFIX:
      return units !== 4
    case MTU:
      return units !== 1
    case ROUTE:
      return units > 3
    case DNS_SERVERS:
      return units % 2 === 0
    default:
      return false
  }
}

/**
 * RFC 3810 §5.2: type, words of auxiliary data, number of sources, group, sources. What follows the
 * last record is ignored (§5.2.11).
 */
const RECORD = 20

function badRecord(message: Octets, records: number): string {
  let at = 0
  for (let record = 0; record < records && at < message.reported; record++) {
    at += RECORD + 4 * message.u8(at + 1) + ADDRESS * message.u16(at + 2)
    end(message, at)
  }
  return ''
}
