/** English: the list of packets, its filter, and what can be done with a value. */
import type { AnalysisName } from '../../workers/model/frame-flags'
import { formatCount, formatTook, plural } from './format'

const analysis: Record<AnalysisName, string> = {
  retransmission: 'retransmission',
  fast_retransmission: 'fast retransmission',
  spurious_retransmission: 'spurious retransmission',
  out_of_order: 'out of order',
  lost_segment: 'previous segment not captured',
  ack_lost_segment: 'acknowledges what was not captured',
  duplicate_ack: 'duplicate ACK',
  window_update: 'window update',
  window_full: 'window full',
  keep_alive: 'keep-alive',
  keep_alive_ack: 'ACK of a keep-alive',
  zero_window: 'zero window',
  zero_window_probe: 'probe into a zero window',
  zero_window_probe_ack: 'ACK of a zero-window probe',
  reused_ports: 'port numbers reused',
}

const columns = {
  number: '#',
  time: 'Time',
  source: 'Source',
  destination: 'Destination',
  sourcePort: 'Port',
  destinationPort: 'To port',
  outerSource: 'Outer source',
  outerDestination: 'Outer destination',
  tunnel: 'Tunnel',
  tap: 'Interface',
  protocol: 'Protocol',
  length: 'Len',
  captured: 'Captured',
  info: 'Info',
}

const frameName = (frame: number) => `#${String(frame)}`

export const packetList = {
  list: 'Packets',
  capture: 'Capture',
  columns,
  chooseColumns: 'Columns',
  columnsTitle: 'Columns of the list',
  columnsReset: 'As at first',
  timeFormat: 'Time as',
  timeFormats: {
    relative: 'Since the first packet',
    delta: 'Since the packet before',
    deltaShown: 'Since the packet shown before',
    utc: 'Time of day, UTC',
    utcDate: 'Date and time, UTC',
    local: 'Time of day, local',
    localDate: 'Date and time, local',
  },
  relativeNumbers: 'sequence numbers relative',
  goTo: 'Go to frame',
  notShown: (frame: number) => `${frameName(frame)} is not among the packets shown.`,
  none: 'No packet passes this filter.',
  slowBehind: (octets: string) =>
    `This capture is compressed, and only its first ${octets} are kept unpacked: going back in what lies behind them takes long. Unpack the file and drop it again to move freely.`,
  noneAtAll: 'This capture has no packets that can be opened.',
  choose: 'Choose a packet to see its layers and octets.',
  absent:
    'The octets of this capture are not at hand: rows show number, time and length only. Drop the same file again to bring the rest back.',
  attach: 'Choose the file',
  pane: 'Height of the packet pane',
  analysis,
  repeats: (what: string, frame: number) => `${what} of ${frameName(frame)}`,
  copyHere: (frame: number) => (frame === 0 ? 'copy' : `copy of ${frameName(frame)}`),
  copyElsewhere: (frame: number) =>
    frame === 0 ? 'seen at another place before' : `seen before as ${frameName(frame)}`,
  differs: 'judged otherwise here',
  headBefore: (frame: number) => `head is ${frameName(frame)}`,
  headAfter: (frame: number) => `tail before its head ${frameName(frame)}`,
  inheritedPorts: (from: number, to: number) => `ports of its head: ${from} → ${to}`,
  inheritedTunnel: (vni: number) => `(${String(vni)})`,
  inherited: 'Inherited from the head of the datagram: this frame does not carry it.',
  cutShort: (captured: number) => `${formatCount(captured)} captured`,
}

export const filterWords = {
  name: 'Display filter',
  placeholder: 'Filter as in Wireshark: ip.addr == 10.0.0.1',
  shown: (count: number, total: number, ms: number) =>
    count === total
      ? plural(total, 'packet', 'packets')
      : `${formatCount(count)} of ${formatCount(total)} · ${formatTook(ms)}`,
  progress: (asked: number, total: number, found: number) =>
    `${formatCount(found)} found · ${formatCount(Math.floor((asked / Math.max(1, total)) * 100))} %`,
  reading: 'Filtering',
  cancel: 'Cancel',
  clear: 'Clear the filter',
  history: 'Filters used before and saved',
  recent: 'Used before',
  saved: 'Saved',
  save: 'Save this filter',
  saveAs: 'Name of the filter',
  remove: (name: string) => `Remove ${name}`,
  nothingYet: 'Filters you use are listed here.',
  completions: 'What may stand here',
  time: (from: string, to: string) => `${from} – ${to}`,
  clearTime: 'Show all times',
}

export const valueMenu = {
  name: 'What to do with this value',
  apply: 'Apply as filter',
  exclude: 'Exclude',
  and: 'And this',
  andNot: 'And not this',
  or: 'Or this',
  copyValue: 'Copy the value',
  copyFilter: 'Copy as Wireshark filter',
  copyTshark: 'Copy as tshark command',
  /** Comments in that command. */
  unpacked: (bundle: string) => `unpacked from ${bundle}`,
  /** The size as `ls -l` has it. */
  whichFile: (place: number, of: number, size: number) =>
    `file ${place} of ${of} of this name: the one of ${size} bytes`,
  betweenComments: '; ',
  showInPackets: 'Show in Packets',
  followFlow: 'This connection only',
}
