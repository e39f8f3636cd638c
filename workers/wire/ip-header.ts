/** What IPv4 and IPv6 headers have in common, in one re-used record. Addresses as four words each. */
export interface IpHeader {
  version: 0 | 4 | 6
  /** Offset of the header in the frame's view. */
  at: number
  /** Octets of the whole IP packet: `ip.len`, or 40 + `ipv6.plen`. */
  length: number
  /** Octets before the payload, IPv6 extension headers included. */
  headerLength: number
  /** Protocol of the payload. */
  proto: number
  ttl: number
  /** Identification: 16 bits in IPv4, 32 bits of the fragment header in IPv6, 0 without one. */
  id: number
  /** Offset of the payload in the original datagram, octets. */
  offset: number
  more: boolean
  /** True when the packet is a fragment: MF set or offset not zero (an atomic fragment is none). */
  fragment: boolean
  dontFragment: boolean
  /** The length field says more than the frame had on the wire. */
  overlong: boolean
  s0: number
  s1: number
  s2: number
  s3: number
  d0: number
  d1: number
  d2: number
  d3: number
  /** Numbers of source and destination in the flow engine's table of hosts; −1: not looked up. */
  srcHost: number
  dstHost: number
  /** Bits of `cilium.ts`: what follows holds; 0: nothing of it does. */
  markers: number
  /** The service that a client asked: address as four words, and port. */
  service0: number
  service1: number
  service2: number
  service3: number
  servicePort: number
  /** An IPv4 option that may be a trace identifier: its type, and 64 bits of data. */
  traceOption: number
  traceHigh: number
  traceLow: number
}

export function newIpHeader(): IpHeader {
  return {
    version: 0,
    at: 0,
    length: 0,
    headerLength: 0,
    proto: 0,
    ttl: 0,
    id: 0,
    offset: 0,
    more: false,
    fragment: false,
    dontFragment: false,
    overlong: false,
    s0: 0,
    s1: 0,
    s2: 0,
    s3: 0,
    d0: 0,
    d1: 0,
    d2: 0,
    d3: 0,
    srcHost: -1,
    dstHost: -1,
    markers: 0,
    service0: 0,
    service1: 0,
    service2: 0,
    service3: 0,
    servicePort: 0,
    traceOption: 0,
    traceHigh: 0,
    traceLow: 0,
  }
}
