/** English: one frame, and where it stands in Wireshark's view and in ours. */
import type { AnalysisName } from '../../workers/model/frame-flags'
import type { TunnelKind } from '../../workers/model/records'
import { formatInstantAfter } from '../../workers/model/elapsed'
import { formatCount, formatSpan } from './format'

export const frame = {
  title: (frame: number) => `Frame ${frame}`,
  lengths: (original: number, captured: number) =>
    original === captured
      ? `${formatCount(original)} octets`
      : `${formatCount(captured)} of ${formatCount(original)} octets captured`,
  after: formatInstantAfter,
  previous: 'Previous evidence',
  next: 'Next evidence',
  position: (index: number, count: number) => `${formatCount(index)} of ${formatCount(count)}`,
  goTo: 'Go to frame',
  go: 'Go',
  layers: 'Layers',
  octets: 'Octets of the frame',
  loading: 'Reading the frame…',
  absentTitle: 'This frame is not at hand',
  dropAgain:
    'Drop or choose the same capture file again to look into it. It is compared by size and SHA-256.',
  chooseFile: 'Choose the file',
  notAttached: 'The file could not be read.',
  more: (count: number) => `Show the next ${formatCount(count)} octets`,
  computed: 'computed',
}

/** As Wireshark's Info column writes them. */
export const names: Record<AnalysisName, string> = {
  retransmission: 'TCP Retransmission',
  fast_retransmission: 'TCP Fast Retransmission',
  spurious_retransmission: 'TCP Spurious Retransmission',
  out_of_order: 'TCP Out-Of-Order',
  lost_segment: 'TCP Previous segment not captured',
  ack_lost_segment: 'TCP ACKed unseen segment',
  duplicate_ack: 'TCP Dup ACK',
  window_update: 'TCP Window Update',
  window_full: 'TCP Window Full',
  keep_alive: 'TCP Keep-Alive',
  keep_alive_ack: 'TCP Keep-Alive ACK',
  zero_window: 'TCP ZeroWindow',
  zero_window_probe: 'TCP ZeroWindowProbe',
  zero_window_probe_ack: 'TCP ZeroWindowProbeAck',
  reused_ports: 'TCP Port numbers reused',
}

const tunnels: Partial<Record<TunnelKind, string>> = {
  vxlan: 'VNI',
  geneve: 'VNI',
  gre: 'GRE key',
  gtp: 'GTP endpoint',
  l2tp: 'L2TP session',
}

const at = (place: string) => (place === '' ? 'at another place' : `at ${place}`)

/** `(frame 12, 4 µs earlier)`; empty when the frame is not known. */
const which = (frame: number, gap: number) =>
  frame === 0
    ? ''
    : ` (frame ${frame}, ${gap === 0 ? 'at the same time' : `${formatSpan(gap)} earlier`})`

export const standing = {
  names,
  called: (list: readonly string[]) =>
    `Wireshark calls this ${list.map((name) => `“${name}”`).join(' and ')}.`,
  uncalled: 'Wireshark has nothing to say of this segment.',
  copyHere: (place: string, frame: number, gap: number) =>
    `It is the same packet seen again${place === '' ? '' : ` at ${place}`}${which(frame, gap)}: here it is a copy and counts nothing.`,
  copyElsewhere: (place: string, frame: number, gap: number) =>
    `It is the same packet that was seen ${at(place)}${which(frame, gap)}: here each place is judged by itself, and a copy is no retransmission.`,
  tenant: (own: string, other: string) =>
    `It belongs to a connection ${own}; Wireshark takes it together with another connection with the same addresses and ports ${other}. Here they are two.`,
  place: (own: string, other: string) =>
    `It was seen ${at(own)}; Wireshark takes it together with what was seen ${at(other)}. Here each place is judged by itself.`,
  cut: 'The snapshot length cut off some of its TCP options, and Wireshark follows no such segment. Here its sequence numbers count, as if it had no options.',
  otherwise:
    'Here copies, places and tenants are told apart first, and then this segment looks different.',
  /** `number` −1: the tunnel has none. */
  tunnel: (kind: TunnelKind, number: number) =>
    number < 0 ? `in a tunnel (${kind})` : `in ${tunnels[kind] ?? kind} ${String(number)}`,
  noTunnel: 'outside of tunnels',
}
