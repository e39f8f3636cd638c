/**
 * From octets to a `Packet`: which header follows which. The readers read, this file chooses.
 * Faults of readers are caught here and kept with the packet: what was read before them stands.
 */
import { MAX_IP_DEPTH } from '../limits/limits'
import { readAh } from './ah'
import { Fault } from './fault'
import { readIcmp, readIcmpv6 } from './icmp'
import { readIpv4 } from './ipv4'
import { readIpv6, skipExtensions } from './ipv6'
import type { IpHeader } from './ip-header'
import {
  ARP,
  FIRST_ETHERTYPE,
  IPV4,
  IPV6,
  MPLS,
  MPLS_MULTICAST,
  PPPOE_SESSION,
  rawType,
  readEthernet,
  readSnap,
  readTags,
} from './link'
import { readLink } from './link-types'
import { BEYOND, Octets } from './octets'
import { enter, innermost, IPIP, NO_TUNNEL, type Packet, type TunnelHeader } from './packet'
import { readMpls, readPpp, readPppoe } from './ppp'
import { BIT } from './protocols'
import { readTcp } from './tcp'
import {
  GENEVE_PORT,
  isGeneve,
  isVxlan,
  isVxlanPort,
  looksLikeVxlan,
  PPP_IN_GRE,
  readGeneve,
  readGre,
  readVxlan,
  TRANSPARENT_ETHERNET,
} from './tunnels'
import { readUdp } from './udp'
import { ETHERTYPE, IP_PROTOCOL, LLC, TUNNEL_DEPTH, undecoded } from './undecoded'

export class Dissector {
  private readonly octets = new Octets(new DataView(new ArrayBuffer(0)))

  /**
   * Fills `into` from the frame at `at`. `frame`, `time`, `iface` and the lengths of `into` are
   * the caller's.
   */
  frame(view: DataView, at: number, linktype: number, into: Packet): void {
    into.frameAt = at
    this.octets.aim(view, at, into.capLen, into.origLen)
    reset(into, view)
    try {
      this.network(readLink(linktype, this.octets, into), into)
    } catch (error) {
      keepFault(error, into)
    }
    this.finish(into)
  }

  /**
   * Goes on inside IP level `into.depth - 1`, whose payload stands at `at`: a reassembled
   * datagram of `length` octets, of which `captured` can be read. Levels up to that one are the
   * caller's.
   */
  payload(view: DataView, at: number, captured: number, length: number, into: Packet): void {
    this.octets.aim(view, at, captured, length)
    into.view = view
    into.fragmentLevel = -1
    into.transport = 'none'
    into.tuple = -1
    into.fault = null
    into.layers = 0
    const tunnel = into.tunnels[into.depth - 1] as TunnelHeader
    tunnel.kind = NO_TUNNEL
    try {
      this.inside(innermost(into).proto, into)
    } catch (error) {
      keepFault(error, into)
    }
    this.finish(into)
  }

  /** Dissects the packet that an ICMP error quotes; usually cut after a few octets. */
  quoted(view: DataView, at: number, captured: number, reported: number, into: Packet): void {
    into.frameAt = at
    into.capLen = captured
    this.octets.aim(view, at, captured, reported)
    reset(into, view)
    try {
      this.network(rawType(this.octets, into), into)
    } catch (error) {
      keepFault(error, into)
    }
    this.finish(into)
  }

  private finish(into: Packet): void {
    into.payloadAt = this.octets.base
    into.payloadCaptured = this.octets.captured
    into.payloadLength = this.octets.reported
  }

  private network(ethertype: number, into: Packet): void {
    const { octets } = this
    const type = ethertype === IPV4 ? IPV4 : readTags(octets, into, ethertype)
    switch (type) {
      case IPV4:
      case IPV6:
        this.ip(type, into)
        return
      case ARP:
        enter(BIT.arp, octets, into)
        into.arpOperation = octets.u16(6)
        return
      case MPLS:
      case MPLS_MULTICAST:
        this.network(readMpls(octets, into), into)
        return
      case PPPOE_SESSION:
        this.network(readPppoe(octets, into), into)
        return
      case TRANSPARENT_ETHERNET:
        this.network(readEthernet(octets, into), into)
        return
      case PPP_IN_GRE:
        if (octets.reported > 0) this.network(readPpp(octets, into), into)
        return // else an acknowledgment, RFC 2637 §4.1
      default:
        if (into.undecoded !== 0) return
        if (type !== 0 && type < FIRST_ETHERTYPE) this.llc(into)
        else into.undecoded = undecoded(ETHERTYPE, type)
    }
  }

  private llc(into: Packet): void {
    const type = readSnap(this.octets, into)
    if (type >= FIRST_ETHERTYPE) this.network(type, into)
    else into.undecoded = undecoded(LLC, this.octets.u8(0))
  }

  private ip(type: number, into: Packet): void {
    if (into.depth === MAX_IP_DEPTH) {
      into.undecoded = undecoded(TUNNEL_DEPTH, MAX_IP_DEPTH)
      return
    }
    const header = into.ip[into.depth] as IpHeader
    if (type === IPV4) {
      enter(BIT.ip, this.octets, into)
      readIpv4(this.octets, header)
    } else {
      enter(BIT.ipv6, this.octets, into)
      if (readIpv6(this.octets, header)) into.protocols |= BIT['ipv6.fraghdr']
    }
    const tunnel = into.tunnels[into.depth] as TunnelHeader
    tunnel.kind = NO_TUNNEL
    into.transport = 'none'
    into.depth++
    if (header.fragment && into.fragmentLevel < 0) {
      into.fragmentLevel = into.depth - 1
      into.protocolsBeforeFragment = into.protocols
    }
    if (header.offset !== 0) return // the middle of a datagram has no header to read
    this.inside(header.proto, into)
  }

  /** Goes on with what the innermost IP packet carries. */
  private inside(proto: number, into: Packet): void {
    const v6 = innermost(into).version === 6
    this.transport(v6 ? skipExtensions(this.octets, proto) : proto, into)
  }

  private transport(proto: number, into: Packet): void {
    const { octets } = this
    const tunnel = into.tunnels[into.depth - 1] as TunnelHeader
    switch (proto) {
      case 6:
        enter(BIT.tcp, octets, into)
        readTcp(octets, into.tcp)
        into.transport = 'tcp'
        octets.skip(into.tcp.headerLength)
        return
      case 17:
        enter(BIT.udp, octets, into)
        readUdp(octets, into.udp)
        into.transport = 'udp'
        this.insideUdp(into, tunnel)
        return
      case 1:
        enter(BIT.icmp, octets, into)
        readIcmp(octets, into.icmp)
        into.transport = 'icmp'
        return
      case 58:
        enter(BIT.icmpv6, octets, into)
        readIcmpv6(octets, into.icmp)
        into.transport = 'icmpv6'
        return
      case 47:
        enter(BIT.gre, octets, into)
        this.network(readGre(octets, tunnel), into)
        return
      case 51:
        enter(BIT.ah, octets, into)
        this.inside(readAh(octets), into)
        return
      case 4:
      case 41:
        tunnel.kind = IPIP
        tunnel.vni = -1
        tunnel.udpPort = 0
        this.ip(proto === 4 ? IPV4 : IPV6, into)
        return
      case 59: // RFC 8200 §4.7: no next header
        return
      default:
        into.transport = 'other'
        into.undecoded = undecoded(IP_PROTOCOL, proto)
    }
  }

  private insideUdp(into: Packet, tunnel: TunnelHeader): void {
    const { octets } = this
    const port = into.udp.dstPort
    const known = isVxlanPort(port) && octets.captured > 0 && isVxlan(octets)
    if (known || looksLikeVxlan(octets, into.fragmentLevel < 0)) {
      enter(BIT.vxlan, octets, into)
      tunnel.udpPort = port
      this.network(readVxlan(octets, tunnel), into)
    } else if (port === GENEVE_PORT && octets.captured > 0 && isGeneve(octets)) {
      enter(BIT.geneve, octets, into)
      tunnel.udpPort = port
      this.network(readGeneve(octets, tunnel), into)
    }
  }
}

function keepFault(error: unknown, into: Packet): void {
  if (!(error instanceof Fault)) throw error
  // The head of a fragmented datagram may end inside a header: it goes on in the next fragment.
  if (into.fragmentLevel >= 0 && error === BEYOND) return
  into.fault = error
}

function reset(into: Packet, view: DataView): void {
  into.view = view
  into.ifindex = 0
  into.depth = 0
  into.fragmentLevel = -1
  into.transport = 'none'
  into.tuple = -1
  into.protocols = 0
  into.protocolsBeforeFragment = 0
  into.layers = 0
  into.vlan = -1
  into.arpOperation = 0
  into.fault = null
  into.undecoded = 0
}
