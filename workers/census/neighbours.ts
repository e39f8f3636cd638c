/** Source addresses with the MAC addresses that their packets came from: Ethernet, and ARP (RFC 826). */
import { HashIndex } from '../flow/hash-index'
import { MAX_LISTED_CONNS } from '../limits/limits'
import { MAX_COUNTED_ENDPOINTS } from '../limits/workspace-limits'
import { formatAddress } from '../model/address'
import type { Neighbour } from '../model/census'
import type { Octets } from '../wire/octets'
import { formatMac } from './mac'

const ETHERNET_SOURCE = 6
const MAPPED = 0xffff

export class Neighbours {
  /** Address, MAC. */
  private readonly index = new HashIndex(6)
  private readonly frames: number[] = []
  private high = 0
  private low = 0
  private fresh = false
  left = 0

  begin(): void {
    this.fresh = false
  }

  ethernet({ view, base, captured }: Octets): void {
    if (captured < 12) return
    this.high = view.getUint16(base + ETHERNET_SOURCE)
    this.low = view.getUint32(base + ETHERNET_SOURCE + 2)
    this.fresh = true
  }

  /** The packet right behind an Ethernet header. */
  ip({ view, base, captured }: Octets): void {
    if (!this.fresh || captured < 20) return
    this.fresh = false
    const { key } = this.index
    const version = view.getUint8(base) >>> 4
    if (version === 4) this.add(0, 0, MAPPED, view.getUint32(base + 12))
    else if (version === 6 && captured >= 40) {
      for (let i = 0; i < 4; i++) key[i] = view.getUint32(base + 8 + 4 * i)
      this.keep()
    }
  }

  /** A question or answer of who has an IPv4 address tells that of who sends it. */
  arp({ view, base, captured }: Octets): void {
    if (captured < 28 || view.getUint16(base + 4) !== 0x0604) return
    const address = view.getUint32(base + 14)
    if (address === 0) return // a probe: RFC 5227 §2.1.1
    this.high = view.getUint16(base + 8)
    this.low = view.getUint32(base + 10)
    this.add(0, 0, MAPPED, address)
  }

  list(): Neighbour[] {
    const { index, frames } = this
    return frames
      .map((count, row) => ({ count, row }))
      .sort((a, b) => b.count - a.count || a.row - b.row)
      .slice(0, MAX_LISTED_CONNS)
      .map(({ count, row }) => {
        const word = (at: number) => index.word(row, at)
        const address = formatAddress(word(0), word(1), word(2), word(3))
        return { address, mac: formatMac(word(4), word(5)), frames: count }
      })
  }

  private add(w0: number, w1: number, w2: number, w3: number): void {
    const { key } = this.index
    key[0] = w0
    key[1] = w1
    key[2] = w2
    key[3] = w3
    this.keep()
  }

  private keep(): void {
    const { index, frames } = this
    index.key[4] = this.high
    index.key[5] = this.low
    const row = index.size >= MAX_COUNTED_ENDPOINTS ? index.find() : index.insert()
    if (row < 0) this.left++
    else frames[row] = (frames[row] ?? 0) + 1
  }
}
