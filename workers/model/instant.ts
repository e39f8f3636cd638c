/** Points of time in UTC, ISO 8601 without the T. */

const NANOS = 1_000_000_000n
/** Milliseconds that a `Date` can hold, ECMA-262 §21.4.1.1. */
const LAST_MS = 8_640_000_000_000_000n

export interface Instant {
  /** The second at hand, also before 1970. */
  date: Date
  /** `2024-03-05`; beyond the year 9999 with a sign and six digits of the year. */
  day: string
  /** `10:50:37` */
  clock: string
  /** Nine digits of the second. */
  fraction: string
}

/** `nanos` since 1970; `null`: no `Date` reaches so far. */
export function instantAt(nanos: bigint): Instant | null {
  const rest = ((nanos % NANOS) + NANOS) % NANOS
  const ms = ((nanos - rest) / NANOS) * 1000n
  if (ms > LAST_MS || ms < -LAST_MS) return null
  const date = new Date(Number(ms))
  const [day = '', clock = ''] = date.toISOString().split('T')
  return { date, day, clock: clock.slice(0, 8), fraction: String(rest).padStart(9, '0') }
}

/** Of what has no date: so it stands in the file. */
export const sinceEpoch = (nanos: bigint): string => `${String(nanos)} ns`
