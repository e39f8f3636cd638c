/**
 * From octets to a `Packet`: which header follows which. The readers read, this file chooses.
 * Faults of readers are caught here and kept with the packet: what was read before them stands.
 */
import { MAX_IP_DEPTH } from '../limits/limits'
import { readAh } from './ah'
import { badIcmp } from './bounds/icmp'
import { badIcmpv6 } from './bounds/icmpv6'
import { readEtherPayload } from './ether-payload'
import { IPV4, IPV6, NOTHING } from './ethertype'
import { Fault } from './fault'
import { ICMP_KNOWN, ICMPV6_KNOWN, readIcmp, readIcmpv6 } from './icmp'
import type { IpHeader } from './ip-header'
import { readIpPayload } from './ip-payload'
import { readIpv4 } from './ipv4'
import { readIpv6, skipExtensions } from './ipv6'
import { rawType } from './link'
import { readLink } from './link-types'
import { BEYOND, Octets } from './octets'
import {
  enter,
  innermost,
  IPIP,
  NO_TUNNEL,
  openTunnel,
  type Packet,
  type TunnelHeader,
} from './packet'
import { BIT } from './protocols'
import { hasBogusLength, readTcp } from './tcp'
import { readUdp } from './udp'
import { readUdpPayload } from './udp-payload'
import { TUNNEL_DEPTH, undecoded } from './undecoded'

const BOGUS = new Fault('malformed', 'tcp.hdr_len')

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
    restart(into, view)
    const tunnel = into.tunnels[into.depth - 1] as TunnelHeader
    tunnel.kind = NO_TUNNEL
    try {
      this.inside(innermost(into).proto, into)
    } catch (error) {
      keepFault(error, into)
    }
    this.finish(into)
  }

  /** Dissects the packet that the ICMP error in `packet` quotes; usually cut after a few octets. */
  quotedBy(packet: Packet, into: Packet): void {
    const { view, payloadAt, payloadCaptured, payloadLength } = packet
    into.frame = packet.frame
    into.time = packet.time
    this.quoted(view, payloadAt, payloadCaptured, payloadLength, into)
  }

  /** Dissects an IP packet at `at`. */
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
    let type = ethertype
    while (type !== NOTHING) {
      if (type === IPV4 || type === IPV6) {
        this.ip(type, into)
        return
      }
      type = readEtherPayload(type, this.octets, into)
    }
  }

  private ip(type: number, into: Packet): void {
    if (into.depth === MAX_IP_DEPTH) {
      into.undecoded = undecoded(TUNNEL_DEPTH, MAX_IP_DEPTH)
      return
    }
    const header = into.ip[into.depth] as IpHeader
    // The ethertype of IPv4 is found before IPv6, too: the version counts
    const isIpv6 = this.octets.captured > 0 && this.octets.u8(0) >>> 4 === 6
    if (type === IPV4) enter(BIT.ip, this.octets, into)
    if (type === IPV4 && !isIpv6) readIpv4(this.octets, header)
    else {
      enter(BIT.ipv6, this.octets, into)
      if (readIpv6(this.octets, header, into)) into.protocols |= BIT['ipv6.fraghdr']
    }
    const tunnel = into.tunnels[into.depth] as TunnelHeader
    tunnel.kind = NO_TUNNEL
    into.transport = 'none'
    into.depth++
    if (header.fragment && into.fragmentLevel < 0) {
      into.fragmentLevel = into.depth - 1
      into.protocolsBeforeFragment = into.protocols
      into.protocolsMoreBeforeFragment = into.protocolsMore
    }
    if (header.offset !== 0) return // the middle of a datagram has no header to read
    if (header.version === 4 && header.length === header.headerLength) return // it carries nothing
    this.inside(header.proto, into)
  }

  /** Goes on with what the innermost IP packet carries. */
  private inside(proto: number, into: Packet): void {
    const v6 = innermost(into).version === 6
    this.transport(v6 ? skipExtensions(this.octets, proto) : proto, into)
  }

  private transport(proto: number, into: Packet): void {
    const { octets } = this
    switch (proto) {
      case 6:
        enter(BIT.tcp, octets, into)
        readTcp(octets, into.tcp)
        into.transport = 'tcp'
        if (hasBogusLength(into.tcp)) throw BOGUS
        octets.skipCut(into.tcp.headerLength)
        return
      case 17:
        enter(BIT.udp, octets, into)
        if (readUdp(octets, into.udp) && into.fragmentLevel < 0) into.badLength = 'udp.length'
        into.transport = 'udp'
        this.network(readUdpPayload(octets, into), into)
        return
      case 1:
        enter(BIT.icmp, octets, into)
        if (octets.captured >= ICMP_KNOWN) into.transport = 'icmp'
        readIcmp(octets, into.icmp)
        if (into.fragmentLevel < 0) into.badLength ||= badIcmp(into.icmp, octets)
        return
      case 58:
        enter(BIT.icmpv6, octets, into)
        if (octets.captured >= ICMPV6_KNOWN) into.transport = 'icmpv6'
        readIcmpv6(octets, into.icmp)
        if (into.fragmentLevel < 0) into.badLength ||= badIcmpv6(into.icmp, octets)
        return
      case 51:
        enter(BIT.ah, octets, into)
        this.inside(readAh(octets), into)
        return
      case 4:
      case 41:
        openTunnel(into, IPIP, -1, 0, 0)
        this.ip(proto === 4 ? IPV4 : IPV6, into)
        return
      default:
        this.network(readIpPayload(proto, octets, into), into)
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
  into.ifindex = 0
  into.depth = 0
  into.protocolsBeforeFragment = 0
  into.protocolsMoreBeforeFragment = 0
  restart(into, view)
}

/** Forgets all but the IP levels. */
function restart(into: Packet, view: DataView): void {
  into.view = view
  into.fragmentLevel = -1
  into.transport = 'none'
  into.tuple = -1
  into.protocols = 0
  into.protocolsMore = 0
  into.guessLevel = -1
  into.layers = 0
  into.vlanCount = 0
  into.arpOperation = 0
  into.fault = null
  into.badLength = ''
  into.undecoded = 0
}
