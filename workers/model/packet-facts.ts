/** What one frame says, for a table of packets: numbers and words, no sentences. */
export interface PacketFacts {
  /** Empty: it has no Ethernet header. */
  srcMac: string
  dstMac: string
  /** Outermost 802.1Q tag; −1: none. */
  vlan: number
  /** Of the innermost IP packet; empty, and −1 as number: there is none. */
  src: string
  dst: string
  ipVersion: number
  ipProto: number
  ipLength: number
  ipId: number
  ttl: number
  dontFragment: boolean
  /** Of the outermost IP packet; empty and −1 when there is one IP header or none. */
  outerSrc: string
  outerDst: string
  outerLength: number
  outerTtl: number
  /** UDP ports of the outermost tunnel; −1: none. */
  outerSrcPort: number
  outerDstPort: number
  /** The innermost tunnel that leads somewhere; empty and −1: none. */
  tunnel: string
  vni: number
  /** Of the IP header that makes the frame a fragment; −1: it is none. */
  fragmentOffset: number
  moreFragments: boolean
  /** What all fragments of a datagram share; empty: no fragment. */
  datagram: string
  /** Ports of that datagram, where this fragment has them; −1: it has not. */
  datagramPorts: readonly [src: number, dst: number]
  /** Of TCP, UDP or SCTP; −1: none here. */
  srcPort: number
  dstPort: number
  /** As Wireshark's Protocol column writes it. */
  protocol: string
  /** Of TCP, as sent; −1: no TCP, or its header is cut. `tcpAck` also where nothing is acknowledged. */
  tcpFlags: number
  tcpSeq: number
  tcpAck: number
  tcpWindow: number
  /** Octets that TCP or UDP carry on the wire; −1: neither. */
  payload: number
  /** −1: no ICMP or ICMPv6. */
  icmpType: number
  icmpCode: number
  /** What SLL2 tells of the interface; 0: nothing. */
  ifindex: number
}

export function noFacts(): PacketFacts {
  return {
    ...{ srcMac: '', dstMac: '', vlan: -1 },
    ...{ src: '', dst: '', ipVersion: -1, ipProto: -1, ipLength: -1, ipId: -1, ttl: -1 },
    ...{ dontFragment: false, outerSrc: '', outerDst: '', outerLength: -1, outerTtl: -1 },
    ...{ outerSrcPort: -1, outerDstPort: -1, tunnel: '', vni: -1 },
    ...{ fragmentOffset: -1, moreFragments: false, datagram: '', datagramPorts: [-1, -1] },
    ...{ srcPort: -1, dstPort: -1, protocol: '' },
    ...{ tcpFlags: -1, tcpSeq: -1, tcpAck: -1, tcpWindow: -1, payload: -1 },
    ...{ icmpType: -1, icmpCode: -1, ifindex: 0 },
  }
}

/** `octets`: a frame as it was captured, `origLen` octets on the wire. Another one at each call. */
export type ReadFacts = (octets: Uint8Array, linktype: number, origLen: number) => PacketFacts
