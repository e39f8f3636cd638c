/** `dns-latency` in English: what happened, and the numbers. */
import type { Metric } from '../../model/finding'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../../model/units'
import { waitOf } from '../dns-judgement'
import { shortName, typeName } from '../dns-names'
import type { DnsLatencyFacts, ServerShare, Share } from '../facts/dns-latency'
import { count, formatDuration, formatList, formatNumber, formatShare, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'
import { causesOf } from './dns-latency-causes'
import { confirmSteps, nextSteps } from './dns-latency-steps'

type Limits = Readonly<
  Record<
    | 'slowMs'
    | 'forwardedMs'
    | 'lostMs'
    | 'minSlow'
    | 'minSlowPercent'
    | 'minTimeouts'
    | 'minTimeoutPercent'
    | 'minBurst',
    number
  >
>

const LISTED = 3

export function sayDnsLatency(facts: DnsLatencyFacts, limits: Limits): Said {
  const { slowTotal, answers, timedOut, lost, unanswered } = facts
  const slow =
    slowTotal > 0 &&
    `${formatNumber(slowTotal)} of ${count(answers, 'DNS answer')} ${slowTotal === 1 ? 'was' : 'were'} slow: up to ${formatDuration(facts.slow[0]?.latency ?? 0)} where half take at most ${formatDuration(facts.median)}`
  const lookups = (number: number) => count(number, slow ? 'look-up' : 'DNS look-up')
  const longest = lost[0] ? ` (up to ${formatDuration(waitOf(lost[0]))})` : ''
  const missing =
    timedOut > 0
      ? `${lookups(timedOut)} of ${formatNumber(facts.lookups)} timed out${longest}`
      : unanswered > 0 &&
        `${lookups(unanswered)} of ${formatNumber(facts.lookups)} ${unanswered === 1 ? 'was' : 'were'} never answered`
  return {
    claim: sentences(slow, missing).join('; '),
    happened: happenedOf(facts),
    rule: ruleOf(limits),
    confidenceReasons: sentences(
      slowTotal > 0 && 'Question and answer were both captured, so the wait is measured.',
      timedOut > 0 &&
        'Nobody asks again for an answer that only the capture misses: time-outs are those of the client.',
      unanswered > timedOut &&
        'Nobody asked again for some that were never answered; the capture itself may miss their answers.',
      'The cause is inferred.',
    ),
    counterEvidence: sentences(
      slowTotal > facts.slowOwn &&
        `${count(slowTotal - facts.slowOwn, 'slow answer is', 'slow answers are')} about names that the server may have had to ask others for; then the others are slow.`,
      lost.length === 0 && 'Every look-up was answered, and none was asked again.',
      slowTotal === 0 && 'No answer that came was slow.',
      facts.bursts.length === 0 && 'The slow and the lost do not come in bursts.',
    ),
    alternatives: causesOf(facts),
    disprovedBy: [
      'The same waits at a tap right in front of the DNS server: then the network is not the cause.',
      'Quick answers to the same names, asked by hand from the same place at the same time.',
    ],
    nextSteps: nextSteps(facts),
    confirm: confirmSteps(facts),
  }
}

function ruleOf(limits: Limits): string {
  return [
    `An answer is slow when it comes ${String(limits.slowMs)} ms after what the fastest answer of its server takes, and takes at least three times as long; this holds for names under cluster.local, and where a server of a private network answers with authority or for a service of another cluster domain (name.namespace.svc.domain).`,
    `For all other names, which a resolver may have to ask others for, the bound is ${String(limits.forwardedMs)} ms beyond the median of the server, and again three times as long.`,
    'The time counts from the last time the question was asked.',
    `A look-up has timed out when it was asked again because nothing had come, and counts as never answered when it was asked ${String(limits.lostMs)} ms before the end of the capture or earlier.`,
    `A warning needs ${String(limits.minSlow)} slow answers and ${String(limits.minSlowPercent)} % of their kind (names that others were asked for count when they take a second, in three domains), or ${String(limits.minTimeouts)} look-ups and ${String(limits.minTimeoutPercent)} % that were asked again without an answer.`,
    `A burst is at least ${String(limits.minBurst)} of them close together.`,
  ].join(' ')
}

function happenedOf(facts: DnsLatencyFacts): string[] {
  const { place, queries, lookups, answers, slow, lost, tunnel, bursts, retryAfter } = facts
  const repeated = lost.filter(({ asked }) => asked > 1)
  return sentences(
    `In ${place}, clients sent ${count(queries, 'DNS question')} (${count(lookups, 'look-up')}${tunnel ? `, inside ${formatTunnel(tunnel)}` : ''}) and got ${count(answers, 'answer')}.${answers > 0 ? ` ${timesOf(facts)}` : ''}`,
    slow.length > 0 &&
      `${count(slow.length, 'answer was', 'answers were')} slow (${formatShare(slow.length / answers)}). ${slow.length > LISTED ? 'The three slowest' : 'The slowest'}: ${slow
        .slice(0, LISTED)
        .map(
          ({ name, type, latency, time }) =>
            `${shortName(name)} ${typeName(type)} ${formatDuration(latency)} at ${formatSeconds(time)}`,
        )
        .join('; ')}.`,
    repeated.length > 0 &&
      `${count(repeated.length, 'look-up was', 'look-ups were')} asked again because nothing came, after ${formatDuration(retryAfter)} as a rule: ${formatList(
        repeated.map(
          ({ name, type, asked, waited }) =>
            `${shortName(name)} ${typeName(type)} (asked ${String(asked)} times, ${waited < 0 ? 'never answered' : `answered after ${formatDuration(waited)}`})`,
        ),
      )}. The program that asked waited all that time.`,
    facts.retried > repeated.length &&
      `${count(facts.retried - repeated.length, 'further look-up was', 'further look-ups were')} asked again after an answer, or where none would be seen here.`,
    facts.unanswered > 0 &&
      `${count(facts.unanswered, 'look-up was', 'look-ups were')} never answered.`,
    serverSentence(facts.servers),
    shareSentence('By client', facts.clients),
    facts.names.length > 1 && shareSentence('By name', facts.names),
    bursts.length > 0 &&
      `They come in ${count(bursts.length, 'burst')}${facts.period > 0 ? `, one every ${formatDuration(facts.period)}` : ''}: ${formatList(
        bursts.map(
          ({ from, to, events }) =>
            `${formatSeconds(from)} to ${formatSeconds(to)} (${String(events)})`,
        ),
        6,
      )}.`,
    facts.elsewhere.length > 0 &&
      `The same questions at other taps: ${formatList(facts.elsewhere.map((tap) => `${tap.place} shows ${formatNumber(tap.slow)} slow and ${formatNumber(tap.lost)} lost of ${count(tap.queries, 'question')}`))}. Where fewer are, the wait arises between that tap and this one.`,
  )
}

/** An answer is judged by its own time; who asked has waited since the first question. */
function timesOf({ median, p99, slowest, longest }: DnsLatencyFacts): string {
  const since =
    longest > slowest
      ? ` Counted from the first question of its look-up, the longest wait for an answer was ${formatDuration(longest)}.`
      : ''
  return `Counted from the last question before it, half of the answers took at most ${formatDuration(median)}, 99 % at most ${formatDuration(p99)}, the slowest ${formatDuration(slowest)}.${since}`
}

function serverSentence(servers: readonly ServerShare[]): string {
  const each = servers.map(
    ({ label, answers, slow, lost, fastest, median }) =>
      `${label} gave ${count(answers, 'answer')}${answers > 0 ? ` (the fastest after ${formatDuration(fastest)}, half within ${formatDuration(median)})` : ''}, ${formatNumber(slow)} slow, and ${count(lost, 'look-up')} timed out`,
  )
  return `By server: ${formatList(each)}.`
}

function shareSentence(title: string, shares: readonly Share[]): string {
  const bad = shares.filter(({ slow, lost }) => slow + lost > 0)
  const each = bad.map(({ label, answers, slow, lost }) => {
    const parts = sentences(
      slow > 0 && `${formatNumber(slow)} of ${count(answers, 'answer')} slow`,
      lost > 0 && `${count(lost, 'look-up')} lost`,
    )
    return `${shortName(label)} (${parts.join(', ')})`
  })
  const quick = shares.length - bad.length
  const rest = quick > 0 ? `; ${count(quick, 'other was', 'others were')} served quickly` : ''
  return `${title}: ${formatList(each, 5)}${rest}.`
}

const formatSeconds = (time: Nanos): string => `${(time / NANOS_PER_SECOND).toFixed(1)} s`

export function dnsMetrics(facts: DnsLatencyFacts): Metric[] {
  const ms = (time: Nanos) => rounded(time / NANOS_PER_MS)
  return [
    measured('queries', 'questions sent', facts.queries, 'packets'),
    measured('lookups', 'look-ups', facts.lookups),
    measured('slowAnswers', 'slow answers', facts.slowTotal),
    measured('unanswered', 'never answered', facts.unanswered, 'look-ups'),
    measured('retried', 'asked again, answered or not', facts.retried, 'look-ups'),
    measured('timedOut', 'timed out', facts.timedOut, 'look-ups'),
    measured('medianMs', 'median from the last question', ms(facts.median), 'ms'),
    measured('p99Ms', '99th percentile from the last question', ms(facts.p99), 'ms'),
    measured('maxMs', 'slowest answer from the last question', ms(facts.slowest), 'ms'),
    measured('longestWaitMs', 'longest wait from the first question', ms(facts.longest), 'ms'),
    measured('bursts', 'bursts', facts.bursts.length),
  ]
}

/** What a quiet detector looked at. `others`: questions that it does not judge. */
export function saySilence(counts: {
  queries: number
  answers: number
  slow: number
  pending: number
  others: number
}): string {
  const { queries, answers, slow, pending, others } = counts
  const rest = [
    pending > 0 && `${count(pending, 'look-up')} began too close to the end to judge`,
    others > 0 &&
      `${count(others, 'other question was', 'other questions were')} not judged, being multicast, of one server to another, or of a type that asks for no data of a name`,
  ]
  if (queries === 0) {
    return others === 0
      ? 'No DNS question.'
      : `No DNS question of a client was looked at; ${sentences(...rest).join('; ')}.`
  }
  const quick =
    slow === 0
      ? 'none was slow or is known to be lost'
      : `${count(slow, 'was', 'were')} slow, too few to tell of`
  return `${count(queries, 'DNS question')} of clients, ${count(answers, 'answer')}; ${sentences(quick, ...rest).join('; ')}.`
}
