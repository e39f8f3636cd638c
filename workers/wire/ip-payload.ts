/**
 * What an IP packet carries beside TCP, UDP, ICMP and another IP packet. Numbers: IANA “Protocol
 * Numbers”. Routing protocols are named and described, and nothing follows them.
 */
import { badEigrp } from './bounds/eigrp'
import { badOspf } from './bounds/ospf'
import { badRsvp } from './bounds/rsvp'
import { badVrrp } from './bounds/vrrp'
import { MPLS, NOTHING, TRANSPARENT_ETHERNET } from './ethertype'
import { readL2tpv3 } from './l2tp'
import type { Octets } from './octets'
import {
  enter,
  enterMore,
  GRE,
  innermost,
  IPIP,
  MPLS_TUNNEL,
  openTunnel,
  type Packet,
} from './packet'
import { readPim } from './pim'
import { BIT, MORE } from './protocols'
import { readSctp } from './sctp'
import { badChunk } from './sctp-chunks'
import { readGre } from './tunnels'
import { readEsp } from './udp-payload'
import { COMPRESSED, IP_PROTOCOL, undecoded } from './undecoded'

const IGMP = 2
const RSVP = 46
const GRE_PROTOCOL = 47
const ESP = 50
const EIGRP = 88
const OSPF = 89
const ETHERNET_IN_IP = 97
const PIM = 103
const IPCOMP = 108
const IPCOMP_HEADER = 4 // RFC 3173 §3
const VRRP = 112
const L2TPV3 = 115
const SCTP = 132
const MPLS_IN_IP = 137
const ETHERNET = 143
const ETHERIP_HEADER = 2 // RFC 3378 §3
const NO_NEXT_HEADER = 59 // RFC 8200 §4.7

/** Returns the ethertype of what follows, or `NOTHING`. */
export function readIpPayload(proto: number, octets: Octets, into: Packet): number {
  into.transport = 'other'
  switch (proto) {
    case GRE_PROTOCOL:
      into.transport = 'none'
      enter(BIT.gre, octets, into)
      return readGre(octets, into)
    case SCTP:
      enter(BIT.sctp, octets, into)
      readSctp(octets, into.sctp)
      into.transport = 'sctp'
      if (into.fragmentLevel < 0) into.badLength ||= badChunk(octets)
      return NOTHING
    case ESP:
      readEsp(octets, into)
      return NOTHING
    case ETHERNET_IN_IP:
      into.transport = 'none'
      enterMore(MORE.etherip, octets, into)
      octets.skip(ETHERIP_HEADER)
      openTunnel(into, GRE, -1, 0, 0)
      return TRANSPARENT_ETHERNET
    case MPLS_IN_IP:
      into.transport = 'none'
      openTunnel(into, MPLS_TUNNEL, -1, 0, 0)
      return MPLS
    case ETHERNET:
      into.transport = 'none'
      openTunnel(into, IPIP, -1, 0, 0)
      return TRANSPARENT_ETHERNET
    case L2TPV3:
      into.transport = 'none'
      return readL2tpv3(octets, into)
    case PIM:
      return readPim(octets, into)
    default:
      name(proto, octets, into)
      return NOTHING
  }
}

function name(proto: number, octets: Octets, into: Packet): void {
  switch (proto) {
    case IGMP:
      enter(BIT.igmp, octets, into)
      return
    case OSPF:
      enter(BIT.ospf, octets, into)
      if (into.fragmentLevel < 0) into.badLength ||= badOspf(octets)
      return
    case EIGRP:
      enterMore(MORE.eigrp, octets, into)
      if (into.fragmentLevel < 0) into.badLength ||= badEigrp(octets)
      return
    case VRRP:
      enterMore(MORE.vrrp, octets, into)
      if (into.fragmentLevel < 0)
        into.badLength ||= badVrrp(octets, innermost(into).version === 4 ? 4 : 16)
      return
    case IPCOMP:
      enterMore(MORE.ipcomp, octets, into)
      octets.skip(IPCOMP_HEADER)
      into.undecoded = undecoded(COMPRESSED, 0)
      return
    case NO_NEXT_HEADER:
      into.transport = 'none'
      return
    default:
      if (proto === RSVP && into.fragmentLevel < 0) into.badLength ||= badRsvp(octets)
      into.undecoded = undecoded(IP_PROTOCOL, proto)
  }
}
