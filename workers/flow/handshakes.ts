/** The opening of TCP connections, RFC 9293 §3.5: SYN, SYN-ACK, ACK, their repetitions, refusals. */
import { ROW_WORDS, TCP_FLAGS, type PacketRows } from '../wire/packet-rows'
import { ACK, FIN, RST, SYN } from '../wire/tcp'
import { Challenges } from './challenges'
import * as at from './conn-rows'
import type { Rows } from './rows'

const SYN_SAMPLES = 8

/** SYNs of a connection that needed more than one. */
export interface SynRepeats {
  frames: number[]
  times: number[]
}

export class Handshakes {
  /** By connection; only those with more than one SYN. */
  readonly repeats = new Map<number, SynRepeats>()
  readonly challenges = new Challenges()
  private readonly rows: Rows

  constructor(rows: Rows) {
    this.rows = rows
  }

  segment(conn: number, direction: number, packets: PacketRows, index: number): void {
    const { u, f } = this.rows
    const c = conn * at.CONN_WORDS
    const d = conn * at.CONN_DOUBLES
    const flags = packets.words[index * ROW_WORDS + TCP_FLAGS] as number
    const frame = packets.firstFrame + index
    if ((flags & SYN) !== 0) {
      const answer = (flags & ACK) !== 0
      const time = packets.time[index] as number
      u[c + at.ORIG] = answer ? 1 - direction : direction
      u[c + at.ORIG_SURE] = 1
      if (answer) {
        u[c + at.SYN_ACK_TOTAL] = (u[c + at.SYN_ACK_TOTAL] as number) + 1
        if ((f[d + at.SYN_ACK_TIME] as number) >= 0) return
        f[d + at.SYN_ACK_TIME] = time
        u[c + at.SYN_ACK_FRAME] = frame
      } else this.syn(conn, frame, time)
      return
    }
    // Whatever comes between SYN and SYN-ACK is none of an open connection.
    const fresh = (f[d + at.SYN_ACK_TIME] as number) < 0 && (f[d + at.SYN_TIME] as number) >= 0
    if (fresh) this.challenges.segment(conn, direction === u[c + at.ORIG], packets, index)
    if ((flags & RST) !== 0) {
      if (fresh && direction !== u[c + at.ORIG]) u[c + at.REFUSED_FRAME] = frame
      u[c + at.CLOSED] = (u[c + at.CLOSED] as number) | at.BY_RST
    } else if ((flags & FIN) !== 0) {
      u[c + at.CLOSED] = (u[c + at.CLOSED] as number) | at.BY_FIN | (at.FIN_OF << direction)
    }
    if ((f[d + at.ACK_TIME] as number) >= 0 || (f[d + at.SYN_ACK_TIME] as number) < 0) return
    if (direction === u[c + at.ORIG] && (flags & (ACK | RST)) === ACK) {
      f[d + at.ACK_TIME] = packets.time[index] as number
      u[c + at.ACK_FRAME] = frame
    }
  }

  private syn(conn: number, frame: number, time: number): void {
    const { u, f } = this.rows
    const c = conn * at.CONN_WORDS
    const d = conn * at.CONN_DOUBLES
    const total = (u[c + at.SYN_TOTAL] as number) + 1
    u[c + at.SYN_TOTAL] = total
    if (total === 1) {
      f[d + at.SYN_TIME] = time
      u[c + at.SYN_FRAME] = frame
      return
    }
    let repeats = this.repeats.get(conn)
    if (repeats === undefined) {
      repeats = { frames: [u[c + at.SYN_FRAME] as number], times: [f[d + at.SYN_TIME] as number] }
      this.repeats.set(conn, repeats)
    }
    if (repeats.frames.length >= SYN_SAMPLES) return
    repeats.frames.push(frame)
    repeats.times.push(time)
  }
}
