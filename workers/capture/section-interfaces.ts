/** The interfaces of one pcapng section: what is needed to read frames, by interface id. */
import { MAX_INTERFACES } from '../limits/limits'
import type { InterfaceBlock } from './pcapng-blocks'
import { pseudoHeaderOctets } from '../model/pseudo-header'
import { Clock } from './timestamp'

export interface SectionInterface {
  /** Index into the capture's list of interfaces. */
  index: number
  linktype: number
  /** 0: no limit. */
  snaplen: number
  clock: Clock
  pseudoOctets: number
}

export class SectionInterfaces {
  private readonly kept: SectionInterface[] = []
  /** Interfaces described so far. */
  count = 0

  /** Returns the id within the section. Beyond the bound, interfaces share the last one's facts. */
  add(index: number, block: InterfaceBlock, epochNs: bigint | null): number {
    if (this.kept.length < MAX_INTERFACES) {
      const { linktype, snaplen, tsresol, tsoffset } = block
      const clock = new Clock(tsresol, tsoffset)
      if (epochNs !== null) clock.setEpoch(epochNs)
      this.kept.push({
        index,
        linktype,
        snaplen,
        clock,
        pseudoOctets: pseudoHeaderOctets(linktype),
      })
    }
    return this.count++
  }

  /** Undefined when the section has no such interface (yet). */
  get(id: number): SectionInterface | undefined {
    return id < this.count ? this.kept[Math.min(id, this.kept.length - 1)] : undefined
  }

  setEpoch(epochNs: bigint): void {
    for (const { clock } of this.kept) clock.setEpoch(epochNs)
  }
}
