/** English: the graph of packets over time, by display filter. */
import { formatCount, formatLarge, formatSpan, plural } from './format'

/** Below ten thousand a rate has three digits: `0.25`, `12.5`. */
const rate = (value: number) =>
  value < 10_000 ? formatCount(Number(value.toPrecision(3))) : formatLarge(value)

export const graph = {
  name: 'Graph',
  open: 'Graph',
  close: 'Close the graph',
  all: 'All packets',
  units: {
    packets: 'packets',
    packetRate: 'packets/s',
    bitRate: 'bit/s',
    events: 'TCP events',
  },
  value: {
    packets: (value: number) => plural(value, 'packet', 'packets'),
    packetRate: (value: number) => `${rate(value)} packets/s`,
    bitRate: (value: number) => `${rate(value)}${value < 10_000 ? ' ' : ''}bit/s`,
    events: (value: number) => plural(value, 'TCP event', 'TCP events'),
  },
  max: (value: string, packets: number) =>
    `max ${value} · ${plural(packets, 'packet', 'packets')} in view`,
  none: 'none in view',
  lane: (series: string, value: string) => `${series}: ${value}`,
  bins: (nanos: number) => `bins of ${formatSpan(nanos)}`,
  unitOf: (series: string) => `Unit of ${series}`,
  colourOf: (series: string, colour: string) => `Colour of ${series}: ${colour}. Change it`,
  colours: {
    teal: 'teal',
    blue: 'blue',
    amber: 'amber',
    violet: 'violet',
    green: 'green',
    red: 'red',
  },
  remove: (series: string) => `Remove ${series}`,
  show: (series: string) => `Show the packets of ${series}`,
  filter: 'Display filter of a new series',
  placeholder: 'Add a series: a display filter',
  add: 'Add',
  presets: 'Presets',
  preset: {
    bits: 'Bits per second',
    errors: 'Errors: what TCP analysis says',
    retransmissions: 'Retransmissions',
    syns: 'SYNs',
    resets: 'Resets',
    dns: 'DNS',
    fragments: 'IP fragments',
  },
  tap: (name: string) => `Tap ${name}`,
  full: (most: number) => `${most} series at most: remove one first.`,
  table: 'Table',
  hideTable: 'Hide the table',
  tableName: 'Values of each bin',
  begins: 'From (UTC)',
  reading: (share: number) => `reading the captures: ${Math.floor(share * 100)} %`,
  cancel: 'Cancel',
  cancelled: 'Not counted: it was cancelled.',
  again: 'Try again',
  unindexed: (count: number) =>
    `${plural(count, 'packet has', 'packets have')} no index and are not counted.`,
  hint: 'Click: first packet · drag: mark · wheel: zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  earlier: 'Earlier',
  later: 'Later',
}
