/** Who sent the SYNs of a flood, and how alike they are: told from the first of them. */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord } from '../model/records'

/** SYNs that are looked at: more of them tell nothing new. */
const LOOKED_AT = 2 * MAX_PATHS
const TTLS = 256

export class FloodSources {
  lookedAt = 0
  private bare = 0
  private uncounted = 0
  private readonly byAddress = new Map<string, number>()
  private readonly ttls = new Uint32Array(TTLS)

  /** False: it is one too many. */
  add({ orig, origSide }: ConnRecord): boolean {
    if (this.lookedAt >= LOOKED_AT) return false
    this.lookedAt++
    if (origSide.mss === 0) this.bare++
    const { ttl } = origSide
    this.ttls[ttl] = (this.ttls[ttl] ?? 0) + 1
    const known = this.byAddress.get(orig.address)
    if (known === undefined && this.byAddress.size >= MAX_PATHS) this.uncounted++
    else this.byAddress.set(orig.address, (known ?? 0) + 1)
    return true
  }

  /** `left`: how many there were. */
  facts(left: number) {
    let busiest = { address: '', left: 0 }
    for (const [address, sent] of this.byAddress) {
      if (sent > busiest.left) busiest = { address, left: sent }
    }
    let value = 0
    for (let ttl = 1; ttl < TTLS; ttl++) {
      if ((this.ttls[ttl] ?? 0) > (this.ttls[value] ?? 0)) value = ttl
    }
    const { lookedAt, uncounted } = this
    const addresses = this.byAddress.size
    return {
      addresses,
      moreAddresses: uncounted > 0 || left > lookedAt,
      perAddress: (lookedAt - uncounted) / Math.max(1, addresses),
      busiest,
      bare: this.bare / lookedAt,
      ttl: { value, share: (this.ttls[value] ?? 0) / lookedAt },
    }
  }
}
