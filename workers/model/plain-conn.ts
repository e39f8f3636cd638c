/**
 * Records of connections as plain objects, which can be cloned and written. The return types are the
 * records' own, so that the compiler tells when a key is left out.
 */
import type { ConnRecord, ConnSide, Handshake } from './records'

export function plainConn(record: ConnRecord): ConnRecord {
  return {
    capture: record.capture,
    tap: record.tap,
    tunnel: record.tunnel,
    orig: record.orig,
    resp: record.resp,
    stream: record.stream,
    firstTime: record.firstTime,
    lastTime: record.lastTime,
    firstFrame: record.firstFrame,
    origSide: plainSide(record.origSide),
    respSide: plainSide(record.respSide),
    handshake: plainHandshake(record.handshake),
    replyLatency: record.replyLatency,
    repeated: record.repeated,
    repeatedTotal: record.repeatedTotal,
    closedBy: record.closedBy,
    silenceSurvived: record.silenceSurvived,
    reset: record.reset,
  }
}

export function plainSide(side: ConnSide): ConnSide {
  return {
    frames: side.frames,
    dataFrames: side.dataFrames,
    dataOctets: side.dataOctets,
    retransmissions: side.retransmissions,
    fastRetransmissions: side.fastRetransmissions,
    spuriousRetransmissions: side.spuriousRetransmissions,
    outOfOrder: side.outOfOrder,
    duplicateAcks: side.duplicateAcks,
    gaps: side.gaps,
    ackedUnseen: side.ackedUnseen,
    zeroWindows: side.zeroWindows,
    largestIpSent: side.largestIpSent,
    largestIpAcked: side.largestIpAcked,
    largestOuterSent: side.largestOuterSent,
    largestOuterAcked: side.largestOuterAcked,
    mss: side.mss,
    ttl: side.ttl,
    rttSamples: side.rttSamples,
    rttMin: side.rttMin,
    rttMean: side.rttMean,
    finSent: side.finSent,
    lastFrame: side.lastFrame,
    lastTime: side.lastTime,
    probes: side.probes,
    window: side.window,
    fullWindow: side.fullWindow,
    sumsChecked: side.sumsChecked,
    damage: side.damage,
    missing: side.missing,
    late: side.late,
  }
}

export function plainHandshake(handshake: Handshake): Handshake {
  return {
    outcome: handshake.outcome,
    synTime: handshake.synTime,
    synFrames: handshake.synFrames,
    synTimes: handshake.synTimes,
    synTotal: handshake.synTotal,
    synAckTime: handshake.synAckTime,
    synAckFrame: handshake.synAckFrame,
    synAckTotal: handshake.synAckTotal,
    ackTime: handshake.ackTime,
    ackFrame: handshake.ackFrame,
    answerLatency: handshake.answerLatency,
    latency: handshake.latency,
    refusedFrame: handshake.refusedFrame,
    challenge: handshake.challenge,
  }
}
