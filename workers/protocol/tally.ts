/** What all analyzers of a capture said, added up: counts of the document, records, weirds. */
import { MAX_APP_RECORDS, MAX_COLLECTED, MAX_WEIRD_KINDS } from '../limits/limits'
import { noApplications, type AppRecords, type Applications } from '../model/app-records'
import type { Weird } from '../model/capture'
import type { FrameNumber } from '../model/units'
import type { CountGroup, Sink } from './analyzer'

/** Nested counts of one group: numbers, sets of texts as sorted lists, one level of nesting. */
type GroupCounts = Record<string, number | string[] | Record<string, number>>

/** Frames that show a protocol, and the newest of them, apart from those told late. */
interface ProtocolFrames {
  frames: number
  last: FrameNumber
  lastLate: FrameNumber
}

export class Tally implements Sink {
  /** True once something of the frame at hand was malformed. */
  frameMalformed = false
  frame: FrameNumber = 0
  /** Frames found malformed only after a later frame had been begun. */
  lateMalformed = 0
  private newest: FrameNumber = 0
  /** The frame of which nothing is counted; what it says is recorded all the same. */
  private muted: FrameNumber = 0
  private readonly protocols = new Map<string, ProtocolFrames>()
  private readonly counts = new Map<CountGroup, Map<string, number>>()
  private readonly sets = new Map<CountGroup, Map<string, Set<string>>>()
  private readonly weirds = new Map<string, Weird>()
  private readonly applications = noApplications()
  private collectedBeyond = 0
  private weirdsBeyond = 0

  /**
   * From now on everything counts for `frame`: the newest, or an earlier one whose octets had to
   * wait for their turn.
   */
  begin(frame: FrameNumber): void {
    if (frame === this.frame) return
    this.frame = frame
    if (frame <= this.newest) return
    this.newest = frame
    this.frameMalformed = false
  }

  /** Does nothing of the frame at hand count? */
  get isMuted(): boolean {
    return this.frame === this.muted
  }

  /** Nothing of the frame at hand counts: Wireshark reads nothing of it. */
  mute(): void {
    this.muted = this.frame
  }

  protocol(name: string): void {
    const { frame } = this
    if (frame === this.muted) return
    let seen = this.protocols.get(name)
    if (seen === undefined) this.protocols.set(name, (seen = { frames: 0, last: 0, lastLate: 0 }))
    if (frame < this.newest) {
      if (seen.lastLate === frame) return
      seen.lastLate = frame
    } else {
      if (seen.last === frame) return
      seen.last = frame
    }
    seen.frames++
  }

  malformed(what: string): void {
    this.weird(`malformed: ${what}`)
    this.misread()
  }

  misread(): void {
    if (!this.isMuted) this.calledMalformed()
  }

  /** Wireshark calls the frame at hand malformed, though its sender broke no rule. */
  calledMalformed(): void {
    if (this.frame < this.newest) this.lateMalformed++
    else this.frameMalformed = true
  }

  count(group: CountGroup, key: string): void {
    if (this.isMuted) return
    let counts = this.counts.get(group)
    if (counts === undefined) this.counts.set(group, (counts = new Map<string, number>()))
    const known = counts.get(key)
    // Some keys are words of the sender, such as methods.
    if (known === undefined && counts.size >= MAX_COLLECTED) this.collectedBeyond++
    else counts.set(key, (known ?? 0) + 1)
  }

  collect(group: CountGroup, key: string, text: string): void {
    if (this.isMuted) return
    let sets = this.sets.get(group)
    if (sets === undefined) this.sets.set(group, (sets = new Map<string, Set<string>>()))
    let set = sets.get(key)
    if (set === undefined) sets.set(key, (set = new Set()))
    if (set.size < MAX_COLLECTED) set.add(text)
    else if (!set.has(text)) this.collectedBeyond++
  }

  record<K extends keyof AppRecords>(kind: K, record: AppRecords[K]): void {
    this.applications.totals[kind]++
    const list: AppRecords[K][] = this.applications[kind] as AppRecords[K][]
    if (list.length >= MAX_APP_RECORDS) return
    list.push(record)
    this.applications.listed[kind]++
  }

  weird(name: string): void {
    const known = this.weirds.get(name)
    if (known !== undefined) known.count++
    else if (this.weirds.size < MAX_WEIRD_KINDS) {
      this.weirds.set(name, { name, count: 1, firstFrame: this.frame })
    } else this.weirdsBeyond++
  }

  weirdList(): Weird[] {
    return [...this.weirds.values()]
  }

  /** Frames by protocol. */
  protocolFrames(): Record<string, number> {
    return Object.fromEntries([...this.protocols].map(([name, { frames }]) => [name, frames]))
  }

  group(group: CountGroup): GroupCounts {
    const out: GroupCounts = {}
    for (const [key, value] of [...(this.counts.get(group) ?? [])].sort(byKey)) {
      place(out, key, value)
    }
    for (const [key, set] of [...(this.sets.get(group) ?? [])].sort(byKey)) {
      out[key] = [...set].sort()
    }
    return out
  }

  /** What was said so far, each kind in the order of its frames. */
  result(): Applications {
    const { dns, http, tls, session } = this.applications
    for (const list of [dns, http, tls, session]) list.sort((a, b) => a.frame - b.frame)
    return this.applications
  }

  /** Bounds that were reached. */
  capped(): { what: string; count: number }[] {
    const { totals } = this.applications
    const beyond = Object.values(totals).reduce(
      (sum, total) => sum + Math.max(0, total - MAX_APP_RECORDS),
      0,
    )
    return [
      { what: 'application records kept', count: beyond },
      { what: 'names collected from applications', count: this.collectedBeyond },
      { what: 'kinds of weirds listed', count: this.weirdsBeyond },
    ].filter(({ count }) => count > 0)
  }
}

function place(out: GroupCounts, path: string, value: number): void {
  const [key = '', inner] = path.split('.')
  if (inner === undefined) {
    out[key] = value
    return
  }
  const nested = out[key]
  if (typeof nested === 'object' && !Array.isArray(nested)) nested[inner] = value
  else out[key] = { [inner]: value }
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
