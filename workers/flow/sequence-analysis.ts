/**
 * TCP sequence analysis with the decisions of Wireshark 4.0.17: for each segment the flags that
 * `tcp.analysis.*` would show. Sequence numbers are compared modulo 2^32 (RFC 9293 §3.4);
 * windows are raw unless a shift is written. As there, a sequence number of 0 is `not seen yet`.
 */
import {
  ACK_NUMBER,
  LENGTH,
  ROW_WORDS,
  SEQ,
  TCP_FLAGS,
  WINDOW as WINDOW_FIELD,
  SCALE_UNKNOWN,
  WINDOW_SCALE,
  type PacketRows,
} from '../wire/packet-rows'
import { ACK, FIN, RST, SYN } from '../wire/tcp'
import { Rows } from './rows'
import * as cell from './sequence-rows'
import { after, isWithin } from './sequence-numbers'
import {
  ACK_LOST_SEGMENT,
  DUPLICATE_ACK,
  FAST_RETRANSMISSION,
  KEEP_ALIVE,
  KEEP_ALIVE_ACK,
  LOST_SEGMENT,
  OUT_OF_ORDER,
  RETRANSMISSION,
  REUSED_PORTS,
  SPURIOUS_RETRANSMISSION,
  WINDOW_FULL,
  WINDOW_UPDATE,
  ZERO_WINDOW,
  ZERO_WINDOW_PROBE,
  ZERO_WINDOW_PROBE_ACK,
} from './tcp-flags'
import { announcedWindow, isFilled } from './window-room'

const FAST_WINDOW = 20e6 // ns: an ACK as recent as this triggers a fast retransmission
const REORDER_WINDOW = 3e6 // ns: used while no initial round-trip time is known
const CONTROL = SYN | FIN | RST
/** Wireshark keeps no more segments that wait for an ACK, and does not count the FIN behind them. */
const MAX_UNHEARD = 10_000

export class SequenceAnalysis {
  /** One row a stream, both sides in it. */
  readonly rows = new Rows(cell.STRIDE)

  /** Rows in use. */
  private count = 0
  /** The segment given last leaves no room for another in the window of its receiver, `announced`. */
  filled = false
  announced = 0

  /** A new row, for one stream; its sides are number `2 × row` and `2 × row + 1`. */
  open(): number {
    const row = this.count++
    this.rows.reserve(row)
    const { u, f } = this.rows
    u[row * cell.STRIDE + cell.WINDOW] = cell.NO_WINDOW
    u[row * cell.STRIDE + cell.SIDE_WORDS + cell.WINDOW] = cell.NO_WINDOW
    f[row * cell.HALF + cell.SYN_TIME] = -1
    f[row * cell.HALF + cell.INITIAL_RTT] = -1
    return row
  }

  /** Touches the row, so that it is near when it is needed. Returns nothing of meaning. */
  touch(row: number): number {
    const { u } = this.rows
    return (u[row * cell.STRIDE] as number) ^ (u[row * cell.STRIDE + cell.STRIDE / 2] as number)
  }

  /** A new row that has seen what `row` has. */
  fork(row: number): number {
    const copy = this.count++
    this.rows.reserve(copy)
    this.rows.u.copyWithin(copy * cell.STRIDE, row * cell.STRIDE, (row + 1) * cell.STRIDE)
    return copy
  }

  /** Does this SYN begin another connection than the one of `side`? */
  reuses(side: number, packets: PacketRows, index: number): boolean {
    const { words } = packets
    const p = index * ROW_WORDS
    if (((words[p + TCP_FLAGS] as number) & (SYN | ACK)) !== SYN) return false
    const { u } = this.rows
    const at = cell.wordsOf(side)
    return (
      ((u[at + cell.BITS] as number) & cell.HAS_BASE) !== 0 &&
      u[at + cell.BASE_SEQ] !== words[p + SEQ]
    )
  }

  /** First round-trip time of the stream, SYN to first ACK; −1: unknown. */
  initialRtt(stream: number): number {
    return this.rows.f[stream * cell.HALF + cell.INITIAL_RTT] as number
  }

  /** Highest sequence number seen of `side`, one past the last octet; 0: none. */
  nextSeq(side: number): number {
    return this.rows.u[cell.wordsOf(side) + cell.NEXT_SEQ] as number
  }

  baseSeq(side: number): number {
    return this.rows.u[cell.wordsOf(side) + cell.BASE_SEQ] as number
  }

  /** Analyses the segment in row `index` of `packets`, of side `direction` of `row`: its flags. */
  segment(row: number, direction: number, packets: PacketRows, index: number): number {
    const { u, f } = this.rows
    const { words } = packets
    const p = index * ROW_WORDS
    const fwd = row * cell.STRIDE + direction * cell.SIDE_WORDS
    const rev = row * cell.STRIDE + (1 - direction) * cell.SIDE_WORDS
    const times = row * cell.HALF + cell.SIDE_TIMES
    const fwdTimes = times + direction * cell.SIDE_DOUBLES
    const tcpFlags = words[p + TCP_FLAGS] as number
    const length = words[p + LENGTH] as number
    const control = (tcpFlags & (SYN | FIN)) !== 0
    this.filled = false
    let flags = this.begin(fwd, rev, words, p)
    flags |= this.acknowledgementKind(fwd, rev, words, p)
    if (u[fwd + cell.LAST_ACK] !== words[p + ACK_NUMBER]) u[fwd + cell.DUPLICATES] = 0
    flags |= this.unseenAcked(rev, words, p)
    if ((length > 0 || control) && (flags & KEEP_ALIVE) === 0) {
      flags |= this.repetition(row, direction, packets, index)
    }
    if ((tcpFlags & ACK) === 0 || f[row * cell.HALF + cell.INITIAL_RTT] === -1) {
      this.measure(row, packets, index)
    }
    if ((flags & ZERO_WINDOW_PROBE) === 0) {
      const seq = words[p + SEQ] as number
      const counted = control && (u[fwd + cell.UNHEARD] as number) < MAX_UNHEARD
      const end = (seq + length + (counted ? 1 : 0)) >>> 0
      const next = u[fwd + cell.NEXT_SEQ] as number
      if (next === 0 || after(end, next)) {
        u[fwd + cell.NEXT_SEQ] = end
        f[fwdTimes + cell.NEXT_SEQ_TIME] = packets.time[index] as number
      }
      const contiguous = u[fwd + cell.MAX_TO_BE_ACKED] as number
      if (contiguous === 0 || contiguous === seq) {
        u[fwd + cell.MAX_TO_BE_ACKED] = u[fwd + cell.NEXT_SEQ] as number
      }
    }
    if (length > 0 || control) u[fwd + cell.UNHEARD] = (u[fwd + cell.UNHEARD] as number) + 1
    u[rev + cell.UNHEARD] = 0
    u[fwd + cell.WINDOW] = words[p + WINDOW_FIELD] as number
    u[fwd + cell.LAST_ACK] = words[p + ACK_NUMBER] as number
    f[fwdTimes + cell.LAST_TIME] = packets.time[index] as number
    u[fwd + cell.LAST_FLAGS] = flags
    return flags
  }

  /** Connection state before the rules: base sequence numbers, window scale. */
  private begin(fwd: number, rev: number, words: Uint32Array, p: number): number {
    const { u } = this.rows
    let flags = 0
    const tcpFlags = words[p + TCP_FLAGS] as number
    const syn = (tcpFlags & SYN) !== 0
    const ack = (tcpFlags & ACK) !== 0
    if (syn) {
      const based = ((u[fwd + cell.BITS] as number) & cell.HAS_BASE) !== 0
      if (based && ack && u[fwd + cell.BASE_SEQ] !== words[p + SEQ]) {
        u[fwd + cell.BASE_SEQ] = words[p + SEQ] as number
        flags = REUSED_PORTS
      } else if (based && !ack) {
        u[fwd + cell.NEXT_SEQ] = u[fwd + cell.MAX_TO_BE_ACKED] as number
      }
      this.offerScale(fwd, rev, words[p + WINDOW_SCALE] as number)
    }
    if (((u[fwd + cell.BITS] as number) & cell.HAS_BASE) === 0) {
      u[fwd + cell.BASE_SEQ] = (words[p + SEQ] as number) - (syn ? 0 : 1)
      u[fwd + cell.BITS] = cell.HAS_BASE
    }
    if (ack && ((u[rev + cell.BITS] as number) & cell.HAS_BASE) === 0) {
      u[rev + cell.BASE_SEQ] = (words[p + ACK_NUMBER] as number) - 1
      u[rev + cell.BITS] = cell.HAS_BASE
    }
    u[fwd + cell.BITS] = syn ? cell.HAS_BASE | cell.SYN_WINDOW : cell.HAS_BASE
    return flags
  }

  /** RFC 7323 §2.2: windows are scaled only when both SYNs offer it: `option` is the shift + 1. */
  private offerScale(fwd: number, rev: number, option: number): void {
    const { u } = this.rows
    if (option > 0 && option !== SCALE_UNKNOWN)
      u[fwd + cell.SCALE] = u[rev + cell.SCALE] === cell.UNSCALED ? cell.UNSCALED : option + 1
    else if (option === 0 && u[fwd + cell.SCALE] === 0) {
      u[fwd + cell.SCALE] = cell.UNSCALED
      u[rev + cell.SCALE] = cell.UNSCALED
    }
  }

  /** Time from the most recent SYN to the first ACK; the rules know it from the next segment on. */
  private measure(stream: number, packets: PacketRows, index: number): void {
    const times = this.rows.f
    const time = packets.time[index] as number
    const flags = (packets.words[index * ROW_WORDS + TCP_FLAGS] as number) & (SYN | ACK)
    if (flags === SYN) times[stream * cell.HALF + cell.SYN_TIME] = time
    if (flags !== ACK || this.initialRtt(stream) >= 0) return
    const began = times[stream * cell.HALF + cell.SYN_TIME] as number
    // A round trip of zero counts as none there, and the next one is taken from time zero.
    if (began === cell.TAKEN) times[stream * cell.HALF + cell.INITIAL_RTT] = Infinity
    else if (began >= 0) {
      times[stream * cell.HALF + cell.SYN_TIME] = cell.TAKEN
      if (time > began) times[stream * cell.HALF + cell.INITIAL_RTT] = time - began
    }
  }

  /** Rules that look at window, keep-alive and duplicate acknowledgements. */
  private acknowledgementKind(fwd: number, rev: number, words: Uint32Array, p: number): number {
    const { u } = this.rows
    const seq = words[p + SEQ] as number
    const length = words[p + LENGTH] as number
    const window = words[p + WINDOW_FIELD] as number
    const tcpFlags = words[p + TCP_FLAGS] as number
    const next = u[fwd + cell.NEXT_SEQ] as number
    const control = (tcpFlags & CONTROL) !== 0
    if (length === 1 && seq === next && u[rev + cell.WINDOW] === 0) return ZERO_WINDOW_PROBE
    let flags = 0
    if (window === 0 && !control) flags |= ZERO_WINDOW
    if (next !== 0 && after(seq, next) && (tcpFlags & RST) === 0) flags |= LOST_SEGMENT
    if (control) return flags
    if (length <= 1 && seq === (next - 1) >>> 0) flags |= KEEP_ALIVE
    if (length > 0) return flags | this.windowFull(rev, (seq + length) >>> 0, length)
    if (seq !== next || words[p + ACK_NUMBER] !== u[fwd + cell.LAST_ACK]) return flags
    const lastWindow = u[fwd + cell.WINDOW] as number
    if (window !== lastWindow) return window === 0 ? flags : flags | WINDOW_UPDATE
    const asked = u[rev + cell.LAST_FLAGS] as number
    if (window !== 0) {
      if ((asked & KEEP_ALIVE) !== 0) return flags | KEEP_ALIVE_ACK
    } else {
      return (asked & ZERO_WINDOW_PROBE) !== 0 ? flags | ZERO_WINDOW_PROBE_ACK : flags
    }
    const count = u[fwd + cell.DUPLICATES] as number
    u[fwd + cell.DUPLICATES] = count === cell.SUPPRESSED ? 1 : count + 1
    return flags | DUPLICATE_ACK
  }

  private windowFull(rev: number, end: number, length: number): number {
    const { u } = this.rows
    const room = announcedWindow(u, rev)
    if (room < 0) return 0
    const edge = ((u[rev + cell.LAST_ACK] as number) + room) >>> 0
    this.filled = isFilled((edge - end) | 0, length, room)
    this.announced = room
    return end === edge ? WINDOW_FULL : 0
  }

  /** An ACK for octets that the capture does not hold. */
  private unseenAcked(rev: number, words: Uint32Array, p: number): number {
    const { u } = this.rows
    const seen = u[rev + cell.MAX_TO_BE_ACKED] as number
    if (seen === 0 || ((words[p + TCP_FLAGS] as number) & ACK) === 0) return 0
    if (!after(words[p + ACK_NUMBER] as number, seen)) return 0
    const next = u[rev + cell.NEXT_SEQ] as number
    if (after(next, seen)) {
      u[rev + cell.MAX_TO_BE_ACKED] = next
      return ACK_LOST_SEGMENT
    }
    if (u[rev + cell.DUPLICATES] !== 0) return 0
    u[rev + cell.DUPLICATES] = cell.SUPPRESSED
    return ACK_LOST_SEGMENT
  }

  private repetition(row: number, direction: number, packets: PacketRows, index: number): number {
    const { u, f } = this.rows
    const { words } = packets
    const p = index * ROW_WORDS
    const fwd = row * cell.STRIDE + direction * cell.SIDE_WORDS
    const rev = row * cell.STRIDE + (1 - direction) * cell.SIDE_WORDS
    const next = u[fwd + cell.NEXT_SEQ] as number
    const seq = words[p + SEQ] as number
    const length = words[p + LENGTH] as number
    const probed = length > 1 && (next - 1) >>> 0 === seq
    const behind = next !== 0 && after(next, seq) && !probed
    const acked = u[rev + cell.LAST_ACK] as number
    const dataEnd = (seq + length) >>> 0
    if (length > 0 && acked !== 0 && !after(dataEnd, acked)) {
      return SPURIOUS_RETRANSMISSION | RETRANSMISSION
    }
    if (!behind) return 0
    // `cell.SUPPRESSED` is a large unsigned number there too, and so counts as many.
    const many = (u[rev + cell.DUPLICATES] as number) >= 2
    const times = row * cell.HALF + cell.SIDE_TIMES
    const time = packets.time[index] as number
    const sinceAck =
      time - (f[times + (1 - direction) * cell.SIDE_DOUBLES + cell.LAST_TIME] as number)
    if (many && acked === seq && isWithin(sinceAck, FAST_WINDOW)) {
      return FAST_RETRANSMISSION | RETRANSMISSION
    }
    const rtt = this.initialRtt(row)
    const control = ((words[p + TCP_FLAGS] as number) & (SYN | FIN)) !== 0
    const end = (dataEnd + (control ? 1 : 0)) >>> 0
    const elapsed = time - (f[times + direction * cell.SIDE_DOUBLES + cell.NEXT_SEQ_TIME] as number)
    const recent = isWithin(elapsed, rtt >= 0 ? rtt : REORDER_WINDOW)
    return recent && next !== end ? OUT_OF_ORDER : RETRANSMISSION
  }
}
