/**
 * Headers of tunnels: VXLAN (RFC 7348 §5), Geneve (RFC 8926 §3.4, options §3.5), GRE (RFC 2784
 * §2.1, key and sequence RFC 2890 §2), IP in IP (RFC 2003 §3).
 */
import { checksum } from './checksum'
import { EMPTY, join, setU16, u16, u24, u32, u8, type Bytes } from './fields'
import { ipv4, PROTO, type Ipv4Spec } from './ipv4'

/** UDP ports: assigned by IANA, and the one Linux, Cilium and flannel use for VXLAN. */
export const TUNNEL_PORT = { vxlan: 4789, vxlanLinux: 8472, geneve: 6081 } as const

const TRANSPARENT_ETHERNET = 0x6558

/** UDP payload: VXLAN header and the inner Ethernet frame. `flags` 0x08: the VNI is valid. */
export function vxlan(
  { vni, flags = 0x08 }: { vni: number; flags?: number },
  frame: Uint8Array,
): Bytes {
  return join(u8(flags, 0, 0, 0, vni >>> 16, vni >>> 8, vni, 0), frame)
}

export interface GeneveSpec {
  vni: number
  /** EtherType of the payload; default: an Ethernet frame. */
  protocol?: number
  /** Data of an option is filled up to a multiple of 4 octets; type bit 7 = critical. */
  options?: readonly { class: number; type: number; data: Uint8Array }[]
}

/** UDP payload: Geneve header, options, inner frame. */
export function geneve(spec: GeneveSpec, payload: Uint8Array): Bytes {
  const { vni, protocol = TRANSPARENT_ETHERNET, options = [] } = spec
  const written = join(
    ...options.map((option) => {
      const words = Math.ceil(option.data.length / 4)
      const data = new Uint8Array(words * 4)
      data.set(option.data)
      return join(u16(option.class), u8(option.type, words), data)
    }),
  )
  const critical = options.some((option) => (option.type & 0x80) !== 0)
  const header = join(u8(written.length / 4, critical ? 0x40 : 0), u16(protocol), u24(vni), u8(0))
  return join(header, written, payload)
}

export interface GreSpec {
  /** EtherType of the payload. */
  protocol: number
  key?: number
  sequence?: number
  /** Add the checksum field. */
  checksum?: boolean
}

/** IP payload (protocol 47): GRE header and what it carries. */
export function gre(spec: GreSpec, payload: Uint8Array): Bytes {
  const { protocol, key, sequence } = spec
  const flags =
    (spec.checksum ? 0x8000 : 0) |
    (key === undefined ? 0 : 0x2000) |
    (sequence === undefined ? 0 : 0x1000)
  const packet = join(
    u16(flags, protocol),
    spec.checksum ? u32(0) : EMPTY,
    key === undefined ? EMPTY : u32(key),
    sequence === undefined ? EMPTY : u32(sequence),
    payload,
  )
  if (spec.checksum) setU16(packet, 4, checksum(packet))
  return packet
}

/** An IPv4 packet around another one. */
export function ipip(spec: Omit<Ipv4Spec, 'proto'>, inner: Uint8Array): Bytes {
  return ipv4({ ...spec, proto: PROTO.ipip }, inner)
}
