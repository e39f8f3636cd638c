/** A small case with one finding, one flow and two captures, written by hand. */
import { noApplications } from '../../../workers/model/app-records'
import type { CaseEntry } from '../../../workers/api/library'
import type { CaptureFacts } from '../../../workers/model/capture'
import type { Finding } from '../../../workers/model/finding'
import type { ConnRecord, ConnSide } from '../../../workers/model/records'
import { CHUNK_ROWS, sliceColumns, type FrameColumns } from '../../../workers/model/frame-columns'
import type { CaptureResult, CaseLists, FullResult } from '../../../workers/model/run'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { noSidecars, type Sidecars } from '../../../workers/model/sidecar'
import { noteIdOf, type Note } from '../../../workers/model/note'
import type { CaseDraft } from '../../../workers/store/case-store'

/** SHA-256 of "abc" and of "" (FIPS 180-4 examples). */
export const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
export const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export function sampleFacts(name: string, size: number): CaptureFacts {
  return {
    name,
    size,
    sha256: '',
    header: { container: 'pcap', endian: 'little', nanosecond: false, linktypes: [1] },
    interfaces: [
      { section: 0, id: 0, name: 'bond1', linktype: 1, snaplen: 262144, tsresol: 6, dropped: -1 },
    ],
    packets: 3,
    firstTsNs: '1700000000000000001',
    lastTsNs: '1700000002000000001',
    caplenSum: 42,
    origlenSum: 60,
    truncatedFrames: 1,
    timestampStepsBack: 0,
    message: '',
    undecoded: [{ reason: 'link type 195', frames: 1 }],
    comments: [],
    names: [],
    weirds: [],
    capped: [],
  }
}

/** Row n: frame n + 1 at file offset 40 + 100 n, 60 octets long, captured to 14. */
export function sampleColumns(length: number): FrameColumns {
  const rows = Array.from({ length }, (_, row) => row)
  return {
    length,
    fileAt: Float64Array.from(rows, (row) => 40 + 100 * row),
    time: Float64Array.from(rows, (row) => 1e9 * row),
    capLen: Uint32Array.from(rows, () => 14),
    origLen: Uint32Array.from(rows, () => 60),
    iface: new Uint16Array(length),
    flow: Uint32Array.from(rows, (row) => row % 5),
    flags: Uint32Array.from(rows, (row) => row % 7),
  }
}

function chunksOf(columns: FrameColumns): FrameColumns[] {
  return Array.from({ length: Math.ceil(columns.length / CHUNK_ROWS) }, (_, chunk) => {
    const from = chunk * CHUNK_ROWS
    return sliceColumns(columns, from, Math.min(from + CHUNK_ROWS, columns.length))
  })
}

function sampleCapture(name: string, size: number, frames: number): CaptureResult {
  return {
    facts: sampleFacts(name, size),
    counts: { tcp: { streams: 1, syn: 1 }, udp: { streams: 0 } },
    columns: { length: frames, chunks: chunksOf(sampleColumns(frames)) },
    taps: [{ capture: 0, tap: 0, name: 'bond1' }],
    applications: noApplications(),
  }
}

const side: ConnSide = {
  frames: 2,
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
  largestIpSent: 140,
  largestIpAcked: 140,
  largestOuterSent: 190,
  largestOuterAcked: 190,
  mss: 1410,
  ttl: 64,
  rttSamples: 1,
  rttMin: 500_000,
  rttMean: 500_000,
  finSent: false,
  lastFrame: 2,
  lastTime: 2e9,
  probes: null,
  window: null,
  fullWindow: null,
  sumsChecked: 0,
  damage: null,
  missing: [],
  late: [],
}

export const sampleConn: ConnRecord = {
  capture: 0,
  tap: 0,
  tunnel: { kind: 'vxlan', src: '10.0.0.1', dst: '10.0.0.2', vni: 7, udpPort: 8472, overhead: 50 },
  orig: { address: '10.244.1.5', port: 40000 },
  resp: { address: '10.244.2.9', port: 80 },
  stream: 0,
  firstTime: 0,
  lastTime: 2e9,
  firstFrame: 1,
  origSide: side,
  respSide: side,
  handshake: {
    outcome: 'complete',
    synTime: 0,
    synFrames: [1],
    synTimes: [0],
    synTotal: 1,
    synAckTime: 1e6,
    synAckFrame: 2,
    synAckTotal: 1,
    ackTime: 2e6,
    ackFrame: 3,
    answerLatency: 1e6,
    latency: 2e6,
    refusedFrame: 0,
    challenge: null,
  },
  replyLatency: 1e6,
  repeated: [
    {
      from: 'orig',
      seq: 4_000_000_000,
      relativeSeq: 1,
      length: 1398,
      ipLength: 1450,
      outerLength: 1500,
      dontFragment: true,
      outerDontFragment: false,
      transmissions: [{ frame: 2, time: 1e9 }],
      transmissionTotal: 2,
      acked: false,
      ackTime: 0,
      ackFrame: 0,
      sackHole: { left: 1, right: 1399, frame: 3, time: 3 },
      before: 4,
      after: 1307,
    },
  ],
  repeatedTotal: 1,
  closedBy: 'none',
  silenceSurvived: 0,
  reset: null,
}

export const sampleFinding: Finding = {
  detector: 'fragment-order',
  version: 1,
  key: '10.0.0.1 10.0.0.2',
  severity: 'critical',
  confidence: 'certain',
  confidenceReasons: ['both outcomes were seen'],
  claim: '52 of 60 datagrams from 10.0.0.1 came tail first',
  happened: ['The tail overtook the head.'],
  rule: 'at least 3 datagrams tail first',
  metrics: [
    {
      name: 'datagramsTailFirst',
      label: 'tail first',
      value: 52,
      unit: 'datagrams',
      estimated: false,
    },
    { name: 'pathMtu', label: 'path MTU', value: 1460, unit: 'octets', estimated: true },
  ],
  entities: { from: '10.0.0.1', to: '10.0.0.2' },
  capture: 0,
  time: 1e9,
  until: 2e9,
  evidence: [{ capture: 0, frame: 2, role: 'tail', time: 1e9, note: 'offset 1440' }],
  evidenceTotal: 104,
  counterEvidence: ['8 datagrams in order'],
  alternatives: [{ cause: 'rate limit', for: [], against: ['small packets pass'] }],
  disprovedBy: ['answers to tail-first datagrams'],
  nextSteps: [{ say: 'Lower the MTU', command: 'ip link set dev eth0 mtu 1410' }],
  confirm: [{ say: 'Watch the drops', command: 'cilium-dbg monitor --type drop' }],
  filter: 'ip.id == 37026',
  figures: [],
}

/** One side-car, and what it said. */
function sampleSidecars(): Sidecars {
  return {
    ...noSidecars(),
    files: [
      {
        ...{ name: 'pods.txt', file: 'pods.txt', size: 90, sha256: '' },
        ...{ format: 'kubectl get pods -o wide', entries: 1, notUnderstood: 0, message: '' },
        ...{ gave: '1 address of a pod', named: 1, seen: 1 },
      },
    ],
    pods: [{ file: 0, address: '10.244.2.9', name: 'orders-0', namespace: 'shop', node: 'node3' }],
  }
}

export function sampleResult(frames = 3): FullResult {
  const shared = new Uint8Array(64).fill(9)
  return {
    captures: [sampleCapture('a.pcap', 3, frames), sampleCapture('b.pcap', 0, 1)],
    others: [{ name: 'screenshot.png', message: 'not a capture' }],
    sidecars: sampleSidecars(),
    flows: [sampleConn],
    flowTotal: 1,
    findings: [sampleFinding],
    detectors: [
      { id: 'fragment-order', version: 1, title: 'Tail first', params: { min: 3 }, silence: '' },
    ],
    spine: {
      startNs: '1700000000000000001',
      firstBin: 0,
      binNanos: 1e9,
      packets: Uint32Array.of(2, 1),
      octets: Float64Array.of(120, 60),
      captureStart: [0, 0],
    },
    topology: { hosts: [], edges: [], left: 7, clocks: [] },
    passages: [],
    quality: [
      { kind: 'dropped', capture: 0, count: 3, say: 'Lost 3 packets', weakens: ['packet-loss k'] },
    ],
    evidence: [
      {
        capture: 0,
        frame: 2,
        time: 1e9,
        capLen: 4,
        origLen: 60,
        linktype: 1,
        octets: shared.subarray(8, 12),
      },
    ],
    evidenceCapped: false,
    elapsedMs: 12,
  }
}

/** What the numbers of the connection of the first capture count from. */
export const SAMPLE_NUMBERS = [1000, 5000, 3]

export const sampleLists = (): CaseLists => packLists(sampleResult()).lists

export function sampleEntry(id: string, keptOctets = 0): CaseEntry {
  return {
    id,
    title: 'a.pcap, b.pcap',
    createdMs: 1_700_000_000_000,
    packets: 4,
    octets: 3,
    findings: { critical: 1, warning: 0, note: 0 },
    keptOctets,
  }
}

export function sampleDraft(id: string, frames = 3): CaseDraft {
  return {
    entry: sampleEntry(id),
    appVersion: '1.2.3',
    ...packLists({ ...sampleResult(frames), numbers: [Uint32Array.from(SAMPLE_NUMBERS)] }),
  }
}

/** On a frame of the first capture. */
export function sampleNote(frame: number, text = 'The first tail.'): Note {
  const subject = { kind: 'packet', capture: 0, frame } as const
  return { id: noteIdOf(subject), subject, text, mark: 'amber', created: 5, edited: 7 }
}
