/** Groups moments that lie close together, and finds out whether the groups come periodically. */
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { Burst } from './facts/slow-handshake'
import { median } from './statistics'

/** Pauses between bursts are at least this much longer than those inside of one. */
const CLEAR = 2.5

/** Without such a difference a pause is this many times the usual distance. */
const PAUSE = 5

/** Pauses shorter than this are not told apart: it takes as long to get a few SYNs through. */
const MOMENT = NANOS_PER_SECOND / 10

/** Distances between starts may deviate from their median by this share. */
const JITTER = 0.25

export function burstsOf(times: readonly Nanos[], minEvents: number): Burst[] {
  const sorted = [...times].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? 0))
  const pause = pauseBetween(gaps, minEvents)
  const bursts: Burst[] = []
  for (const time of sorted) {
    const last = bursts.at(-1)
    if (last && time - last.to <= pause) {
      last.to = time
      last.events++
    } else bursts.push({ from: time, to: time, events: 1 })
  }
  return bursts.filter(({ events }) => events >= minEvents)
}

/**
 * The longest pause inside a burst: where the pauses, by length, differ most from one to the next.
 * Slow handshakes of a busy service come every few milliseconds, of an idle one every minute; so
 * no fixed number can tell bursts apart.
 */
function pauseBetween(gaps: readonly Nanos[], minEvents: number): Nanos {
  const falling = [...gaps].sort((a, b) => b - a)
  const most = Math.floor(falling.length / Math.max(1, minEvents))
  let pause = Math.max(NANOS_PER_SECOND, PAUSE * median(gaps))
  let clearest = CLEAR
  for (let between = 1; between <= most; between++) {
    const shortest = falling[between - 1] ?? 0
    const inside = Math.max(MOMENT, falling[between] ?? 0)
    if (shortest < NANOS_PER_SECOND || shortest / inside < clearest) continue
    clearest = shortest / inside
    pause = Math.sqrt(shortest * inside)
  }
  return pause
}

/** Median distance between the starts of at least three bursts, 0 when they come irregularly. */
export function periodOf(bursts: readonly Burst[]): Nanos {
  if (bursts.length < 3) return 0
  const gaps = bursts.slice(1).map(({ from }, index) => from - (bursts[index]?.from ?? 0))
  const period = median(gaps)
  return gaps.every((gap) => Math.abs(gap - period) <= JITTER * period) ? period : 0
}
