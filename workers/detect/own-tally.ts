/** Frames that pass the filter of a detector that an analyst wrote, counted by group. */
import { MAX_EVIDENCE } from '../limits/limits'
import { MAX_OWN_GROUPS, MAX_OWN_VALUES } from '../limits/workspace-limits'
import type { OwnDetector } from '../model/own-detector'
import { NANOS_PER_SECOND, type FrameNumber, type Nanos } from '../model/units'

/** What is counted apart. Empty: does not name it. */
export interface OwnName {
  /** Source, or the one of two ends that was heard first; with port where it is one of a conversation. */
  from: string
  to: string
  value: string
  /** Display filter that its frames pass; empty: all do. */
  condition: string
}

/** One frame that passes. */
export interface OwnFrame {
  frame: FrameNumber
  time: Nanos
  /** Of the field that is counted, as text; empty where frames are. */
  values: readonly string[]
}

export interface OwnGroup {
  name: OwnName
  frames: number
  /** Frames of those that it must be a share of. */
  of: number
  first: Nanos
  last: Nanos
  /** Different values, at most `MAX_OWN_VALUES`. */
  distinct: number
  /** The first ones. */
  values: string[]
  /** What is held against the threshold: of any time, or of the time in which most came together. */
  count: number
  from: Nanos
  until: Nanos
  /** First frames of that count, at most `MAX_EVIDENCE`; where values are counted, the first of each. */
  shown: OwnFrame[]
}

export class OwnTally {
  /** Frames without a group, for want of room or of what names one; and values beyond the bound. */
  beyond = 0
  nameless = 0
  frames = 0
  private readonly counters = new Map<string, Counter>()
  private readonly counts: Counts

  constructor(detector: Pick<OwnDetector, 'distinct' | 'withinSeconds'>) {
    this.counts = {
      distinct: detector.distinct !== '',
      within: detector.withinSeconds > 0 ? detector.withinSeconds * NANOS_PER_SECOND : Infinity,
    }
  }

  /** `names`: the groups that the frame belongs to. In the order of the capture. */
  add(names: readonly OwnName[], frame: OwnFrame): void {
    this.frames++
    if (names.length === 0) this.nameless++
    for (const name of names) {
      const counter = this.counterOf(name)
      if (counter === undefined) this.beyond++
      else this.beyond += counter.add(frame)
    }
  }

  /** Counts a frame of those that the others must be a share of; to be called behind all `add`. */
  addOf(names: readonly OwnName[]): void {
    for (const name of names) {
      const counter = this.counters.get(keyOf(name))
      if (counter !== undefined) counter.of++
    }
  }

  groups(): OwnGroup[] {
    return [...this.counters.values()].map((counter) => counter.group())
  }

  private counterOf(name: OwnName): Counter | undefined {
    const key = keyOf(name)
    const known = this.counters.get(key)
    if (known !== undefined || this.counters.size >= MAX_OWN_GROUPS) return known
    const counter = new Counter(name, this.counts)
    this.counters.set(key, counter)
    return counter
  }
}

/** Both directions between two ends have one key. */
export function keyOf({ from, to, value }: Omit<OwnName, 'condition'>): string {
  const [a, b] = from === '' || to === '' || from <= to ? [from, to] : [to, from]
  return JSON.stringify([a, b, value])
}

interface Counts {
  distinct: boolean
  /** Infinity: at any time. */
  within: Nanos
}

class Counter {
  of = 0
  private readonly name: OwnName
  private readonly counts: Counts
  private frames = 0
  private first = Infinity
  private last = -Infinity
  private readonly values = new Map<string, OwnFrame>()
  private readonly begin: OwnFrame[] = []
  /** Frames that may still come together with others, from `start` on, and their values. */
  private readonly recent: OwnFrame[] = []
  private readonly recentValues = new Map<string, number>()
  private start = 0
  private best = { count: 0, start: 0, end: 0 }

  constructor(name: OwnName, counts: Counts) {
    this.name = name
    this.counts = counts
  }

  /** Returns how many of its values found no room. */
  add(frame: OwnFrame): number {
    this.frames++
    this.first = Math.min(this.first, frame.time)
    this.last = Math.max(this.last, frame.time)
    if (this.begin.length < MAX_EVIDENCE) this.begin.push(frame)
    let beyond = 0
    for (const value of frame.values) {
      if (this.values.has(value)) continue
      if (this.values.size < MAX_OWN_VALUES) this.values.set(value, { ...frame, values: [value] })
      else beyond++
    }
    if (this.counts.within < Infinity) this.together(frame)
    return beyond
  }

  group(): OwnGroup {
    const { name, frames, of, first, last, values, best, recent } = this
    const common = { name, frames, of, first, last, distinct: values.size }
    const some = { ...common, values: [...values.keys()].slice(0, MAX_EVIDENCE) }
    if (this.counts.within === Infinity) {
      const { distinct } = this.counts
      const shown = distinct ? [...values.values()].slice(0, MAX_EVIDENCE) : this.begin
      return { ...some, count: distinct ? values.size : frames, from: first, until: last, shown }
    }
    const together = recent.slice(best.start, best.end)
    return {
      ...some,
      count: best.count,
      from: together[0]?.time ?? first,
      until: together.at(-1)?.time ?? first,
      shown: together.slice(0, MAX_EVIDENCE),
    }
  }

  private together(frame: OwnFrame): void {
    const { recent, recentValues, counts } = this
    recent.push(frame)
    for (const value of frame.values) recentValues.set(value, (recentValues.get(value) ?? 0) + 1)
    for (; (recent[this.start]?.time ?? frame.time) < frame.time - counts.within; this.start++) {
      for (const value of recent[this.start]?.values ?? []) {
        const left = (recentValues.get(value) ?? 1) - 1
        if (left === 0) recentValues.delete(value)
        else recentValues.set(value, left)
      }
    }
    const count = counts.distinct ? recentValues.size : recent.length - this.start
    if (count > this.best.count) this.best = { count, start: this.start, end: recent.length }
  }
}
