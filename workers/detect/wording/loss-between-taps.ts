/** Loss between two captures, in English; part of `packet-loss`. */
import type { Figure } from '../../model/figure'
import type { Metric, Step } from '../../model/finding'
import type { BetweenTaps } from '../facts/packet-loss'
import { count, formatDuration, formatNumber, formatPercent, octets, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'
import { lossCounters, lossRule, type LossLimits } from './loss-rule'

const percentOf = ({ lost, passage }: BetweenTaps): number =>
  passage.sent === 0 ? 0 : (100 * lost) / passage.sent

export function betweenText(told: BetweenTaps): string {
  const { passage, lost, fromPlace, toPlace } = told
  const delay =
    passage.delayMedian < 0 ? '' : `, ${formatDuration(passage.delayMedian)} later in the median`
  const missed =
    passage.missed === 0
      ? ''
      : ` ${count(passage.missed, 'more packet is', 'more packets are')} missing in ${toPlace}, but acknowledged without a repetition: its capture missed them.`
  const what =
    lost === 0
      ? `none of ${count(passage.sent, 'packet')} was lost on this stretch`
      : `${formatNumber(lost)} of ${count(passage.sent, 'packet')} in ${fromPlace} never came to ${toPlace} (${formatPercent(percentOf(told))}); the others did${delay}`
  return `Both ends were captured: ${what}.${missed}`
}

export function sayBetween(told: BetweenTaps, limits: LossLimits): Said {
  const { passage, lost, fromPlace, toPlace } = told
  const { src, dst, tunnel } = passage.from
  return {
    claim: `${formatNumber(lost)} of ${count(passage.sent, 'packet')} from ${src} to ${dst} (${formatPercent(percentOf(told))}) were lost between ${fromPlace} and ${toPlace}`,
    happened: sentences(
      betweenText(told),
      tunnel !== null && `They were carried in ${formatTunnel(tunnel)}.`,
      passage.largestPassed > 0 &&
        `Packets of ${octets(passage.smallestLost)} and more were lost, packets of up to ${octets(passage.largestPassed)} passed: their size does not decide.`,
    ),
    rule: `${lossRule(limits)} Where two captures saw the same way, packets of one that the other never saw count as well.`,
    confidenceReasons: [
      'Each packet is recognised in both captures by its addresses, identification and content.',
    ],
    counterEvidence: [],
    alternatives: [
      {
        cause: `${toPlace} missed them`,
        for: sentences(
          passage.missed > 0 &&
            `${count(passage.missed, 'packet')} that it does not hold ${passage.missed === 1 ? 'was' : 'were'} acknowledged.`,
        ),
        against: sentences(
          passage.missed === 0 && 'Everything that was acknowledged is in both captures.',
        ),
      },
    ],
    disprovedBy: ['A third capture behind the second one that holds these packets.'],
    nextSteps: [stretchStep(told, tunnel?.src ?? src, tunnel?.dst ?? dst)],
    confirm: lossCounters(),
  }
}

/** Both ends are known: what is left is the stretch between. */
export function stretchStep({ fromPlace, toPlace }: BetweenTaps, near: string, far: string): Step {
  return {
    say: `The loss lies between ${fromPlace} and ${toPlace}: ask for drop counters of the switches and virtual ports there, and measure hop by hop.`,
    command: `mtr -n -c 200 -i 0.1 -r ${far}   # on ${near}`,
  }
}

export function betweenMetrics(told: BetweenTaps): Metric[] {
  const { passage, lost } = told
  return [
    measured('lostBetweenTaps', 'lost between the captures', lost, 'packets'),
    measured('seenAtFirstTap', 'seen at the first', passage.sent, 'packets'),
    measured('lostBetweenPercent', 'of these', rounded(percentOf(told)), '%'),
  ]
}

export function drawBetween({ passage, lost, fromPlace, toPlace }: BetweenTaps): Figure[] {
  return [
    {
      kind: 'bars',
      title: 'The same packets in both captures',
      unit: 'packets',
      bars: [
        { label: fromPlace, value: passage.sent, of: passage.sent, tone: 'good' },
        { label: toPlace, value: passage.sent - lost, of: passage.sent, tone: 'bad' },
      ],
    },
  ]
}
