/** The handshakes of one target, second by second, and in equal parts of their time. */
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { SynFloodFacts } from './facts/syn-flood'
import type { FloodTarget, FloodTargets } from './flood-targets'
import { isLeft } from './handshake-fates'

const SLICES = 12

interface Second {
  number: number
  begun: number
  judged: number
  left: number
}

export const secondOf = (time: Nanos): number => Math.floor(time / NANOS_PER_SECOND)

export class FloodSeconds {
  /** Of the handshakes that are judged. */
  first: Nanos = Infinity
  last: Nanos = 0
  private readonly bySecond = new Map<number, Second>()

  /** What was begun after `until` is counted, and not judged. */
  constructor(target: FloodTarget, { times, fates, next }: FloodTargets, until: Nanos) {
    let second: Second | undefined
    for (let row = target.first, rows = target.handshakes; rows > 0; row = next[row] as number) {
      rows--
      const time = times[row] as number
      const number = secondOf(time)
      if (second?.number !== number) second = this.second(number)
      second.begun++
      if (time > until) continue
      if (time < this.first) this.first = time
      if (time > this.last) this.last = time
      second.judged++
      if (isLeft(fates[row] as number)) second.left++
    }
  }

  /** Those in which so many were never completed, at such a share, and what they add up to. */
  flooded({ minPerSecond, minPercent }: { minPerSecond: number; minPercent: number }) {
    const sum = { seconds: new Set<number>(), begun: 0, judged: 0, left: 0, peak: 0 }
    for (const { number, begun, judged, left } of this.bySecond.values()) {
      if (left < minPerSecond || 100 * left < minPercent * judged) continue
      sum.seconds.add(number)
      sum.begun += begun
      sum.judged += judged
      sum.left += left
      sum.peak = Math.max(sum.peak, begun)
    }
    return sum
  }

  private second(number: number): Second {
    let second = this.bySecond.get(number)
    if (second === undefined) {
      second = { number, begun: 0, judged: 0, left: 0 }
      this.bySecond.set(number, second)
    }
    return second
  }
}

/** Equal parts of the time from the first handshake that can be judged to the last. */
export function slicesOf(
  target: FloodTarget,
  { times, fates, next }: FloodTargets,
  { first, last }: FloodSeconds,
): SynFloodFacts['slices'] {
  const width = Math.max(1, (last - first) / SLICES)
  const judged = new Uint32Array(SLICES)
  const left = new Uint32Array(SLICES)
  for (let row = target.first, rows = target.handshakes; rows > 0; row = next[row] as number) {
    rows--
    const time = times[row] as number
    if (time > last) continue
    const slice = Math.min(SLICES - 1, Math.floor((time - first) / width))
    judged[slice] = (judged[slice] as number) + 1
    if (isLeft(fates[row] as number)) left[slice] = (left[slice] as number) + 1
  }
  return Array.from(judged, (all, slice) => ({
    ...{ from: first + slice * width, judged: all, left: left[slice] ?? 0 },
  }))
}
