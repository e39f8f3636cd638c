/**
 * Which pairs of hosts lose more than the others do: by chance alone, some of a thousand pairs
 * always look bad.
 */
import { binomialTail } from './statistics'

/** Of one pair, or of many together. */
interface Counts {
  lost: number
  dataSegments: number
}

/** Sums over pairs, from which rate and dispersion of the loss follow. */
export class LossTotals implements Counts {
  pairs = 0
  lossyPairs = 0
  lost = 0
  dataSegments = 0
  /** Sum of lost² / dataSegments. */
  private squares = 0

  static of(pairs: Iterable<Counts>): LossTotals {
    const totals = new LossTotals()
    for (const pair of pairs) totals.add(pair)
    return totals
  }

  add({ lost, dataSegments }: Counts): void {
    this.change(lost, dataSegments, 1)
  }

  without(pairs: Iterable<Counts>): LossTotals {
    const rest = new LossTotals()
    rest.pairs = this.pairs
    rest.lossyPairs = this.lossyPairs
    rest.lost = this.lost
    rest.dataSegments = this.dataSegments
    rest.squares = this.squares
    for (const { lost, dataSegments } of pairs) rest.change(lost, dataSegments, -1)
    return rest
  }

  /** Share of the segments that were lost. One loss is added: a few clean segments prove little. */
  get rate(): number {
    return (this.lost + 1) / (this.dataSegments + 1)
  }

  /**
   * How many losses come together: the variance between pairs against that of independent losses
   * (Pearson's χ² by its degrees of freedom), 1 or more.
   */
  get cluster(): number {
    const rate = this.lost / this.dataSegments
    const expected = rate * (1 - rate) * (this.pairs - 1)
    return expected > 0 ? Math.max(1, (this.squares - rate * this.lost) / expected) : 1
  }

  private change(lost: number, dataSegments: number, sign: 1 | -1): void {
    if (dataSegments === 0) return
    this.pairs += sign
    if (lost > 0) this.lossyPairs += sign
    this.lost += sign * lost
    this.dataSegments += sign * dataSegments
    this.squares += (sign * lost * lost) / dataSegments
  }
}

export interface OutlierLimits {
  minOthers: number
  maxChance: number
}

/** The worst pairs, up to so many and a quarter of all, are compared with the rest, lest they hide one another. */
const ASIDE = 10
/** Further ones would make no other finding. */
const MAX_OUTLIERS = 100

/**
 * The candidates that lose more than the rest of all pairs, one-sided binomial test with a chance
 * of `maxChance` for all of them together (Bonferroni). Losses that come in clusters count as one.
 * All stand out while the others have fewer than `minOthers` data segments.
 */
export function outliersOf<P extends Counts>(
  candidates: readonly P[],
  all: LossTotals,
  { minOthers, maxChance }: OutlierLimits,
): Set<P> {
  const { rate } = all
  const excess = ({ lost, dataSegments }: P) =>
    (lost - rate * dataSegments) / Math.sqrt(rate * dataSegments)
  const sorted = [...candidates].sort((a, b) => excess(b) - excess(a))
  const bound = maxChance / candidates.length
  const standsOut = (pair: P, others: LossTotals): boolean =>
    others.dataSegments < minOthers || chanceOf(pair, others) <= bound
  const outliers = new Set<P>()
  let rest = all
  while (outliers.size < MAX_OUTLIERS) {
    const suspects = sorted.filter((pair) => !outliers.has(pair))
    const aside = suspects.slice(0, Math.min(ASIDE, Math.floor(all.pairs / 4)))
    const calm = rest.without(aside)
    const found =
      aside.length > 0
        ? aside.filter((pair) => standsOut(pair, calm))
        : suspects.filter((pair) => standsOut(pair, rest.without([pair])))
    if (found.length === 0) break
    for (const pair of found) outliers.add(pair)
    rest = rest.without(found)
  }
  return outliers
}

function chanceOf({ lost, dataSegments }: Counts, others: LossTotals): number {
  const { cluster, rate } = others
  return binomialTail(Math.floor(lost / cluster), Math.ceil(dataSegments / cluster), rate)
}
