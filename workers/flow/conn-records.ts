/** Rows of connections as the records that detectors and the page read. */
import { MAX_REPEATED_PER_FLOW } from '../limits/limits'
import type {
  ChallengeRecord,
  ConnRecord,
  ConnSide,
  Endpoint,
  Handshake,
  HandshakeOutcome,
  RepeatedSegment,
  Tunnel,
} from '../model/records'
import * as at from './conn-rows'
import type { Conns } from './conns'
import { resetOf } from './reset-records'

export function connRecord(
  conns: Conns,
  conn: number,
  capture: number,
  describe: (tunnel: number) => Tunnel | null,
): ConnRecord {
  const u = (index: number) => conns.rows.u[conn * at.CONN_WORDS + index] as number
  const f = (index: number) => conns.rows.f[conn * at.CONN_DOUBLES + index] as number
  const origSide = 2 * conn + u(at.ORIG)
  const respSide = origSide ^ 1
  return {
    capture,
    tap: u(at.TAP),
    tunnel: fromOrig(describe(u(at.TUNNEL) >>> 1), (u(at.TUNNEL) & 1) === u(at.ORIG)),
    orig: endpoint(conns, u(at.TUPLE_ROW), u(at.ORIG)),
    resp: endpoint(conns, u(at.TUPLE_ROW), 1 - u(at.ORIG)),
    stream: u(at.STREAM),
    firstTime: f(at.FIRST_TIME),
    lastTime: conns.endTime(conn),
    firstFrame: u(at.FIRST_FRAME),
    origSide: side(conns, origSide),
    respSide: side(conns, respSide),
    handshake: handshake(conns, conn),
    replyLatency: conns.firstReplies.latency(conn),
    repeated: repeated(conns, origSide),
    repeatedTotal: conns.delivery.repeats.total(origSide) + conns.delivery.repeats.total(respSide),
    closedBy: closedBy(u(at.CLOSED)),
    silenceSurvived: conns.resets.silences.survived(conn),
    reset: resetOf(conns, conn),
  }
}

/** The first frame need not be of the side that began: a capture may start in the middle. */
function fromOrig(tunnel: Tunnel | null, forth: boolean): Tunnel | null {
  return tunnel === null || forth ? tunnel : { ...tunnel, src: tunnel.dst, dst: tunnel.src }
}

function closedBy(closed: number): ConnRecord['closedBy'] {
  if ((closed & at.BY_RST) !== 0) return 'rst'
  return (closed & at.BY_FIN) !== 0 ? 'fin' : 'none'
}

function endpoint(conns: Conns, row: number, which: number): Endpoint {
  const side = which === 0 ? 0 : 1
  return { address: conns.tuples.address(row, side), port: conns.tuples.port(row, side) }
}

function side(conns: Conns, index: number): ConnSide {
  const u = (word: number) => conns.sides.u[index * at.SIDE_WORDS + word] as number
  const f = (double: number) => conns.sides.f[index * at.SIDE_DOUBLES + double] as number
  const samples = u(at.RTT_SAMPLES)
  return {
    frames: u(at.FRAMES),
    dataFrames: u(at.DATA_FRAMES),
    dataOctets: f(at.DATA_OCTETS),
    retransmissions: u(at.RETRANSMISSIONS),
    fastRetransmissions: u(at.FAST),
    spuriousRetransmissions: u(at.SPURIOUS),
    outOfOrder: u(at.REORDERED),
    duplicateAcks: u(at.DUP_ACKS),
    gaps: u(at.GAPS),
    ackedUnseen: u(at.ACKED_UNSEEN),
    zeroWindows: u(at.ZERO_WINDOWS),
    largestIpSent: u(at.IP_SENT),
    largestIpAcked: u(at.IP_ACKED),
    largestOuterSent: u(at.OUTER_SENT),
    largestOuterAcked: u(at.OUTER_ACKED),
    mss: u(at.MSS),
    ttl: u(at.TTL),
    rttSamples: samples,
    rttMin: samples === 0 ? 0 : f(at.RTT_MIN),
    rttMean: samples === 0 ? 0 : f(at.RTT_SUM) / samples,
    finSent: hasClosed(conns, index),
    lastFrame: conns.lastFrame(index),
    lastTime: u(at.FRAMES) === 0 ? -1 : conns.lastTime(index),
    probes: conns.liveness.probes.record(index, conns.lastFrame(index ^ 1)),
    window: conns.liveness.windows.record(index, conns.endTime(index >>> 1)),
  }
}

function hasClosed(conns: Conns, side: number): boolean {
  const closed = conns.rows.u[(side >>> 1) * at.CONN_WORDS + at.CLOSED] as number
  return (closed & (at.FIN_OF << (side & 1))) !== 0
}

function handshake(conns: Conns, conn: number): Handshake {
  const u = (index: number) => conns.rows.u[conn * at.CONN_WORDS + index] as number
  const f = (index: number) => conns.rows.f[conn * at.CONN_DOUBLES + index] as number
  const synTime = f(at.SYN_TIME)
  const synAckTime = f(at.SYN_ACK_TIME)
  const ackTime = f(at.ACK_TIME)
  const repeats = conns.handshakes.repeats.get(conn)
  const seen = synTime >= 0
  return {
    outcome: outcome(synTime, synAckTime, ackTime, u(at.REFUSED_FRAME)),
    synTime,
    synFrames: repeats?.frames.slice() ?? (seen ? [u(at.SYN_FRAME)] : []),
    synTimes: repeats?.times.slice() ?? (seen ? [synTime] : []),
    synTotal: u(at.SYN_TOTAL),
    synAckTime,
    synAckFrame: u(at.SYN_ACK_FRAME),
    synAckTotal: u(at.SYN_ACK_TOTAL),
    ackTime,
    ackFrame: u(at.ACK_FRAME),
    answerLatency: seen && synAckTime >= 0 ? synAckTime - synTime : -1,
    latency: seen && ackTime >= 0 ? ackTime - synTime : -1,
    refusedFrame: u(at.REFUSED_FRAME),
    challenge: challenge(conns, conn),
  }
}

function challenge(conns: Conns, conn: number): ChallengeRecord | null {
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

function outcome(syn: number, synAck: number, ack: number, refused: number): HandshakeOutcome {
  if (syn < 0) return 'not-captured'
  if (refused > 0) return 'refused'
  if (synAck < 0) return 'unanswered'
  return ack < 0 ? 'no-final-ack' : 'complete'
}

/** Of both sides, those that were never acknowledged first, then by number of transmissions. */
function repeated(conns: Conns, origSide: number): RepeatedSegment[] {
  const all = [origSide, origSide ^ 1].flatMap((index) => conns.delivery.repeats.of(index))
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
