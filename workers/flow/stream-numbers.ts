/**
 * What the numbers of each connection count from, as Wireshark has it: by the stream that its first
 * segment belongs to. Where there is none, or none of its segments was analysed for the snaplen cut
 * their options, as the connection itself has it.
 */
import { NUMBER_WORDS, writeNumbers, type StreamEnd } from '../model/stream-numbers'
import * as at from './conn-rows'
import type { Conns } from './conns'
import * as cell from './sequence-rows'
import { MAX_SHIFT } from './window-room'

/** The analysis of its stream stands in this row, which may be the connection's own. */
export function noteStream({ rows }: Conns, conn: number, row: number): void {
  rows.u[conn * at.CONN_WORDS + at.STREAM_ROW] = row + 1
}

export function streamNumbersOf(conns: Conns): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(conns.size * NUMBER_WORDS)
  for (let conn = 0; conn < conns.size; conn++) {
    const ofStream = conns.rows.u[conn * at.CONN_WORDS + at.STREAM_ROW] as number
    const row = isKnown(conns, ofStream - 1) ? ofStream - 1 : conns.sequenceRow(conn)
    writeNumbers(table, conn, endOf(conns, 2 * row), endOf(conns, 2 * row + 1))
  }
  return table
}

function isKnown(conns: Conns, row: number): boolean {
  return row >= 0 && (isBased(conns, 2 * row) || isBased(conns, 2 * row + 1))
}

function isBased({ analysis }: Conns, side: number): boolean {
  return ((analysis.rows.u[cell.wordsOf(side) + cell.BITS] as number) & cell.HAS_BASE) !== 0
}

function endOf(conns: Conns, side: number): StreamEnd {
  const { u } = conns.analysis.rows
  const words = cell.wordsOf(side)
  const scale = u[words + cell.SCALE] as number
  return {
    base: isBased(conns, side) ? (u[words + cell.BASE_SEQ] as number) : null,
    scale: scale <= cell.UNSCALED ? 0 : Math.min(scale - 2, MAX_SHIFT),
  }
}
