/** English: the search through octets, and what it found. */
import { formatCount, formatLarge, formatOctets, formatTook, plural } from './format'

const matchesOf = (matches: number) => plural(matches, 'match', 'matches')

export const find = {
  name: 'Find in octets',
  placeholders: {
    text: 'Text in the octets of all packets',
    hex: 'Octets in hex, e.g. de ad ?? ef; ?? is any octet',
    pattern: 'Regular expression over octets, e.g. passw(or)?d=\\w+',
  },
  kind: 'What is sought',
  kinds: { text: 'Text', hex: 'Hex', pattern: 'Regex' },
  encoding: 'Encoding of the text',
  encodings: { both: 'UTF-8 and UTF-16', narrow: 'UTF-8, ASCII', wide: 'UTF-16' },
  among: 'Packets that are searched',
  amongHint:
    'Which packets are searched: all of the case, those of the display filter, of the marked time',
  amongs: {
    all: 'All packets',
    filter: 'Filtered packets',
    time: 'Marked time',
    both: 'Filtered, in marked time',
  },
  exact: 'Match case',
  exactSign: 'Aa',
  next: 'Next match',
  previous: 'Previous match',
  stop: 'Stop',
  close: 'Close the search',
  seeking: 'Searching',
  asFilter: 'As filter',
  asFilterHint: (filter: string) => `Show these packets alone: ${filter}`,
  progress: (octets: number, total: number, packetsPerSecond: number, matches: number) =>
    `${matchesOf(matches)} · ${formatOctets(octets)} of ${formatOctets(total)} · ${formatLarge(packetsPerSecond)} packets/s`,
  found: (matches: number, packets: number, ms: number) =>
    matches === 0
      ? `Nothing found · ${formatTook(ms)}`
      : `${matchesOf(matches)} in ${plural(packets, 'packet', 'packets')} · ${formatTook(ms)}`,
  foundAmong: (matches: number, packets: number, sought: number, ms: number) =>
    matches === 0
      ? `Nothing found in ${plural(sought, 'packet', 'packets')} · ${formatTook(ms)}`
      : `${matchesOf(matches)} in ${formatCount(packets)} of ${plural(sought, 'packet', 'packets')} · ${formatTook(ms)}`,
  filtering: (asked: number, total: number) =>
    `Filtering first · ${formatCount(asked)} of ${plural(total, 'packet', 'packets')}`,
  position: (position: number, matches: number, packets: number) =>
    `${formatCount(position)} of ${formatCount(matches)} in ${plural(packets, 'packet', 'packets')}`,
  stopped: (octets: number, total: number) =>
    `Stopped after ${formatOctets(octets)} of ${formatOctets(total)}: behind that there may be more.`,
  listed: (listed: number, matches: number) =>
    `The first ${formatCount(listed)} matches are listed; all ${formatCount(matches)} were counted.`,
  notSought: {
    absent: (name: string, packets: number) =>
      `${name} is not at hand: its ${plural(packets, 'packet', 'packets')} were not searched.`,
    changed: (name: string, packets: number) =>
      `${name} cannot be read any more, it was moved or changed: not all of its ${plural(packets, 'packet', 'packets')} were searched.`,
    unindexed: (name: string, packets: number) =>
      `${plural(packets, 'packet', 'packets')} at the end of ${name} have no index and were not searched.`,
    reference: (name: string, packets: number) =>
      `The filter speaks of a packet of another capture: the ${plural(packets, 'packet', 'packets')} of ${name} were not searched.`,
    cut: (name: string, packets: number) =>
      `${plural(packets, 'packet', 'packets')} of ${name} were captured in part: only the octets that were captured could be searched.`,
  },
  results: 'Matches',
  height: 'Height of the matches',
  columns: {
    capture: 'Capture',
    number: '#',
    time: 'Time',
    source: 'Source',
    destination: 'Destination',
    protocol: 'Protocol',
    at: 'Octet',
    field: 'In',
    octets: 'Octets around it',
  },
}
