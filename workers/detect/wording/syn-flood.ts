/** `syn-flood` in English. */
import { formatEndpoint } from '../../model/address'
import type { Alternative, Metric } from '../../model/finding'
import { NANOS_PER_MS } from '../../model/units'
import type { SynFloodFacts } from '../facts/syn-flood'
import type { FloodLimits } from '../flood-judgement'
import { count, formatDuration, formatList, formatNumber, formatShare, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { confirmFlood, stopFlood } from './syn-flood-steps'

export const targetOf = ({ address, port }: Pick<SynFloodFacts, 'address' | 'port'>): string =>
  formatEndpoint(address, port)

/** Whoever announces no MSS is no operating system (RFC 9293 §3.7.1). */
const MOSTLY = 0.9
/** Clients open several connections; so many addresses with one each are made up. */
const MADE_UP = { addresses: 1000, each: 1.1 }

const isBare = ({ bare }: SynFloodFacts): boolean => bare >= MOSTLY

const isScattered = ({ addresses, perAddress }: SynFloodFacts): boolean =>
  addresses >= MADE_UP.addresses && perAddress < MADE_UP.each

/** Do the SYNs themselves say that a program made them? */
export const isForged = (facts: SynFloodFacts): boolean => isBare(facts) || isScattered(facts)

const shareOf = ({ left, judged }: SynFloodFacts): string => formatShare(left / judged)

const fromOf = ({ addresses, moreAddresses }: SynFloodFacts): string =>
  `${moreAddresses ? 'at least ' : ''}${count(addresses, 'address', 'addresses')}`

export function saySynFlood(facts: SynFloodFacts, limits: FloodLimits): Said {
  const { fates, seesMore } = facts
  return {
    claim: `${targetOf(facts)} gets up to ${formatNumber(facts.peak)} SYNs a second from ${fromOf(facts)}; ${shareOf(facts)} of the handshakes were never completed`,
    happened: sentences(
      [begunOf(facts), answeredOf(facts), resetOf(facts)].filter(Boolean).join(' '),
      sourcesOf(facts),
      othersOf(facts),
      'What it does: each such SYN holds a place in the backlog of the listener until its SYN-ACK was repeated in vain (RFC 4987), and an entry in every connection tracking table on its way. Once these are full, healthy handshakes become slow or fail.',
    ),
    rule: ruleOf(limits),
    confidenceReasons: sentences(
      seesMore
        ? 'The same tap shows handshakes that are completed, so it would have shown these.'
        : 'This tap shows nothing of TCP beyond the handshakes: a capture filtered to SYNs would look the same, which lowers the confidence.',
    ),
    counterEvidence: fates.completed === 0 ? [] : [meanwhileOf(facts)],
    alternatives: causesOf(facts),
    disprovedBy: ['ACKs of the same originators at another tap.'],
    nextSteps: stopFlood(facts, isForged(facts)),
    confirm: confirmFlood(facts),
  }
}

const ruleOf = (limits: FloodLimits): string =>
  `Seconds in which ${String(limits.minPerSecond)} handshakes with one address and port and ${String(limits.minPercent)} % of all were never completed, and together ${String(limits.minAttempts)} in such seconds, from ${String(limits.minAddresses)} addresses or ${formatNumber(limits.minPorts)} from one. Completed is what its originator follows up with an ACK or data. Not if more than ${String(limits.maxRepeatedPercent)} % repeat their SYN, or half came through at another time: those are clients.`

function begunOf(facts: SynFloodFacts): string {
  const { place, begun, seconds, judged, patience, left, cut } = facts
  const within =
    seconds === 1 ? 'within one second' : `within ${formatNumber(seconds)} flooded seconds`
  const least = cut ? ' The capture holds more connections than are followed: there are more.' : ''
  const had = `of the ${formatNumber(judged)} that had ${formatDuration(patience)} for it`
  const unfinished =
    left === judged ? `None ${had} was ever` : `${formatNumber(left)} ${had} were never`
  return `In ${place}, ${count(begun, 'handshake')} with ${targetOf(facts)} were begun ${within}. ${unfinished} completed.${least}`
}

function answeredOf(facts: SynFloodFacts): string {
  const { fates, left, heard } = facts
  const answered = left - fates.silent
  if (answered > 0)
    return `${formatShare(answered / left)} of these got a SYN-ACK: the service answers, and is left with half-open handshakes.`
  return heard
    ? 'None of these got a SYN-ACK, though others did: the backlog is full, or something drops them.'
    : 'Nothing from this port is seen: the SYNs are dropped before the service, or this tap sees one direction only.'
}

const resetOf = ({ fates }: SynFloodFacts): string =>
  fates.reset > 0
    ? `${count(fates.reset, 'SYN-ACK')} drew a RST: that address had asked for nothing, as where a real one is forged.`
    : ''

function sourcesOf(facts: SynFloodFacts): string {
  const { perAddress, busiest, moreAddresses, bare, ttl, alsoAt } = facts
  return sentences(
    `They come from ${fromOf(facts)}, with ${formatNumber(perAddress)} of each on average.`,
    isScattered(facts)
      ? 'So many addresses with one attempt each are forged.'
      : `${busiest.address} sent most, ${moreAddresses ? 'at least ' : ''}${formatNumber(busiest.left)}.`,
    isBare(facts) &&
      `${formatShare(bare)} of these SYNs announce no MSS, as every operating system does: a program makes them.`,
    ttl.share >= MOSTLY &&
      `${formatShare(ttl.share)} arrive with TTL ${String(ttl.value)}: all come from equally far.`,
    alsoAt.length > 0 && `Other taps show it as well: ${formatList(alsoAt)}.`,
  ).join(' ')
}

const meanwhileOf = ({ fates }: SynFloodFacts): string =>
  fates.completed === 0
    ? 'Meanwhile nobody came through.'
    : `Meanwhile ${count(fates.completed, 'handshake')} came through.`

function othersOf(facts: SynFloodFacts): string {
  const { answers, answersElse, turnedAway } = facts
  return sentences(
    meanwhileOf(facts),
    answers !== null &&
      `Their SYN-ACK took ${formatDuration(answers.median)} in the median, ${formatDuration(answers.longest)} at most.`,
    answersElse !== null && `At other times it took ${formatDuration(answersElse.median)}.`,
    turnedAway > 0 &&
      `${count(turnedAway, 'attempt')} of others failed: they repeated their SYN, were refused, or had come through at another time.`,
  ).join(' ')
}

function causesOf(facts: SynFloodFacts): Alternative[] {
  const { fates, left, seesMore, perAddress, addresses } = facts
  const few = addresses < MADE_UP.addresses && perAddress > MADE_UP.each
  return [
    {
      cause: 'Clients of a service that is down, which give up within a second',
      for: sentences(few && 'Each address tries again and again.'),
      against: sentences(
        !few && 'Clients would try again.',
        2 * fates.silent < left && 'The service answers.',
      ),
    },
    {
      cause: 'A load test, or clients whose further packets take another way',
      for: sentences(few && !seesMore && 'No further packet of TCP is seen here.'),
      against: sentences(
        seesMore && 'Further packets of others are seen here.',
        fates.reset > 0 && 'Some originators answer with RST.',
      ),
    },
    {
      cause: 'Health checks that reset the half-open connection',
      for: sentences(2 * fates.reset > left && 'Most end with a RST of the originator.'),
      against: ['They are not sent by the hundred each second.'],
    },
  ]
}

export function floodMetrics(facts: SynFloodFacts): Metric[] {
  const { peak, begun, left, judged, addresses, fates, answers } = facts
  return [
    measured('synsPerSecond', 'SYNs in the busiest second', peak, 'packets'),
    measured('handshakes', 'handshakes begun', begun),
    measured('neverCompleted', 'never completed', left),
    measured('neverCompletedPercent', 'never completed', rounded((100 * left) / judged), '%'),
    measured('addresses', 'addresses counted', addresses),
    measured('halfOpen', 'answered and left half-open', fates.halfOpen + fates.reset),
    measured('completed', 'completed meanwhile', fates.completed),
    ...(answers === null
      ? []
      : [
          measured(
            'answerMedian',
            'SYN to SYN-ACK meanwhile',
            rounded(answers.median / NANOS_PER_MS),
            'ms',
          ),
        ]),
  ]
}
