/** `receiver-window` in English where the window was open, but full; with its figure. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { Metric, Step } from '../../model/finding'
import { NANOS_PER_MS, NANOS_PER_SECOND } from '../../model/units'
import type { FilledConn, FilledFacts } from '../facts/receiver-window-full'
import {
  count,
  formatDuration,
  formatList,
  formatNumber,
  formatShare,
  octets,
  rounded,
} from '../format'
import { sum } from '../grouping'
import { isIpv6 } from '../mtu'
import { estimated, measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'

export type FilledLimits = Readonly<
  Record<'fullPercent' | 'fullNoteMs' | 'fullWarnSeconds' | 'fullWarnPercent', number>
>

const BARS = 12
/** What a window is computed for: a gigabit, in octets a second. */
const GIGABIT = 125e6

const nameOf = ({ receiver, port, isService }: FilledFacts): string =>
  isService ? formatEndpoint(receiver, port) : `${receiver} (as client of port ${String(port)})`

const share = ({ waited, lasted }: FilledFacts): number => (lasted > 0 ? waited / lasted : 0)

/** `1.6 MB/s` */
const rate = (octetsPerSecond: number): string =>
  octetsPerSecond >= 1e6
    ? `${formatNumber(octetsPerSecond / 1e6)} MB/s`
    : `${formatNumber(octetsPerSecond / 1e3)} kB/s`

/** What the window lets through in a second at most; 0: the round trip is not known. */
const ceiling = ({ full, roundTrip }: FilledConn): number =>
  roundTrip > 0 ? (full.window * NANOS_PER_SECOND) / roundTrip : 0

const reached = ({ octets: sent, first, last }: FilledConn): number =>
  last > first ? (sent * NANOS_PER_SECOND) / (last - first) : 0

export function sayFilled(facts: FilledFacts, limits: FilledLimits): Said {
  const { waited, lasted, waits, conns } = facts
  const window = Math.round(sum(conns.map(({ full }) => full.window)) / conns.length)
  return {
    claim: `${nameOf(facts)} takes no more than ${octets(window)} at a time: for ${formatDuration(waited)} of ${formatDuration(lasted)} (${formatShare(share(facts))}) its sender waited for room`,
    happened: happenedOf(facts),
    rule: `Time from a segment that leaves no room for another in the receiver's window to the sender's next one: from ${String(limits.fullNoteMs)} ms and ${String(limits.fullPercent)} % of the time of a connection on it counts; a warning from ${String(limits.fullWarnSeconds)} s and ${String(limits.fullWarnPercent)} % on. Waits in which something is sent again, in which the window closes, or after which the sender has nothing to say at once, are left out.`,
    confidenceReasons: [
      `${count(waits, 'time')} the sender had as many octets in flight as the window allows, and went on as soon as an ACK made room: neither its congestion window nor its program was the limit then.`,
    ],
    counterEvidence: counterEvidenceOf(facts),
    alternatives: [
      {
        cause: `The receive buffer at ${facts.receiver} is too small for this path, or the program has fixed it (SO_RCVBUF)`,
        for: sentences(
          conns.some(({ full }) => full.window <= 65_535) &&
            'The window is not above 65,535 octets, what a window without scaling can be.',
        ),
        against: [],
      },
      {
        cause: `The program at ${facts.receiver} takes the data as slowly as this`,
        for: [],
        against: ['The window never closed for long: what arrived was taken.'],
      },
    ],
    disprovedBy: [
      'A larger window, and the same throughput: then something else is the limit just below it.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: [
      {
        say: `On ${conns[0]?.sender.address ?? ''}: rwnd_limited tells how much of the time the receiver was the limit.`,
        command: `ss -tino dst ${isIpv6(facts.receiver) ? `[${facts.receiver}]` : facts.receiver}`,
      },
    ],
  }
}

function happenedOf(facts: FilledFacts): string[] {
  const { conns, waits, waited } = facts
  const [worst] = conns
  if (!worst) return []
  const tunnel = conns.find((conn) => conn.tunnel)?.tunnel
  const carried = tunnel ? `, carried in ${formatTunnel(tunnel)}` : ''
  const most = ceiling(worst)
  return sentences(
    `In ${formatList([...new Set(conns.map(({ place }) => place))])}, ${nameOf(facts)} received from ${formatList([...new Set(conns.map(({ sender }) => sender.address))])} on ${count(conns.length, 'connection')}${carried}. ${count(waits, 'time')} the octets in flight filled its window, which was open all the time; together its senders waited ${formatDuration(waited)} for an ACK that makes room.`,
    most > 0 &&
      `A window of ${octets(worst.full.window)} and a round trip of ${formatDuration(worst.roundTrip)} let at most ${rate(most)} through, whatever the path can carry; ${rate(reached(worst))} were reached on the connection that waited longest.`,
  )
}

function counterEvidenceOf({ conns }: FilledFacts): string[] {
  const again = sum(conns.map(({ retransmissions }) => retransmissions))
  const data = sum(conns.map(({ dataFrames }) => dataFrames))
  return sentences(
    again > 0 &&
      `${String(again)} of ${count(data, 'segment')} with data ${again === 1 ? 'was' : 'were'} sent again: loss holds these connections up as well.`,
    'How much more the path would carry is not in the capture.',
  )
}

function nextStepsOf({ receiver, conns }: FilledFacts): Step[] {
  const roundTrip = conns[0]?.roundTrip ?? 0
  const needed = Math.ceil((GIGABIT * roundTrip) / NANOS_PER_SECOND)
  return [
    {
      say:
        needed > 0
          ? `On ${receiver}: let the receive buffer grow. For 1 Gbit/s at a round trip of ${formatDuration(roundTrip)} the window must be ${octets(needed)}; Linux gives half of the third number to the window.`
          : `On ${receiver}: let the receive buffer grow; Linux gives half of the third number to the window.`,
      command: `sysctl net.ipv4.tcp_rmem net.ipv4.tcp_window_scaling net.ipv4.tcp_moderate_rcvbuf net.core.rmem_max`,
    },
    {
      say: 'Does the program set SO_RCVBUF? That fixes the buffer and switches its growing off.',
      command: `ss -tinm dst ${isIpv6(receiver) ? `[${receiver}]` : receiver}`,
    },
  ]
}

const ms = (time: number): number => Math.round(time / NANOS_PER_MS)

export function filledMetrics(facts: FilledFacts): Metric[] {
  const { waits, waited, conns } = facts
  const [worst] = conns
  const metrics = [
    measured('windowFullWaits', 'waits for room', waits),
    measured('windowFullMs', 'time waited for room', ms(waited), 'ms'),
    measured('windowFullPercent', 'of the time', rounded(100 * share(facts)), '%'),
    measured('connections', 'connections', conns.length),
  ]
  if (!worst) return metrics
  metrics.push(
    measured('window', 'window that was filled', worst.full.window, 'octets'),
    measured('throughput', 'reached', Math.round(reached(worst)), 'octets/s'),
  )
  if (worst.roundTrip > 0) {
    metrics.push(
      measured('roundTripMs', 'round trip', rounded(worst.roundTrip / NANOS_PER_MS), 'ms'),
      estimated(
        'throughputLimit',
        'most that the window allows',
        Math.round(ceiling(worst)),
        'octets/s',
      ),
    )
  }
  return metrics
}

export function drawFilled({ conns }: FilledFacts): Figure[] {
  return [
    {
      kind: 'bars',
      title: 'Time waited for room in the window by connection',
      unit: 'ms',
      bars: conns.slice(0, BARS).map(({ sender, receiver, full, first, last }) => ({
        label: `${formatEndpoint(sender.address, sender.port)} → ${formatEndpoint(receiver.address, receiver.port)}`,
        value: ms(full.time),
        of: ms(last - first),
        tone: 'bad',
      })),
    },
  ]
}
