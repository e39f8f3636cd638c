/** Columns of the table of packets, named after what Wireshark calls them. */
import { fieldsOf, known, knownBig, worded, type TableField } from '../../export/table-rows'
import {
  ANALYSIS_NAMES,
  FRAME_FRAGMENT,
  FRAME_MALFORMED,
  FRAME_UNDECODED,
  standingOf,
} from '../../model/frame-flags'
import type { HostNames } from '../../model/host-names'
import type { PacketFacts } from '../../model/packet-facts'

export interface PacketToWrite {
  frame: number
  /** null: 64 bits do not hold it. */
  time: bigint | null
  capLen: number
  origLen: number
  interfaceName: string
  tap: string
  /** Number of its connection in the capture; 0: none. */
  flow: number
  /** As in the index. */
  flags: number
  /** `tcp.stream`; −1: none. */
  stream: number
  /** Of its sender in that stream: where sequence numbers and acknowledgments begin, and the shift of windows; null: not known. */
  side: { base: number; otherBase: number; scale: number } | null
  /** null: the octets are not at hand. */
  facts: PacketFacts
  names: HostNames
}

type Field = TableField<PacketToWrite>

const { always, maybe } = fieldsOf<PacketToWrite>()

/** A number of the facts: 32 bits with sign hold it, and below zero it is absent. */
const number = (name: string, says: string, of: (facts: PacketFacts) => number): Field =>
  maybe(name, 'int32', says, ({ facts }) => known(of(facts)))
const big = (name: string, says: string, of: (facts: PacketFacts) => number): Field =>
  maybe(name, 'int64', says, ({ facts }) => knownBig(of(facts)))
const words = (name: string, says: string, of: (facts: PacketFacts) => string): Field =>
  maybe(name, 'text', says, ({ facts }) => worded(of(facts)))
const flag = (name: string, says: string, bit: number): Field =>
  always(name, 'boolean', says, ({ flags }) => (flags & bit) !== 0)

const SYN = 2
const U32 = 2 ** 32

/** What the index tells, with or without the capture. */
const INDEX: readonly Field[] = [
  always('frame', 'int32', 'frame.number', ({ frame }) => frame),
  maybe('time', 'nanos', 'frame.time_epoch', ({ time }) => time),
  always('len', 'int64', 'frame.len', ({ origLen }) => BigInt(origLen)),
  always('cap_len', 'int64', 'frame.cap_len', ({ capLen }) => BigInt(capLen)),
  maybe('interface', 'text', 'frame.interface_name', (row) => worded(row.interfaceName)),
  maybe('tap', 'text', 'where it was seen: interface, or ifindex of SLL2', ({ tap }) =>
    worded(tap),
  ),
  maybe('flow', 'int32', 'number of its connection, as in the table of flows', ({ flow }) => {
    return flow || null
  }),
  maybe('tcp_analysis', 'text', 'tcp.analysis.*, those that hold', ({ flags }) => analysis(flags)),
  maybe('copy', 'text', 'a packet that was seen before: same-tap or other-tap', ({ flags }) => {
    const { copy } = standingOf(flags)
    return copy === 'none' ? null : copy
  }),
  maybe(
    'copy_of',
    'int32',
    'frame.number of the original, where it is near',
    ({ frame, flags }) => {
      const { back } = standingOf(flags)
      return back === 0 ? null : frame - back
    },
  ),
  flag('fragment', 'part of a fragmented datagram', FRAME_FRAGMENT),
  flag('malformed', 'breaks the rules of its protocol', FRAME_MALFORMED),
  flag('undecoded', 'holds what Tailfirst does not decode', FRAME_UNDECODED),
]

const HEADERS: readonly Field[] = [
  words('eth_src', 'eth.src', ({ srcMac }) => srcMac),
  words('eth_dst', 'eth.dst', ({ dstMac }) => dstMac),
  number('vlan', 'vlan.id of the outermost tag', ({ vlan }) => vlan),
  words('outer_src', 'source of the outermost IP packet, in tunnels', (facts) => facts.outerSrc),
  words('outer_dst', 'destination of the outermost IP packet', (facts) => facts.outerDst),
  number('outer_len', 'ip.len of the outermost IP packet', (facts) => facts.outerLength),
  number('outer_ttl', 'ip.ttl of the outermost IP packet', (facts) => facts.outerTtl),
  number('outer_src_port', 'udp.srcport of the outermost tunnel', (facts) => facts.outerSrcPort),
  number('outer_dst_port', 'udp.dstport of the outermost tunnel', (facts) => facts.outerDstPort),
  words('tunnel', 'the innermost tunnel', ({ tunnel }) => tunnel),
  big('vni', 'VNI, key or endpoint of that tunnel', ({ vni }) => vni),
  words('src', 'ip.src or ipv6.src of the innermost packet', ({ src }) => src),
  words('dst', 'ip.dst or ipv6.dst of the innermost packet', ({ dst }) => dst),
  maybe('src_name', 'text', 'name of src, as told beside the capture or in it', (row) =>
    worded(row.names.of(row.facts.src)),
  ),
  maybe('dst_name', 'text', 'name of dst', (row) => worded(row.names.of(row.facts.dst))),
  number('ip_version', 'ip.version of the innermost packet', ({ ipVersion }) => ipVersion),
  number('ip_proto', 'ip.proto of the innermost packet', ({ ipProto }) => ipProto),
  number('ip_len', 'ip.len, or 40 + ipv6.plen', ({ ipLength }) => ipLength),
  big('ip_id', 'ip.id, or that of the IPv6 fragment header', ({ ipId }) => ipId),
  number('ttl', 'ip.ttl or ipv6.hlim of the innermost packet', ({ ttl }) => ttl),
  maybe('dont_fragment', 'boolean', 'ip.flags.df', ({ facts }) => {
    return facts.ipVersion === 4 ? facts.dontFragment : null
  }),
  number('fragment_offset', 'offset of a fragment, octets', (facts) => facts.fragmentOffset),
  maybe('more_fragments', 'boolean', 'ip.flags.mf of a fragment', ({ facts }) => {
    return facts.fragmentOffset < 0 ? null : facts.moreFragments
  }),
]

const TRANSPORT: readonly Field[] = [
  number('src_port', 'port of TCP, UDP or SCTP; a fragment has that of its datagram', (facts) => {
    return facts.srcPort
  }),
  number('dst_port', 'port of TCP, UDP or SCTP; a fragment has that of its datagram', (facts) => {
    return facts.dstPort
  }),
  maybe('ports_of_frame', 'int32', 'the fragment that the ports were taken from', () => null),
  words('protocol', 'as the Protocol column of Wireshark', ({ protocol }) => protocol),
  number('payload_len', 'octets that TCP or UDP carry', ({ payload }) => payload),
  maybe('tcp_stream', 'int32', 'tcp.stream', ({ stream }) => known(stream)),
  number('tcp_flags', 'tcp.flags', ({ tcpFlags }) => tcpFlags),
  maybe('tcp_seq', 'int64', 'tcp.seq, relative', ({ side, facts: { tcpSeq } }) => {
    return side === null || tcpSeq < 0 ? null : relative(tcpSeq, side.base)
  }),
  big('tcp_seq_raw', 'tcp.seq_raw', ({ tcpSeq }) => tcpSeq),
  maybe('tcp_ack', 'int64', 'tcp.ack, relative', ({ side, facts: { tcpAck } }) => {
    return side === null || tcpAck < 0 ? null : relative(tcpAck, side.otherBase)
  }),
  big('tcp_ack_raw', 'tcp.ack_raw', ({ tcpAck }) => tcpAck),
  maybe('tcp_window', 'int64', 'tcp.window_size, scaled where the scale is known', (row) => {
    const { tcpFlags, tcpWindow } = row.facts
    const scale = (tcpFlags & SYN) === 0 ? (row.side?.scale ?? 0) : 0
    return knownBig(tcpWindow * 2 ** scale)
  }),
  number('tcp_window_raw', 'tcp.window_size_value', ({ tcpWindow }) => tcpWindow),
  number('icmp_type', 'icmp.type or icmpv6.type', ({ icmpType }) => icmpType),
  number('icmp_code', 'icmp.code or icmpv6.code', ({ icmpCode }) => icmpCode),
]

export const PACKET_FIELDS: readonly Field[] = [...INDEX, ...HEADERS, ...TRANSPORT]

function relative(number: number, base: number): bigint {
  return BigInt((((number - base) % U32) + U32) % U32)
}

/** Few combinations occur, and each of them often. */
function analysis(flags: number): string | null {
  const { analysis } = standingOf(flags)
  if (analysis === 0) return null
  return ANALYSIS_NAMES.filter((_, bit) => (analysis & (1 << bit)) !== 0).join(' ')
}
