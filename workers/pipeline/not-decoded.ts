/** Nothing is silently missing: frames that were not followed to their end, by reason. */
import { MAX_UNDECODED_KINDS } from '../limits/limits'
import type { Undecoded, Weird } from '../model/capture'
import { isSegment, type Packet } from '../wire/packet'
import { formatUndecoded } from '../wire/undecoded'

export class NotDecoded {
  private readonly reasons = new Map<number, number>()
  /** Frames of reasons beyond the bound. */
  private others = 0
  private cut = 0
  private cutOptions = 0
  private readonly malformed = new Map<string, Weird>()

  add(packet: Packet): void {
    const { fault, undecoded, badLength } = packet
    if (undecoded !== 0) this.addReason(undecoded)
    if (isSegment(packet) && fault !== null) this.cutOptions++
    else if (fault?.kind === 'truncated') this.cut++
    else if (fault !== null) this.addMalformed(fault.what, packet)
    else if (badLength !== '') this.addMalformed(badLength, packet)
  }

  private addReason(code: number): void {
    const known = this.reasons.get(code)
    if (known === undefined && this.reasons.size >= MAX_UNDECODED_KINDS) this.others++
    else this.reasons.set(code, (known ?? 0) + 1)
  }

  private addMalformed(what: string, { frame }: Packet): void {
    const weird = this.malformed.get(what)
    if (weird !== undefined) weird.count++
    else this.malformed.set(what, { name: `malformed: ${what}`, count: 1, firstFrame: frame })
  }

  /** Most frequent first, then by text. */
  undecoded(): Undecoded[] {
    const list = [...this.reasons].map(([code, frames]) => ({
      reason: formatUndecoded(code),
      frames,
    }))
    if (this.others > 0) list.push({ reason: 'further reasons', frames: this.others })
    if (this.cut > 0)
      list.push({ reason: 'headers cut off by the snapshot length', frames: this.cut })
    if (this.cutOptions > 0)
      list.push({ reason: 'TCP options cut off by the snapshot length', frames: this.cutOptions })
    for (const { name, count } of this.malformed.values())
      list.push({ reason: name, frames: count })
    return list.sort((a, b) => b.frames - a.frames || (a.reason < b.reason ? -1 : 1))
  }

  weirds(): Weird[] {
    return [...this.malformed.values()]
  }
}
