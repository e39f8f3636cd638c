/**
 * From octets to a `Packet`: which header follows which. The readers read, this file chooses.
 * Faults of readers are caught here and kept with the packet: what was read before them stands.
 */
import { MAX_IP_DEPTH } from '../limits/limits'
import { Fault } from './fault'
import { readIcmp, readIcmpv6 } from './icmp'
import { readIpv4 } from './ipv4'
import { readIpv6 } from './ipv6'
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
  readCiscoHdlc,
  readEthernet,
  readNflog,
  readNull,
  readSll,
  readSll2,
  readSnap,
  readTags,
  skipFddi,
} from './link'
import { Octets } from './octets'
import { IPIP, NO_TUNNEL, type Packet, type TunnelHeader } from './packet'
import { readMpls, readPpp, readPppoe } from './ppp'
import { BIT } from './protocols'
import { readTcp } from './tcp'
import {
  GENEVE_PORT,
  isVxlanPort,
  looksLikeVxlan,
  readGeneve,
  readGre,
  readVxlan,
  TRANSPARENT_ETHERNET,
} from './tunnels'
import { readUdp } from './udp'
import {
  ADDRESS_FAMILY,
  ETHERTYPE,
  IP_PROTOCOL,
  LINK_TYPE,
  LLC,
  TUNNEL_DEPTH,
  undecoded,
} from './undecoded'

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
      this.link(linktype, into)
    } catch (error) {
      keepFault(error, into)
    }
    this.finish(into)
  }

  /**
   * Goes on inside IP level `into.depth - 1`, whose payload stands whole at `at`: a reassembled
   * datagram. Levels up to that one are the caller's.
   */
  payload(view: DataView, at: number, length: number, into: Packet): void {
    this.octets.aim(view, at, length, length)
    into.view = view
    into.fragmentLevel = -1
    into.transport = 'none'
    into.tuple = -1
    into.fault = null
    const header = into.ip[into.depth - 1] as IpHeader
    try {
      this.transport(header, into)
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
      this.network(rawType(this.octets), into)
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

  private link(linktype: number, into: Packet): void {
    const { octets } = this
    switch (linktype) {
      case 1:
        this.ethernet(into)
        return
      case 113:
        this.network(readSll(octets, into), into)
        return
      case 276:
        this.network(readSll2(octets, into), into)
        return
      case 0:
      case 108: {
        const type = readNull(octets, into)
        if (type === 0) into.undecoded = undecoded(ADDRESS_FAMILY, 0)
        else this.network(type, into)
        return
      }
      case 12:
      case 14:
      case 101:
        this.network(rawType(octets), into)
        return
      case 228:
        this.network(IPV4, into)
        return
      case 229:
        this.network(IPV6, into)
        return
      case 9:
      case 50:
        this.network(readPpp(octets, into), into)
        return
      case 104:
        this.network(readCiscoHdlc(octets), into)
        return
      case 10:
        skipFddi(octets)
        this.llc(into)
        return
      case 239:
        this.network(readNflog(octets), into)
        return
      default:
        into.undecoded = undecoded(LINK_TYPE, linktype)
    }
  }

  private ethernet(into: Packet): void {
    this.network(readEthernet(this.octets, into), into)
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
        into.protocols |= BIT.arp
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
        this.ethernet(into)
        return
      default:
        if (into.undecoded !== 0) return
        if (type < FIRST_ETHERTYPE) this.llc(into)
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
      readIpv4(this.octets, header)
      into.protocols |= BIT.ip
    } else {
      const fragmented = readIpv6(this.octets, header)
      into.protocols |= fragmented ? BIT.ipv6 | BIT['ipv6.fraghdr'] : BIT.ipv6
    }
    into.depth++
    if (header.fragment && into.fragmentLevel < 0) {
      into.fragmentLevel = into.depth - 1
      into.protocolsBeforeFragment = into.protocols
    }
    if (header.offset !== 0) return // the middle of a datagram has no header to read
    this.transport(header, into)
  }

  private transport(header: IpHeader, into: Packet): void {
    const { octets } = this
    const tunnel = into.tunnels[into.depth - 1] as TunnelHeader
    tunnel.kind = NO_TUNNEL
    switch (header.proto) {
      case 6:
        into.protocols |= BIT.tcp
        readTcp(octets, into.tcp)
        into.transport = 'tcp'
        return
      case 17:
        into.protocols |= BIT.udp
        readUdp(octets, into.udp)
        into.transport = 'udp'
        this.insideUdp(into, tunnel)
        return
      case 1:
        into.protocols |= BIT.icmp
        readIcmp(octets, into.icmp)
        into.transport = 'icmp'
        return
      case 58:
        into.protocols |= BIT.icmpv6
        readIcmpv6(octets, into.icmp)
        into.transport = 'icmpv6'
        return
      case 47:
        into.protocols |= BIT.gre
        this.network(readGre(octets, tunnel), into)
        return
      case 51: // RFC 4302 §2: the payload follows in clear
        into.protocols |= BIT.ah
        header.proto = octets.u8(0)
        octets.skip((octets.u8(1) + 2) * 4)
        this.transport(header, into)
        return
      case 4:
      case 41:
        tunnel.kind = IPIP
        tunnel.vni = -1
        tunnel.udpPort = 0
        this.ip(header.proto === 4 ? IPV4 : IPV6, into)
        return
      case 59: // RFC 8200 §4.7: no next header
        return
      default:
        into.transport = 'other'
        into.undecoded = undecoded(IP_PROTOCOL, header.proto)
    }
  }

  private insideUdp(into: Packet, tunnel: TunnelHeader): void {
    const { octets } = this
    const port = into.udp.dstPort
    const known = isVxlanPort(port) && octets.captured >= 8 && (octets.u8(0) & 8) !== 0
    if (known || looksLikeVxlan(octets, into.fragmentLevel < 0)) {
      into.protocols |= BIT.vxlan
      tunnel.udpPort = port
      this.network(readVxlan(octets, tunnel), into)
    } else if (port === GENEVE_PORT && octets.captured >= 8 && octets.u8(0) >>> 6 === 0) {
      into.protocols |= BIT.geneve
      tunnel.udpPort = port
      this.network(readGeneve(octets, tunnel), into)
    }
  }
}

function keepFault(error: unknown, into: Packet): void {
  if (!(error instanceof Fault)) throw error
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
  into.vlan = -1
  into.arpOperation = 0
  into.fault = null
  into.undecoded = 0
}
