/** What rows of connections say, where it takes more than reading one of their cells. */
import { MAX_REPEATED_PER_FLOW } from '../limits/limits'
import type {
  ChallengeRecord,
  ConnRecord,
  Endpoint,
  HandshakeOutcome,
  RepeatedSegment,
  Tunnel,
} from '../model/records'
import * as at from './conn-rows'
import type { Conns } from './conns'

/** The first frame need not be of the side that began: a capture may start in the middle. */
export function fromOrig(tunnel: Tunnel | null, forth: boolean): Tunnel | null {
  return tunnel === null || forth ? tunnel : { ...tunnel, src: tunnel.dst, dst: tunnel.src }
}

export function closedBy(closed: number): ConnRecord['closedBy'] {
  if ((closed & at.BY_RST) !== 0) return 'rst'
  return (closed & at.BY_FIN) !== 0 ? 'fin' : 'none'
}

export function endpoint(conns: Conns, row: number, which: number): Endpoint {
  const side = which === 0 ? 0 : 1
  return { address: conns.tuples.address(row, side), port: conns.tuples.port(row, side) }
}

export function hasClosed(conns: Conns, side: number): boolean {
  const closed = conns.rows.u[(side >>> 1) * at.CONN_WORDS + at.CLOSED] as number
  return (closed & (at.FIN_OF << (side & 1))) !== 0
}

export function challenge(conns: Conns, conn: number): ChallengeRecord | null {
  const u = (of: number, index: number) => conns.rows.u[of * at.CONN_WORDS + index] as number
  const syn = conns.baseSeq(2 * conn + u(conn, at.ORIG))
  const seen = conns.handshakes.challenges.of(conn, syn)
  if (seen === null) return null
  const older = u(conn, at.PREVIOUS) - 1
  if (older < 0) return { ...seen, older: 'unseen', olderFrame: 0, olderTime: -1 }
  return {
    ...seen,
    older: closedBy(u(older, at.CLOSED)),
    olderFrame: Math.max(conns.lastFrame(2 * older), conns.lastFrame(2 * older + 1)),
    olderTime: conns.endTime(older),
  }
}

export function outcome(
  syn: number,
  synAck: number,
  ack: number,
  refused: number,
): HandshakeOutcome {
  if (syn < 0) return 'not-captured'
  if (refused > 0) return 'refused'
  if (synAck < 0) return 'unanswered'
  return ack < 0 ? 'no-final-ack' : 'complete'
}

/** Shared by all connections that repeated nothing. */
const NONE: RepeatedSegment[] = []

/** Of both sides, those that were never acknowledged first, then by number of transmissions. */
export function repeated(conns: Conns, origSide: number): RepeatedSegment[] {
  const { repeats } = conns.delivery
  if (repeats.total(origSide) + repeats.total(origSide ^ 1) === 0) return NONE
  const all = [origSide, origSide ^ 1].flatMap((index) => repeats.of(index))
  return [...all]
    .sort(
      (a, b) =>
        Number(a.acked) - Number(b.acked) ||
        b.transmissionTotal - a.transmissionTotal ||
        (a.transmissions[0]?.frame ?? 0) - (b.transmissions[0]?.frame ?? 0),
    )
    .slice(0, MAX_REPEATED_PER_FLOW)
    .map((repeat) => ({
      from: repeat.side === origSide ? 'orig' : 'resp',
      seq: repeat.seq,
      relativeSeq: (repeat.seq - conns.baseSeq(repeat.side)) >>> 0,
      length: (repeat.end - repeat.seq) >>> 0,
      ipLength: repeat.ipLength,
      outerLength: repeat.outerLength,
      dontFragment: repeat.dontFragment,
      outerDontFragment: repeat.outerDontFragment,
      transmissions: repeat.transmissions.slice(),
      transmissionTotal: repeat.transmissionTotal,
      acked: repeat.acked,
      ackTime: repeat.ackTime,
      ackFrame: repeat.ackFrame,
      sackHole: repeat.sackHole,
      before: repeat.before,
      after: repeat.after,
    }))
}
