/** `receiver-window` in English, with its figure. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { Alternative, Metric, Step } from '../../model/finding'
import { NANOS_PER_MS, NANOS_PER_SECOND } from '../../model/units'
import type { WindowFacts } from '../facts/receiver-window'
import { count, formatDuration, formatList, formatShare, rounded } from '../format'
import { sum } from '../grouping'
import { isIpv6 } from '../mtu'
import { measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'

export type WindowLimits = Readonly<
  Record<'minStalledMs' | 'minPercent' | 'longSeconds' | 'noteMs', number>
>

const BARS = 12

type Told = WindowFacts & { heldUp: number }

/** `10.0.0.12:5002`, or the host as a client of port 80. */
const nameOf = ({ receiver, port, isService }: WindowFacts): string =>
  isService ? formatEndpoint(receiver, port) : `${receiver} (as client of port ${String(port)})`

const share = ({ closed, lasted }: WindowFacts): number => (lasted > 0 ? closed / lasted : 0)

export function sayWindow(facts: Told, limits: WindowLimits): Said {
  const { closures, closed, lasted, conns } = facts
  return {
    claim: `${nameOf(facts)} kept ${conns.length === 1 ? 'its sender' : 'its senders'} waiting: its window was closed ${count(closures, 'time')}, together ${formatDuration(closed)} of ${formatDuration(lasted)} (${formatShare(share(facts))})`,
    happened: happenedOf(facts),
    rule: `Time from a segment with a window of zero to the one that opens it: a warning from ${String(limits.minStalledMs)} ms and ${String(limits.minPercent)} % of the time of a connection on, or from ${String(limits.longSeconds)} s at a time; a note from ${String(limits.noteMs)} ms on. A window that stays closed for more than 5 s without a probe kept nobody waiting and is left out.`,
    confidenceReasons: sentences(
      'The receiver says so itself, in the header of its own segments.',
      facts.probes > 0 &&
        `The sender had more to say: it probed the closed window ${count(facts.probes, 'time')}.`,
    ),
    counterEvidence: counterEvidenceOf(facts),
    alternatives: causesOf(facts),
    disprovedBy: [
      `A capture at ${facts.receiver} itself that shows no segment with a window of zero: then somebody on the way changes windows, a proxy or a traffic shaper.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function happenedOf(facts: Told): string[] {
  const { conns, closures, closed, longest, probes, filled, heldUp } = facts
  const senders = [...new Set(conns.map(({ sender }) => sender.address))]
  const tunnel = conns.find((conn) => conn.tunnel)?.tunnel
  const carried = tunnel ? `, carried in ${formatTunnel(tunnel)}` : ''
  const answered = sum(conns.map(({ answeredProbes }) => answeredProbes))
  const neverOpened = conns.filter(({ window }) =>
    window.longest.some(({ endFrame }) => endFrame === 0),
  ).length
  return sentences(
    `In ${formatList([...new Set(conns.map(({ place }) => place))])}, ${nameOf(facts)} received from ${formatList(senders)} on ${count(conns.length, 'connection')}${carried}. ${count(closures, 'time', 'times')} its receive buffer was full and it announced a window of zero: whoever sends must then wait. Together this took ${formatDuration(closed)}, the longest time ${formatDuration(longest)}.`,
    `The network had delivered everything up to then, so it was not the limit: the program at ${facts.receiver} took the data too slowly.${filled > 0 ? ` ${count(filled, 'segment')} filled the window to its last octet.` : ''}`,
    probes > 0 &&
      `While it was closed, ${count(probes, 'probe')} asked whether there is room again${answered > 0 ? '; answers came, so the host is alive and connected' : ''}.`,
    neverOpened > 0 &&
      `On ${count(neverOpened, 'connection')} the window was still closed at the end.`,
    conns.length > 1 && `${String(heldUp)} of these connections were held up notably.`,
  )
}

function counterEvidenceOf({ conns }: WindowFacts): string[] {
  const again = sum(conns.map(({ retransmissions }) => retransmissions))
  const data = sum(conns.map(({ dataFrames }) => dataFrames))
  return sentences(
    again > 0 &&
      `${String(again)} of ${count(data, 'segment')} with data on these connections ${again === 1 ? 'was' : 'were'} also sent again; some of it may be the sender's impatience at a closed window.`,
  )
}

function causesOf(facts: WindowFacts): Alternative[] {
  const { longest, closures, closed, receiver } = facts
  const long = longest >= NANOS_PER_SECOND
  const causes: Alternative[] = [
    {
      cause: `The program at ${receiver} reads too slowly or not at all: busy, blocked on a disk, a lock or another service, or paused by garbage collection`,
      for: sentences(
        long &&
          `The longest wait of ${formatDuration(longest)} is far beyond what a small buffer causes.`,
      ),
      against: [],
    },
    {
      cause:
        'The program reads slowly on purpose: a rate limit, a paused player, back-pressure from the next stage',
      for: sentences(closures > 10 && 'The window closes and opens again and again.'),
      against: [],
    },
    {
      cause: 'The receive buffer is too small for this path',
      for: sentences(
        !long && `All waits are short, ${formatDuration(closed / closures)} on average.`,
      ),
      against: sentences(long && 'A buffer that is only too small is empty again after a moment.'),
    },
  ]
  return causes.sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

/** As `ss` filters want it. */
const host = (address: string): string => (isIpv6(address) ? `[${address}]` : address)

function nextStepsOf({ receiver, port, isService, conns }: WindowFacts): Step[] {
  const sender = conns[0]?.sender.address ?? ''
  const filter = isService ? `sport = :${String(port)}` : `dport = :${String(port)}`
  return [
    {
      say: `On ${receiver}: which process has octets waiting in Recv-Q? That program is what to look at.`,
      command: `ss -tnmp '${filter}'`,
    },
    {
      say: `On ${sender}: how much of the time each connection was held up by the receiver (rwnd_limited) rather than by the network (sndbuf_limited, retrans).`,
      command: `ss -tino dst ${host(receiver)}`,
    },
    {
      say: 'If the program is quick and only its buffer is small: let the kernel grow it, and do not set SO_RCVBUF in the program, which switches the growing off.',
      command: 'sysctl net.ipv4.tcp_rmem net.core.rmem_max',
    },
  ]
}

function confirmOf({ receiver }: WindowFacts): Step[] {
  return [
    {
      say: `On ${receiver}: these counters grow whenever a window closes and opens.`,
      command:
        'nstat -az TcpExtTCPToZeroWindowAdv TcpExtTCPFromZeroWindowAdv TcpExtTCPWantZeroWindowAdv TcpExtTCPRcvQDrop',
    },
    {
      say: `On ${receiver}: is the processor, the disk or the container's CPU quota the bottleneck?`,
      command: 'pidstat -u -d -w 1 5; cat /sys/fs/cgroup/cpu.stat',
    },
  ]
}

const ms = (time: number): number => Math.round(time / NANOS_PER_MS)

export function windowMetrics(facts: WindowFacts): Metric[] {
  return [
    measured('zeroWindows', 'segments with window zero', facts.zeroWindows, 'packets'),
    measured('closures', 'times the window was closed', facts.closures),
    measured('stalledMs', 'time with a closed window', ms(facts.closed), 'ms'),
    measured('longestStallMs', 'longest', ms(facts.longest), 'ms'),
    measured('stalledPercent', 'of the time', rounded(100 * share(facts)), '%'),
    measured('probes', 'probes', facts.probes, 'packets'),
    measured('windowFull', 'segments that filled the window', facts.filled, 'packets'),
    measured('connections', 'connections', facts.conns.length),
  ]
}

export function drawWindow({ conns }: WindowFacts): Figure[] {
  return [
    {
      kind: 'bars',
      title: 'Time with a closed window by connection',
      unit: 'ms',
      bars: conns.slice(0, BARS).map(({ sender, receiver, window, first, last }) => ({
        label: `${formatEndpoint(sender.address, sender.port)} → ${formatEndpoint(receiver.address, receiver.port)}`,
        value: ms(window.closedTime),
        of: ms(last - first),
        tone: 'bad',
      })),
    },
  ]
}
