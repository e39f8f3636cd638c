/** How packets between pods cross the underlay. */
import { ethernet, ETHERTYPE } from './ethernet'
import { isIpv6, type Bytes } from './fields'
import { ipPacket } from './ip'
import { PROTO } from './ipv4'
import { type Pod } from './node'
import { udp } from './transport'
import { geneve, gre, TUNNEL_PORT, vxlan, type GeneveSpec } from './tunnel'

export type TunnelSpec =
  | { kind: 'none' }
  | { kind: 'ipip' }
  | { kind: 'gre'; key?: number }
  | { kind: 'vxlan'; port?: number }
  | { kind: 'geneve'; port?: number; options?: GeneveSpec['options'] }

export interface Wrapping {
  from: Pod
  to: Pod
  /** Identification of the outer packet. */
  id: number
  /** Hash of the inner flow: becomes the outer source port. */
  flow: number
}

const IPV4 = 20 // octets

/** Octets that the tunnel adds to an inner packet, over IPv4. */
export function overhead(tunnel: TunnelSpec): number {
  switch (tunnel.kind) {
    case 'none':
      return 0
    case 'ipip':
      return IPV4
    case 'gre':
      return IPV4 + 4 + (tunnel.key === undefined ? 0 : 4)
    case 'vxlan':
      return IPV4 + 8 + 8 + 14
    case 'geneve':
      return IPV4 + 8 + geneve({ vni: 0, ...optionsOf(tunnel) }, new Uint8Array(14)).length
  }
}

/** The packet as it leaves the machine of `from`. Outer DF is clear, as Linux tunnels leave it. */
export function encapsulate(tunnel: TunnelSpec, wrapping: Wrapping, inner: Bytes): Bytes {
  const { from, to, id, flow } = wrapping
  const ends = { src: from.node.address, dst: to.node.address }
  const outer = (proto: number, payload: Uint8Array) => ipPacket({ ...ends, id, proto }, payload)
  const overUdp = (dstPort: number, payload: Uint8Array) => {
    const srcPort = 32_768 + (flow % 28_232)
    // RFC 7348 §5: no checksum over IPv4; IPv6 needs one (RFC 8200 §8.1).
    const checksum = isIpv6(ends.src) ? {} : { checksum: 0 }
    return outer(PROTO.udp, udp({ ...ends, srcPort, dstPort, ...checksum }, payload))
  }
  const frame = () => ethernet({ src: from.node.overlayMac, dst: to.node.overlayMac }, inner)
  switch (tunnel.kind) {
    case 'none':
      return inner
    case 'ipip':
      return outer(isIpv6(from.address) ? 41 : PROTO.ipip, inner)
    case 'gre': {
      const protocol = isIpv6(from.address) ? ETHERTYPE.ipv6 : ETHERTYPE.ipv4
      const key = tunnel.key === undefined ? {} : { key: tunnel.key }
      return outer(PROTO.gre, gre({ protocol, ...key }, inner))
    }
    case 'vxlan':
      return overUdp(tunnel.port ?? TUNNEL_PORT.vxlanLinux, vxlan({ vni: from.vni }, frame()))
    case 'geneve': {
      const spec = { vni: from.vni, ...optionsOf(tunnel) }
      return overUdp(tunnel.port ?? TUNNEL_PORT.geneve, geneve(spec, frame()))
    }
  }
}

const optionsOf = ({ options }: { options?: GeneveSpec['options'] }) =>
  options === undefined ? {} : { options }
