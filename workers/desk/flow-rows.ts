/** Connections as the table of flows lists them. */
import type { FlowRow } from '../model/flow-trace'
import type { ConnRecord, ConnSide } from '../model/records'
import type { CaseResult } from '../model/run'

export function flowRows(flows: readonly ConnRecord[], result: CaseResult): FlowRow[] {
  let capture = -1
  let first = 0
  return flows.map((conn, index) => {
    // They are listed capture by capture, in the order of their numbers.
    if (conn.capture !== capture) {
      capture = conn.capture
      first = index
    }
    return rowOf(conn, index - first + 1, result)
  })
}

function rowOf(conn: ConnRecord, flow: number, { captures, spine }: CaseResult): FlowRow {
  const { origSide: a, respSide: b, handshake } = conn
  const samples = a.rttSamples + b.rttSamples
  const sum = (a.rttMean * a.rttSamples || 0) + (b.rttMean * b.rttSamples || 0)
  return {
    capture: conn.capture,
    flow,
    stream: conn.stream,
    tap: captures[conn.capture]?.taps[conn.tap]?.name ?? '',
    orig: conn.orig,
    resp: conn.resp,
    tunnel: conn.tunnel,
    firstFrame: conn.firstFrame,
    start: (spine.captureStart[conn.capture] ?? 0) + conn.firstTime,
    firstTime: conn.firstTime,
    duration: conn.lastTime - conn.firstTime,
    frames: [a.frames, b.frames],
    octets: [a.dataOctets, b.dataOctets],
    retransmissions: [a.retransmissions, b.retransmissions],
    handshake: handshake.latency,
    outcome: handshake.outcome,
    rttMin: samples === 0 ? -1 : Math.min(shortest(a), shortest(b)),
    rttMean: samples === 0 ? -1 : sum / samples,
    closedBy: conn.closedBy,
    largestIp: Math.max(a.largestIpSent, b.largestIpSent),
  }
}

const shortest = ({ rttSamples, rttMin }: ConnSide) => (rttSamples === 0 ? Infinity : rttMin)
