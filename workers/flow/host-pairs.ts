/** Frames between two hosts, by outermost address and kind of tunnel. */
import { MAX_PATHS } from '../limits/limits'
import type { HostPairRecord, TunnelKind } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import { NO_TUNNEL, TUNNEL_KINDS, type Packet, type TunnelHeader } from '../wire/packet'
import { HashIndex } from './hash-index'
import type { Hosts } from './hosts'
import { Rows, strideOf } from './rows'

/** Two hosts, the lower first, tunnel kind and port, tap. */
const WIDTH = 4
/** Words of a pair: frames and largest packet of each direction, overhead of the tunnel. */
const FRAMES = 0
const LARGEST = 2
const OVERHEAD = 4
const STRIDE = strideOf(5, 0)

export class HostPairs {
  private readonly index = new HashIndex(WIDTH)
  private readonly rows = new Rows(STRIDE)
  private readonly hosts: Hosts
  /** Frames of pairs beyond the bound. */
  dropped = 0

  constructor(hosts: Hosts) {
    this.hosts = hosts
  }

  packet(packet: Packet, tap: number): void {
    const ip = packet.ip[0] as IpHeader
    const tunnel = packet.tunnels[0] as TunnelHeader
    const tunnelled = packet.depth > 1
    const { key } = this.index
    this.hosts.of(ip)
    const swapped = ip.srcHost > ip.dstHost
    key[0] = swapped ? ip.dstHost : ip.srcHost
    key[1] = swapped ? ip.srcHost : ip.dstHost
    key[2] = tunnelled ? tunnel.kind * 65_536 + tunnel.udpPort : NO_TUNNEL
    key[3] = tap
    if (this.index.size >= MAX_PATHS && this.index.find() < 0) {
      this.dropped++
      return
    }
    const row = this.index.insert()
    this.rows.reserve(row)
    const { u } = this.rows
    const direction = swapped ? 1 : 0
    const at = row * STRIDE
    u[at + FRAMES + direction] = (u[at + FRAMES + direction] as number) + 1
    if (tunnelled) u[at + OVERHEAD] = (packet.ip[1] as IpHeader).at - ip.at
    if (ip.fragment || ip.length <= (u[at + LARGEST + direction] as number)) return
    u[at + LARGEST + direction] = ip.length
  }

  records(capture: number): HostPairRecord[] {
    return Array.from({ length: this.index.size }, (_, row) => {
      const word = (index: number) => this.index.word(row, index)
      const a = this.hosts.text(word(0))
      const b = this.hosts.text(word(1))
      const code = word(2)
      const u = (index: number) => this.rows.u[row * STRIDE + index] as number
      const kind = TUNNEL_KINDS[code >>> 16] ?? 'none'
      return {
        capture,
        tap: word(3),
        tunnel:
          kind === 'none'
            ? null
            : {
                kind: kind satisfies TunnelKind,
                src: a,
                dst: b,
                vni: -1,
                udpPort: code & 0xffff,
                overhead: u(OVERHEAD),
              },
        a,
        b,
        framesAb: u(FRAMES),
        framesBa: u(FRAMES + 1),
        largestAb: u(LARGEST),
        largestBa: u(LARGEST + 1),
      }
    })
  }
}
