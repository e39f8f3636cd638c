/** `packet-loss` of many pairs of hosts in English, with its figure. */
import type { Figure } from '../../model/figure'
import type { Alternative, Metric, Step } from '../../model/finding'
import type { CommonFactor, LossSpreadFacts } from '../facts/packet-loss-spread'
import { count, formatNumber, formatPercent, formatShare, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { type LossLimits, lossCounters, lossRule } from './loss-rule'

const BARS = 10

const percent = ({ lost, dataSegments }: { lost: number; dataSegments: number }): number =>
  dataSegments === 0 ? 0 : (100 * lost) / dataSegments

export function saySpread(facts: LossSpreadFacts, limits: LossLimits): Said {
  return {
    claim: claimOf(facts),
    happened: happenedOf(facts),
    rule: `${lossRule(limits)} A pair is reported by itself when it loses more than the others by a chance of at most ${String(limits.maxChance)} for all pairs together (binomial test, losses that come together counted as one), or when the others have fewer than ${formatNumber(limits.minOthers)} data segments; more than ${String(limits.maxSeparate)} pairs become one finding.`,
    confidenceReasons: sentences(
      facts.worst.some(({ examples }) => examples.length > 0) &&
        'Lost segments, their repetitions and their acknowledgements are in the capture.',
    ),
    counterEvidence: [],
    alternatives: alternativesOf(facts),
    disprovedBy: [
      'A capture at the other ends that holds the first transmissions of these segments.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: lossCounters(),
  }
}

function claimOf(facts: LossSpreadFacts): string {
  const { kind, lost, pairs, allPairs, factor } = facts
  const segments = `${formatNumber(lost)} of ${count(facts.dataSegments, 'data segment')}`
  const share = formatPercent(percent(facts))
  if (kind === 'spread') {
    return `Loss is spread: ${segments} (${share}) between ${formatNumber(pairs)} of ${count(allPairs, 'pair')} of hosts had to be sent again`
  }
  return factor
    ? `Loss ${AT[factor.kind]} ${factor.name}: ${segments} (${share}) of ${count(pairs, 'pair')} of hosts had to be sent again`
    : `${formatNumber(pairs)} of ${count(allPairs, 'pair')} of hosts lose more than the others: ${segments} (${share}) had to be sent again`
}

const AT: Record<CommonFactor['kind'], string> = {
  source: 'from',
  destination: 'to',
  host: 'at',
  'tunnel end': 'at the tunnel end',
  tap: 'at',
}

const SHARED: Record<CommonFactor['kind'], string> = {
  source: 'have one source',
  destination: 'have one destination',
  host: 'have one host in common',
  'tunnel end': 'have one tunnel end in common',
  tap: 'were seen at one tap',
}

function happenedOf(facts: LossSpreadFacts): string[] {
  const { kind, worst, others, factor, gaps, fast } = facts
  const lost = worst.reduce((total, pair) => total + pair.lost, 0)
  const [first] = worst
  const most = first
    ? ` The worst is ${first.way.from} → ${first.way.to} with ${formatNumber(first.lost)} of ${formatNumber(first.dataSegments)} (${formatPercent(percent(first))}).`
    : ''
  return sentences(
    kind === 'spread'
      ? `${formatNumber(facts.lost)} of ${count(facts.dataSegments, 'data segment')} had to be sent again before they were acknowledged, on ${formatNumber(facts.pairs)} of ${count(facts.allPairs, 'pair')} of hosts. Among so many, some must lose more than others: no pair stands out from the rest.${most}`
      : `${formatNumber(facts.lost)} of ${count(facts.dataSegments, 'data segment')} between ${count(facts.pairs, 'pair')} of hosts had to be sent again before they were acknowledged, against ${formatNumber(others.lost)} of ${formatNumber(others.dataSegments)} (${others.dataSegments === 0 ? '–' : formatShare(others.lost / others.dataSegments)}) between all others.${most}`,
    factor
      ? `These pairs (${formatNumber(worst.length)}) ${SHARED[factor.kind]}: ${factor.name}. Most of the others, which lose less, do not share it.`
      : `The pairs with most loss (${formatNumber(worst.length)}) have neither a host nor a tunnel end in common that the others do not share.`,
    2 * gaps > lost
      ? 'Most of their lost segments never passed the tap before their repetition: they were lost between the sender and the tap.'
      : fast > 0 && behindDuplicates(fast, lost),
  )
}

/** How many of the repetitions came right behind duplicate acknowledgements. */
function behindDuplicates(fast: number, all: number): string {
  return fast === all
    ? 'All of their repetitions followed duplicate acknowledgements.'
    : `Of their repetitions, ${formatNumber(fast)} followed duplicate acknowledgements.`
}

function alternativesOf({ kind, factor }: LossSpreadFacts): Alternative[] {
  return [
    {
      cause: 'A link or device that all of this traffic passes, near the tap or at an uplink',
      for: sentences(kind === 'spread' && 'The loss does not prefer any pair of hosts.'),
      against: sentences(factor && 'Other pairs, which lose less, pass the tap as well.'),
    },
    {
      cause: 'The ordinary loss of the Internet, or of radio links',
      for: sentences(!factor && 'The lossy pairs have nothing in common.'),
      against: [],
    },
  ]
}

function nextStepsOf({ factor, worst }: LossSpreadFacts): Step[] {
  const host = factor && factor.kind !== 'tap' ? factor.name : ''
  const far = worst[0]?.way.to ?? ''
  return [
    host
      ? {
          say: `Look at ${host} first: its interfaces, queues and uplink.`,
          command: 'ip -s link show; tc -s qdisc show; ethtool -S eth0 | grep -iE "drop|err|miss"',
        }
      : {
          say: 'Look at what the pairs share: the uplink, the machine of the tap, a firewall or a balancer.',
          command: 'ip -s link show; tc -s qdisc show',
        },
    {
      say: 'Measure one of the paths hop by hop.',
      command: `mtr -n -c 200 -i 0.1 -r ${far}`,
    },
  ]
}

export function spreadMetrics(facts: LossSpreadFacts): Metric[] {
  return [
    measured('lostSegments', 'lost segments', facts.lost, 'segments'),
    measured('dataSegments', 'data segments', facts.dataSegments, 'segments'),
    measured('lossPercent', 'loss', rounded(percent(facts)), '%'),
    measured('lossyPairs', 'pairs with loss', facts.pairs),
    measured('pairs', 'pairs of hosts', facts.allPairs),
  ]
}

export function drawSpread({ worst }: LossSpreadFacts): Figure[] {
  return [
    {
      kind: 'bars',
      title: 'Lost segments by pair of hosts, the worst',
      unit: 'of data segments',
      bars: worst.slice(0, BARS).map(({ way, lost, dataSegments }) => ({
        label: `${way.from} → ${way.to}`,
        value: lost,
        of: dataSegments,
        tone: 'bad',
      })),
    },
  ]
}
