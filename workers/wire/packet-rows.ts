/**
 * Dissected frames as rows of numbers: what the reading thread hands to the analysis. A row holds
 * what is asked of every TCP segment and UDP datagram; frames that are neither, or that need more
 * (fragments, ICMP, deep nesting, damage), are marked `GENERAL` and dissected again where they are
 * analysed.
 *
 * Numbers stay in typed arrays on the whole way: passed between functions or kept in objects, those
 * above 2^30 would be boxed.
 */

/** Words of a row. */
export const SHAPE = 0
/** Bits of `protocols.ts`. */
export const PROTOCOLS = 1
/** Hash of the five words or more that name the conversation, see `LOW`. */
export const HASH = 2
/** The innermost packet's endpoints, the lower one first: four words each, then both ports. */
export const LOW = 3
export const HIGH = 7
export const PORTS = 11
/** Fingerprint of the packet, see `fingerprint.ts`: two hashes; of TCP the second survives NAT. */
export const PRINT = 12
export const PRINT_CHECK = 13
/** VNI + 2 of the tunnel around the innermost packet; 1: none, or a tunnel without. */
export const VNI = 14
/** IP total length of the innermost and the outermost packet. */
export const IP_LENGTH = 15
export const OUTER_LENGTH = 16
export const TTL = 17
/** Of the TCP header; flags as in `tcp.ts`, the window unscaled. */
export const SEQ = 18
export const ACK_NUMBER = 19
export const TCP_FLAGS = 20
export const WINDOW = 21
/** Octets of payload on the wire. */
export const LENGTH = 22
/** Maximum segment size option, 0: absent; window scale option + 1, 0: absent, or `SCALE_UNKNOWN`. */
export const MSS = 23
export const WINDOW_SCALE = 24
/** The snaplen cut the options before one was found. */
export const SCALE_UNKNOWN = 0xffffffff
/** Offset in the view of the first edge of SACK, and blocks. */
export const SACK_AT = 25
export const SACKS = 26
/** Payload: offset in the view, and octets captured. */
export const PAYLOAD_AT = 27
export const PAYLOAD_CAPTURED = 28
/** VLAN id + 1; 0: none. */
export const VLAN = 29
/** Tunnel around the innermost packet: addresses, kind × 65,536 + UDP port, source port, overhead. */
export const OUTER_SRC = 30
export const OUTER_DST = 34
export const OUTER_TUNNEL = 38
export const OUTER_SRC_PORT = 39
export const OVERHEAD = 40
/** ifindex of SLL2; 0: none. */
export const IFINDEX = 41
/** Row of the conversation in the table of five-tuples; written by the analysis. */
export const TUPLE = 42
export const ROW_WORDS = 43

/** `SHAPE`: what the row is, */
export const GENERAL = 0
export const TCP_ROW = 1
export const UDP_ROW = 2
/** no IP packet at all and nothing to say about it, */
export const SILENT = 3
export const SHAPE_MASK = 3
/** sent by the higher endpoint, */
export const SWAPPED = 4
/** inside one tunnel, */
export const TUNNELLED = 8
/** that can be told from a repetition for sure (IP id or TCP timestamp), */
export const SURE = 16
/** with DF in the innermost and in the outermost header (always in IPv6), */
export const DONT_FRAGMENT = 32
export const OUTER_DONT_FRAGMENT = 64
/** IP headers followed, */
export const DEPTH_SHIFT = 8
/** and whether its checksums were looked at, are wrong, and wrong as the pseudo-header's sum. */
export const SUM_CHECKED = 1 << 16
export const SUM_WRONG = 1 << 17
export const SUM_PARTIAL = 1 << 18

/** Frames in file order; row i of `words` begins at word `i × ROW_WORDS`. */
export interface PacketRows {
  words: Uint32Array
  /** Nanoseconds since the first frame of the capture. */
  time: Float64Array
  /** The octets that `PAYLOAD_AT` and `SACK_AT` point into. */
  view: DataView
  /** Number of the frame in row 0. */
  firstFrame: number
}

export function newPacketRows(rows: number): PacketRows {
  return {
    words: new Uint32Array(rows * ROW_WORDS),
    time: new Float64Array(rows),
    view: new DataView(new ArrayBuffer(0)),
    firstFrame: 1,
  }
}
