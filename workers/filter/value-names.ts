/** Values that have names, as they may stand in a filter: `arp.opcode == request`. */

const YES_NO = { True: 1, False: 0, true: 1, false: 0, Set: 1, 'Not set': 0 }

const IP_PROTOCOLS = {
  ICMP: 1,
  IGMP: 2,
  IPIP: 4,
  TCP: 6,
  UDP: 17,
  IPv6: 41,
  GRE: 47,
  ESP: 50,
  AH: 51,
  ICMPv6: 58,
  SCTP: 132,
}

const DNS_TYPES = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  NAPTR: 35,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  SVCB: 64,
  HTTPS: 65,
  AXFR: 252,
  ANY: 255,
}

const ETHERTYPES = { IPv4: 0x0800, ARP: 0x0806, IPv6: 0x86dd }

type Names = Readonly<Record<string, number>>

const BY_FIELD: Readonly<Record<string, Names>> = {
  'arp.opcode': { request: 1, reply: 2 },
  'dns.qry.type': DNS_TYPES,
  'dns.resp.type': DNS_TYPES,
  'eth.type': ETHERTYPES,
  'ip.proto': IP_PROTOCOLS,
  'ipv6.nxt': IP_PROTOCOLS,
  'sll.etype': ETHERTYPES,
  'tls.handshake.type': {
    'Client Hello': 1,
    'Server Hello': 2,
    Certificate: 11,
    'Server Key Exchange': 12,
    'Client Key Exchange': 16,
    Finished: 20,
  },
  'vlan.etype': ETHERTYPES,
}

/**
 * The value of that name; undefined: there is none. Of DNS types Wireshark knows the description with
 * the name, `A (Host Address)`: the name is enough.
 */
export function namedValue(field: string, isBoolean: boolean, text: string): number | undefined {
  const names = valueNames(field, isBoolean)
  const name = names === DNS_TYPES ? text.replace(/ \(.+\)$/u, '') : text
  return Object.hasOwn(names, name) ? names[name] : undefined
}

/** Names of the values of a field, by its name without scope. */
export function valueNames(field: string, isBoolean: boolean): Names {
  return BY_FIELD[field] ?? (isBoolean ? YES_NO : {})
}
