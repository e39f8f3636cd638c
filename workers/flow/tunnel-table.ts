/** Distinct tunnels of a capture, interned: flows keep a number instead of a description. */
import { MAX_PATHS } from '../limits/limits'
import { formatAddress } from '../model/address'
import type { Tunnel, TunnelKind } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import { NO_TUNNEL, TUNNEL_KINDS, type Packet, type TunnelHeader } from '../wire/packet'
import { HashIndex } from './hash-index'
import type { Hosts } from './hosts'

/** Both hosts, kind and port, VNI, header length. */
const WIDTH = 5

export class TunnelTable {
  private readonly index = new HashIndex(WIDTH)
  private readonly described: Tunnel[] = []
  private readonly hosts: Hosts
  /** Look-ups of tunnels beyond the bound. */
  dropped = 0

  constructor(hosts: Hosts) {
    this.hosts = hosts
  }

  /** Number from 1 of the tunnel around the innermost packet; 0: none, or too many. */
  of(packet: Packet): number {
    if (packet.depth < 2) return 0
    const level = packet.depth - 2
    const tunnel = packet.tunnels[level] as TunnelHeader
    if (tunnel.kind === NO_TUNNEL) return 0
    const outer = packet.ip[level] as IpHeader
    const inner = packet.ip[level + 1] as IpHeader
    const { key } = this.index
    this.hosts.of(outer)
    key[0] = outer.srcHost
    key[1] = outer.dstHost
    key[2] = tunnel.kind * 65_536 + tunnel.udpPort
    key[3] = tunnel.vni
    key[4] = outer.headerLength
    const known = this.index.find()
    if (known >= 0) return known + 1
    if (this.index.size >= MAX_PATHS) {
      this.dropped++
      return 0
    }
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
