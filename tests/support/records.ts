/**
 * Records as the flow engine would send them, for tests of detectors: complete and unremarkable,
 * except for what a test says. Captures and connections; `path-records.ts` has the others.
 */
import type {
  CaptureRecord,
  ConnRecord,
  ConnSide,
  Handshake,
  RepeatedSegment,
  Tunnel,
} from '../../workers/model/records'

export const MS = 1e6
export const SECOND = 1e9

/** VXLAN over IPv4 between two nodes: 20 + 8 + 8 + 14 octets. */
export function vxlan(src = '172.16.0.1', dst = '172.16.0.2', udpPort = 8472): Tunnel {
  return { kind: 'vxlan', src, dst, vni: 1, udpPort, overhead: 50 }
}

export function captureRecord(changed: Partial<CaptureRecord> = {}): CaptureRecord {
  const capture = changed.capture ?? 0
  return {
    capture,
    name: `capture-${String(capture)}.pcap`,
    packets: 1000,
    duration: 60 * SECOND,
    startMs: Date.UTC(2026, 2, 1),
    taps: [{ capture, tap: 0, name: 'eth0' }],
    dropped: -1,
    truncatedFrames: 0,
    shortestCut: Infinity,
    stepsBack: 0,
    largestStepBack: 0,
    superPackets: 0,
    ipFrames: 1000,
    copies: {
      originals: 0,
      otherTap: 0,
      sameTap: 0,
      ttlLower: 0,
      tunnelDiffers: 0,
      medianGap: 0,
      pairs: [],
    },
    ...changed,
  }
}

export function side(changed: Partial<ConnSide> = {}): ConnSide {
  const largestIpAcked = changed.largestIpAcked ?? 200
  return {
    frames: 5,
    dataFrames: 1,
    dataOctets: 100,
    retransmissions: 0,
    fastRetransmissions: 0,
    spuriousRetransmissions: 0,
    outOfOrder: 0,
    duplicateAcks: 0,
    gaps: 0,
    ackedUnseen: 0,
    zeroWindows: 0,
    largestIpSent: largestIpAcked,
    largestIpAcked,
    largestOuterSent: largestIpAcked,
    largestOuterAcked: largestIpAcked,
    mss: 1460,
    ttl: 64,
    rttSamples: 1,
    rttMin: 1 * MS,
    rttMean: 1 * MS,
    finSent: false,
    lastFrame: 9,
    lastTime: 1 * SECOND,
    probes: null,
    window: null,
    fullWindow: null,
    sumsChecked: changed.frames ?? 5,
    damage: null,
    missing: [],
    late: [],
    ...changed,
  }
}

/** A side that this tap did not see. */
export const absent = (changed: Partial<ConnSide> = {}): ConnSide =>
  side({
    frames: 0,
    dataFrames: 0,
    dataOctets: 0,
    largestIpAcked: 0,
    mss: 0,
    rttSamples: 0,
    lastFrame: 0,
    lastTime: -1,
    ...changed,
  })

/** A complete handshake whose SYN is sent at `synTime`. */
export function handshake(synTime = 0, changed: Partial<Handshake> = {}): Handshake {
  const answerLatency = changed.answerLatency ?? 1 * MS
  return {
    outcome: 'complete',
    synTime,
    synFrames: [1],
    synTimes: [synTime],
    synTotal: 1,
    synAckTime: synTime + answerLatency,
    synAckFrame: 2,
    synAckTotal: 1,
    ackTime: synTime + answerLatency + 0.1 * MS,
    ackFrame: 3,
    answerLatency,
    latency: answerLatency + 0.1 * MS,
    refusedFrame: 0,
    challenge: null,
    ...changed,
  }
}

/** SYNs at these times, and no answer. */
export function unanswered(...synTimes: number[]): Handshake {
  return handshake(synTimes[0], {
    outcome: 'unanswered',
    synTimes,
    synFrames: synTimes.map((_, index) => 100 + index),
    synTotal: synTimes.length,
    synAckTime: -1,
    synAckFrame: 0,
    synAckTotal: 0,
    ackTime: -1,
    ackFrame: 0,
    answerLatency: -1,
    latency: -1,
  })
}

export function conn(changed: Partial<ConnRecord> = {}): ConnRecord {
  return {
    capture: 0,
    tap: 0,
    tunnel: null,
    orig: { address: '10.0.0.1', port: 40_000 },
    resp: { address: '10.0.0.2', port: 80 },
    stream: 0,
    firstTime: 0,
    lastTime: 1 * SECOND,
    firstFrame: 1,
    origSide: side(),
    respSide: side(),
    handshake: handshake(),
    replyLatency: 1 * MS,
    repeated: [],
    repeatedTotal: 0,
    closedBy: 'fin',
    silenceSurvived: 0,
    reset: null,
    ...changed,
  }
}

/** A segment of `ipLength` octets sent at the given times and never acknowledged. */
export function lostSegment(
  ipLength: number,
  times: readonly number[],
  changed: Partial<RepeatedSegment> = {},
): RepeatedSegment {
  return {
    from: 'resp',
    seq: 5000,
    relativeSeq: 1,
    length: ipLength - 52,
    ipLength,
    outerLength: ipLength,
    dontFragment: true,
    outerDontFragment: false,
    transmissions: times.map((time, index) => ({ frame: 20 + index, time })),
    transmissionTotal: times.length,
    acked: false,
    ackTime: -1,
    ackFrame: 0,
    sackHole: null,
    before: 0,
    after: 0,
    ...changed,
  }
}
