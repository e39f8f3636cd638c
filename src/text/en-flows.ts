/** English: the Flows screen. */
import type { ConnRecord, HandshakeOutcome } from '../../workers/model/records'
import type { LayerName } from '../../workers/model/flow-trace'
import { formatCount, formatLarge, formatOctets, formatSpan } from './format'

const tabs = {
  tcp: 'TCP',
  udp: 'UDP',
  ip: 'IP',
  ethernet: 'Ethernet',
  tunnel: 'Tunnels',
}

const outcomes: Record<HandshakeOutcome, string> = {
  complete: 'open',
  refused: 'refused',
  unanswered: 'unanswered',
  'no-final-ack': 'half shaken',
  'not-captured': 'open before',
}

const closings: Record<ConnRecord['closedBy'], string> = {
  fin: 'FIN',
  rst: 'RST',
  none: 'open',
}

const layers: Record<LayerName, string> = {
  data: 'data',
  repeated: 'sent again',
  reordered: 'out of order',
  sack: 'SACK',
  ack: 'acknowledged',
  window: 'receive window',
  rttForth: 'data of who began',
  rttBack: 'data of the other side',
  flight: 'in flight',
  zeroWindow: 'window of zero',
  forth: 'from who began',
  back: 'from the other side',
}

const flows = {
  title: 'Flows',
  kinds: 'Kinds of conversations',
  tabs,
  loading: 'Looking the connections up…',
  none: 'There are no TCP connections in these captures.',
  within: (stretch: string) => `Only connections that have packets in ${stretch}.`,
  countedWithin: (stretch: string) => `Counted in ${stretch} only.`,
  noneMatch: 'No conversation matches the search.',
  search: 'Search',
  searchHint: 'address, port, name, state …',
  listed: (shown: number, listed: number, total: number) =>
    (shown < listed ? `${formatCount(shown)} shown, ` : '') +
    (listed < total
      ? `${formatCount(listed)} of ${formatCount(total)} listed`
      : `${formatCount(total)} in all`),
  beyond: (listed: number, total: number) =>
    `The first ${formatCount(listed)} of ${formatCount(total)} connections are listed; findings and counts include all.`,
  leads: {
    udp: 'As Wireshark counts them: every packet, its copies at other taps too, and the UDP around tunnels.',
    ip: 'As Wireshark counts them: every packet at each of its IP headers, outside and inside of tunnels.',
    ethernet:
      'As Wireshark counts them: every frame at each of its Ethernet headers, inside of tunnels too.',
    tunnel: 'Every packet that was seen inside of a tunnel, by its ends and number.',
  },
  counting: (percent: string) => `Counting the conversations… ${percent} %`,
  noneOf: 'There are none of this kind in these captures.',
  notCounted: (frames: number) =>
    `${formatCount(frames)} frames have no index, for want of room, and were not counted.`,
  beyondCounted: (frames: number) =>
    `${formatCount(frames)} frames belong to conversations beyond the bound and were not counted.`,
  table: (kind: string) => `Conversations: ${kind}`,
  open: (from: string, to: string) => `Open the connection from ${from} to ${to}`,
  openPackets: (a: string, b: string) => `Show the packets of ${a} and ${b}`,
  columns: {
    stream: ['Stream', 'tcp.stream in Wireshark'],
    capture: ['Capture', 'The capture it was seen in'],
    tap: ['Tap', 'Where it was seen'],
    orig: ['From', 'Who began: sent the SYN, else the higher port'],
    resp: ['To', 'The other side'],
    tunnel: ['Tunnel', 'What its first packet came in'],
    start: ['Start', 'Since the start of the case'],
    duration: ['Lasted', 'First to last packet'],
    framesForth: ['Pkts →', 'Packets from who began'],
    framesBack: ['← Pkts', 'Packets from the other side'],
    octetsForth: ['Data →', 'Octets of TCP payload from who began, repetitions included'],
    octetsBack: ['← Data', 'Octets of TCP payload from the other side, repetitions included'],
    repeatedForth: ['Retr →', 'Segments sent again by who began'],
    repeatedBack: ['← Retr', 'Segments sent again by the other side'],
    handshake: ['Shake', 'First SYN to the ACK that completes the handshake'],
    rttMin: ['RTT min', 'Shortest time from data to its acknowledgement, either side'],
    rttMean: ['mean', 'Mean of both sides; data that was sent again is left out'],
    state: ['State', 'How it was opened, and how it ended'],
    largestIp: ['IP max', 'Largest IP packet sent, inner packet of a tunnel'],
    udpStream: ['Stream', 'udp.stream in Wireshark'],
    a: ['A', 'Who was seen first as sender'],
    b: ['B', 'The other side'],
    vni: ['Number', 'VNI, GRE key, tunnel endpoint or session'],
    octetsAb: ['Octets →', 'Octets of whole frames from A to B'],
    octetsBa: ['← Octets', 'Octets of whole frames from B to A'],
    rateAb: ['bit/s →', 'Mean over the time it lasted'],
    rateBa: ['← bit/s', 'Mean over the time it lasted'],
  } satisfies Record<string, readonly [string, string]>,
  outcomes,
  closings,
  /** How a connection began and ended. */
  state: (outcome: HandshakeOutcome, closedBy: ConnRecord['closedBy']) =>
    outcome === 'complete' || outcome === 'not-captured'
      ? `${outcome === 'complete' ? 'SYN' : '…'} → ${closedBy === 'none' ? '…' : closings[closedBy]}`
      : outcomes[outcome],
  stateHint: (outcome: HandshakeOutcome, closedBy: ConnRecord['closedBy']) => {
    const began = {
      complete: 'The handshake completed',
      refused: 'The SYN was refused',
      unanswered: 'The SYN was not answered',
      'no-final-ack': 'The SYN-ACK was not acknowledged',
      'not-captured': 'The handshake is not in the capture',
    }[outcome]
    const ended = { fin: 'it was closed with FIN', rst: 'it was reset', none: 'no end was seen' }
    return `${began}; ${ended[closedBy]}.`
  },
}

const flow = {
  back: 'All flows',
  packets: 'Show packets',
  previous: 'Previous flow',
  next: 'Next flow',
  stream: (stream: number) => `tcp.stream ${stream}`,
  views: 'Views of the connection',
  graphs: 'Graphs',
  ladder: 'Ladder',
  speech: 'Stream',
  records: 'Transactions',
  loading: 'Reading the packets…',
  missing: 'This connection is not among those that are listed.',
  absentTitle: 'The packets are not at hand',
  sampled: (read: number, frames: number) =>
    `A sample: ${formatCount(read)} of ${formatCount(frames)} packets, in runs from beginning to end, and so are all counts. What Wireshark calls a retransmission is marked.`,
  refining: (read: number, frames: number) =>
    `${formatCount(read)} of ${formatCount(frames)} packets so far; reading the rest…`,
  unreadable: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'packet is' : 'packets are'} left out: fragments of a datagram that is not whole, or headers cut off.`,
  dense:
    'There are more segments than pixels: what falls together is drawn as its extent. Zoom in for each.',
  scaleUnknown:
    'The SYNs are not in the capture, so the window scale is not known: windows are as sent.',
  sides: 'Each way',
  side: {
    direction: 'Direction',
    packets: 'Packets',
    data: 'Data',
    repeated: 'Sent again',
    reordered: 'Out of order',
    duplicateAcks: 'Dup ACKs',
    gaps: 'Holes',
    zeroWindows: 'Zero windows',
    mss: 'MSS',
    ttl: 'TTL',
    rtt: 'RTT min / mean',
    largest: 'Largest IP',
  },
  sideHints: {
    repeated: 'Retransmissions; fast and spurious ones in brackets',
    gaps: 'Jumps in the sequence numbers: segments that the capture does not hold',
    rtt: 'From data of this side to its acknowledgement, as seen at the tap',
  },
  repeatedOf: (all: number, fast: number, spurious: number) =>
    all + spurious === 0
      ? '0'
      : `${formatCount(all)}${fast > 0 ? ` (${formatCount(fast)} fast)` : ''}${spurious > 0 ? ` + ${formatCount(spurious)} spurious` : ''}`,
  handshake: (nanos: number) => `handshake ${formatSpan(nanos)}`,
  lasted: (nanos: number) => `lasted ${formatSpan(nanos)}`,
  at: (tap: string) => `at ${tap}`,
  direction: 'Data of',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  earlier: 'Earlier',
  later: 'Later',
  whole: 'Whole connection',
  hint: 'Drag to zoom in, Ctrl and wheel to zoom, double-click for the whole; click opens the nearest packet. With the keyboard: arrows walk from packet to packet, + and − zoom, Enter opens.',
  layers,
  plots: {
    sequence: 'Sequence numbers over time',
    rtt: 'Round trip over time',
    window: 'Window and octets in flight',
    throughput: 'Throughput',
  },
  nothing: 'Nothing of this kind in view.',
  noRate: 'Throughput is drawn when all packets have been read: a sample does not tell it.',
  readout: {
    frame: (frame: number, time: string) => `#${frame} at ${time} s`,
    segment: (from: string, flags: string, seq: number, length: number) =>
      `${from} [${flags}] seq ${seq} len ${formatCount(length)}`,
    ack: (ack: number) => `ack ${ack}`,
    window: (window: number) => `win ${formatCount(window)}`,
    rtt: (rtt: number) => `RTT ${formatSpan(rtt)}`,
    flight: (octets: number) => `${formatOctets(octets)} in flight`,
  },
  summary: {
    sequence: (segments: number, octets: number, repeated: number) =>
      `${formatCount(segments)} segments in view, ${formatOctets(octets)} of data from this side, ${repeated === 0 ? 'none' : formatCount(repeated)} sent again.`,
    rtt: (least: number, median: number, most: number) =>
      `From ${formatSpan(least)} to ${formatSpan(most)}, half of them below ${formatSpan(median)}.`,
    window: (flight: number, window: number) =>
      (flight < 0
        ? 'Octets in flight are not known'
        : `At most ${formatOctets(flight)} in flight`) +
      (window < 0 ? '.' : `; the window was never below ${formatOctets(window)}.`),
    throughput: (forth: string, back: string) => `On average ${forth} → and ${back} ←.`,
  },
  rate: (bitsPerSecond: number) =>
    `${formatLarge(bitsPerSecond)}${bitsPerSecond < 10_000 ? ' ' : ''}bit/s`,
  table: 'The graphs as a table',
  period: {
    from: 'From (s)',
    to: 'To (s)',
    segments: 'Segments',
    forth: 'Data →',
    back: '← Data',
    repeated: 'Sent again → / ←',
    rtt: 'RTT min / median / max',
    flight: 'In flight → / ←',
    window: 'Least window → / ←',
  },
  /** From the line that is chosen on; a picture of all would be too long. */
  ladderOf: (orig: string, resp: string) => `Ladder: ${orig} – ${resp}`,
  ladderPart: (first: number, last: number, all: number) =>
    `Lines ${formatCount(first)} to ${formatCount(last)} of ${formatCount(all)}`,
  ladderTable: 'Packets of the connection, one below the other',
  silence: (nanos: number) => `${formatSpan(nanos)} of silence`,
  sentAgain: (frame: number) => `sent again in #${frame}`,
  seq: (seq: number) => `Seq ${seq}`,
  ack: (ack: number) => `Ack ${ack}`,
  len: (length: number) => `Len ${length}`,
  win: (window: number) => `Win ${window}`,
  sacks: (blocks: string) => `SACK ${blocks}`,
  form: 'Shown as',
  forms: { text: 'Text', hex: 'Hex', raw: 'Raw' },
  opened: 'Decrypted',
  openedHint: 'What was said inside of TLS, opened with the key log or the secrets in the capture',
  who: 'Side',
  both: 'Both directions',
  find: 'Find in the text',
  findNext: 'Next',
  hits: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'match' : 'matches'} in what is shown`,
  gap: (octets: number) => `${formatCount(octets)} octets are missing here: not in the capture`,
  said: (octets: number) => `${formatCount(octets)} octets shown`,
  saidAll: (octets: number) => `all ${formatCount(octets)} octets shown`,
  more: 'More',
  silent: 'Neither side said anything that was captured.',
  save: 'Save',
  saving: 'Reading…',
  saved: (missing: number) =>
    `Saved without ${formatCount(missing)} octets that are not in the capture: nothing stands in their place.`,
  savedCut: (octets: number) => `Only the first ${formatOctets(octets)} were saved.`,
  noRecords: 'No transactions of an application that is understood were found in this connection.',
  recordsOfStream: 'All of the same tcp.stream in Wireshark.',
  columns: {
    frame: 'Packet',
    time: 'Time (s)',
    protocol: 'Protocol',
    what: 'Transaction',
    outcome: 'Outcome',
    latency: 'After',
    answer: 'Answer',
  },
  answered: (frame: number) => `answered in #${frame}`,
  unanswered: 'no answer',
}

export const flowTexts = { flows, flow }
