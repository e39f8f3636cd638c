/** Who sent the SYNs of a flood, and how alike they are. */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord } from '../model/records'

const TTLS = 256

export class FloodSources {
  /** SYNs without MSS. */
  bare = 0
  /** SYNs of addresses beyond the bound. */
  private beyond = 0
  private total = 0
  private readonly byAddress = new Map<string, number>()
  private readonly ttls = new Uint32Array(TTLS)

  add({ orig, origSide }: ConnRecord): void {
    this.total++
    if (origSide.mss === 0) this.bare++
    const { ttl } = origSide
    this.ttls[ttl] = (this.ttls[ttl] ?? 0) + 1
    const known = this.byAddress.get(orig.address)
    if (known === undefined && this.byAddress.size >= MAX_PATHS) this.beyond++
    else this.byAddress.set(orig.address, (known ?? 0) + 1)
  }

  facts() {
    let busiest = { address: '', left: 0 }
    for (const [address, left] of this.byAddress) {
      if (left > busiest.left) busiest = { address, left }
    }
    let value = 0
    for (let ttl = 1; ttl < TTLS; ttl++) {
      if ((this.ttls[ttl] ?? 0) > (this.ttls[value] ?? 0)) value = ttl
    }
    const addresses = this.byAddress.size
    return {
      addresses,
      moreAddresses: this.beyond > 0,
      perAddress: (this.total - this.beyond) / Math.max(1, addresses),
      busiest,
      ttl: { value, count: this.ttls[value] ?? 0 },
    }
  }
}
