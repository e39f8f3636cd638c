/** The part of the desk that counts packets over time, by display filter. */
import type { SelectProgress } from '../api/packets'
import type { BinWindow, SeriesOutcome, TimeSeriesApi } from '../api/time-series'
import { MAX_SERIES_ROWS, MAX_TIME_BINS } from '../limits/workspace-limits'
import { Unreadable } from '../select/capture-access'
import type { CaptureAccesses } from './capture-accesses'
import type { Asking, FrameSelector, Selected } from './frame-selector'
import { indexGone, NO_SUCH_CASE } from './sentences'
import { addToBins, firstWithin, newSeriesBins, type Chosen, type ChunkTimes } from './time-bins'

export interface TimeSeries extends TimeSeriesApi {
  forget(id: string): void
}

/** Frames of one capture that pass a filter, or their way there. */
interface Held {
  id: string
  filter: string
  asking: Asking
  /** Of the capture. */
  rows: number
  selected: Promise<Selected>
}

type Trouble = Exclude<SeriesOutcome, { kind: 'counted' }>

export function newTimeSeries(captures: CaptureAccesses, selector: FrameSelector): TimeSeries {
  const held = new Map<string, Held>()
  const times = new Map<string, ChunkTimes>()

  function timesOf(id: string, capture: number): ChunkTimes {
    const key = `${id} ${String(capture)}`
    const known = times.get(key) ?? []
    times.set(key, known)
    return known
  }

  function framesOf(
    id: string,
    capture: number,
    filter: string,
    rows: number,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<Selected> {
    const key = `${id} ${String(capture)} ${filter}`
    const known = held.get(key)
    if (known !== undefined) {
      // What is looked at is wanted still
      held.delete(key)
      held.set(key, known)
      return known.selected
    }
    const asking = { cancelled: false }
    const query = { capture, filter, from: null, to: null }
    const selected = selector.selectBehind(id, query, asking, onProgress)
    const own = { id, filter, asking, rows, selected }
    held.set(key, own)
    forgetOldest()
    const drop = () => {
      if (held.get(key) === own) held.delete(key)
    }
    // Octets may be at hand later on
    selected.then(({ kind }) => {
      if (kind !== 'rows') drop()
    }, drop)
    return selected
  }

  function forgetOldest(): void {
    let sum = [...held.values()].reduce((all, { rows }) => all + rows, 0)
    for (const [key, { rows }] of held) {
      if (sum <= MAX_SERIES_ROWS || held.size === 1) return
      held.delete(key)
      sum -= rows
    }
  }

  /** Frames of a capture; or why there are none. */
  async function chosenOf(
    id: string,
    capture: number,
    filter: string,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<{ chosen: Chosen; unindexed: number } | Trouble> {
    const access = await captures.of(id, capture)
    if (access === null) return { kind: 'absent', message: NO_SUCH_CASE }
    const unindexed = Math.max(0, access.facts.packets - access.rows)
    const own = { access, times: timesOf(id, capture) }
    if (filter === '') return { chosen: { ...own, rows: null }, unindexed }
    const found = await framesOf(id, capture, filter, access.rows, onProgress)
    return found.kind === 'rows' ? { chosen: { ...own, rows: found.rows }, unindexed } : found
  }

  async function counted(
    ...[id, filter, window, onProgress]: Parameters<TimeSeriesApi['timeSeries']>
  ): Promise<SeriesOutcome> {
    const { starts, from, binNanos } = bounded(window)
    const bins = newSeriesBins(bounded(window).bins)
    const places = await Promise.all(starts.map((_, capture) => captures.of(id, capture)))
    const total = places.reduce((sum, access) => sum + (access?.rows ?? 0), 0)
    let asked = 0
    let unindexed = 0
    for (const [capture, start] of starts.entries()) {
      const found = await chosenOf(id, capture, filter, (progress) =>
        onProgress({ ...progress, asked: asked + progress.asked, total }),
      )
      if ('kind' in found) return found
      await addToBins(found.chosen, from - start, binNanos, bins)
      asked += found.chosen.access.rows
      unindexed += found.unindexed
    }
    return { kind: 'counted', bins, unindexed }
  }

  return {
    async timeSeries(...asked) {
      try {
        return await counted(...asked)
      } catch (error) {
        if (error instanceof Unreadable) return { kind: 'absent', message: indexGone() }
        throw error
      }
    },
    cancelSeries(id, filter) {
      for (const one of held.values()) {
        if (one.id === id && one.filter === filter) one.asking.cancelled = true
      }
      return Promise.resolve()
    },
    async firstOfSeries(id, filter, starts, from, to) {
      let first: { capture: number; frame: number; at: number } | null = null
      for (const [capture, start] of starts.entries()) {
        const found = await chosenOf(id, capture, filter, () => undefined)
        if ('kind' in found) return null
        const here = await firstWithin(found.chosen, from - start, to - start)
        if (here === null) continue
        const at = here.time + start
        if (first === null || at < first.at) first = { capture, frame: here.frame, at }
      }
      return first === null ? null : { capture: first.capture, frame: first.frame }
    },
    forget(id) {
      for (const [key, one] of held) if (one.id === id) held.delete(key)
      for (const key of times.keys()) if (key.startsWith(`${id} `)) times.delete(key)
    },
  }
}

function bounded(window: BinWindow): BinWindow {
  const bins = Math.max(1, Math.min(Math.floor(window.bins) || 1, MAX_TIME_BINS))
  const binNanos = window.binNanos > 0 ? window.binNanos : 1
  return { ...window, bins, binNanos }
}
