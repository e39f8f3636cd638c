/** Columns of segments: made as long as there are frames, and cut to what was read. */
import type { SegmentSeries } from '../model/flow-trace'

export function newSeries(capacity: number): SegmentSeries {
  return {
    length: 0,
    frame: new Uint32Array(capacity),
    time: new Float64Array(capacity),
    side: new Uint8Array(capacity),
    seq: new Float64Array(capacity),
    ack: new Float64Array(capacity),
    size: new Uint32Array(capacity),
    window: new Float64Array(capacity),
    tcpFlags: new Uint16Array(capacity),
    analysis: new Uint32Array(capacity),
    sackStart: new Uint32Array(capacity + 1),
    sack: new Float64Array(0),
    rtt: new Float64Array(capacity),
    flight: new Float64Array(capacity),
  }
}

/** Edges of SACK blocks; they come when they come. */
export class SackColumn {
  length = 0
  private edges = new Float64Array(64)

  add(edge: number): void {
    if (this.length === this.edges.length) {
      const larger = new Float64Array(2 * this.edges.length)
      larger.set(this.edges)
      this.edges = larger
    }
    this.edges[this.length++] = edge
  }

  take(): Float64Array<ArrayBuffer> {
    return this.edges.slice(0, this.length)
  }
}

/** The rows in use, and the edges that go with them. */
export function cutSeries(series: SegmentSeries, sacks: SackColumn): SegmentSeries {
  const { length } = series
  const sackStart = series.sackStart.slice(0, length + 1)
  sackStart[length] = sacks.length
  return {
    length,
    frame: series.frame.slice(0, length),
    time: series.time.slice(0, length),
    side: series.side.slice(0, length),
    seq: series.seq.slice(0, length),
    ack: series.ack.slice(0, length),
    size: series.size.slice(0, length),
    window: series.window.slice(0, length),
    tcpFlags: series.tcpFlags.slice(0, length),
    analysis: series.analysis.slice(0, length),
    sackStart,
    sack: sacks.take(),
    rtt: series.rtt.slice(0, length),
    flight: series.flight.slice(0, length),
  }
}
