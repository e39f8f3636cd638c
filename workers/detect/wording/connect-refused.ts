/** `connect-refused` in English: what happened, and the numbers. */
import { formatEndpoint } from '../../model/address'
import type { Metric } from '../../model/finding'
import type { Refusal, RefusedFacts } from '../facts/connect-refused'
import { count, formatDuration, formatList, formatNumber, formatShare } from '../format'
import { measured, type Said, sentences } from '../said'
import { causesOf, confirmOf, nextStepsOf } from './connect-refused-causes'

export type RefusedLimits = Readonly<
  Record<'minRefused' | 'minPercent' | 'scanTargets' | 'maxSeparate', number>
>

export const targetOf = ({ address, port }: RefusedFacts): string => formatEndpoint(address, port)

export const answeredOf = ({ answered }: RefusedFacts): number =>
  answered.before + answered.between + answered.after

/** `RST`, `ICMP port unreachable`, or both. */
const answerOf = ({ byReset, icmp }: RefusedFacts): string =>
  formatList([...(byReset > 0 ? ['RST'] : []), ...icmp])

export function sayRefused(facts: RefusedFacts, limits: RefusedLimits): Said {
  const refused = facts.refusals.length
  const all = refused + answeredOf(facts)
  const share = answeredOf(facts) === 0 ? '' : ` of ${formatNumber(all)}`
  return {
    claim: `${targetOf(facts)} refused ${answeredOf(facts) === 0 && refused > 1 ? 'every connection' : 'connections'}: ${formatNumber(refused)}${share} ${all === 1 ? 'attempt' : 'attempts'} from ${formatList(facts.sources, 2)} ${refused === 1 ? 'was' : 'were'} answered with ${answerOf(facts)}`,
    happened: happenedOf(facts),
    rule: ruleOf(limits),
    confidenceReasons: ['The SYN and what refused it are both in the capture.'],
    counterEvidence: counterOf(facts),
    alternatives: causesOf(facts),
    disprovedBy: [
      `A listener on ${facts.address} port ${String(facts.port)} that accepts connections from the same clients at the same time.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

export const ruleOf = (limits: RefusedLimits): string =>
  `A SYN that was answered with RST, or quoted by an ICMP error that refuses it; a warning from ${String(limits.minRefused)} refused attempts at one address and port on, when they are at least ${String(limits.minPercent)} % of all attempts there. Not a warning: port 113 (servers ask clients for an identity that nobody offers any more), attempts over one IP version whose twin over the other succeeded, and scans.`

function happenedOf(facts: RefusedFacts): string[] {
  const { refusals, sources, first, last, tunnel, places } = facts
  const carried = tunnel ? ` They were carried in ${tunnel}.` : ''
  const inTime = refusals.length > 1 ? ` within ${formatDuration(last - first)}` : ''
  return sentences(
    `${formatList(sources)} asked ${targetOf(facts)} for ${count(refusals.length, 'connection')}${inTime} and ${refusals.length === 1 ? 'was' : 'were'} refused ${withWhat(facts)}. The refusal came ${formatDuration(facts.fastestRefusal)} after the SYN at the fastest.${carried}`,
    speakerOf(facts),
    historyOf(facts),
    places.length > 1 && `The refusals were seen at ${formatList(places)}; each counts once.`,
  )
}

/** `with RST`, `4 times with RST and 2 times with ICMP port unreachable from 10.0.0.1`. */
function withWhat({ byReset, byIcmp, icmp, icmpFrom }: RefusedFacts): string {
  const error = `with ${formatList(icmp)} from ${formatList(icmpFrom)}`
  if (byReset === 0) return error
  if (byIcmp === 0) return 'with RST'
  return `${count(byReset, 'time')} with RST and ${count(byIcmp, 'time')} ${error}`
}

/** Who sends the RSTs, as far as TTL and time tell. */
function speakerOf(facts: RefusedFacts): string {
  const { speaker, address, resetTtls, hostTtls, fastestAnswer, fastestRefusal } = facts
  if (facts.byReset === 0) {
    const own = facts.icmpFrom.includes(address)
    return own
      ? `${address} itself sends the errors.`
      : `The errors do not come from ${address} but from ${formatList(facts.icmpFrom)}: a device on the way refuses for it.`
  }
  const ttl = `TTL ${formatList(resetTtls.map(String))}`
  if (speaker === 'host') {
    return `The RSTs arrive with ${ttl}, as other packets of ${address} do: the host itself refuses, or a device so near that TTL does not tell them apart.`
  }
  if (speaker === 'unknown') {
    return `The RSTs arrive with ${ttl}; no other packet of ${address} is there to compare with, so whether the host itself speaks is open.`
  }
  const sooner =
    fastestAnswer > 2 * fastestRefusal
      ? ` They also come sooner (${formatDuration(fastestRefusal)}) than the host ever answers a SYN (${formatDuration(fastestAnswer)}).`
      : ''
  const some = speaker === 'both' ? 'some with another TTL than' : 'not with'
  return `The RSTs arrive with ${ttl}, ${some} that of other packets of ${address} (${formatList(hostTtls.map(String))}): a device on the way speaks in its name.${sooner}`
}

function historyOf(facts: RefusedFacts): string {
  const { before, between, after } = facts.answered
  const refused = facts.refusals.length
  if (before + between + after === 0) {
    return facts.answeredElsewhere > 0
      ? `${facts.address} is up: it answered ${count(facts.answeredElsewhere, 'connection')} to other ports.`
      : ''
  }
  const all = refused + before + between + after
  const shares = `${formatShare(refused / all)} of the attempts were refused.`
  if (between > 0) {
    return `${count(between, 'attempt')} in between succeeded. ${shares} That is what several backends behind one address look like, one of which does not listen, or a service that comes and goes.`
  }
  if (before > 0 && after > 0) {
    return `It answered before (${count(before, 'connection')}) and after (${formatNumber(after)}), so it was away in between. ${shares}`
  }
  return before > 0
    ? `It answered before (${count(before, 'connection')}) and refuses since. ${shares}`
    : `It answered afterwards (${count(after, 'connection')}): it was not ready before. ${shares}`
}

function counterOf(facts: RefusedFacts): string[] {
  const { fallbacks, refusals } = facts
  return sentences(
    answeredOf(facts) > 0 &&
      `${count(answeredOf(facts), 'connection')} to ${targetOf(facts)} ${answeredOf(facts) === 1 ? 'was' : 'were'} accepted.`,
    fallbacks > 0 &&
      `${formatNumber(fallbacks)} of ${formatNumber(refusals.length)} had a twin over the other IP version that succeeded at once: users notice nothing of these.`,
    facts.port === IDENT &&
      'Servers ask port 113 of their clients for an identity (RFC 1413); a refusal is the ordinary answer.',
  )
}

/** RFC 1413. */
export const IDENT = 113

export function refusedMetrics(facts: readonly RefusedFacts[]): Metric[] {
  const total = (of: (each: RefusedFacts) => number) =>
    facts.reduce((sum, each) => sum + of(each), 0)
  return [
    measured(
      'refusedByReset',
      'refused with RST',
      total((each) => each.byReset),
      'connections',
    ),
    measured(
      'refusedByIcmp',
      'refused with ICMP',
      total((each) => each.byIcmp),
      'connections',
    ),
    measured('accepted', 'accepted', total(answeredOf), 'connections'),
    measured('sources', 'sources', new Set(facts.flatMap(({ sources }) => sources)).size, 'hosts'),
  ]
}

/** Time from the SYN to its refusal, for the evidence table. */
export const waitOf = ({ time, synTime }: Refusal): string =>
  `${formatDuration(time - synTime)} after the SYN`
