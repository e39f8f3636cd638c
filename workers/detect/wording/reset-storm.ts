/** `reset-storm` in English, with its figures. */
import type { Figure } from '../../model/figure'
import type { Metric } from '../../model/finding'
import { HARMFUL, type Abort, type AbortKind, type StormFacts } from '../facts/reset-storm'
import { count, formatDuration, formatList, formatNumber, formatShare } from '../format'
import { measured, type Said, sentences } from '../said'
import { causesOf, confirmOf, nextStepsOf } from './reset-storm-causes'

export type StormLimits = Readonly<
  Record<'minAborts' | 'minPercent' | 'minForeign' | 'noteAborts', number>
>

const POINTS = 2000
const LISTED = 4

/** After "14 connections were …". */
const KINDS: Record<AbortKind, string> = {
  rejected: 'reset by the server instead of an answer',
  dropped: 'reset by the server before anything was asked',
  cut: 'reset by the server in the middle of its answer',
  'gave-up': 'reset by the client that waited for an answer',
  done: 'reset by the client that had its answer',
  ended: 'reset by the server behind its last answer',
  probe: 'opened by the client and reset without a word',
}

export function sayStorm(facts: StormFacts, limits: StormLimits): Said {
  const { shared, host, aborts, connections, harmful, origResets, respResets } = facts
  const resets = origResets + respResets
  return {
    claim: `${count(aborts.length, 'connection')}${connections > aborts.length ? ` of ${formatNumber(connections)}` : ''} ${shared === 'resp' ? 'to' : 'from'} ${host} ${aborts.length === 1 ? 'was' : 'were'} aborted with RST (${count(resets, 'RST')}); ${String(harmful)} of them cost an answer${facts.foreign > 0 ? `, ${String(facts.foreign)} were aborted by another machine in the name of a host` : ''}`,
    happened: happenedOf(facts),
    rule: ruleOf(limits),
    confidenceReasons: [
      'Each RST and the connection before it are in the capture. Why its sender aborts is inferred.',
    ],
    counterEvidence: counterOf(facts),
    alternatives: causesOf(facts),
    disprovedBy: ['Logs of both applications that show every one of these requests answered.'],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

const ruleOf = (limits: StormLimits): string =>
  `A RST on an open connection before either side sent FIN, which costs an answer: the server resets instead of answering, before anything is asked, or with its answer not acknowledged; or the client resets while it waits. A warning from ${String(limits.minAborts)} such connections of one host on, or from ${String(limits.minForeign)} that another machine aborts, when they are at least ${String(limits.minPercent)} % of its open connections; a note from ${String(limits.noteAborts)} on. RSTs of clients that have their answer, of probes without data, behind a FIN, and after a silence that the connection did not survive do not decide. Copies of frames are left out.`

function happenedOf(facts: StormFacts): string[] {
  const { kinds, aborts, origResets, respResets, first, last, peak, peakTime } = facts
  const span = last - first
  return sentences(
    `In ${formatList(facts.places)}, ${count(aborts.length, 'connection')} ended with RST instead of FIN: ${formatList(
      kinds.map(
        ({ kind, conns }) =>
          `${formatNumber(conns)} ${conns === 1 ? 'was' : 'were'} ${KINDS[kind]}`,
      ),
      kinds.length,
    )}.`,
    `Clients sent ${count(origResets, 'RST')}, servers ${formatNumber(respResets)}, within ${formatDuration(span)}; most within a second: ${formatNumber(peak)} connections from ${formatDuration(peakTime)} on. Half of the connections were at most ${formatDuration(facts.medianAge)} old.`,
    `They concern ${formatList(
      facts.services.map(({ name, conns }) => `${name} (${formatNumber(conns)})`),
      LISTED,
    )}${facts.shared === 'resp' ? `, opened by ${formatList(facts.peers, LISTED)}` : ''}.`,
    speakerOf(facts),
  )
}

/** Who sends the RSTs, as far as TTL and flags tell. */
function speakerOf(facts: StormFacts): string {
  const { aborts, foreign, wentOn } = facts
  const known = aborts.filter(({ reset }) => reset.otherTtls.length > 0).length
  const odd = aborts.find((abort) => abort.foreign)
  const on =
    wentOn > 0
      ? ` On ${count(wentOn, 'connection')} the host went on sending behind a RST in its own name.`
      : ''
  if (odd) {
    return `${formatNumber(foreign)} of the RSTs have a TTL that no other segment of their side has (${String(odd.reset.ttl)} instead of ${formatList(odd.reset.otherTtls.map(String))}, for example): a device on the way speaks in the name of the host.${on} ${flagsOf(facts)}`
  }
  if (known === 0) return `${flagsOf(facts)}${on}`
  return `${known === aborts.length ? 'All RSTs have' : `${formatNumber(known)} of the RSTs have`} the TTL of the other segments of their side: the hosts themselves abort, or something so near to them that TTL does not tell.${on} ${flagsOf(facts)}`
}

function flagsOf({ aborts, withAck }: StormFacts): string {
  const without = aborts.length - withAck
  if (without === 0) return 'All carry ACK, so their senders know the connections.'
  if (withAck === 0) {
    return 'None carries ACK, as the answer to a segment of an unknown connection does not.'
  }
  return `${formatNumber(withAck)} carry ACK, so their senders know the connections; ${formatNumber(without)} do not, as the answer to a segment of an unknown connection does not.`
}

function counterOf({ aborts, harmful, afterFin, connections }: StormFacts): string[] {
  const harmless = aborts.length - harmful
  return sentences(
    harmless > 0 &&
      `${count(harmless, 'connection was', 'connections were')} reset when nothing was to come any more: some clients and health checks close like that on purpose.`,
    afterFin > 0 &&
      `${count(afterFin, 'further connection')} had a RST behind a FIN, as ordinary closing with unread data leaves it; not counted.`,
    connections > aborts.length &&
      `${count(connections - aborts.length, 'connection')} of the same host ended without such a RST (${formatShare(1 - aborts.length / connections)}).`,
  )
}

export function stormMetrics(facts: StormFacts): Metric[] {
  const { aborts, harmful, origResets, respResets, connections, foreign, peak } = facts
  return [
    measured('resets', 'RSTs', origResets + respResets, 'packets'),
    measured('resetsByClients', 'RSTs of clients', origResets, 'packets'),
    measured('resetsByServers', 'RSTs of servers', respResets, 'packets'),
    measured('connectionsAborted', 'aborted', aborts.length, 'connections'),
    measured('answersLost', 'aborted at the cost of an answer', harmful, 'connections'),
    measured('connections', 'connections', connections, 'connections'),
    measured('foreignResets', 'RSTs of another machine', foreign, 'connections'),
    measured('peakPerSecond', 'most within a second', peak, 'connections'),
  ]
}

export function drawStorm({ kinds, aborts, capture, last }: StormFacts): Figure[] {
  const here = aborts.filter((abort) => abort.capture === capture)
  const every = Math.max(1, Math.ceil(here.length / POINTS))
  return [
    {
      kind: 'bars',
      title: 'Aborted connections by what the RST interrupted',
      unit: 'aborted connections',
      bars: kinds.map(({ kind, conns }) => ({
        label: KINDS[kind],
        value: conns,
        of: aborts.length,
        tone: HARMFUL.includes(kind) ? 'bad' : 'muted',
      })),
    },
    {
      kind: 'scatter',
      title: 'RSTs over time, by the age of the connection',
      points: here.filter((_, index) => index % every === 0).map(pointOf),
      threshold: 0,
      until: last,
      spans: [],
    },
  ]
}

function pointOf({ reset, age, kind }: Abort) {
  const tone = HARMFUL.includes(kind) ? ('bad' as const) : ('muted' as const)
  return { time: reset.time, value: age, frame: reset.frame, tone }
}

/** For the evidence table. */
export const roleOf = ({ reset }: Abort): string =>
  `RST of the ${reset.from === 'orig' ? 'client' : 'server'}`
export const noteOf = ({ kind, reset }: Abort): string =>
  `${KINDS[kind]}; TTL ${String(reset.ttl)}, window ${String(reset.window)}${reset.ipId < 0 ? '' : `, IP id ${String(reset.ipId)}`}`
