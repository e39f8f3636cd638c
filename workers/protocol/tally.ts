/** What all analyzers of a capture said, added up: counts of the document, records, weirds. */
import { MAX_APP_RECORDS, MAX_COLLECTED, MAX_WEIRD_KINDS } from '../limits/limits'
import { noApplications, type AppRecords, type Applications } from '../model/app-records'
import type { Weird } from '../model/capture'
import type { FrameNumber } from '../model/units'
import type { CountGroup, Sink } from './analyzer'

/** Nested counts of one group: numbers, sets of texts as sorted lists, one level of nesting. */
type GroupCounts = Record<string, number | string[] | Record<string, number>>

export class Tally implements Sink {
  /** True once something of the frame at hand was malformed. */
  frameMalformed = false
  frame: FrameNumber = 0
  /** Frames found malformed only after a later frame had been begun. */
  lateMalformed = 0
  private newest: FrameNumber = 0
  /** The frame of which nothing is counted; what it says is recorded all the same. */
  private muted: FrameNumber = 0
  private readonly lastFrame = new Map<string, FrameNumber>()
  private readonly lastLate = new Map<string, FrameNumber>()
  private readonly frames = new Map<string, number>()
  private readonly counts = new Map<string, number>()
  private readonly sets = new Map<string, Set<string>>()
  private readonly weirds = new Map<string, Weird>()
  private readonly applications = noApplications()
  private collectedBeyond = 0

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

  protocol(name: string, newer: FrameNumber = 0): void {
    const frame = Math.max(this.frame, newer)
    if (frame === this.muted) return
    const last = frame < this.newest ? this.lastLate : this.lastFrame
    if (last.get(name) === frame) return
    last.set(name, frame)
    this.frames.set(name, (this.frames.get(name) ?? 0) + 1)
  }

  malformed(what: string): void {
    this.weird(`malformed: ${what}`)
    if (this.isMuted) return
    this.calledMalformed()
  }

  /** Wireshark calls the frame at hand malformed, though its sender broke no rule. */
  calledMalformed(): void {
    if (this.frame < this.newest) this.lateMalformed++
    else this.frameMalformed = true
  }

  count(group: CountGroup, key: string): void {
    if (this.isMuted) return
    const path = `${group}.${key}`
    this.counts.set(path, (this.counts.get(path) ?? 0) + 1)
  }

  collect(group: CountGroup, key: string, text: string): void {
    if (this.isMuted) return
    const path = `${group}.${key}`
    let set = this.sets.get(path)
    if (set === undefined) this.sets.set(path, (set = new Set()))
    if (set.size < MAX_COLLECTED) set.add(text)
    else if (!set.has(text)) this.collectedBeyond++
  }

  record<K extends keyof AppRecords>(kind: K, record: AppRecords[K]): void {
    this.applications.totals[kind]++
    const list: AppRecords[K][] = this.applications[kind] as AppRecords[K][]
    if (list.length < MAX_APP_RECORDS) list.push(record)
  }

  weird(name: string): void {
    const known = this.weirds.get(name)
    if (known !== undefined) known.count++
    else if (this.weirds.size < MAX_WEIRD_KINDS) {
      this.weirds.set(name, { name, count: 1, firstFrame: this.frame })
    }
  }

  weirdList(): Weird[] {
    return [...this.weirds.values()]
  }

  /** Frames by protocol. */
  protocolFrames(): Record<string, number> {
    return Object.fromEntries(this.frames)
  }

  group(group: CountGroup): GroupCounts {
    const out: GroupCounts = {}
    for (const [path, value] of [...this.counts].sort(byKey)) place(out, group, path, value)
    for (const [path, set] of [...this.sets].sort(byKey)) {
      if (path.startsWith(`${group}.`)) out[path.slice(group.length + 1)] = [...set].sort()
    }
    return out
  }

  result(): Applications {
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
    ].filter(({ count }) => count > 0)
  }
}

function place(out: GroupCounts, group: string, path: string, value: number): void {
  const [first = '', key = '', inner] = path.split('.')
  if (first !== group) return
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
