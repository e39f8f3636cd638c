/** Distinct tunnels of a capture, interned: flows keep a number instead of a description. */
import { MAX_PATHS } from '../limits/limits'
import { formatAddress } from '../model/address'
import type { Tunnel, TunnelKind } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import { NO_TUNNEL, TUNNEL_KINDS, type Packet, type TunnelHeader } from '../wire/packet'
import { HashIndex } from './hash-index'

/** Eight address words, kind and port, VNI, overhead. */
const WIDTH = 11

export class TunnelTable {
  private readonly index = new HashIndex(WIDTH)
  private readonly described: Tunnel[] = []

  /** Number from 1 of the tunnel around the innermost packet; 0: none, or too many. */
  of(packet: Packet): number {
    if (packet.depth < 2) return 0
    const level = packet.depth - 2
    const tunnel = packet.tunnels[level] as TunnelHeader
    if (tunnel.kind === NO_TUNNEL) return 0
    const outer = packet.ip[level] as IpHeader
    const inner = packet.ip[level + 1] as IpHeader
    const { key } = this.index
    key[0] = outer.s0
    key[1] = outer.s1
    key[2] = outer.s2
    key[3] = outer.s3
    key[4] = outer.d0
    key[5] = outer.d1
    key[6] = outer.d2
    key[7] = outer.d3
    key[8] = tunnel.kind * 65_536 + tunnel.udpPort
    key[9] = tunnel.vni
    key[10] = outer.headerLength
    const known = this.index.find()
    if (known >= 0) return known + 1
    if (this.index.size >= MAX_PATHS) return 0
    const row = this.index.insert()
    this.described.push(describe(outer, inner, tunnel))
    return row + 1
  }

  get(number: number): Tunnel | null {
    return this.described[number - 1] ?? null
  }
}

function describe(outer: IpHeader, inner: IpHeader, tunnel: TunnelHeader): Tunnel {
  return {
    kind: (TUNNEL_KINDS[tunnel.kind] ?? 'ipip') as TunnelKind,
    src: formatAddress(outer.s0, outer.s1, outer.s2, outer.s3),
    dst: formatAddress(outer.d0, outer.d1, outer.d2, outer.d3),
    vni: tunnel.vni,
    udpPort: tunnel.udpPort,
    overhead: inner.at - outer.at,
  }
}
