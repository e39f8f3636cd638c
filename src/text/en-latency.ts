/** English: the Latency screen. */
import type { LatencyKind } from '../../workers/model/latency'
import { formatCount } from './format'

const kinds: Record<LatencyKind, string> = {
  connect: 'TCP connect',
  dns: 'DNS',
  http: 'HTTP',
  icmp: 'ICMP echo',
  tls: 'TLS',
}

/** From what to what. */
const measures: Record<LatencyKind, string> = {
  connect: 'First SYN to SYN-ACK',
  dns: 'First question to answer',
  http: 'Request complete to first octet of the response',
  icmp: 'Echo request to reply',
  tls: 'ClientHello to ServerHello',
}

const unanswered: Record<LatencyKind, (count: string) => string> = {
  connect: (count) => `SYNs without answer: ${count}`,
  dns: (count) => `questions without answer: ${count}`,
  http: (count) => `requests without response: ${count}`,
  icmp: (count) => `echo requests without reply: ${count}`,
  tls: (count) => `ClientHellos without answer: ${count}`,
}

const titles: Record<LatencyKind, { histogram: string; scatter: string }> = {
  connect: { histogram: 'Handshakes by latency', scatter: 'Handshakes over time' },
  dns: { histogram: 'Answers by latency', scatter: 'Answers over time' },
  http: { histogram: 'Responses by latency', scatter: 'Responses over time' },
  icmp: { histogram: 'Echo replies by latency', scatter: 'Echo replies over time' },
  tls: { histogram: 'TLS handshakes by latency', scatter: 'TLS handshakes over time' },
}

export const latency = {
  title: 'Latency',
  lead: 'Measured where the packets were captured. What several taps saw is measured at each of them, but for DNS: at the first.',
  kinds,
  measures,
  unanswered,
  titles,
  /** What stands on a figure. */
  onFigure: (words: string) => words,
  choose: 'Kinds of latency',
  none: 'none measured',
  pending: 'not counted yet',
  measured: (count: number) => `${formatCount(count)} measured`,
  listed: (listed: number, total: number) =>
    listed >= total ? '' : `of the first ${formatCount(listed)} of ${formatCount(total)}`,
  median: 'Median',
  p95: 'p95',
  p99: 'p99',
  max: 'Max',
  quantiles: 'Quantiles by nearest rank: no value is interpolated.',
  drawn: (drawn: number, all: number) =>
    drawn < all
      ? `${formatCount(drawn)} of ${formatCount(all)} drawn: the slowest, and an even selection of the others`
      : '',
  slowestDrawn: (count: number) => `the ${formatCount(count)} slowest`,
  othersDrawn: 'the others',
  narrowed: (stretch: string) => `Only what began in ${stretch}.`,
  wholeTime: 'Show all',
  slowest: 'Slowest',
  pairs: 'By pair',
  pairsOf: (shown: number, all: number) =>
    shown < all ? `${formatCount(shown)} of ${formatCount(all)} pairs` : '',
  columns: {
    latency: 'Latency',
    who: 'Who',
    whom: 'Whom',
    what: 'What',
    at: 'At',
    frame: 'Frame',
    answer: 'Answer',
    count: 'Count',
    median: 'Median',
    p95: 'p95',
    max: 'Max',
  },
  loading: 'Summing up…',
  nothing: 'Nothing in these captures tells a latency.',
  nothingOf: 'Nothing of this kind was measured here.',
}
