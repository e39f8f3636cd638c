/**
 * Timestamps of pcapng interfaces: 64 bits in units of `if_tsresol`, `if_tsoffset` seconds late.
 * draft-ietf-opsawg-pcapng §4.2, §4.3.
 */

const NANOS = 1_000_000_000n
const HALF = 2 ** 32

/** `if_tsresol` where the file gives none: microseconds. */
export const DEFAULT_TSRESOL = 6

export class Clock {
  private readonly ticksPerSecond: bigint
  private readonly offsetNs: bigint
  /** 0 where a tick is no whole number of nanoseconds. */
  private readonly nanosPerTick: number
  private epochNs = 0n
  /** The epoch in ticks, as two halves rounded down, and what rounding took away, in ns ≤ 0. */
  private epochHigh = 0
  private epochLow = 0
  private epochRest = 0

  /** `tsresol` as written: bit 7 set = negative power of two, else of ten. */
  constructor(tsresol: number, tsoffset: bigint) {
    const exponent = BigInt(tsresol & 0x7f)
    this.ticksPerSecond = tsresol & 0x80 ? 2n ** exponent : 10n ** exponent
    this.offsetNs = tsoffset * NANOS
    const whole = NANOS % this.ticksPerSecond === 0n
    this.nanosPerTick = whole ? Number(NANOS / this.ticksPerSecond) : 0
  }

  /** From now on `sinceEpoch` counts from here. */
  setEpoch(epochNs: bigint): void {
    this.epochNs = epochNs
    if (this.nanosPerTick === 0) return
    const tick = BigInt(this.nanosPerTick)
    const since = epochNs - this.offsetNs
    const rest = ((since % tick) + tick) % tick
    const ticks = (since - rest) / tick
    this.epochHigh = Number(ticks >> 32n)
    this.epochLow = Number(ticks & 0xffff_ffffn)
    this.epochRest = Number(-rest)
  }

  /** Nanoseconds since the epoch, rounded down to whole ones; exact below 2^53 ticks and ns. */
  sinceEpoch(high: number, low: number): number {
    if (this.nanosPerTick === 0) return Number(this.absolute(high, low) - this.epochNs)
    const ticks = (high - this.epochHigh) * HALF + (low - this.epochLow)
    return ticks * this.nanosPerTick + this.epochRest
  }

  /** Nanoseconds since 1970. */
  absolute(high: number, low: number): bigint {
    const ticks = (BigInt(high) << 32n) + BigInt(low)
    return (ticks * NANOS) / this.ticksPerSecond + this.offsetNs
  }
}
