/** Groups moments that lie close together, and finds out whether the groups come periodically. */
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { Burst } from './facts/slow-handshake'
import { median } from './statistics'

/** A pause ends a burst when it is this many times the usual distance, and at least a second. */
const PAUSE = 5

/** Distances between starts may deviate from their median by this share. */
const JITTER = 0.25

export function burstsOf(times: readonly Nanos[], minEvents: number): Burst[] {
  const sorted = [...times].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? 0))
  const pause = Math.max(NANOS_PER_SECOND, PAUSE * median(gaps))
  const bursts: Burst[] = []
  for (const time of sorted) {
    const last = bursts.at(-1)
    if (last && time - last.to <= pause) {
      last.to = time
      last.handshakes++
    } else bursts.push({ from: time, to: time, handshakes: 1 })
  }
  return bursts.filter(({ handshakes }) => handshakes >= minEvents)
}

/** Median distance between the starts of at least three bursts, 0 when they come irregularly. */
export function periodOf(bursts: readonly Burst[]): Nanos {
  if (bursts.length < 3) return 0
  const gaps = bursts.slice(1).map(({ from }, index) => from - (bursts[index]?.from ?? 0))
  const period = median(gaps)
  return gaps.every((gap) => Math.abs(gap - period) <= JITTER * period) ? period : 0
}
