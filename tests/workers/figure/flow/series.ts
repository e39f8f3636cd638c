/** Series of segments written by hand. */
import type { SegmentSeries } from '../../../../workers/model/flow-trace'

export interface Drawn {
  /** ms */
  time: number
  side?: 0 | 1
  seq?: number
  size?: number
  /** −1: none. */
  ack?: number
  window?: number
  analysis?: number
  sack?: [number, number][]
  rtt?: number
  flight?: number
}

export const RETRANSMISSION = 1
export const OUT_OF_ORDER = 8

export function seriesOf(segments: readonly Drawn[]): SegmentSeries {
  const number = (of: (segment: Drawn) => number) => Float64Array.from(segments, of)
  let edges = 0
  const starts = segments.map(({ sack = [] }) => (edges += 2 * sack.length) - 2 * sack.length)
  return {
    length: segments.length,
    frame: Uint32Array.from(segments, (_, index) => index + 1),
    time: number(({ time }) => time * 1e6),
    side: Uint8Array.from(segments, ({ side = 0 }) => side),
    seq: number(({ seq = 1 }) => seq),
    ack: number(({ ack = 1 }) => ack),
    size: Uint32Array.from(segments, ({ size = 0 }) => size),
    window: number(({ window = 1000 }) => window),
    tcpFlags: Uint16Array.from(segments, () => 16),
    analysis: Uint32Array.from(segments, ({ analysis = 0 }) => analysis),
    sackStart: Uint32Array.of(...starts, edges),
    sack: Float64Array.from(segments.flatMap(({ sack = [] }) => sack.flat())),
    rtt: number(({ rtt = -1 }) => rtt),
    flight: number(({ flight = -1 }) => flight),
  }
}
