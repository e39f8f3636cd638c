/** `packet-loss` in English, with its figures. */
import type { Figure } from '../../model/figure'
import type { Metric, Step } from '../../model/finding'
import { NANOS_PER_MS, type Nanos } from '../../model/units'
import type { LossFacts } from '../facts/packet-loss'
import {
  count,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
  formatShare,
  rounded,
} from '../format'
import { greatest, least } from '../grouping'
import { measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'
import { lossCounters, lossRule, type LossLimits } from './loss-rule'
import { betweenMetrics, betweenText, stretchStep } from './loss-between-taps'

const BARS = 8
const LANES = 6

/** No retransmission timer in use is shorter: Linux's least. RFC 6298 §2.4 asks for a second. */
const LEAST_TIMEOUT = 200 * NANOS_PER_MS

const percent = ({ lost, dataSegments }: { lost: number; dataSegments: number }): number =>
  dataSegments === 0 ? 0 : (100 * lost) / dataSegments

/** The first transmission of most never came by here: one jump in the sequence numbers may hide many. */
const lostBefore = ({ gaps, lost, late, examples }: LossFacts): boolean =>
  2 * gaps > lost || (late.length > 0 && examples.length === 0)

export function sayLoss(facts: LossFacts, limits: LossLimits): Said {
  const { from, to } = facts.way
  return {
    claim: `${formatNumber(facts.lost)} of ${count(facts.dataSegments, 'data segment')} from ${from} to ${to} (${formatPercent(percent(facts))}) had to be sent again`,
    happened: happenedOf(facts),
    rule: lossRule(limits),
    confidenceReasons: sentences(
      facts.examples.length > 0 &&
        'The lost segments, their repetitions and their acknowledgements are in the capture.',
    ),
    counterEvidence: sentences(
      facts.spurious > 0 &&
        `${count(facts.spurious, 'further repetition')} came although the first transmission had arrived: delayed rather than lost, and not counted.`,
      facts.outOfOrder > 0 &&
        `${count(facts.outOfOrder, 'segment')} came late, overtaken by others: out of order rather than lost, and not counted.`,
      facts.ackedUnseen > 0 &&
        `${count(facts.ackedUnseen, 'acknowledgement covers', 'acknowledgements cover')} data that this capture does not hold: it misses packets, too.`,
      facts.stalled > 0 &&
        `Not counted: ${count(facts.stalled, 'repetition')} of segments that were acknowledged never, or only after more than three transmissions: that is a stall, not loss.`,
      facts.tooBig > 0 &&
        `Not counted: ${count(facts.tooBig, 'repetition')} on connections whose packets ICMP called too big.`,
    ),
    alternatives: [
      {
        cause: 'Reordering instead of loss',
        for: sentences(
          facts.fast > 0 &&
            `${count(facts.fast, 'repetition was a fast retransmission', 'repetitions were fast retransmissions')}, which strong reordering can provoke.`,
        ),
        against: ['The repeated segments were acknowledged only after their repetition.'],
      },
    ],
    disprovedBy: [
      'A capture at the other end that holds the first transmission of these segments.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function happenedOf(facts: LossFacts): string[] {
  const { way, lost, connections, lossyConnections, echo, elsewhere } = facts
  const { from, to, tunnel } = way
  const path = tunnel ? `, carried in ${formatTunnel(tunnel)}` : ''
  return sentences(
    `In ${facts.place}, ${from} sent ${count(facts.dataSegments, 'segment')} with data to ${to}${path}. ${count(lost, 'repetition was', 'repetitions were')} needed before they were acknowledged, on ${formatNumber(lossyConnections)} of ${count(connections, 'connection')}${behindDuplicates(facts.fast, lost)}.`,
    lostBefore(facts)
      ? 'Most of the lost segments never passed this tap before their repetition: they were lost between the sender and this tap.'
      : facts.examples.length > 0 &&
          'The first transmission of these segments is in the capture: they were lost between this tap and the receiver, or their acknowledgements were on the way back.',
    ...waitsOf(facts),
    facts.between !== null && betweenText(facts.between),
    echo.unanswered > 0 &&
      `Pings agree: ${formatNumber(echo.unanswered)} of ${formatNumber(echo.requests)} from ${from} to ${to} got no answer (${formatShare(echo.unanswered / echo.requests)}).`,
    elsewhere.length > 0 &&
      `At other taps: ${formatList(elsewhere.map((tap) => `${tap.place} shows ${count(tap.lost, 'loss', 'losses')} in ${count(tap.dataSegments, 'segment')}`))}.`,
  )
}

/** How many of the repetitions came right behind duplicate acknowledgements. */
function behindDuplicates(fast: number, all: number): string {
  if (fast === 0) return ''
  const each = fast < all ? `${formatNumber(fast)} of them` : all === 1 ? 'it' : 'all of them'
  return `; ${each} followed duplicate acknowledgements`
}

/** How long the samples waited for their repetition. */
function waitsOf({ examples, late, fast }: LossFacts): string[] {
  const again = examples.flatMap(
    ({
      segment: {
        transmissions: [first, second],
      },
    }) => (first && second ? [second.time - first.time] : []),
  )
  const open = late.flatMap(({ segment: { gapFrame, gapTime, time } }) =>
    gapFrame > 0 ? [time - gapTime] : [],
  )
  return sentences(
    again.length > 0 &&
      `${count(again.length, 'segment')} whose first transmission is in the capture ${again.length === 1 ? 'was' : 'were'} sent again after ${rangeOf(again)}.`,
    fast === 0 && least(again) >= LEAST_TIMEOUT && again.length > 0 && 'So do time-outs.',
    open.length > 0 &&
      `${count(open.length, 'segment')} that had been lost before this tap came ${rangeOf(open)} after a later one had shown the gap.`,
  )
}

function rangeOf(times: readonly Nanos[]): string {
  const [from, to] = [formatDuration(least(times)), formatDuration(greatest(times))]
  return from === to ? from : `${from} to ${to}`
}

function nextStepsOf({ way, between }: LossFacts): Step[] {
  const { from, to, tunnel } = way
  const [near, far] = tunnel ? [tunnel.src, tunnel.dst] : [from, to]
  return [
    between !== null
      ? stretchStep(between, near, far)
      : {
          say: `Capture at both ends (${near} and ${far}) at the same time and drop both files here: it shows on which stretch packets vanish.`,
          command: `tcpdump -ni eth0 -s 200 -w $(hostname)-eth0.pcap host ${near} and host ${far}`,
        },
    {
      say: `Measure the path hop by hop from ${near}.`,
      command: `mtr -n -c 200 -i 0.1 -r ${far}`,
    },
  ]
}

function confirmOf({ way }: LossFacts): Step[] {
  const { from, to } = way
  return [
    {
      say: `On ${from}: retransmissions of the live connections to ${to}.`,
      command: `ss -tin dst ${to}`,
    },
    ...lossCounters(),
  ]
}

export function lossMetrics(facts: LossFacts): Metric[] {
  return [
    measured('lostSegments', 'lost segments', facts.lost, 'segments'),
    measured('retransmissions', 'retransmissions', facts.retransmissions, 'packets'),
    measured('dataSegments', 'data segments', facts.dataSegments, 'segments'),
    measured('lossPercent', 'loss', rounded(percent(facts)), '%'),
    ...(facts.between === null ? [] : betweenMetrics(facts.between)),
  ]
}

export function drawLoss({ worst, examples, late, last }: LossFacts): Figure[] {
  const figures: Figure[] = []
  if (worst.length > 1) {
    figures.push({
      kind: 'bars',
      title: 'Lost segments by connection',
      unit: 'of data segments',
      bars: worst.slice(0, BARS).map(({ label, lost, dataSegments }) => ({
        label,
        value: lost,
        of: dataSegments,
        tone: 'bad',
      })),
    })
  }
  if (examples.length > 0) {
    figures.push({
      kind: 'attempts',
      title: 'Segments that were sent again',
      lanes: examples.slice(0, LANES).map(({ label, segment }) => ({
        label: `${label} seq ${String(segment.relativeSeq)}`,
        tone: 'plain',
        points: [
          ...segment.transmissions.map(({ time, frame }, index) => ({
            time,
            frame,
            tone: 'bad' as const,
            label: index === 0 ? 'sent' : 'sent again',
          })),
          {
            time: segment.ackTime,
            frame: segment.ackFrame,
            tone: 'good' as const,
            label: 'acknowledged',
          },
        ],
      })),
      until: last,
    })
  }
  const gaps = late.filter(({ segment }) => segment.gapFrame > 0)
  if (gaps.length > 0) {
    figures.push({
      kind: 'attempts',
      title: 'Segments that were lost before this tap',
      lanes: gaps.slice(0, LANES).map(({ label, segment }) => ({
        label: `${label} seq ${String(segment.relativeSeq)}`,
        tone: 'plain',
        points: [
          { time: segment.gapTime, frame: segment.gapFrame, tone: 'bad', label: 'gap seen' },
          { time: segment.time, frame: segment.frame, tone: 'good', label: 'sent again' },
        ],
      })),
      until: last,
    })
  }
  return figures
}
