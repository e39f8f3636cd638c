/**
 * Packets that a capture must have seen and does not hold, by what TCP and other taps say: sequence
 * numbers that jump over what was acknowledged and never repeated, and packets that the next tap on
 * their way holds. The system that captured lost them, whether it says so or not.
 */
import type { ConnRecord, ConnSide, PassageRecord } from '../model/records'

/** So many are needed, and such a share: a capture that begins or ends in the middle misses a few. */
const MIN_MISSED = 3
const MIN_SHARE = 0.004

/** Missed, and of how many. */
interface Share {
  missed: number
  of: number
}

export class MissedPackets {
  /** By capture: by its connections, before other taps, behind other taps. */
  private readonly byCapture = new Map<number, [Share, Share, Share]>()

  conn({ capture, origSide, respSide }: ConnRecord): void {
    if (origSide.frames === 0 || respSide.frames === 0) return
    // What a connection lacks that came to a good end was delivered, and passed unseen.
    const complete = origSide.finSent && respSide.finSent
    const missed = jumpsOf(origSide, complete) + jumpsOf(respSide, complete)
    this.add(capture, 0, missed, origSide.dataFrames + respSide.dataFrames + missed)
  }

  passage({ from, to, passed, missed, unseen }: PassageRecord): void {
    this.add(from.capture, 1, unseen, passed + unseen)
    this.add(to.capture, 2, missed, passed + missed)
  }

  /** null: nothing speaks against the capture. */
  of(capture: number): { missed: number; share: number } | null {
    const told = (this.byCapture.get(capture) ?? []).filter(
      ({ missed, of }) => missed >= MIN_MISSED && missed >= MIN_SHARE * of,
    )
    if (told.length === 0) return null
    return {
      missed: told.reduce((most, { missed }) => Math.max(most, missed), 0),
      share: told.reduce((most, { missed, of }) => Math.max(most, missed / of), 0),
    }
  }

  private add(capture: number, by: 0 | 1 | 2, missed: number, of: number): void {
    let shares = this.byCapture.get(capture)
    if (shares === undefined) {
      const none = () => ({ missed: 0, of: 0 })
      shares = [none(), none(), none()]
      this.byCapture.set(capture, shares)
    }
    shares[by].missed += missed
    shares[by].of += of
  }
}

/** A jump that nothing filled: what came again, or late, was lost or late on the way instead. */
function jumpsOf(side: ConnSide, complete: boolean): number {
  const { ackedUnseen, gaps, outOfOrder, retransmissions } = side
  return ackedUnseen + (complete ? Math.max(0, gaps - outOfOrder - retransmissions) : 0)
}
