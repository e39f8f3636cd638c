/**
 * Records as the flow engine would send them, for tests of detectors: complete and unremarkable,
 * except for what a test says.
 */
import { type Detector, type DetectorRun, runDetectors } from '../../workers/detect/detector'
import type { Finding } from '../../workers/model/finding'
import type {
  CaptureRecord,
  ConnRecord,
  ConnSide,
  DatagramRecord,
  EchoPathRecord,
  FragmentPathRecord,
  Handshake,
  HostPairRecord,
  IcmpErrorRecord,
  RecordHandlers,
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
    taps: [{ capture, tap: 0, name: 'eth0' }],
    dropped: -1,
    truncatedFrames: 0,
    superPackets: 0,
    ipFrames: 1000,
    copies: {
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
    repeated: [],
    repeatedTotal: 0,
    closedBy: 'fin',
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

export function echoPath(changed: Partial<EchoPathRecord> = {}): EchoPathRecord {
  return {
    capture: 0,
    tap: 0,
    tunnel: null,
    src: '10.0.0.1',
    dst: '10.0.0.2',
    requests: 5,
    replies: 5,
    unasked: 0,
    sizes: [echoSize(84, 5, 5)],
    rttMin: 1 * MS,
    rttMax: 1 * MS,
    rttMean: 1 * MS,
    unansweredFrames: [],
    pending: 0,
    ...changed,
  }
}

export function echoSize(
  ipLength: number,
  requests: number,
  answered: number,
  overhead = 0,
): EchoPathRecord['sizes'][number] {
  return { ipLength, outerLength: ipLength + overhead, requests, answered, dontFragment: true }
}

export function datagram(changed: Partial<DatagramRecord> = {}): DatagramRecord {
  const tailFirst = changed.tailFirst ?? false
  const head = { offset: 0, length: 1440, ipLength: 1460, more: true, copy: false }
  const tail = { offset: 1440, length: 18, ipLength: 38, more: false, copy: false }
  const [first, second] = tailFirst ? [tail, head] : [head, tail]
  return {
    capture: 0,
    tap: 0,
    ipVersion: 4,
    src: '172.16.0.1',
    dst: '172.16.0.2',
    proto: 17,
    id: 37_026,
    fragments: [
      { ...first, frame: 13, time: 1 * SECOND },
      { ...second, frame: 14, time: 1 * SECOND + 0.19 * MS },
    ],
    fragmentTotal: 2,
    outcome: 'complete',
    tailFirst,
    headLate: tailFirst ? 0.19 * MS : 0,
    holes: [],
    carries: vxlan(),
    inner: {
      label: 'ICMP echo request',
      src: '10.42.0.15',
      dst: '10.42.1.23',
      ipLength: 1428,
      proto: 1,
    },
    answered: !tailFirst,
    answerFrame: tailFirst ? 0 : 16,
    answerAfter: tailFirst ? 0 : 1 * MS,
    icmpTimeoutFrame: 0,
    icmpTimeoutTime: 0,
    ...changed,
  }
}

/** `counts`: answered and unanswered, in order and tail first. */
export function fragmentPath(
  counts: { inOrder: [number, number]; tailFirst: [number, number] },
  changed: Partial<FragmentPathRecord> = {},
): FragmentPathRecord {
  const [headFirstAnswered, headFirstUnanswered] = counts.inOrder
  const [tailFirstAnswered, tailFirstUnanswered] = counts.tailFirst
  const headFirst = headFirstAnswered + headFirstUnanswered
  const tailFirst = tailFirstAnswered + tailFirstUnanswered
  return {
    capture: 0,
    tap: 0,
    ipVersion: 4,
    src: '172.16.0.1',
    dst: '172.16.0.2',
    carries: vxlan(),
    datagrams: headFirst + tailFirst,
    headFirst,
    tailFirst,
    complete: headFirst + tailFirst,
    headFirstAnswered,
    headFirstUnanswered,
    tailFirstAnswered,
    tailFirstUnanswered,
    incomplete: {},
    copies: 0,
    largestFragment: 1460,
    largestWhole: 134,
    icmpReassemblyTimeouts: 0,
    firstTime: 1 * SECOND,
    lastTime: 10 * SECOND,
    medianHeadLate: tailFirst > 0 ? 0.19 * MS : 0,
    samples: [
      ...(tailFirst > 0 ? [datagram({ tailFirst: true })] : []),
      ...(headFirst > 0 ? [datagram()] : []),
    ],
    ...changed,
  }
}

export function hostPair(changed: Partial<HostPairRecord> = {}): HostPairRecord {
  return {
    capture: 0,
    tap: 0,
    tunnel: null,
    a: '10.0.0.1',
    b: '10.0.0.2',
    framesAb: 10,
    framesBa: 10,
    largestAb: 200,
    largestBa: 200,
    ...changed,
  }
}

/** ICMP 3/4 to 10.0.0.2 about a packet to 10.0.0.1. */
export function icmpError(changed: Partial<IcmpErrorRecord> = {}): IcmpErrorRecord {
  return {
    capture: 0,
    tap: 0,
    frame: 30,
    time: 1 * SECOND,
    ipVersion: 4,
    type: 3,
    code: 4,
    mtu: 1400,
    from: '10.0.0.254',
    to: '10.0.0.2',
    quoted: {
      src: '10.0.0.2',
      dst: '10.0.0.1',
      proto: 6,
      srcPort: 80,
      dstPort: 40_000,
      ipLength: 1450,
      id: 1,
      seq: 5000,
    },
    ...changed,
  }
}

/** What one capture says, beside its `capture` record. */
export interface Told {
  capture?: CaptureRecord
  fragmentPath?: FragmentPathRecord[]
  conn?: ConnRecord[]
  echoPath?: EchoPathRecord[]
  icmpError?: IcmpErrorRecord[]
  hostPair?: HostPairRecord[]
}

/** Sends the records of the captures in the order of the pipeline. */
export function replayOf(...captures: Told[]): (handlers: RecordHandlers) => void {
  return (handlers) => {
    captures.forEach((told, index) => {
      handlers.capture?.(told.capture ?? captureRecord({ capture: index }))
      for (const record of told.fragmentPath ?? []) handlers.fragmentPath?.(record)
      for (const record of told.conn ?? []) handlers.conn?.(record)
      for (const record of told.echoPath ?? []) handlers.echoPath?.(record)
      for (const record of told.icmpError ?? []) handlers.icmpError?.(record)
      for (const record of told.hostPair ?? []) handlers.hostPair?.(record)
      handlers.captureEnd?.(index)
    })
    handlers.end?.()
  }
}

export function run(detector: Detector, ...captures: Told[]): DetectorRun {
  return runDetectors([detector], replayOf(...captures))
}

export function findings(detector: Detector, ...captures: Told[]): Finding[] {
  return run(detector, ...captures).findings
}

/** The only finding; fails when there is another number of them. */
export function onlyFinding(detector: Detector, ...captures: Told[]): Finding {
  const found = findings(detector, ...captures)
  const [finding] = found
  if (!finding || found.length > 1) throw new Error(`${String(found.length)} findings`)
  return finding
}

/** Why the detector said nothing. */
export function silence(detector: Detector, ...captures: Told[]): string {
  const { uses } = run(detector, ...captures)
  return uses[0]?.silence ?? ''
}

export function metric(finding: Finding, name: string): number | undefined {
  return finding.metrics.find((entry) => entry.name === name)?.value
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
