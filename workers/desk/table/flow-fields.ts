/** Columns of the table of TCP connections: what their records hold, one row each. */
import type { ColumnType } from '../../export/parquet-file'
import { fieldsOf, known, knownBig, worded, type TableField } from '../../export/table-rows'
import type { HostNames } from '../../model/host-names'
import type { ConnRecord, ConnSide } from '../../model/records'
import { communityId } from '../../report/community-id'
import { timeOf } from './time'

export interface FlowToWrite {
  conn: ConnRecord
  /** Number of the connection in its capture, from 1. */
  flow: number
  /** Name of the capture, and of the tap. */
  capture: string
  tap: string
  /** Of the first frame of the capture. */
  epoch: bigint
  names: HostNames
}

type Field = TableField<FlowToWrite>
const TCP = 6

const { always, maybe } = fieldsOf<FlowToWrite>()

const IDENTITY: readonly Field[] = [
  always('capture', 'text', 'name of the capture', ({ capture }) => capture),
  always('flow', 'int32', 'number of the connection in its capture', ({ flow }) => flow),
  always('tcp_stream', 'int32', 'tcp.stream of its first frame', ({ conn }) => conn.stream),
  always('community_id', 'text', 'Community ID v1 of the innermost flow', ({ conn }) =>
    communityId(TCP, conn.orig, conn.resp),
  ),
  maybe('tap', 'text', 'where it was seen', ({ tap }) => worded(tap)),
  always('orig_addr', 'text', 'who began', ({ conn }) => conn.orig.address),
  maybe('orig_name', 'text', 'its name, as told beside the capture or in it', ({ conn, names }) =>
    worded(names.of(conn.orig.address)),
  ),
  always('orig_port', 'int32', 'port of who began', ({ conn }) => conn.orig.port),
  always('resp_addr', 'text', 'who answered', ({ conn }) => conn.resp.address),
  maybe('resp_name', 'text', 'its name', ({ conn, names }) => worded(names.of(conn.resp.address))),
  always('resp_port', 'int32', 'port of who answered', ({ conn }) => conn.resp.port),
  maybe('tunnel', 'text', 'the tunnel it came in', ({ conn }) => conn.tunnel?.kind ?? null),
  maybe('tunnel_src', 'text', 'end of the tunnel at who began', ({ conn }) =>
    conn.tunnel === null ? null : conn.tunnel.src,
  ),
  maybe('tunnel_dst', 'text', 'the other end', ({ conn }) =>
    conn.tunnel === null ? null : conn.tunnel.dst,
  ),
  maybe('vni', 'int64', 'VNI, key or endpoint of the tunnel', ({ conn }) =>
    knownBig(conn.tunnel?.vni ?? -1),
  ),
  maybe(
    'tunnel_port',
    'int32',
    'UDP port of the tunnel',
    ({ conn }) => conn.tunnel?.udpPort || null,
  ),
  maybe('tunnel_overhead', 'int32', 'octets that the tunnel adds', ({ conn }) =>
    known(conn.tunnel?.overhead ?? -1),
  ),
]

const COURSE: readonly Field[] = [
  maybe('start', 'nanos', 'time of the first frame', ({ conn, epoch }) =>
    timeOf(epoch, conn.firstTime),
  ),
  maybe('end', 'nanos', 'time of the last frame', ({ conn, epoch }) =>
    timeOf(epoch, conn.lastTime),
  ),
  always('duration_ns', 'int64', 'first frame to last frame', ({ conn }) =>
    BigInt(Math.round(conn.lastTime - conn.firstTime)),
  ),
  always('first_frame', 'int32', 'frame.number of the first frame', ({ conn }) => conn.firstFrame),
  always('handshake', 'text', 'what became of the handshake', ({ conn }) => conn.handshake.outcome),
  always('syns', 'int32', 'SYN frames', ({ conn }) => conn.handshake.synTotal),
  always('syn_acks', 'int32', 'SYN-ACK frames', ({ conn }) => conn.handshake.synAckTotal),
  maybe('answer_ns', 'int64', 'first SYN to first SYN-ACK', ({ conn }) =>
    knownBig(conn.handshake.answerLatency),
  ),
  maybe('handshake_ns', 'int64', 'first SYN to the ACK that completes', ({ conn }) =>
    knownBig(conn.handshake.latency),
  ),
  maybe('reply_ns', 'int64', 'longest of the first four waits for an answer to data', ({ conn }) =>
    knownBig(conn.replyLatency),
  ),
  always('closed_by', 'text', 'fin, rst or none', ({ conn }) => conn.closedBy),
  maybe('reset_from', 'text', 'who sent the first RST', ({ conn }) => conn.reset?.from ?? null),
  maybe('reset_frame', 'int32', 'frame.number of the first RST', ({ conn }) =>
    known(conn.reset?.frame ?? -1),
  ),
  always('resets', 'int32', 'RST frames', ({ conn }) => conn.reset?.total ?? 0),
  always(
    'repeated_segments',
    'int32',
    'segments sent more than once',
    ({ conn }) => conn.repeatedTotal,
  ),
  maybe(
    'silence_survived_ns',
    'int64',
    'longest silence it survived, from a second on',
    ({ conn }) => (conn.silenceSurvived > 0 ? knownBig(conn.silenceSurvived) : null),
  ),
]

type SideColumn = readonly [
  name: string,
  type: ColumnType,
  says: string,
  optional: boolean,
  value: (side: ConnSide) => number | bigint | boolean | null,
]

const number = (name: string, says: string, value: (side: ConnSide) => number): SideColumn => [
  ...([name, 'int32', says, false, value] as const),
]
/** 0 stands for what is not known. */
const positive = (name: string, says: string, value: (side: ConnSide) => number): SideColumn => [
  ...([name, 'int32', says, true, (side: ConnSide) => value(side) || null] as const),
]

const SIDE: readonly SideColumn[] = [
  number('frames', 'frames', (side) => side.frames),
  number('data_frames', 'frames with payload', (side) => side.dataFrames),
  ['octets', 'int64', 'octets of payload', false, (side) => BigInt(side.dataOctets)],
  number('retransmissions', 'tcp.analysis.retransmission', (side) => side.retransmissions),
  number('fast_retransmissions', 'tcp.analysis.fast_retransmission', (side) => {
    return side.fastRetransmissions
  }),
  number('spurious_retransmissions', 'tcp.analysis.spurious_retransmission', (side) => {
    return side.spuriousRetransmissions
  }),
  number('out_of_order', 'tcp.analysis.out_of_order', (side) => side.outOfOrder),
  number('duplicate_acks', 'tcp.analysis.duplicate_ack', (side) => side.duplicateAcks),
  number('gaps', 'tcp.analysis.lost_segment', (side) => side.gaps),
  number('acked_unseen', 'tcp.analysis.ack_lost_segment', (side) => side.ackedUnseen),
  number('zero_windows', 'tcp.analysis.zero_window', (side) => side.zeroWindows),
  positive('largest_ip', 'largest IP packet sent, inner', (side) => side.largestIpSent),
  positive('largest_ip_acked', 'largest that was acknowledged', (side) => side.largestIpAcked),
  positive('largest_outer', 'largest IP packet sent, outer', (side) => side.largestOuterSent),
  positive('largest_outer_acked', 'largest that was acknowledged', (side) => {
    return side.largestOuterAcked
  }),
  positive('mss', 'tcp.options.mss_val of the SYN', (side) => side.mss),
  positive('ttl', 'ip.ttl or ipv6.hlim of the first frame', (side) => side.ttl),
  number('rtt_samples', 'round trips measured', (side) => side.rttSamples),
  rtt('rtt_min_ns', 'shortest round trip', (side) => side.rttMin),
  rtt('rtt_mean_ns', 'mean round trip', (side) => side.rttMean),
  ['fin_sent', 'boolean', 'sent FIN', false, (side) => side.finSent],
  number('probes', 'keep-alives and window probes', (side) => side.probes?.total ?? 0),
  number('window_filled', 'segments of the other side that filled its window', (side) => {
    return side.window?.filled ?? 0
  }),
  number('window_closures', 'times its window was closed', (side) => side.window?.closures ?? 0),
  [
    'window_closed_ns',
    'int64',
    'how long in all',
    false,
    (side) => {
      return BigInt(Math.round(side.window?.closedTime ?? 0))
    },
  ],
]

function rtt(name: string, says: string, value: (side: ConnSide) => number): SideColumn {
  const measured = (side: ConnSide) => (side.rttSamples === 0 ? null : knownBig(value(side)))
  return [name, 'int64', says, true, measured]
}

const sides = (side: 'orig' | 'resp'): Field[] =>
  SIDE.map(([name, type, says, optional, value]) => ({
    ...{ name: `${side}_${name}`, type, says: `${side}: ${says}`, optional },
    value: ({ conn }) => value(side === 'orig' ? conn.origSide : conn.respSide),
  }))

export const FLOW_FIELDS: readonly Field[] = [
  ...IDENTITY,
  ...COURSE,
  ...sides('orig'),
  ...sides('resp'),
]
