/** One figure of each kind, with the numbers of the incidents the product was built for. */
import type { Figure, LadderStep } from '../../../workers/model/figure'
import { BIN_CUT } from '../../../workers/model/latency-bins'

const MS = 1e6
const S = 1e9

export const figures = {
  ladder: {
    kind: 'ladder',
    title: 'Wire order',
    from: '10.252.60.66',
    to: '10.252.32.24',
    groups: [
      {
        caption: 'datagram 54580: tail first, lost',
        tone: 'bad',
        steps: [
          step(4411, 0, 'id 54580 off 1440 MF 0 len 60 — tail first', '', 'bad'),
          step(4412, 27_000, 'id 54580 off 0 MF 1 len 1460', 'UDP 8472 · VXLAN 16621', 'bad'),
          {
            ...step(9127, 30 * S, 'no answer, ICMP 11/1 after 30.0 s', '', 'bad'),
            direction: 'back',
          },
          { ...step(0, 30 * S, 'echo request seq 4 never answered', '', 'bad'), direction: 'none' },
        ],
      },
      {
        caption: 'datagram 54581: head first, answered',
        tone: 'good',
        steps: [
          step(4419, 0, 'id 54581 off 0 MF 1 len 1460', 'UDP 8472 · VXLAN 16621', 'good'),
          step(4420, 4000, 'id 54581 off 1440 MF 0 len 60', '', 'good'),
          { ...step(4423, 31.2 * MS, 'echo reply', 'ICMP', 'good'), direction: 'back' },
        ],
      },
    ],
  },
  'byte-budget': {
    kind: 'byte-budget',
    title: 'Where the bytes go',
    parts: [
      { label: 'outer IPv4', octets: 20, role: 'outer' },
      { label: 'UDP', octets: 8, role: 'tunnel' },
      { label: 'VXLAN', octets: 8, role: 'tunnel' },
      { label: 'inner Ethernet', octets: 14, role: 'inner' },
      { label: 'inner IPv4', octets: 20, role: 'inner' },
      { label: 'TCP', octets: 20, role: 'inner' },
      { label: 'payload', octets: 1410, role: 'payload' },
    ],
    limit: { atLeast: 1460, below: 1461, label: 'path MTU' },
  },
  attempts: {
    kind: 'attempts',
    title: 'One segment, sent eight times',
    until: 70 * S,
    lanes: [
      {
        label: 'segment 783 · 4 octets',
        tone: 'good',
        points: [{ time: 0.01 * S, frame: 783, tone: 'good', label: 'delivered' }],
      },
      {
        label: 'segment 784 · seq 105,321 · 1398 octets · DF',
        tone: 'bad',
        points: [0.01, 0.21, 0.63, 1.47, 3.15, 6.51, 13.2, 26.7, 53.5].map((at, i) => ({
          time: at * S,
          frame: 784 + i * 7,
          tone: 'bad' as const,
          label: i === 0 ? 'first' : `retransmission ${String(i)}`,
        })),
      },
    ],
  },
  sizes: {
    kind: 'sizes',
    title: 'Delivered and lost, by size',
    unit: 'octets of inner IP packet',
    delivered: [
      ...[40, 52, 60, 84, 120, 311, 576, 900, 1240].map((size, i) => ({ size, count: 3 ** i + 4 })),
      { size: 1440, count: 118 },
    ],
    lost: [
      { size: 1450, count: 38 },
      { size: 1500, count: 3 },
    ],
    bracket: { from: 1440, to: 1450 },
  },
  histogram: {
    kind: 'histogram',
    title: 'Handshake latency',
    unit: 'ns',
    bins: [8, 102, 1840, 5821, 1120, 15, 0, 0, 0, 0, 190, 20, 4].map((count, i) => {
      return { exponent: i - 13, count }
    }),
    cut: BIN_CUT,
    threshold: 100 * MS,
  },
  scatter: {
    kind: 'scatter',
    title: 'Handshakes over time',
    points: Array.from({ length: 400 }, (_, i) => {
      const slow = i % 100 > 70 && i % 3 === 0
      const value = slow ? (510 + (i % 17) * 3) * MS : (0.35 + ((i * 37) % 50) / 100) * MS
      return { time: i * 6 * S, value, frame: i * 11 + 1, tone: slow ? 'bad' : 'plain' }
    }),
    threshold: 100 * MS,
    until: 2400 * S,
    spans: [0, 1, 2, 3].map((k) => {
      const from = (k * 100 + 70) * 6 * S
      return { from, to: from + 180 * S, label: `burst ${String(k + 1)}` }
    }),
  },
  bars: {
    kind: 'bars',
    title: 'Slow handshakes by pair',
    unit: 'handshakes',
    bars: [
      { label: '10.4.1.64 → 10.4.15.171:8080', value: 214, of: 912, tone: 'bad' },
      { label: '10.4.1.65 → 10.4.15.171:8080', value: 31, of: 640, tone: 'plain' },
      { label: '10.4.2.9 → 10.4.3.1:53', value: 1, of: 320, tone: 'muted' },
    ],
  },
} satisfies { [K in Figure['kind']]: Extract<Figure, { kind: K }> }

function step(
  frame: number,
  time: number,
  label: string,
  headers: string,
  tone: LadderStep['tone'],
): LadderStep {
  return { frame, time, direction: 'forth', label, headers, tone }
}
