/**
 * Addresses that pass packets on under another one: node ports, service addresses, load balancers. A
 * ping to such an address ends there, so it says nothing of the way behind it.
 */
import { MAX_PATHS } from '../limits/limits'
import type { NatPairRecord } from '../model/records'
import { BoundedMap } from './bounded-map'
import { hostsKey, type Way } from './way'

export class Translators {
  private readonly behind = new BoundedMap<string, { address: string }>(MAX_PATHS)

  add({ before, after }: NatPairRecord): void {
    if (before.dst === after.dst) return
    this.behind.upsert(hostsKey(before.src, before.dst), () => ({ address: after.dst }))
  }

  get turnedAway(): number {
    return this.behind.turnedAway
  }

  /** Where the packets of the way go from its end; empty: that is not known to be a translator. */
  of({ from, to }: Way): string {
    return this.behind.get(hostsKey(from, to))?.address ?? ''
  }
}
