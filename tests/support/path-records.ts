/** Records of pings, fragments, ICMP errors and pairs of hosts, for tests of detectors. */
import type {
  DatagramRecord,
  EchoPathRecord,
  FragmentPathRecord,
  HostPairRecord,
  IcmpErrorRecord,
  TunnelWayRecord,
} from '../../workers/model/records'
import { MS, SECOND, vxlan } from './records'

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
    unansweredTimes: [],
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
    copyOf: 0,
    quotedOctets: 548,
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

/** 10 packets from 10.42.0.1 on node 172.16.0.1 to 10.42.2.1 on node 172.16.0.2, within a minute. */
export function tunnelWay(changed: Partial<TunnelWayRecord> = {}): TunnelWayRecord {
  return {
    capture: 0,
    tap: 0,
    tunnel: vxlan(),
    src: '10.42.0.1',
    dst: '10.42.2.1',
    frames: 10,
    first: [{ frame: 1, time: 1 * SECOND }],
    firstTime: 1 * SECOND,
    lastTime: 60 * SECOND,
    ...changed,
  }
}
