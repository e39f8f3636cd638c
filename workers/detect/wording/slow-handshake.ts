/** `slow-handshake` in English: what happened, and the numbers. */
import type { Metric } from '../../model/finding'
import { formatInstantAfter } from '../../model/elapsed'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../../model/units'
import type { SlowHandshakeFacts } from '../facts/slow-handshake'
import { count, formatDuration, formatList, formatNumber, formatShare, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { testimonySays } from './handshake-testimony'
import { causesOf } from './slow-handshake-causes'
import { confirmSteps, nextSteps } from './slow-handshake-steps'

type Limits = Readonly<Record<'slowMs' | 'minSlow' | 'minPercent' | 'minBurst', number>>

const LISTED = 3

export function saySlowHandshakes(facts: SlowHandshakeFacts, limits: Limits): Said {
  const { slowTotal, handshakes, period, bursts, max } = facts
  const rhythm =
    period > 0
      ? `, in bursts every ${formatDuration(period)}`
      : bursts.length > 1
        ? `, in ${count(bursts.length, 'burst')}`
        : ''
  return {
    claim: `${formatNumber(slowTotal)} of ${count(handshakes, 'handshake')} ${slowTotal === 1 ? 'was' : 'were'} slow${rhythm}: up to ${formatDuration(max)} where the path needs at most ${formatDuration(facts.floor)}`,
    happened: [...happenedOf(facts, limits), ...testimonySays(facts.testimony)],
    rule: `The answer to the first SYN took at least ${String(limits.slowMs)} ms longer than the fastest answer between the same hosts, to a SYN or to the first data of a connection (the longest of its first four questions counts, and ACKs without data do not), and where no SYN was sent again at least half as long again; a warning from ${String(limits.minSlow)} slow handshakes and ${String(limits.minPercent)} % on, not counting those of one or two between the same hosts that only such answers to data call slow. A burst is at least ${String(limits.minBurst)} of them close together, a period needs three bursts at equal distances (within a quarter).`,
    confidenceReasons: sentences(
      'Both the SYN and its SYN-ACK were captured, so the wait is measured. Its cause is inferred.',
      !byHandshake(facts) &&
        'No faster handshake between these hosts was captured; what the path needs is known from the first answers to data alone.',
    ),
    counterEvidence: sentences(
      bursts.length === 0 && 'The slow handshakes do not come in bursts.',
      facts.retried === 0 && 'No SYN had to be sent again.',
    ),
    alternatives: causesOf(facts),
    disprovedBy: [
      'The same waits at a tap right in front of the server: then the server itself answers late.',
      DISPROVED_BY_TABLE[facts.overlay],
    ],
    nextSteps: nextSteps(facts),
    confirm: confirmSteps(facts),
  }
}

const DISPROVED_BY_TABLE: Record<SlowHandshakeFacts['overlay'], string> = {
  none: 'State tables of firewalls and balancers on the path far from full, and no SYN dropped by the server.',
  other: 'A connection tracking table far from full, with no insert failures, during a burst.',
  cilium: 'A connection tracking table far from full, with no insert failures, during a burst.',
}

/** Does a faster handshake, or a SYN that was sent again, show that some were slow? */
export const byHandshake = ({ slow, onlyByReply }: SlowHandshakeFacts): boolean =>
  slow.length > onlyByReply

function happenedOf(facts: SlowHandshakeFacts, limits: Limits): string[] {
  const { place, handshakes, slowTotal, retried, held, pairs, bursts, period, replyLatency } = facts
  const slowPairs = pairs.filter(({ slow }) => slow > 0)
  return sentences(
    `In ${place}, ${count(handshakes, 'connection was', 'connections were')} opened; ${formatNumber(slowTotal)} of them (${formatShare(slowTotal / handshakes)}) waited more than ${String(limits.slowMs)} ms beyond what the path needs. Half of all handshakes took at most ${formatDuration(facts.median)}, 99 % at most ${formatDuration(facts.p99)}; the slowest of the slow took ${formatDuration(facts.max)}.`,
    retried > 0 &&
      `Of the slow ones, ${formatNumber(retried)} needed more than one SYN, so the first was lost (the retry comes after 1, 3 and 7 s).`,
    held > 0 &&
      `${retried === 0 ? (held === 1 ? 'It' : 'They') : formatNumber(held)} ${held === 1 ? 'was' : 'were'} answered late without a retry, so something held the SYN or its answer.`,
    bursts.length > 0 && burstSentence(bursts, period),
    `They concern ${formatList(slowPairs.map(({ source, target, slow, handshakes: all }) => `${source} → ${target} (${formatNumber(slow)} of ${formatNumber(all)})`))}.`,
    replyLatency >= 0 &&
      `Once open, the same connections are faster: their first data is answered after ${formatDuration(replyLatency)} in the median. Only new connections suffer.`,
    facts.elsewhere.length > 0 &&
      `At other taps of the same hosts: ${formatList(facts.elsewhere.map((tap) => `${tap.place} shows ${formatNumber(tap.slow)} slow of ${formatNumber(tap.handshakes)}`))}. ${placeOfDelay(facts)}`,
    `${slowTotal > LISTED ? 'The three slowest' : 'The slowest'}: ${facts.slow
      .slice(0, LISTED)
      .map(
        ({ source, target, latency, time }) =>
          `${source} → ${target} ${formatDuration(latency)} at ${formatSeconds(time)}`,
      )
      .join(
        '; ',
      )}.${slowTotal > LISTED ? ' The table of evidence has the ten slowest, each with its wait.' : ''}`,
  )
}

function burstSentence(bursts: SlowHandshakeFacts['bursts'], period: Nanos): string {
  const list = bursts.map(
    ({ from, to, events }) =>
      `${formatSeconds(from)} to ${formatSeconds(to)} (${formatNumber(events)})`,
  )
  const when = period > 0 ? `, one every ${formatDuration(period)}` : ''
  return `They come in ${count(bursts.length, 'burst')}${when}: ${formatList(list, 6)}.`
}

function placeOfDelay({ elsewhere, slowTotal }: SlowHandshakeFacts): string {
  return elsewhere.some(({ slow, handshakes }) => handshakes > 0 && 2 * slow < slowTotal)
    ? 'Where fewer are slow, the wait arises before the SYN reaches that tap or after its answer left it.'
    : 'All of them show the wait, so it arises beyond the tap nearest to the server.'
}

const formatSeconds = (time: Nanos): string => formatInstantAfter(time, 1)

export function handshakeMetrics(facts: SlowHandshakeFacts): Metric[] {
  const ms = (time: Nanos) => rounded(time / NANOS_PER_MS)
  const { bursts, period } = facts
  const rhythm =
    period > 0
      ? [measured('burstPeriodSeconds', 'period', rounded(period / NANOS_PER_SECOND), 's')]
      : []
  return [
    measured('handshakes', 'handshakes', facts.handshakes, 'connections'),
    measured('slow', 'slow', facts.slowTotal, 'connections'),
    measured('synRetried', 'first SYN lost', facts.retried, 'connections'),
    measured('bursts', 'bursts', bursts.length),
    ...rhythm,
    measured('medianMs', 'median', ms(facts.median), 'ms'),
    measured('p99Ms', '99th percentile', ms(facts.p99), 'ms'),
    measured('maxMs', 'slowest', ms(facts.max), 'ms'),
  ]
}
