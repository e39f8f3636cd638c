/**
 * ICMP (RFC 792; next-hop MTU RFC 1191 §4; quotation RFC 1812 §4.3.2.3), ICMPv6 (RFC 4443) and
 * neighbour discovery (RFC 4861 §4.3, §4.4).
 */
import { checksum, pseudoHeader } from './checksum'
import { ipAddress, join, mac, setU16, u32, u8, type Bytes } from './fields'
import { PROTO } from './ipv4'

const QUOTED_V4 = 576 - 28 // octets quoted, so that the error fits 576
const QUOTED_V6 = 1280 - 48 // and the IPv6 minimum MTU

export interface IcmpSpec {
  type: number
  code?: number
  /** The second four octets of the header. */
  rest?: number
}

export function icmp({ type, code = 0, rest = 0 }: IcmpSpec, payload: Uint8Array): Bytes {
  const message = join(u8(type, code, 0, 0), u32(rest), payload)
  setU16(message, 2, checksum(message))
  return message
}

export interface EchoSpec {
  reply?: boolean
  id: number
  seq: number
}

export function icmpEcho({ reply = false, id, seq }: EchoSpec, payload: Uint8Array): Bytes {
  return icmp({ type: reply ? 0 : 8, rest: (id << 16) | seq }, payload)
}

/** An error about `packet`, which is quoted from its IP header on. `mtu`: only for 3/4. */
export function icmpError(
  { type, code, mtu = 0 }: { type: number; code: number; mtu?: number },
  packet: Uint8Array,
): Bytes {
  return icmp({ type, code, rest: mtu }, packet.subarray(0, QUOTED_V4))
}

/** The addresses of the IPv6 header are part of the checksum. */
export interface Icmpv6Ends {
  src: string
  dst: string
}

export function icmpv6(spec: Icmpv6Ends & IcmpSpec, payload: Uint8Array): Bytes {
  const { src, dst, type, code = 0, rest = 0 } = spec
  const message = join(u8(type, code, 0, 0), u32(rest), payload)
  const pseudo = pseudoHeader(src, dst, PROTO.icmpv6, message.length)
  setU16(message, 2, checksum(pseudo, message))
  return message
}

export function icmpv6Echo(spec: Icmpv6Ends & EchoSpec, payload: Uint8Array): Bytes {
  const { src, dst, reply = false, id, seq } = spec
  return icmpv6({ src, dst, type: reply ? 129 : 128, rest: (id << 16) | seq }, payload)
}

/** An error about `packet`. `mtu`: only for packet too big (2/0). */
export function icmpv6Error(
  { src, dst, type, code, mtu = 0 }: Icmpv6Ends & { type: number; code: number; mtu?: number },
  packet: Uint8Array,
): Bytes {
  return icmpv6({ src, dst, type, code, rest: mtu }, packet.subarray(0, QUOTED_V6))
}

/** `ask` for the link address of `target`, or answer with `linkAddress`. */
export function neighbour(
  spec: Icmpv6Ends & { kind: 'ask' | 'answer'; target: string; linkAddress: string },
): Bytes {
  const { src, dst, kind, target, linkAddress } = spec
  const option = join(u8(kind === 'ask' ? 1 : 2, 1), mac(linkAddress))
  const flags = kind === 'ask' ? 0 : 0x6000_0000 // solicited, override
  const type = kind === 'ask' ? 135 : 136
  return icmpv6({ src, dst, type, rest: flags }, join(ipAddress(target), option))
}

/** Solicited-node multicast group of an IPv6 address (RFC 4291 §2.7.1) and its link address. */
export function solicitedNode(address: string): { group: string; mac: string } {
  const [a = 0, b = 0, c = 0] = ipAddress(address).subarray(13)
  const pair = (octet: number) => octet.toString(16).padStart(2, '0')
  const low = ((b << 8) | c).toString(16)
  return {
    group: `ff02::1:ff${pair(a)}:${low}`,
    mac: `33:33:ff:${pair(a)}:${pair(b)}:${pair(c)}`,
  }
}
