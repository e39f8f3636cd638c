/** Names of DNS types and response codes. IANA "Domain Name System (DNS) Parameters". */

const TYPES: Readonly<Record<number, string>> = {
  ...{ 1: 'A', 2: 'NS', 5: 'CNAME', 6: 'SOA', 10: 'NULL', 12: 'PTR', 13: 'HINFO', 15: 'MX' },
  ...{ 16: 'TXT', 28: 'AAAA', 33: 'SRV', 35: 'NAPTR', 39: 'DNAME', 43: 'DS', 46: 'RRSIG' },
  ...{ 47: 'NSEC', 48: 'DNSKEY', 50: 'NSEC3', 52: 'TLSA', 64: 'SVCB', 65: 'HTTPS' },
  ...{ 251: 'IXFR', 252: 'AXFR', 255: 'ANY', 257: 'CAA' },
}

const RCODES: Readonly<Record<number, string>> = {
  ...{ 0: 'NOERROR', 1: 'FORMERR', 2: 'SERVFAIL', 3: 'NXDOMAIN', 4: 'NOTIMP', 5: 'REFUSED' },
  ...{ 6: 'YXDOMAIN', 7: 'YXRRSET', 8: 'NXRRSET', 9: 'NOTAUTH', 10: 'NOTZONE' },
}

/** Others as RFC 3597 §5 writes them: `TYPE65280`. */
export const dnsType = (type: number): string => TYPES[type] ?? `TYPE${String(type)}`

export const dnsRcode = (rcode: number): string => RCODES[rcode] ?? `RCODE${String(rcode)}`
