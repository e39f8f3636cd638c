/** `tls-failure`: which servers fail how often, and since when. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { TlsFailureFacts } from '../facts/tls-failure'
import { greatest } from '../grouping'

const BARS = 12

export function drawTlsFailure(facts: TlsFailureFacts): Figure[] {
  const { servers, times, completed } = facts
  const bars: Figure = {
    kind: 'bars',
    title: 'Handshakes that failed, by server',
    unit: 'handshakes',
    bars: servers.slice(0, BARS).map(({ address, port, failed, completed: done }) => ({
      label: formatEndpoint(address, port),
      value: failed,
      of: failed + done,
      tone: 'bad',
    })),
  }
  const points: Figure = {
    kind: 'scatter',
    title: 'Handshakes over time: until the ServerHello, or until they failed',
    points: times.map(({ time, took, frame, failed }) => ({
      ...{ time, value: took, frame },
      tone: failed ? 'bad' : 'good',
    })),
    threshold: 0,
    until: greatest(times.map(({ time }) => time)),
    spans: [],
  }
  const alone = servers.length === 1 && completed === 0
  return [...(alone ? [] : [bars]), ...(times.length > 2 ? [points] : [])]
}
