/** Rows of resets as what the records of connections say of them. */
import type { ConnReset, Side } from '../model/records'
import * as at from './conn-rows'
import type { Conns } from './conns'
import * as cell from './reset-rows'

const SEQUENCES: readonly ConnReset['sequence'][] = ['unknown', 'expected', 'elsewhere']

/** null: the connection was not reset, or its reset is not kept. */
export function resetOf(conns: Conns, conn: number): ConnReset | null {
  const { resets } = conns
  const row = resets.rowOf(conn)
  if (row < 0) return null
  const u = (word: number) => resets.rows.u[row * cell.RESET_WORDS + word] as number
  const f = (double: number) => resets.rows.f[row * cell.RESET_DOUBLES + double] as number
  const orig = conns.rows.u[conn * at.CONN_WORDS + at.ORIG] as number
  const sideOf = (direction: number): Side => (direction === orig ? 'orig' : 'resp')
  const from = u(cell.FROM)
  const lastData = u(cell.LAST_DATA)
  const [low, high] = [u(cell.TOTALS), u(cell.TOTALS + 1)]
  const frames = conns.sides.u[(2 * conn + from) * at.SIDE_WORDS + at.FRAMES] as number
  return {
    from: sideOf(from),
    frame: u(cell.FRAME),
    time: f(cell.TIME),
    total: low + high,
    origTotal: orig === 0 ? low : high,
    respTotal: orig === 0 ? high : low,
    sentAfter: frames - u(cell.SENT_BEFORE) - u(cell.TOTALS + from),
    ttl: u(cell.TTL),
    otherTtls: otherTtls(conns, 2 * conn + from, u(cell.SENT_BEFORE)),
    ipId: u(cell.IP_ID) - 1,
    window: u(cell.WINDOW),
    hasAck: u(cell.HAS_ACK) === 1,
    sequence: SEQUENCES[u(cell.SEQUENCE)] ?? 'unknown',
    finBefore: finBefore(u(cell.CLOSED), orig),
    lastData: lastData === 0 ? 'none' : sideOf(lastData - 1),
    senderUnacked: u(cell.SENDER_UNACKED),
    receiverUnacked: u(cell.RECEIVER_UNACKED),
    silence:
      u(cell.SILENCE_FRAME) === 0
        ? null
        : {
            length: f(cell.SILENCE_LENGTH),
            from: sideOf(u(cell.SILENCE_FROM)),
            frame: u(cell.SILENCE_FRAME),
            time: f(cell.SILENCE_TIME),
            fin: u(cell.SILENCE_FIN) === 1,
            sent: u(cell.SILENCE_SENT),
          },
    origBase: conns.baseSeq(2 * conn + orig),
    respBase: conns.baseSeq(2 * conn + 1 - orig),
  }
}

/** Of a side that began with the RST nothing else is known that came before. */
function otherTtls(conns: Conns, side: number, sentBefore: number): number[] {
  const odd = conns.resets.ttls.of(side)
  if (odd === null) return []
  const first = conns.sides.u[side * at.SIDE_WORDS + at.TTL] as number
  const ttls = sentBefore > 0 ? [first, ...odd] : odd
  return ttls.sort((a, b) => a - b)
}

function finBefore(closed: number, orig: number): ConnReset['finBefore'] {
  const byOrig = (closed & (at.FIN_OF << orig)) !== 0
  const byResp = (closed & (at.FIN_OF << (1 - orig))) !== 0
  if (byOrig && byResp) return 'both'
  return byOrig ? 'orig' : byResp ? 'resp' : 'none'
}
