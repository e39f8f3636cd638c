/** ICMP and ICMPv6 errors, and the packets they quote (RFC 792; RFC 4443 §2.4 (c)). */
import { MAX_ICMP_ERRORS } from '../limits/limits'
import { formatAddress } from '../model/address'
import type { IcmpErrorRecord } from '../model/records'
import { Dissector } from '../wire/dissect'
import { innermost, newPacket, type Packet } from '../wire/packet'

/** TTL exceeded in reassembly: ICMP 11/1, ICMPv6 3/1. */
export function isReassemblyTimeout(error: IcmpErrorRecord): boolean {
  return error.type === (error.ipVersion === 4 ? 11 : 3) && error.code === 1
}

export class IcmpErrors {
  readonly list: IcmpErrorRecord[] = []
  /** Errors beyond the bound. */
  dropped = 0
  private readonly dissector = new Dissector()
  private readonly quote = newPacket()

  /** Returns the error when the packet is one. `copyOf`: frame at another tap that it repeats; 0: none. */
  packet(packet: Packet, capture: number, tap: number, copyOf: number): IcmpErrorRecord | null {
    if (!packet.icmp.quotes) return null
    if (this.list.length >= MAX_ICMP_ERRORS) {
      this.dropped++
      return null
    }
    const ip = innermost(packet)
    const error: IcmpErrorRecord = {
      capture,
      tap,
      frame: packet.frame,
      time: packet.time,
      ipVersion: ip.version === 4 ? 4 : 6,
      type: packet.icmp.type,
      code: packet.icmp.code,
      mtu: packet.icmp.mtu,
      from: formatAddress(ip.s0, ip.s1, ip.s2, ip.s3),
      to: formatAddress(ip.d0, ip.d1, ip.d2, ip.d3),
      copyOf,
      quotedOctets: packet.payloadLength,
      quoted: this.quoted(packet),
    }
    this.list.push(error)
    return error
  }

  private quoted(packet: Packet): IcmpErrorRecord['quoted'] {
    const { quote } = this
    this.dissector.quotedBy(packet, quote)
    const ip = quote.ip[0]
    if (quote.depth === 0 || ip === undefined) return null
    const ports = ip.offset === 0 ? portsOf(packet, quote, ip.at + ip.headerLength) : NO_PORTS
    return {
      src: formatAddress(ip.s0, ip.s1, ip.s2, ip.s3),
      dst: formatAddress(ip.d0, ip.d1, ip.d2, ip.d3),
      proto: ip.proto,
      ...ports,
      ipLength: ip.length,
      id: ip.id,
    }
  }
}

const NO_PORTS = { srcPort: 0, dstPort: 0, seq: -1 }

/** RFC 792 promises eight octets of the quoted payload: ports and sequence number, not more. */
function portsOf(packet: Packet, quote: Packet, at: number): typeof NO_PORTS {
  const proto = quote.ip[0]?.proto
  const end = packet.frameAt + packet.capLen
  if ((proto !== 6 && proto !== 17) || at + 8 > end) return NO_PORTS
  return {
    srcPort: packet.view.getUint16(at),
    dstPort: packet.view.getUint16(at + 2),
    seq: proto === 6 ? packet.view.getUint32(at + 4) : -1,
  }
}
