/** `connect-unanswered` of many destinations at once in English, with its figure. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { UnansweredFacts, UnansweredGroup } from '../facts/connect-unanswered'
import { count, formatDuration, formatList } from '../format'
import { greatest, least, sum } from '../grouping'
import { NOTHING_SAID, type Said, sentences } from '../said'
import { sayUnanswered, type UnansweredLimits } from './connect-unanswered'

const BARS = 10
const LISTED = 6

const targetOf = ({ address, port }: UnansweredFacts): string => formatEndpoint(address, port)

/** `members`: most SYNs first. Causes and steps are those of the first. */
export function sayGroup(group: UnansweredGroup, limits: UnansweredLimits): Said {
  const { members } = group
  const [worst] = members
  const syns = sum(members.map((facts) => facts.syns))
  const attempts = sum(members.map((facts) => facts.attempts.length))
  const sources = new Set(members.flatMap((facts) => facts.sources))
  const span = greatest(members.map(({ last }) => last)) - least(members.map(({ first }) => first))
  const asked = `${count(syns, 'SYN')} in ${count(attempts, 'attempt')}`
  const said = worst ? sayUnanswered(worst, limits) : NOTHING_SAID
  return {
    ...said,
    claim: `${subjectOf(group)}: ${asked}, no SYN-ACK and no RST`,
    happened: sentences(
      `${count(members.length, 'destination')} left ${asked} from ${count(sources.size, 'host')} unanswered within ${formatDuration(span)}: ${formatList(members.map(targetOf), LISTED)}. ${sharedOf(group)}`,
      worst &&
        `The causes and commands below are worked out for ${targetOf(worst)}, which was asked most.`,
    ),
    rule: `${said.rule} More than ${String(limits.maxSeparate)} destinations with one thing in common become one finding.`,
  }
}

function subjectOf({ kind, name, members }: UnansweredGroup): string {
  const destinations = count(members.length, 'destination')
  if (kind === 'tunnel end') return `${destinations} behind tunnel end ${name} never answer`
  if (kind === 'address') return `${name} never answers on ${count(members.length, 'port')}`
  if (kind === 'source') return `${name} gets no answer from ${destinations}`
  return `${destinations} never answer`
}

function sharedOf({ kind, name }: UnansweredGroup): string {
  if (kind === 'tunnel end') return `All of these SYNs were carried to the tunnel end ${name}.`
  if (kind === 'address') return `They are ports of one host, ${name}.`
  if (kind === 'source') return `Only ${name} asked them.`
  return 'They have neither a tunnel end, a host nor a source in common.'
}

export function drawGroup({ members }: UnansweredGroup): Figure[] {
  const syns = sum(members.map((facts) => facts.syns))
  return [
    {
      kind: 'bars',
      title: 'SYNs without answer by destination',
      unit: 'of these SYNs',
      bars: members.slice(0, BARS).map((facts) => ({
        label: targetOf(facts),
        value: facts.syns,
        of: syns,
        tone: 'bad',
      })),
    },
  ]
}
