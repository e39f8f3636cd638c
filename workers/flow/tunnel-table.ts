/** Distinct tunnels of a capture, interned: flows keep a number instead of a description. */
import { MAX_PATHS } from '../limits/limits'
import type { Tunnel, TunnelKind } from '../model/records'
import { writeTunnel } from '../wire/encode'
import { NO_TUNNEL, TUNNEL_KINDS, type Packet } from '../wire/packet'
import {
  newPacketRows,
  OUTER_DST,
  OUTER_SRC,
  OUTER_TUNNEL,
  OVERHEAD,
  ROW_WORDS,
  SHAPE,
  TUNNELLED,
  VNI,
  type PacketRows,
} from '../wire/packet-rows'
import { HashIndex } from './hash-index'
import type { Hosts } from './hosts'

/** Both hosts, kind and port, VNI, overhead. */
const WIDTH = 5

export class TunnelTable {
  private readonly index = new HashIndex(WIDTH)
  private readonly described: Tunnel[] = []
  private readonly hosts: Hosts
  private readonly scratch = newPacketRows(1)
  /** Look-ups of tunnels beyond the bound. */
  dropped = 0

  constructor(hosts: Hosts) {
    this.hosts = hosts
  }

  /** Number from 1 of the tunnel around the innermost packet; 0: none, or too many. */
  of(packet: Packet): number {
    if (packet.depth < 2) return 0
    writeTunnel(packet, this.scratch.words, 0)
    return this.number(this.scratch.words, 0)
  }

  /** The same for the packet in row `index`. */
  ofRow(packets: PacketRows, index: number): number {
    const p = index * ROW_WORDS
    return ((packets.words[p + SHAPE] as number) & TUNNELLED) === 0
      ? 0
      : this.number(packets.words, p)
  }

  private number(words: Uint32Array, p: number): number {
    const kind = (words[p + OUTER_TUNNEL] as number) >>> 16
    if (kind === NO_TUNNEL) return 0
    const { key, size } = this.index
    const src = this.hosts.at(words, p + OUTER_SRC)
    const dst = this.hosts.at(words, p + OUTER_DST)
    if (src < 0 || dst < 0) {
      this.dropped++
      return 0
    }
    key[0] = src
    key[1] = dst
    key[2] = words[p + OUTER_TUNNEL] as number
    key[3] = words[p + VNI] as number
    key[4] = words[p + OVERHEAD] as number
    const known = this.index.find()
    if (known >= 0) return known + 1
    if (size >= MAX_PATHS) {
      this.dropped++
      return 0
    }
    const row = this.index.insert()
    this.described.push({
      kind: (TUNNEL_KINDS[kind] ?? 'ipip') as TunnelKind,
      src: this.hosts.text(src),
      dst: this.hosts.text(dst),
      vni: (words[p + VNI] as number) - 2,
      udpPort: (words[p + OUTER_TUNNEL] as number) & 0xffff,
      overhead: words[p + OVERHEAD] as number,
    })
    return row + 1
  }

  get(number: number): Tunnel | null {
    return this.described[number - 1] ?? null
  }
}
