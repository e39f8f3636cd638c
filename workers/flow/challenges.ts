/**
 * SYNs that are answered with an ACK of an older connection between the same endpoints: a challenge
 * (RFC 5961 §4.2), which a host without that connection denies with RST (RFC 9293 §3.10.7.3). Rare,
 * so plain objects.
 */
import { MAX_CHALLENGED } from '../limits/limits'
import type { ChallengeRecord } from '../model/conn'
import { ACK_NUMBER, ROW_WORDS, SEQ, TCP_FLAGS, type PacketRows } from '../wire/packet-rows'
import { ACK, RST } from '../wire/tcp'

type Seen = Omit<ChallengeRecord, 'older' | 'olderFrame' | 'olderTime'>

interface Challenge extends Seen {
  /** Acknowledgement number of the first ACK. */
  readonly ack: number
}

export class Challenges {
  private readonly byConn = new Map<number, Challenge>()
  /** Segments of connections beyond the bound. */
  dropped = 0

  /** A segment without SYN that comes behind a SYN and before its SYN-ACK; is it of who asks? */
  segment(conn: number, ofAsker: boolean, packets: PacketRows, index: number): void {
    const { words } = packets
    const p = index * ROW_WORDS
    const flags = words[p + TCP_FLAGS] as number
    const known = this.byConn.get(conn)
    const frame = packets.firstFrame + index
    const time = packets.time[index] as number
    if (ofAsker) {
      if (known?.resetFrame !== 0 || (flags & RST) === 0 || words[p + SEQ] !== known.ack) return
      known.resetFrame = frame
      known.resetTime = time
      return
    }
    if ((flags & (ACK | RST)) !== ACK) return
    if (known !== undefined) {
      known.total++
      return
    }
    if (this.byConn.size >= MAX_CHALLENGED) {
      this.dropped++
      return
    }
    const ack = words[p + ACK_NUMBER] as number
    this.byConn.set(conn, { frame, time, total: 1, resetFrame: 0, resetTime: -1, ack })
  }

  /** `syn`: sequence number of the SYN. An ACK of the SYN itself tells of a SYN-ACK that was not seen. */
  of(conn: number, syn: number): Seen | null {
    const known = this.byConn.get(conn)
    if (known === undefined || known.ack === (syn + 1) >>> 0) return null
    const { frame, time, total, resetFrame, resetTime } = known
    return { frame, time, total, resetFrame, resetTime }
  }
}
