/** Frames between two hosts, by outermost address and kind of tunnel. */
import { MAX_PATHS } from '../limits/limits'
import { formatAddress } from '../model/address'
import type { HostPairRecord, TunnelKind } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import { NO_TUNNEL, TUNNEL_KINDS, type Packet, type TunnelHeader } from '../wire/packet'
import { HashIndex } from './hash-index'
import { Rows } from './rows'

/** Eight address words (lower first), tunnel kind and port, tap. */
const WIDTH = 10
/** Words of a pair: frames and largest packet of each direction, overhead of the tunnel. */
const FRAMES = 0
const LARGEST = 2
const OVERHEAD = 4

export class HostPairs {
  private readonly index = new HashIndex(WIDTH)
  private readonly rows = new Rows(5, 0)

  packet(packet: Packet, tap: number): void {
    const ip = packet.ip[0] as IpHeader
    const tunnel = packet.tunnels[0] as TunnelHeader
    const tunnelled = packet.depth > 1
    const { key } = this.index
    const swapped = (ip.s3 - ip.d3 || ip.s2 - ip.d2 || ip.s1 - ip.d1 || ip.s0 - ip.d0) > 0
    const src = swapped ? 4 : 0
    key[src] = ip.s0
    key[src + 1] = ip.s1
    key[src + 2] = ip.s2
    key[src + 3] = ip.s3
    key[4 - src] = ip.d0
    key[5 - src] = ip.d1
    key[6 - src] = ip.d2
    key[7 - src] = ip.d3
    key[8] = tunnelled ? tunnel.kind * 65_536 + tunnel.udpPort : NO_TUNNEL
    key[9] = tap
    if (this.index.size >= MAX_PATHS && this.index.find() < 0) return
    const row = this.index.insert()
    this.rows.reserve(row)
    const { u } = this.rows
    const direction = swapped ? 1 : 0
    const at = row * 5
    u[at + FRAMES + direction] = (u[at + FRAMES + direction] as number) + 1
    if (tunnelled) u[at + OVERHEAD] = (packet.ip[1] as IpHeader).at - ip.at
    if (ip.fragment || ip.length <= (u[at + LARGEST + direction] as number)) return
    u[at + LARGEST + direction] = ip.length
  }

  records(capture: number): HostPairRecord[] {
    return Array.from({ length: this.index.size }, (_, row) => {
      const word = (index: number) => this.index.word(row, index)
      const a = formatAddress(word(0), word(1), word(2), word(3))
      const b = formatAddress(word(4), word(5), word(6), word(7))
      const code = word(8)
      const u = (index: number) => this.rows.u[row * 5 + index] as number
      const kind = TUNNEL_KINDS[code >>> 16] ?? 'none'
      return {
        capture,
        tap: word(9),
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
