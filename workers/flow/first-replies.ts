/**
 * How long the side that began waits for answers to what it says first. Only who has the data can
 * answer, so such a wait crosses the whole path. An ACK need not: a NAT or proxy next to the tap may
 * acknowledge by itself.
 */
import type { Nanos } from '../model/units'
import { ACK_NUMBER, ROW_WORDS, type PacketRows } from '../wire/packet-rows'
import * as at from './conn-rows'
import { firstDouble, Rows, strideOf } from './rows'
import { after, endOf } from './sequence-numbers'

/**
 * Both sides of SSH talk at once, so that the answer to the first two messages is under way already
 * when they are sent: the longest of so many waits is taken.
 */
const EXCHANGES = 4

/** Word: sequence number behind what was said last. Doubles: time of that; the longest wait. */
const ASKED_END = 0
const ASKED_TIME = firstDouble(1)
const LONGEST = firstDouble(1) + 1
const WORDS = strideOf(1, 2)
const DOUBLES = WORDS / 2

export class FirstReplies {
  /** By connection; not touched any more once the first exchanges are over. */
  private readonly waits = new Rows(WORDS)
  private readonly conns: Rows

  constructor(conns: Rows) {
    this.conns = conns
  }

  /** The longest of the first waits; −1: none. */
  latency(conn: number): Nanos {
    const exchanges = this.conns.u[conn * at.CONN_WORDS + at.EXCHANGES] as number
    return exchanges < 2 ? -1 : (this.waits.f[conn * DOUBLES + LONGEST] as number)
  }

  /** A segment with payload. */
  data(conn: number, direction: number, packets: PacketRows, index: number): void {
    const c = conn * at.CONN_WORDS
    const exchanges = this.conns.u[c + at.EXCHANGES] as number
    if (exchanges >= 2 * EXCHANGES) return
    const asks = direction === this.conns.u[c + at.ORIG]
    if (asks) this.ask(conn, exchanges, packets, index)
    else if ((exchanges & 1) === 1) this.reply(conn, exchanges, packets, index)
  }

  private ask(conn: number, exchanges: number, packets: PacketRows, index: number): void {
    this.waits.reserve(conn)
    const { u, f } = this.waits
    const cell = conn * WORDS + ASKED_END
    const end = endOf(packets.words, index * ROW_WORDS)
    // What is said again has waited since it was said first.
    if (exchanges > 0 && !after(end, u[cell] as number)) return
    u[cell] = end
    f[conn * DOUBLES + ASKED_TIME] = packets.time[index] as number
    this.conns.u[conn * at.CONN_WORDS + at.EXCHANGES] = exchanges | 1
  }

  private reply(conn: number, exchanges: number, packets: PacketRows, index: number): void {
    const { u, f } = this.waits
    const ack = packets.words[index * ROW_WORDS + ACK_NUMBER] as number
    if (after(u[conn * WORDS + ASKED_END] as number, ack)) return
    const d = conn * DOUBLES
    const latency = (packets.time[index] as number) - (f[d + ASKED_TIME] as number)
    if (latency > (f[d + LONGEST] as number)) f[d + LONGEST] = latency
    this.conns.u[conn * at.CONN_WORDS + at.EXCHANGES] = exchanges + 1
  }
}
