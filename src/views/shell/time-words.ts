/** Moments of a case in words, as exact as what is seen asks for. */
import type { Spine } from '../../../workers/model/run'
import { formatClock, formatDayClock } from '../../text/format'
import { text } from '../../text'
import type { Stretch } from './brush'

const DAY = 86_400e9 // ns; a longer case says on which day it was

/** A moment of the case, UTC, to the millisecond; in one of more than a day with its day. */
export function momentWords({ startNs, binNanos, packets }: Spine, nanos: number): string {
  const write = isLong({ binNanos, packets }) ? formatDayClock : formatClock
  return write(startNs, nanos, 3)
}

/** Do times of day leave the day open? */
export const isLong = ({ binNanos, packets }: Pick<Spine, 'binNanos' | 'packets'>): boolean =>
  binNanos * packets.length > DAY

/** As many digits of the second as tell two moments apart that lie this far from each other. */
export function digitsFor(nanos: number): number {
  return nanos < 10e6 ? 6 : nanos < 5e9 ? 3 : 0
}

/** Digits of moments within `span` that tell parts of `nanos` apart; −1: days. */
export const digitsWithin = (span: number, nanos: number): number =>
  span > DAY ? -1 : digitsFor(nanos)

/** A stretch from moment to moment, UTC; one of more than a day with its days. */
export function stretchWords(
  startNs: string,
  { from, to }: Stretch,
  digits = digitsWithin(to - from, to - from),
): string {
  return text.spine.at(formatClock(startNs, from, digits), formatClock(startNs, to, digits))
}
