/** Packets of a case over time, in other bins than the time spine has, and by display filter. */
import type { BinWindow, FramePlace } from '../../workers/api/time-series'
import type { Spine } from '../../workers/model/run'
import type { Engine } from '../engine'
import { readPreference, writePreference } from './preference'
import { SeriesCount } from './series-count.svelte'

export type { BinWindow } from '../../workers/api/time-series'
export type { Counted, SeriesCount } from './series-count.svelte'

/** Nanoseconds of the case. */
export interface TimeView {
  from: number
  to: number
}

export class TimeGraph {
  /** What is seen of the case; null: all of it. */
  view = $state.raw<TimeView | null>(null)
  /** Every packet, in the bins that are wanted; null: the spine of the case is enough. */
  all = $state.raw<SeriesCount | null>(null)
  series = $state.raw<readonly SeriesCount[]>([])

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #asked: object | null = null
  #id = ''

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** `filters`: of the series, in their order. */
  async count(whole: Spine, window: Omit<BinWindow, 'starts'>, filters: readonly string[]) {
    const asked = (this.#asked = {})
    const id = await this.#caseId()
    if (this.#asked !== asked) return
    if (id !== this.#id) {
      this.series = []
      this.all = null
    }
    this.#id = id
    // Not a copy of the page's own: it is handed to another thread
    const bins = { ...window, starts: [...whole.captureStart] }
    const kept = filters
      .filter((filter, at) => filters.indexOf(filter) === at)
      .map(
        (filter) =>
          this.series.find((one) => one.filter === filter) ??
          new SeriesCount(this.#engine, id, filter),
      )
    for (const one of this.series) if (!kept.includes(one)) void one.cancel()
    if (kept.length !== this.series.length || kept.some((one, at) => one !== this.series[at])) {
      this.series = kept
    }
    this.all ??= new SeriesCount(this.#engine, id, '')
    void this.all.count(bins)
    for (const one of kept) void one.count(bins)
  }

  /** Nothing but the whole case is to be seen. */
  rest(): void {
    this.#asked = null
    for (const one of this.series) void one.cancel()
    this.series = []
    this.all = null
  }

  /** Another case. */
  reset(): void {
    this.rest()
    this.view = null
  }

  /** The earliest packet of a series in [from, to), nanoseconds of the case; null: there is none. */
  async firstOf(whole: Spine, filter: string, from: number, to: number) {
    const id = await this.#caseId()
    const starts = [...whole.captureStart]
    const answer = await this.#engine.library((api) =>
      api.firstOfSeries(id, filter, starts, from, to),
    )
    const place: FramePlace | null = answer.kind === 'answer' ? answer.value : null
    return place
  }

  /** The series that this browser showed last, as the address has them; empty: none. */
  get remembered(): string {
    return readPreference('graph-series')
  }

  remember(series: string): void {
    writePreference('graph-series', series)
  }
}
