/** A case as the engine hands it over: three findings in one capture. */
import { noApplications } from '../../../workers/model/app-records'
import type { CaptureFacts } from '../../../workers/model/capture'
import type { Finding } from '../../../workers/model/finding'
import { noteIdOf, type Note, type NoteSubject } from '../../../workers/model/note'
import type { FullResult, EvidenceFrame } from '../../../workers/model/run'
import { noSidecars } from '../../../workers/model/sidecar'
import type { ReportInput } from '../../../workers/report/report-input'
import { figures } from '../figure/sample-figures'

export function sampleReport(change: Partial<ReportInput> = {}): ReportInput {
  return {
    language: 'en',
    phrases: {},
    title: 'Tail fragments on idc-bond1',
    appVersion: '0.1.0',
    result: sampleCase(),
    leaveOut: [],
    generatedNote: 'Analysed on 5 March 2024 with Tailfirst 0.1.0.',
    notes: sampleNotes(),
    ...change,
  }
}

/** On the first finding, on a frame, and a connection that is only marked. */
export function sampleNotes(): Note[] {
  const note = (subject: NoteSubject, text: string, mark: Note['mark'] = null): Note => ({
    ...{ id: noteIdOf(subject), subject, text, mark },
    ...{ created: 1_709_632_000_000, edited: 1_709_632_100_000 },
  })
  const { detector, key } = tailFirst()
  return [
    note({ kind: 'flow', capture: 0, flow: 3 }, '', 'green'),
    note({ kind: 'packet', capture: 0, frame: 4411 }, 'The first tail.\nAsk the <network> team.'),
    note({ kind: 'finding', detector, key }, 'Seen again on Tuesday.', 'amber'),
  ]
}

export function sampleCase(change: Partial<FullResult> = {}): FullResult {
  return {
    captures: [
      {
        facts: sampleFacts(),
        counts: {},
        columns: { length: 0, chunks: [] },
        taps: [{ capture: 0, tap: 0, name: 'bond1' }],
        applications: noApplications(),
      },
    ],
    others: [{ name: 'screenshot.png', message: 'not a capture; kept out of the analysis' }],
    sidecars: noSidecars(),
    flows: [],
    flowTotal: 1284,
    findings: sampleFindings(),
    detectors: [
      {
        id: 'fragment-order',
        version: 1,
        title: 'Tail first: fragments out of order',
        params: { minTailFirst: 3, minLostShare: 0.5 },
        silence: '',
      },
      {
        id: 'slow-handshake',
        version: 2,
        title: 'Slow TCP handshakes',
        params: { slowMs: 100, minBursts: 2 },
        silence: '',
      },
      {
        id: 'df-black-hole',
        version: 1,
        title: 'DF black hole',
        params: { minTransmissions: 3 },
        silence: 'looked at 1284 connections; no segment with DF was sent three times and lost',
      },
    ],
    spine: {
      startNs: '1709635800000000000',
      firstBin: 0,
      binNanos: 1e9,
      packets: new Uint32Array(80),
      octets: new Float64Array(80),
      captureStart: [0],
    },
    evidence: [4411, 4412, 4419, 4420].map((frame) => evidenceFrame(frame)),
    evidenceCapped: false,
    elapsedMs: 2300,
    ...change,
  }
}

export function sampleFacts(change: Partial<CaptureFacts> = {}): CaptureFacts {
  return {
    name: 'idc-bond1.pcapng',
    size: 1_710_233_488,
    sha256: '4f1c2b7d9e0a61b3c85f7e2d4a9b0c1d2e3f405162738495a6b7c8d9e0f19a07',
    header: { container: 'pcapng', endian: 'little', nanosecond: false, linktypes: [1] },
    interfaces: [
      { section: 0, id: 0, name: 'bond1', linktype: 1, snaplen: 262_144, tsresol: 6, dropped: 0 },
    ],
    packets: 2_412_006,
    firstTsNs: '1709635800000000000',
    lastTsNs: '1709635880118204000',
    caplenSum: 1_671_000_000,
    origlenSum: 1_671_000_000,
    truncatedFrames: 0,
    timestampStepsBack: 2,
    message: '',
    undecoded: [{ reason: 'ethertype 0x88cc (LLDP)', frames: 12 }],
    comments: [{ frame: 0, text: 'taken on bond1, node-7' }],
    names: [],
    weirds: [{ name: 'ip.fragment.overlap', count: 3, firstFrame: 811 }],
    capped: [],
    ...change,
  }
}

export function sampleFindings(): Finding[] {
  return [tailFirst(), slowHandshakes(), blackHole()]
}

function tailFirst(): Finding {
  return {
    detector: 'fragment-order',
    version: 1,
    key: '10.252.60.66 10.252.32.24',
    severity: 'critical',
    confidence: 'certain',
    confidenceReasons: [
      '412 of 458 datagrams whose tail came first were lost, none of 1906 in order',
      'the receiver says so itself: 37 ICMP messages “fragment reassembly time exceeded”',
    ],
    claim: 'Tail fragments arrive before heads; the tunnel endpoint drops the datagram',
    happened: [
      'Pods send packets that fill 1500 octets once VXLAN is around them, but the path carries 1460. Each large datagram therefore travels as two fragments: a head of 1460 octets and a tail of 60.',
      'Only the head carries the UDP and VXLAN headers. When the tail arrives first, the eBPF datapath cannot tell which tunnel it belongs to and drops it, so the datagram never completes. 412 of the 458 datagrams whose tail came first went unanswered; of the 1906 that came in order, none did.',
    ],
    rule: 'At least 3 datagrams of one path arrived tail first, and at least half of those were lost while at most a tenth of those in order were.',
    metrics: [
      metric('datagrams fragmented', 2364),
      metric('tail first', 458),
      metric('of those lost', 412),
      metric('in order, lost', 0),
      metric('largest whole packet', 1460, 'octets'),
      metric('encapsulation overhead', 50, 'octets'),
      { ...metric('largest safe pod MTU', 1410, 'octets'), estimated: true },
      { ...metric('goodput it costs', 2.87, '%'), estimated: true },
    ],
    entities: { from: '10.252.60.66', to: '10.252.32.24', tunnel: 'VXLAN 16621, UDP 8472' },
    capture: 0,
    time: 37_118_204_000,
    until: 78_400_000_000,
    evidence: [
      evidence(4411, 'tail', 37.118204, 'id 54580 off 1440 MF 0 len 60'),
      evidence(4412, 'head, lost', 37.118231, 'id 54580 off 0 MF 1 len 1460 · ICMP echo request'),
      evidence(4419, 'head, answered', 38.119007, 'id 54581 off 0 MF 1 len 1460'),
      evidence(4420, 'tail', 38.119011, 'id 54581 off 1440 MF 0 len 60'),
      evidence(9127, 'ICMP 11/1', 67.118244, 'quotes id 54580'),
    ],
    evidenceTotal: 1020,
    counterEvidence: ['46 datagrams that came tail first were answered all the same'],
    alternatives: [
      {
        cause: 'A firewall on the way drops non-first fragments',
        for: [],
        against: ['datagrams whose head comes first are answered, tails included'],
      },
      {
        cause: 'The receiver’s reassembly memory is full',
        for: ['ICMP 11/1 is what a full queue leads to as well'],
        against: ['loss follows the order of the fragments, not their rate'],
      },
    ],
    disprovedBy: ['Replies captured on another interface, or a capture taken after reassembly'],
    nextSteps: [
      {
        say: 'Set the pod MTU to 1410 or lower; the route MTU wins over the link MTU, so change it in Cilium',
        command:
          'helm upgrade cilium cilium/cilium -n kube-system \\\n  --reuse-values --set MTU=1410',
      },
      { say: 'Restart the pods, so that they take the new MTU', command: '' },
    ],
    confirm: [
      {
        say: 'Watch the drops on the receiving node: “First logical datagram fragment not found”',
        command: 'cilium-dbg monitor --type drop',
      },
    ],
    filter:
      'ip.src == 10.252.60.66 && ip.dst == 10.252.32.24 && (ip.flags.mf == 1 || ip.frag_offset > 0)',
    figures: [figures.ladder, figures['byte-budget']],
  }
}

function slowHandshakes(): Finding {
  return {
    ...tailFirst(),
    detector: 'slow-handshake',
    version: 2,
    key: '10.4.15.171:8080',
    severity: 'warning',
    confidence: 'likely',
    confidenceReasons: ['four bursts, ten minutes apart; the table itself is not in the capture'],
    claim: 'TCP handshakes need half a second in bursts that come every ten minutes',
    happened: [
      '214 of 9120 handshakes took longer than 100 ms, nearly all of them in four bursts.',
    ],
    rule: 'At least 2 bursts of handshakes slower than 100 ms, at a steady distance.',
    metrics: [metric('slow handshakes', 214), metric('median of the others', 0.52, 'ms')],
    entities: { to: '10.4.15.171:8080' },
    evidence: [evidence(812, 'SYN', 420.1, ''), evidence(813, 'SYN-ACK', 420.62, '')],
    evidenceTotal: 2,
    counterEvidence: [],
    alternatives: [],
    nextSteps: [
      { say: 'Count the entries of the table', command: 'cilium bpf ct list global | wc -l' },
    ],
    confirm: [],
    figures: [figures.scatter, figures.histogram, figures.bars],
  }
}

function blackHole(): Finding {
  return {
    ...tailFirst(),
    detector: 'mtu-in-tunnel',
    key: 'bracket',
    severity: 'note',
    confidence: 'possible',
    claim: 'Packets of 1450 octets and more are lost, those up to 1440 arrive',
    happened: ['The path swallows large packets without a word.'],
    evidence: [],
    evidenceTotal: 0,
    entities: {},
    metrics: [],
    figures: [figures.sizes, figures.attempts],
  }
}

function metric(label: string, value: number, unit = '') {
  return { name: label, label, value, unit, estimated: false }
}

function evidence(frame: number, role: string, seconds: number, note: string) {
  return { capture: 0, frame, role, time: Math.round(seconds * 1e9), note }
}

function evidenceFrame(frame: number): EvidenceFrame {
  const length = frame === 4411 || frame === 4420 ? 74 : 1474
  const octets = Uint8Array.from({ length }, (_, i) => (i * 7 + frame) & 255)
  const size = { capLen: length, origLen: length }
  return { capture: 0, frame, time: 37_118_204_000, ...size, linktype: 1, octets }
}
