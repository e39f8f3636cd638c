/**
 * One flow of the analysis document: a `ConnRecord` with its keys in one order, that of `plainConn`.
 * Return types are the records' own, so that the compiler tells when a key is left out.
 */
import { plainConn, plainHandshake, plainSide } from '../model/plain-conn'
import type {
  ChallengeRecord,
  BrokenSilence,
  ConnRecord,
  ConnReset,
  ConnSide,
  DamageRecord,
  Endpoint,
  FullWindowRecord,
  Handshake,
  ProbeRecord,
  RepeatedSegment,
  Tunnel,
  WindowRecord,
} from '../model/records'
import { communityId } from './community-id'

const TCP = 6

/** `communityId`: Community ID v1 of the innermost flow. */
export function flowDocument(conn: ConnRecord): ConnRecord & { communityId: string } {
  return {
    ...plainConn(conn),
    tunnel: conn.tunnel && tunnelDocument(conn.tunnel),
    orig: endpointDocument(conn.orig),
    resp: endpointDocument(conn.resp),
    origSide: sideDocument(conn.origSide),
    respSide: sideDocument(conn.respSide),
    handshake: handshakeDocument(conn.handshake),
    repeated: conn.repeated.map(repeatedDocument),
    reset: conn.reset && resetDocument(conn.reset),
    communityId: communityId(TCP, conn.orig, conn.resp),
  }
}

function endpointDocument({ address, port }: Endpoint): Endpoint {
  return { address, port }
}

export function tunnelDocument({ kind, src, dst, vni, udpPort, overhead }: Tunnel): Tunnel {
  return { kind, src, dst, vni, udpPort, overhead }
}

function sideDocument(side: ConnSide): ConnSide {
  return {
    ...plainSide(side),
    probes: side.probes && probesDocument(side.probes),
    window: side.window && windowDocument(side.window),
    fullWindow: side.fullWindow && fullWindowDocument(side.fullWindow),
    sumsChecked: side.sumsChecked,
    damage: side.damage && damageDocument(side.damage),
  }
}

function fullWindowDocument({ waits, time, window, longest }: FullWindowRecord): FullWindowRecord {
  return {
    waits,
    time,
    window,
    longest: longest.map((wait) => ({
      frame: wait.frame,
      time: wait.time,
      endFrame: wait.endFrame,
      endTime: wait.endTime,
      window: wait.window,
    })),
  }
}

function damageDocument(damage: DamageRecord): DamageRecord {
  const { wrong, partial, followed, delivered, repeated } = damage
  const samples = damage.samples.map((sample) => ({
    frame: sample.frame,
    time: sample.time,
    ipLength: sample.ipLength,
    delivered: sample.delivered,
    settledFrame: sample.settledFrame,
    settledTime: sample.settledTime,
  }))
  return { wrong, partial, followed, delivered, repeated, samples }
}

function probesDocument({ total, answered, unanswered, samples }: ProbeRecord): ProbeRecord {
  return {
    total,
    answered,
    unanswered,
    samples: samples.map(({ frame, time }) => ({ frame, time })),
  }
}

function windowDocument(window: WindowRecord): WindowRecord {
  return {
    filled: window.filled,
    closures: window.closures,
    closedTime: window.closedTime,
    probes: window.probes,
    longest: window.longest.map(({ frame, time, endFrame, endTime, probes }) => ({
      frame,
      time,
      endFrame,
      endTime,
      probes,
    })),
  }
}

function handshakeDocument(handshake: Handshake): Handshake {
  return {
    ...plainHandshake(handshake),
    challenge: handshake.challenge && challengeDocument(handshake.challenge),
  }
}

function challengeDocument(challenge: ChallengeRecord): ChallengeRecord {
  return {
    frame: challenge.frame,
    time: challenge.time,
    total: challenge.total,
    resetFrame: challenge.resetFrame,
    resetTime: challenge.resetTime,
    older: challenge.older,
    olderFrame: challenge.olderFrame,
    olderTime: challenge.olderTime,
  }
}

function repeatedDocument(segment: RepeatedSegment): RepeatedSegment {
  const { sackHole } = segment
  return {
    from: segment.from,
    seq: segment.seq,
    relativeSeq: segment.relativeSeq,
    length: segment.length,
    ipLength: segment.ipLength,
    outerLength: segment.outerLength,
    dontFragment: segment.dontFragment,
    outerDontFragment: segment.outerDontFragment,
    transmissions: segment.transmissions.map(({ frame, time }) => ({ frame, time })),
    transmissionTotal: segment.transmissionTotal,
    acked: segment.acked,
    ackTime: segment.ackTime,
    ackFrame: segment.ackFrame,
    sackHole: sackHole && {
      left: sackHole.left,
      right: sackHole.right,
      frame: sackHole.frame,
      time: sackHole.time,
    },
    before: segment.before,
    after: segment.after,
  }
}

function resetDocument(reset: ConnReset): ConnReset {
  return {
    from: reset.from,
    frame: reset.frame,
    time: reset.time,
    total: reset.total,
    origTotal: reset.origTotal,
    respTotal: reset.respTotal,
    sentAfter: reset.sentAfter,
    ttl: reset.ttl,
    otherTtls: reset.otherTtls,
    ipId: reset.ipId,
    window: reset.window,
    hasAck: reset.hasAck,
    sequence: reset.sequence,
    finBefore: reset.finBefore,
    lastData: reset.lastData,
    senderUnacked: reset.senderUnacked,
    receiverUnacked: reset.receiverUnacked,
    silence: reset.silence && silenceDocument(reset.silence),
    origBase: reset.origBase,
    respBase: reset.respBase,
  }
}

function silenceDocument({ length, from, frame, time, fin, sent }: BrokenSilence): BrokenSilence {
  return { length, from, frame, time, fin, sent }
}
