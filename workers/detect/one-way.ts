/**
 * Conversations of which a tap shows one direction although the other must have existed: its
 * acknowledgements advance over data that is not there, or replies come to requests never seen.
 * What such a tap does not show is no proof that it did not happen.
 */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord, ConnSide, EchoPathRecord } from '../model/records'
import { BoundedMap } from './bounded-map'
import { placeNumber } from './way'

export type Missing = 'orig' | 'resp'

/** Which side of the connection is missing although it must have spoken; null: none. */
export function missingSide({ origSide, respSide, handshake }: ConnRecord): Missing | null {
  if (respSide.frames === 0 && origSide.frames > 0) {
    const answered = respSide.ackedUnseen > 0 || hasSpokenOn(origSide, handshake.synTotal)
    return answered ? 'resp' : null
  }
  if (origSide.frames === 0 && respSide.frames > 0) {
    const asked = origSide.ackedUnseen > 0 || hasSpokenOn(respSide, handshake.synAckTotal)
    return asked ? 'orig' : null
  }
  return null
}

/** Data follows only upon an established connection; a lone SYN or SYN-ACK proves nothing. */
function hasSpokenOn(side: ConnSide, opening: number): boolean {
  return side.dataFrames > 0 && side.frames > opening
}

/** Share of one-way conversations from which a tap is not believed when it misses something. */
const BLIND_SHARE = 0.2
const BLIND_COUNT = 3

interface Place {
  capture: number
  tap: number
}

interface Tally extends Place {
  oneWay: number
  bothWays: number
}

/** Counts, per tap, the conversations seen one way and both ways. */
export class OneWayTaps {
  private readonly tallies = new BoundedMap<number, Tally>(MAX_PATHS)
  /** Records of one tap come one after another. */
  private lastTally: Tally | null = null

  conn(record: ConnRecord): void {
    const { origSide, respSide } = record
    if (missingSide(record)) this.count(record, 1, 0)
    else if (origSide.frames > 0 && respSide.frames > 0) this.count(record, 0, 1)
  }

  echoPath(record: EchoPathRecord): void {
    if (record.requests === 0 && record.unasked > 0) this.count(record, 1, 0)
    else if (record.requests > 0 && record.replies > 0) this.count(record, 0, 1)
  }

  /** True when what this tap misses must not be held against the network. */
  isBlind(capture: number, tap: number): boolean {
    const tally = this.tallies.get(placeNumber(capture, tap))
    if (!tally) return false
    const { oneWay, bothWays } = tally
    return oneWay >= BLIND_COUNT && oneWay >= BLIND_SHARE * (oneWay + bothWays)
  }

  private count({ capture, tap }: Place, oneWay: number, bothWays: number): void {
    let tally = this.lastTally
    if (tally?.capture !== capture || tally.tap !== tap) {
      tally = this.tallies.upsert(placeNumber(capture, tap), () => ({
        capture,
        tap,
        oneWay: 0,
        bothWays: 0,
      }))
      this.lastTally = tally
    }
    if (!tally) return
    tally.oneWay += oneWay
    tally.bothWays += bothWays
  }
}
