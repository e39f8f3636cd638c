/**
 * Five-tuples without the protocol: hosts and ports of the innermost packet, interned. Both
 * directions lead to the same row. The compatible and the corrected view share one table, so each
 * packet is looked up once.
 */
import type { IpHeader } from '../wire/ip-header'
import { innermost, type Packet } from '../wire/packet'
import { HashIndex } from './hash-index'
import type { Hosts } from './hosts'

/** Two hosts, the lower first, and both ports in one word. */
const WIDTH = 3
const PORTS = 2

export class FiveTuples {
  readonly hosts: Hosts
  private readonly index = new HashIndex(WIDTH)

  constructor(hosts: Hosts) {
    this.hosts = hosts
  }

  get size(): number {
    return this.index.size
  }

  /** Row of the packet, which is kept with it, as is its direction. */
  of(packet: Packet, srcPort: number, dstPort: number): number {
    if (packet.tuple >= 0) return packet.tuple
    packet.swapped = this.aim(innermost(packet), srcPort, dstPort)
    packet.tuple = this.index.insert()
    return packet.tuple
  }

  /** Row of an outer header, which is not kept. */
  ofOuter(ip: IpHeader, srcPort: number, dstPort: number): number {
    this.aim(ip, srcPort, dstPort)
    return this.index.insert()
  }

  /** Sets the key; true: the packet goes from the higher endpoint to the lower. */
  private aim(ip: IpHeader, srcPort: number, dstPort: number): boolean {
    this.hosts.of(ip)
    const { key } = this.index
    const swapped = (ip.srcHost - ip.dstHost || srcPort - dstPort) > 0
    key[0] = swapped ? ip.dstHost : ip.srcHost
    key[1] = swapped ? ip.srcHost : ip.dstHost
    key[PORTS] = swapped ? dstPort * 65_536 + srcPort : srcPort * 65_536 + dstPort
    return swapped
  }

  /** Address of the lower (`side` 0) or higher (1) endpoint of `row`. */
  address(row: number, side: 0 | 1): string {
    return this.hosts.text(this.index.word(row, side))
  }

  port(row: number, side: 0 | 1): number {
    const ports = this.index.word(row, PORTS)
    return side === 0 ? ports >>> 16 : ports & 0xffff
  }
}
