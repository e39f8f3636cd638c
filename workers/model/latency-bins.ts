/**
 * Latencies in bins that double, cut at 1 s · 2^k: time-outs are whole seconds (RFC 6298: 1 s, then
 * 3 s and 7 s after the first SYN), so a wait for one begins a bin or lies well inside.
 */
import { NANOS_PER_SECOND, type Nanos } from './units'

/** Bin k counts [unit · 2^k, unit · 2^(k + 1)), bin `least` also all below. */
export interface BinCut {
  unit: Nanos
  least: number
}

export interface LatencyBin {
  exponent: number
  count: number
}

/** The least bin ends at 1.86 ns: clocks that tell no more than microseconds give zeros. */
export const BIN_CUT: BinCut = { unit: NANOS_PER_SECOND, least: -30 }

/** How cases of earlier versions were cut, whose figures do not say it. */
const FORMER_CUT: BinCut = { unit: 1000, least: 0 }

/** Counts latencies, one after the other. */
export class LatencyBins {
  readonly #counts: number[] = []

  add(latency: Nanos): void {
    const index = binOf(latency) - BIN_CUT.least
    this.#counts[index] = (this.#counts[index] ?? 0) + 1
  }

  /** From the least to the greatest, without empty ones. */
  list(): LatencyBin[] {
    return [...this.#counts.entries()].flatMap(([index, count = 0]) =>
      count > 0 ? [{ exponent: BIN_CUT.least + index, count }] : [],
    )
  }
}

/** Exact: what equals an edge lies above it. */
function binOf(latency: Nanos): number {
  const { unit, least } = BIN_CUT
  if (latency < unit * 2 ** (least + 1)) return least
  // A logarithm may round across an edge; a product with a power of two is exact.
  const near = Math.round(Math.log2(latency / unit))
  return latency < unit * 2 ** near ? near - 1 : near
}

/** Where a bin begins, and where the one below it ends. */
export function binEdge(exponent: number, { unit, least }: BinCut = FORMER_CUT): Nanos {
  return exponent <= least ? 0 : unit * 2 ** exponent
}
