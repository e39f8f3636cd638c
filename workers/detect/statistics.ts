/** The few statistics that detectors decide with. */

/** Middle value, the lower of two; 0 of nothing. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Nearest-rank quantile, `q` in (0, 1]; 0 of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0
}

/**
 * Fisher's exact test, one-sided: the chance that at least `badA` of the `badA + goodA` in group A
 * are bad when group B (`badB`, `goodB`) is bad just as often.
 */
export function fisher(badA: number, goodA: number, badB: number, goodB: number): number {
  const groupA = badA + goodA
  const bad = badA + badB
  const all = groupA + badB + goodB
  const scale = logChoose(all, groupA)
  let sum = 0
  for (let k = badA; k <= Math.min(groupA, bad); k++) {
    const term = Math.exp(logChoose(bad, k) + logChoose(all - bad, groupA - k) - scale)
    sum += term
    if (term < sum * 1e-12) break
  }
  return Math.min(1, sum)
}

/** Chance of `hits` or more in `of` independent tries that hit with probability `rate` each. */
export function binomialTail(hits: number, of: number, rate: number): number {
  // From the mean down the tail is one half or more: its size decides nothing.
  if (hits <= of * rate || rate >= 1) return 1
  let sum = 0
  for (let k = hits; k <= of; k++) {
    const term = Math.exp(logChoose(of, k) + k * Math.log(rate) + (of - k) * Math.log1p(-rate))
    sum += term
    if (term < sum * 1e-12) break
  }
  return Math.min(1, sum)
}

function logChoose(n: number, k: number): number {
  return k < 0 || k > n ? -Infinity : logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

/** Stirling's series (Abramowitz & Stegun 6.1.41) from 16 on, exact below. */
function logFactorial(n: number): number {
  if (n < 16) {
    let product = 1
    for (let i = 2; i <= n; i++) product *= i
    return Math.log(product)
  }
  const x = n + 1
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3)
  )
}
