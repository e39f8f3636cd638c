/**
 * Internet Protocol version 6. RFC 8200 §3 (header), §4 (extension headers), §4.5 (fragments).
 */
import { ipAddress, join, setU16, u16, u32, u8, type Bytes } from './fields'

export const NEXT = { hopByHop: 0, routing: 43, fragment: 44, none: 59, destination: 60 } as const

const HEADER = 40 // octets
const FRAGMENT_HEADER = 8 // octets
const AT_LENGTH = 4
const AT_NEXT = 6
const AT_HOP_LIMIT = 7

export interface Ipv6Spec {
  src: string
  dst: string
  /** Next header: a protocol, or an extension header that the payload begins with. */
  proto: number
  hopLimit?: number
  flowLabel?: number
  trafficClass?: number
  /** Payload length as written; default: the true one. */
  length?: number
}

export function ipv6(spec: Ipv6Spec, payload: Uint8Array): Bytes {
  const { hopLimit = 64, flowLabel = 0, trafficClass = 0 } = spec
  return join(
    u32((6 << 28) | (trafficClass << 20) | flowLabel),
    u16(spec.length ?? payload.length),
    u8(spec.proto, hopLimit),
    ipAddress(spec.src),
    ipAddress(spec.dst),
    payload,
  )
}

export interface FragmentHeaderSpec {
  proto: number
  id: number
  /** In octets, a multiple of 8. */
  offset: number
  more: boolean
}

export function ipv6FragmentHeader({ proto, id, offset, more }: FragmentHeaderSpec): Bytes {
  return join(u8(proto, 0), u16(offset | (more ? 1 : 0)), u32(id))
}

/** Hop-by-hop or destination options around `payload`; the body is filled with Pad1/PadN. */
export function ipv6Options(proto: number, options: Uint8Array, payload: Uint8Array): Bytes {
  const gap = (8 - ((2 + options.length) % 8)) % 8
  const padding =
    gap === 0 ? [] : gap === 1 ? [0] : [1, gap - 2, ...new Array<number>(gap - 2).fill(0)]
  const units = (2 + options.length + gap) / 8 - 1
  return join(u8(proto, units), options, u8(...padding), payload)
}

/** The packet after `hops` routers. */
export function routedIpv6(packet: Uint8Array, hops: number): Bytes {
  const copy = join(packet)
  copy[AT_HOP_LIMIT] = (copy[AT_HOP_LIMIT] as number) - hops
  return copy
}

/**
 * The fragments that a *host* makes of a packet (routers never do), in order; the packet itself
 * when it fits. The packet must carry no hop-by-hop or routing header.
 */
export function fragmentIpv6(packet: Uint8Array, mtu: number, id: number): Uint8Array[] {
  if (packet.length <= mtu) return [packet]
  const payload = packet.subarray(HEADER)
  const step = Math.floor((mtu - HEADER - FRAGMENT_HEADER) / 8) * 8
  if (step <= 0) throw new RangeError(`MTU ${mtu} leaves no room for a fragment`)
  const fragments: Uint8Array[] = []
  for (let offset = 0; offset < payload.length; offset += step) {
    const part = payload.subarray(offset, offset + step)
    const more = offset + step < payload.length
    const header = packet.slice(0, HEADER)
    header[AT_NEXT] = NEXT.fragment
    setU16(header, AT_LENGTH, FRAGMENT_HEADER + part.length)
    const proto = packet[AT_NEXT] as number
    fragments.push(join(header, ipv6FragmentHeader({ proto, id, offset, more }), part))
  }
  return fragments
}
