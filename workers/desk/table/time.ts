/** Times of a table: nanoseconds since 1970 in 64 bits, with sign. */

const LATEST = 2n ** 63n - 1n
const EARLIEST = -(2n ** 63n)

/** null: 64 bits do not hold it. `since`: nanoseconds behind `epoch`. */
export function timeOf(epoch: bigint, since: number): bigint | null {
  const time = epoch + BigInt(Math.round(since))
  return time < EARLIEST || time > LATEST ? null : time
}
