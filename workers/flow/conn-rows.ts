/**
 * Where the facts of a connection stand in its rows: one row a connection, one row a side.
 * `…_WORDS` is the stride of a row in words, `…_DOUBLES` the same in doubles.
 */
import { firstDouble, strideOf } from './rows'

/** Words used of a connection and of a side. */
const CONN_USED = 24
const SIDE_USED = 24

/** Words of a connection. */
export const TAP = 0
/** Tunnel of the first frame × 2, + the direction of that frame. */
export const TUNNEL = 1
export const STREAM = 2
export const FIRST_FRAME = 3
/** 0: the lower endpoint began, 1: the higher. */
export const ORIG = 4
/** How `ORIG` was learned: 0 a guess by port, 1 by SYN or SYN-ACK. */
export const ORIG_SURE = 5
export const SYN_FRAME = 6
export const SYN_TOTAL = 7
export const SYN_ACK_FRAME = 8
export const SYN_ACK_TOTAL = 9
export const ACK_FRAME = 10
export const REFUSED_FRAME = 11
/** `BY_FIN` and `BY_RST`, and `FIN_OF` the lower endpoint, shifted by one for the higher. */
export const CLOSED = 12
export const BY_FIN = 1
export const BY_RST = 2
export const FIN_OF = 4
export const TUPLE_ROW = 13
/** Row of the connection's sequence analysis, and of its tenant. */
export const SEQUENCE_ROW = 14
export const TENANT_ROW = 15
/** Last frame of the lower endpoint, then of the higher. */
export const LAST_FRAMES = 16
/** 1: the window of an endpoint is closed or full, and what both say is to be looked at. */
export const CLOSED_WINDOWS = 18
/** How often the side that began was answered, × 2, + 1 while it waits. */
export const EXCHANGES = 19

/** Number + 1 of the connection before it between the same endpoints; 0: none was seen. */
export const PREVIOUS = 20
/** Row + 1 of the sequence analysis of `STREAM`; 0: it has no stream. */
export const STREAM_ROW = 21
/** Bits of `turns.ts`: whether an answer is awaited, and what is known of it. */
export const TURN = 22
/** Row + 1 of the connection's reset; 0: none. */
export const RESET_ROW = 23

/** Doubles of a connection. */
export const FIRST_TIME = firstDouble(CONN_USED)
/** Times of `LAST_FRAMES`. */
export const LAST_TIMES = firstDouble(CONN_USED) + 1
export const SYN_TIME = firstDouble(CONN_USED) + 3
export const SYN_ACK_TIME = firstDouble(CONN_USED) + 4
export const ACK_TIME = firstDouble(CONN_USED) + 5
export const CONN_WORDS = strideOf(CONN_USED, 6)
export const CONN_DOUBLES = CONN_WORDS / 2

/** Words of a side. */
export const FRAMES = 0
export const DATA_FRAMES = 1
export const RETRANSMISSIONS = 2
export const FAST = 3
export const SPURIOUS = 4
export const REORDERED = 5
export const DUP_ACKS = 6
export const GAPS = 7
export const ACKED_UNSEEN = 8
export const ZERO_WINDOWS = 9
export const IP_SENT = 10
export const IP_ACKED = 11
export const OUTER_SENT = 12
export const OUTER_ACKED = 13
export const MSS = 14
export const TTL = 15
export const RTT_SAMPLES = 16
/** 1 once a segment was repeated: the list of unacknowledged ones is out of order. */
export const UNORDERED = 17
/** VNI of the first packet + 2; 0: nothing seen, 1: no tunnel. */
export const VNI = 18
/** The hole told by the newest SACK: from the ACK to the lowest left edge; frame 0: none. */
export const SACK_HOLE = 19
export const SACK_LEFT = 20
export const SACK_FRAME = 21
/** IP length of the segment acknowledged last. */
export const LAST_ACKED_IP = 22
/** Segments whose checksums were looked at. */
export const SUMS_CHECKED = 23

/** Doubles of a side. */
export const DATA_OCTETS = firstDouble(SIDE_USED)
export const RTT_MIN = firstDouble(SIDE_USED) + 1
export const RTT_SUM = firstDouble(SIDE_USED) + 2
/** Time of `SACK_FRAME`. */
export const SACK_TIME = firstDouble(SIDE_USED) + 3
export const SIDE_WORDS = strideOf(SIDE_USED, 4)
export const SIDE_DOUBLES = SIDE_WORDS / 2
