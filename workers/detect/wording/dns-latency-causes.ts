/** The causes of slow and missing DNS answers, ranked by what the wire says. */
import type { Alternative } from '../../model/finding'
import { NANOS_PER_SECOND } from '../../model/units'
import type { DnsLatencyFacts } from '../facts/dns-latency'
import { count, formatDuration } from '../format'
import { sentences } from '../said'

/** Likeliest first: what speaks for a cause counts, what speaks against it counts double. */
export function causesOf(facts: DnsLatencyFacts): Alternative[] {
  return [
    certainNames(facts),
    overloaded(facts),
    ...(isInCluster(facts) || facts.oneLost > 0 ? [race(facts)] : []),
    loss(facts),
    upstream(facts),
    filtered(facts),
  ].sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

/** Names of a cluster, or an overlay: its services are reached through NAT. */
export const isInCluster = ({ cluster, tunnel }: DnsLatencyFacts): boolean =>
  cluster || tunnel !== null

const isAnswered = ({ waited }: { waited: number }): boolean => waited >= 0

/** glibc waits 5 s, musl 2.5 s with two attempts. */
const TIMEOUT = 5 * NANOS_PER_SECOND

function certainNames({ names, alwaysSlow, slowTotal }: DnsLatencyFacts): Alternative {
  const slow = names.filter((name) => name.slow > 0)
  const quick = names.length - slow.length
  return {
    cause: 'The server takes long for certain names: what stands behind them is slow',
    for: sentences(
      alwaysSlow > 0 &&
        `${count(alwaysSlow, 'name was', 'names were')} answered slowly each time, at least twice.`,
      slowTotal > 0 &&
        quick > 2 * slow.length &&
        `${count(quick, 'other name')} had no slow answer.`,
    ),
    against: sentences(
      slowTotal === 0 && 'No answer came late; questions were lost.',
      slowTotal > 0 && alwaysSlow === 0 && 'No name was slow twice and never quick.',
    ),
  }
}

function overloaded({ slow, names, bursts, clients, slowTotal }: DnsLatencyFacts): Alternative {
  const concerned = new Set(slow.map(({ name }) => name)).size
  const bad = clients.filter((client) => client.slow + client.lost > 0).length
  return {
    cause: 'The DNS server is overloaded, or has too little CPU',
    for: sentences(
      bursts.length > 0 && 'The slow and the lost come in bursts.',
      concerned >= 5 && 3 * concerned > names.length && `${String(concerned)} names are concerned.`,
      bad > 1 && `${String(bad)} clients are concerned.`,
    ),
    against: sentences(
      slowTotal === 0 && 'Every answer that came was quick.',
      slowTotal > 0 && 5 * concerned < names.length && 'Most names were answered quickly.',
    ),
  }
}

function race(facts: DnsLatencyFacts): Alternative {
  const { pairs, oneLost, bothLost, lost, timedOut, retryAfter } = facts
  const alone = lost.filter(({ pair }) => pair === 'none').length
  const usual = retryAfter > 0.98 * TIMEOUT && retryAfter < 1.02 * TIMEOUT
  const issue = isInCluster(facts) ? ' (kubernetes#56903)' : ''
  return {
    cause: `The race of two questions from one port (A and AAAA) for one entry of the connection tracking, which drops one of them${issue}`,
    for: sentences(
      oneLost > 0 &&
        `Of ${count(pairs, 'pair')} of questions for A and AAAA sent at once from one port, ${String(oneLost)} lost exactly one.`,
      oneLost > 0 && usual && `They were asked again after ${formatDuration(retryAfter)}.`,
    ),
    against: sentences(
      timedOut === 0 && 'No question was lost; the race loses packets, it delays none.',
      bothLost > 0 && `${count(bothLost, 'pair')} lost both.`,
      alone > 0 && `${count(alone, 'time-out')} hit a question that was sent alone.`,
    ),
  }
}

function loss({ timedOut, slowTotal, lookups, lost }: DnsLatencyFacts): Alternative {
  return {
    cause: 'Packets are lost on the way to the DNS server or back',
    for: sentences(
      timedOut > 0 && `${String(timedOut)} of ${count(lookups, 'look-up')} timed out.`,
      lost.some(isAnswered) && 'The same question was answered when it was sent again.',
    ),
    against: sentences(
      timedOut === 0 && 'No question was lost.',
      slowTotal > timedOut && 'More answers came late than were lost; loss delays none.',
    ),
  }
}

function upstream({ slowTotal, slowOwn }: DnsLatencyFacts): Alternative {
  const other = slowTotal - slowOwn
  return {
    cause: 'A server that the DNS server has to ask is slow',
    for: sentences(
      other > 0 &&
        `${count(other, 'slow answer is', 'slow answers are')} about names that it does not know by itself.`,
    ),
    against: sentences(
      slowOwn > 0 &&
        `${count(slowOwn, 'slow answer is', 'slow answers are')} about names that it knows by itself.`,
      slowTotal === 0 && 'Every answer that came was quick.',
    ),
  }
}

function filtered({ names, lost }: DnsLatencyFacts): Alternative {
  const never = names.filter(({ all, unanswered: none }) => none === all).length
  return {
    cause:
      'The server does not answer for certain names: a filter, or the name servers of these domains are dead',
    for: sentences(
      never > 0 && `${count(never, 'name was', 'names were')} never answered, while others were.`,
    ),
    against: sentences(
      lost.length === 0 && 'Every question was answered.',
      lost.some(isAnswered) && 'Lost questions were answered when they were asked again.',
    ),
  }
}
