/** Repetitions that were not needed: what they repeat was delayed, not lost. */
import type { Nanos } from '../model/units'
import * as at from './conn-rows'
import type { Repeat } from './repeats'
import { bump, type Rows } from './rows'

/**
 * What is acknowledged sooner than its repetition can have been had arrived before (RFC 3522 tells
 * it by timestamps). `least`: shortest time from the tap to the receiver and back, 0: unknown.
 */
export function acquitDelayed(
  { u }: Rows,
  side: number,
  acked: readonly Repeat[],
  time: Nanos,
  least: Nanos,
): void {
  const s = side * at.SIDE_WORDS
  for (const { transmissions, transmissionTotal } of acked) {
    const last = transmissions.at(-1)
    if (!last || transmissionTotal > transmissions.length || time - last.time >= least) continue
    if ((u[s + at.RETRANSMISSIONS] as number) === 0) return
    u[s + at.RETRANSMISSIONS] = (u[s + at.RETRANSMISSIONS] as number) - 1
    bump(u, s + at.SPURIOUS)
  }
}
