/** The part of a case's time that is looked at. */
import type { Nanos } from './units'

export interface TimeScope {
  /** First frame of each capture, ns since that of the case. */
  starts: readonly Nanos[]
  /** 0: from the beginning on. */
  from: Nanos
  /** Inclusive; Infinity: to the end. */
  to: Nanos
}

/** Since the first frame of a capture, both inclusive. */
export interface TimeRange {
  from: Nanos
  to: Nanos
}

export const isWhole = ({ from, to }: TimeScope): boolean => from <= 0 && to === Infinity

/** What of a capture is looked at; undefined: all of it. */
export function rangeWithin(scope: TimeScope | undefined, capture: number): TimeRange | undefined {
  if (scope === undefined || isWhole(scope)) return undefined
  const start = scope.starts[capture] ?? 0
  return { from: scope.from - start, to: scope.to - start }
}
