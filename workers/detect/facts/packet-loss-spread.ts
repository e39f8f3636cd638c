/** What `packet-loss` found out about many pairs of hosts at once. */
import type { LossFacts } from './packet-loss'

/** What lossy pairs have in common, and most of the others have not. */
export interface CommonFactor {
  kind: 'source' | 'destination' | 'host' | 'tunnel end' | 'tap'
  name: string
}

export interface LossSpreadFacts {
  /** spread: no pair stands out, all of them are counted. outliers: those that do, and only those. */
  kind: 'spread' | 'outliers'
  lost: number
  dataSegments: number
  /** Sources and destinations with loss among `allPairs`. */
  pairs: number
  allPairs: number
  /** Pairs beyond the thresholds, worst first; `gaps` and `fast` are theirs. */
  worst: readonly LossFacts[]
  gaps: number
  fast: number
  factor: CommonFactor | null
  /** All other pairs, with which outliers are compared. */
  others: { lost: number; dataSegments: number }
}
