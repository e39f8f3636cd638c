/** `mtu-icmp-ignored` in English: what happened. Causes and steps: `mtu-icmp-ignored-steps.ts`. */
import type { Metric } from '../../model/finding'
import type { IgnoredFacts } from '../facts/mtu-icmp-ignored'
import { count, formatDuration, formatList, formatNumber, octets } from '../format'
import { isIpv6 } from '../mtu'
import { measured, type Said, sentences } from '../said'
import { tunnelName } from '../way'
import { alternativesOf, confirmOf, nextStepsOf } from './mtu-icmp-ignored-steps'

export type IgnoredLimits = Readonly<Record<'minAfter' | 'reactionMs', number>>

export function sayIgnored(facts: IgnoredFacts, limits: IgnoredLimits): Said {
  const { errors, mtu, segments, connections, largestAfter } = facts
  return {
    claim: claimOf(facts),
    happened: sentences(errorsOf(facts), attemptsOf(facts), whereItEnds(facts)),
    rule: `An ICMP error says that packets are too big, and a segment larger than the MTU that it tells is sent at least ${String(limits.minAfter)} times more, as large as before, later than ${String(limits.reactionMs)} ms after the error. A single error counts only if it quotes that very connection. Silent where the sender shrinks.`,
    confidenceReasons: sentences(
      'The errors and the repetitions are in the same capture, so their order is certain.',
      errors.length > 1 && `${count(errors.length, 'error')} came, not one by chance.`,
      connections > 1 && `${count(connections, 'connection')} failed in the same way.`,
    ),
    counterEvidence: sentences(
      facts.rescued &&
        'The data was acknowledged in smaller pieces in the end: the sender found the size by itself.',
      segments.length === 1 && 'Only one segment shows it.',
      mtu === 0 && 'The errors tell no MTU (routers older than RFC 1191): the sender must guess.',
    ),
    alternatives: alternativesOf(facts),
    disprovedBy: [
      `After an error, no packet above ${String(facts.allowed)} from this sender: it has obeyed.`,
      `A packet of ${octets(largestAfter)} that arrives at the other end: then the errors are wrong.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

const errorName = ({ way }: IgnoredFacts): string =>
  isIpv6(way.from) ? 'ICMPv6 "packet too big" (2/0)' : 'ICMP "fragmentation needed" (3/4)'

function pathOf({ way, outer, sender, receivers }: IgnoredFacts): string {
  const tunnel = outer && way.tunnel ? `${tunnelName(way.tunnel)} ` : ''
  return `${tunnel}${sender} → ${formatList(receivers, 2)}`
}

function claimOf(facts: IgnoredFacts): string {
  const { errors, mtu, smallestAfter, largestAfter } = facts
  const told = mtu > 0 ? `tell an MTU of ${String(mtu)}` : 'say that packets are too big'
  const size =
    smallestAfter === largestAfter
      ? octets(largestAfter)
      : `${formatNumber(smallestAfter)} to ${octets(largestAfter)}`
  return `${pathOf(facts)}: ${count(errors.length, 'ICMP error')} ${told}, and the sender goes on with ${size}`
}

function errorsOf(facts: IgnoredFacts): string {
  const { errors, mtu, outer, way, sender, receivers } = facts
  const routers = formatList([...new Set(errors.map(({ from }) => from))], 3)
  const packets = outer && way.tunnel ? `${tunnelName(way.tunnel)} packets` : 'packets'
  const carried =
    mtu > 0 ? `The next hop carries ${octets(mtu)}.` : 'They do not say what the next hop carries.'
  return `${routers} refused ${packets} from ${sender} to ${formatList(receivers)} ${count(errors.length, 'time')} with ${errorName(facts)}. ${carried}`
}

function attemptsOf({ segments, way, outer, ...facts }: IgnoredFacts): string {
  const [worst] = segments
  if (!worst) return ''
  const { lost, error, after } = worst
  const { segment } = lost
  const first = segment.transmissions[0]?.time ?? 0
  const last = segment.transmissions.at(-1)?.time ?? first
  const around =
    outer && way.tunnel ? ` (${String(lost.outer)} with ${tunnelName(way.tunnel)})` : ''
  const end = segment.acked ? 'acknowledged only in smaller pieces' : 'never acknowledged'
  const others =
    segments.length > 1
      ? ` In all, ${count(segments.length, 'segment')} of ${count(facts.connections, 'connection')} were sent ${count(facts.after, 'time')} after they had been refused.`
      : ''
  return `In ${facts.place}, ${lost.sender} sent ${octets(segment.length)} from relative sequence number ${String(segment.relativeSeq)} on to ${lost.receiver} in one IP packet of ${octets(lost.inner)}${around}. The error came ${formatDuration(error.time - first)} later (frame ${String(error.frame)}); the segment was sent ${count(after, 'more time', 'more times')} all the same, the last time ${formatDuration(last - error.time)} after the error, and ${end}.${others}`
}

function whereItEnds(facts: IgnoredFacts): string {
  const { errors, outer, way, passedOn, quoted, quoteNeeded } = facts
  const to = errors[0]?.to ?? ''
  if (!outer) {
    return to === way.from
      ? `The errors are addressed to ${to}, which sent the segments: they reach its host, and something there keeps them from TCP.`
      : `The errors are addressed to ${to}, and the segments come from ${way.from}: whoever translates between the two must translate the errors as well.`
  }
  const pod = `The errors are addressed to the node ${to}, which cannot shrink what its pods send; it must pass them on to ${way.from}.`
  if (passedOn) {
    return `${pod} It did (frame ${String(passedOn.frame)}), so they are lost or ignored behind it.`
  }
  return quoted < quoteNeeded
    ? `${pod} It cannot: the errors quote ${octets(quoted)} of the refused packet, and the addresses of the pods would stand within the first ${formatNumber(quoteNeeded)}.`
    : `${pod} They quote ${octets(quoted)} of the refused packet, enough to find the pod, and yet no error about the inner packet is in this capture.`
}

export function ignoredMetrics(facts: IgnoredFacts): Metric[] {
  const { errors, mtu, segments } = facts
  return [
    measured('icmpFragmentationNeeded', 'ICMP errors: too big', errors.length, 'packets'),
    ...(mtu > 0 ? [measured('mtuTold', 'MTU told', mtu, 'octets')] : []),
    measured('largestSentAfter', 'largest sent after it', facts.largestAfter, 'octets'),
    measured('smallestSentAfter', 'smallest of these', facts.smallestAfter, 'octets'),
    measured('transmissionsAfter', 'sent after it', facts.after, 'packets'),
    measured('segments', 'segments', segments.length, 'segments'),
    measured('connections', 'connections', facts.connections, 'connections'),
    measured('quotedOctets', 'octets quoted', facts.quoted, 'octets'),
  ]
}
