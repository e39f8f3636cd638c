/** How packets between pods cross the underlay. */
import { ethernet, ETHERTYPE } from './ethernet'
import { EMPTY, isIpv6, join } from './fields'
import { ipPacket } from './ip'
import { ipv4, PROTO } from './ipv4'
import { type Pod } from './node'
import { udp } from './transport'
import { geneve, gre, TUNNEL_PORT, vxlan, type GeneveSpec } from './tunnel'

export type TunnelSpec =
  | { kind: 'none' }
  | { kind: 'ipip' }
  | { kind: 'gre'; key?: number }
  | { kind: 'vxlan'; port?: number; df?: boolean }
  | { kind: 'geneve'; port?: number; options?: GeneveSpec['options'] }

export interface Wrapping {
  from: Pod
  to: Pod
  /** Identification of the outer packet. */
  id: number
  /** Hash of the inner flow: becomes the outer source port. */
  flow: number
}

const IPV4 = 20 // octets of its header
const UDP = 8

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
      return IPV4 + UDP + 8 + 14
    case 'geneve':
      return IPV4 + UDP + geneve({ vni: 0, ...optionsOf(tunnel) }, new Uint8Array(14)).length
  }
}

/** The packet as it leaves the machine of `from`. Outer DF is clear, as Linux leaves it, unless asked for. */
export function encapsulate(tunnel: TunnelSpec, wrapping: Wrapping, inner: Uint8Array): Uint8Array {
  const { from, to, id, flow } = wrapping
  const df = tunnel.kind === 'vxlan' && tunnel.df === true
  const ends = { src: from.node.address, dst: to.node.address, df }
  const outer = (proto: number, payload: Uint8Array) => ipPacket({ ...ends, id, proto }, payload)
  // The headers first, with the lengths they will have: large packets are copied only once.
  const overUdp = (dstPort: number, head: Uint8Array) => {
    const datagram = { ...ends, srcPort: 32_768 + (flow % 28_232), dstPort }
    // RFC 7348 §5: no checksum over IPv4; IPv6 needs one (RFC 8200 §8.1).
    if (isIpv6(ends.src)) return outer(PROTO.udp, udp(datagram, join(head, inner)))
    const length = UDP + head.length + inner.length
    const ipHeader = ipv4({ ...ends, id, proto: PROTO.udp, length: IPV4 + length }, EMPTY)
    return join(ipHeader, udp({ ...datagram, length, checksum: 0 }, EMPTY), head, inner)
  }
  const type = isIpv6(from.address) ? ETHERTYPE.ipv6 : ETHERTYPE.ipv4
  const macs = () => ethernet({ src: from.node.overlayMac, dst: to.node.overlayMac, type }, EMPTY)
  switch (tunnel.kind) {
    case 'none':
      return inner
    case 'ipip':
      return outer(isIpv6(from.address) ? 41 : PROTO.ipip, inner)
    case 'gre': {
      const key = tunnel.key === undefined ? {} : { key: tunnel.key }
      return outer(PROTO.gre, gre({ protocol: type, ...key }, inner))
    }
    case 'vxlan':
      return overUdp(tunnel.port ?? TUNNEL_PORT.vxlanLinux, vxlan({ vni: from.vni }, macs()))
    case 'geneve': {
      const spec = { vni: from.vni, ...optionsOf(tunnel) }
      return overUdp(tunnel.port ?? TUNNEL_PORT.geneve, geneve(spec, macs()))
    }
  }
}

const optionsOf = ({ options }: { options?: GeneveSpec['options'] }) =>
  options === undefined ? {} : { options }
