/** English: the Statistics screen, and what is said while a capture is counted. */
import type { EndpointKind } from '../../workers/model/census'
import { formatCount } from './format'

const endpoints: Record<EndpointKind, string> = {
  eth: 'Ethernet',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  tcp: 'TCP',
  udp: 'UDP',
}

export const statistics = {
  title: 'Statistics',
  lead: 'Counted frame by frame, tunnels and what they carry alike. A fragmented datagram counts with the frame that holds its head.',
  tabs: 'Statistics by',
  protocols: 'Protocols',
  endpoints: 'Endpoints',
  lengths: 'Packet lengths',
  capture: 'Capture',
  narrowed: (stretch: string) => `Only packets in ${stretch} are counted.`,
  wholeOnly: 'Messages of applications are counted for the whole case alone.',
  counting: (name: string, done: number, all: number) =>
    `Counting “${name}”: ${formatCount(done)} of ${formatCount(all)} packets`,
  waiting: 'Waiting for its turn…',
  absent: 'The capture must be read for this',
  broken: (message: string) => `Counted as far as the file could be read: ${message}`,
  left: (count: number) => `${formatCount(count)} headers or addresses are beyond what is kept.`,
  protocol: 'Protocol',
  packets: 'Packets',
  octets: 'Octets',
  share: 'Share of packets',
  shareOfOctets: 'Share of octets',
  applications: 'Applications',
  applicationsLead:
    'Packets that show an application protocol, as Wireshark counts them: those that complete a message.',
  noApplications: 'No application protocol was recognised.',
  hierarchyNote: 'Octets are those of whole frames on the wire.',
  kinds: endpoints,
  endpointKinds: 'Kind of endpoint',
  columns: {
    address: 'Address',
    port: 'Port',
    vendor: 'Vendor',
    packets: 'Packets',
    octets: 'Octets',
    sentPackets: 'Sent packets',
    sentOctets: 'Sent octets',
    receivedPackets: 'Received packets',
    receivedOctets: 'Received octets',
  },
  listed: (listed: number, total: number) =>
    listed < total ? `the ${formatCount(listed)} busiest of ${formatCount(total)}` : '',
  beyond: (frames: number) =>
    frames === 0
      ? ''
      : `${formatCount(frames)} times somebody sent or received beyond what is counted`,
  tab: (name: string, count: string) => `${name} ${count}`,
  noEndpoints: 'There are none of this kind.',
  length: 'Length',
  range: (from: number, to: number) =>
    to === Infinity ? `${formatCount(from)} and more` : `${formatCount(from)} – ${formatCount(to)}`,
  average: 'Average',
  shortest: 'Shortest',
  longest: 'Longest',
  total: 'All',
  lengthsNote:
    'Octets of the frame on the wire. Above 1514 they are jumbo frames, or segments that the network card had not cut yet when they were captured.',
  notIndexed: (count: number) => `${formatCount(count)} packets without an index are left out.`,
  macNotes: {
    local: 'locally administered',
    group: 'group address',
    broadcast: 'broadcast',
    unknown: 'not in our short list',
  },
}
