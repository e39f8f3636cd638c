/** `connect-refused` of many destinations at once, and of scans, in English. */
import type { Figure } from '../../model/figure'
import type { RefusedFacts, RefusedGroup, RefusedScan } from '../facts/connect-refused'
import { count, formatDuration, formatList } from '../format'
import { greatest, least, sum } from '../grouping'
import { NOTHING_SAID, type Said, sentences } from '../said'
import { type RefusedLimits, ruleOf, sayRefused, targetOf } from './connect-refused'

const BARS = 10
const LISTED = 6
const LANES = 12

/** `members`: most refusals first. Causes and steps are those of the first. */
export function sayGroup(group: RefusedGroup, limits: RefusedLimits): Said {
  const { members } = group
  const [worst] = members
  const refused = sum(members.map(({ refusals }) => refusals.length))
  const sources = new Set(members.flatMap((facts) => facts.sources))
  const span = greatest(members.map(({ last }) => last)) - least(members.map(({ first }) => first))
  const said = worst ? sayRefused(worst, limits) : NOTHING_SAID
  return {
    ...said,
    claim: `${subjectOf(group)}: ${count(refused, 'refusal')}`,
    happened: sentences(
      `${count(members.length, 'destination')} refused ${count(refused, 'connection')} from ${count(sources.size, 'host')} within ${formatDuration(span)}: ${formatList(members.map(targetOf), LISTED)}.`,
      worst &&
        `The causes and commands below are worked out for ${targetOf(worst)}, which refused most.`,
    ),
    rule: `${said.rule} More than ${String(limits.maxSeparate)} destinations with one thing in common become one finding.`,
  }
}

function subjectOf({ kind, name, members }: RefusedGroup): string {
  const destinations = count(members.length, 'destination')
  if (kind === 'tunnel end') return `${destinations} behind tunnel end ${name} refuse connections`
  if (kind === 'address') return `${name} refuses connections on ${count(members.length, 'port')}`
  if (kind === 'source') return `${name} is refused by ${destinations}`
  return `${destinations} refuse connections`
}

export function sayScan(scan: RefusedScan, limits: RefusedLimits): Said {
  const { source, targets, refusals } = scan
  return {
    ...NOTHING_SAID,
    claim: `${source} tried ${count(targets.length, 'destination')} and was refused by each of them`,
    happened: [
      `${source} got ${count(refusals.length, 'refusal')} from ${count(targets.length, 'address and port', 'addresses and ports')}: ${formatList(targets, LISTED)}. So many, and each tried once or twice, look like a scan or a discovery rather than like broken services.`,
    ],
    rule: `${ruleOf(limits)} A scan: at least ${String(limits.scanTargets)} destinations that refuse one source, with two attempts each at most on average.`,
    confidenceReasons: ['Many different destinations, each tried once or twice.'],
    alternatives: [
      {
        cause: 'A program that tries a range of ports or a long list of peers',
        for: ['Peer-to-peer software and service discovery look alike.'],
        against: [],
      },
    ],
    disprovedBy: ['A service that these clients need among the destinations.'],
    nextSteps: [
      {
        say: `Find out which process on ${source} does this.`,
        command: `ss -tnp state syn-sent src ${source}`,
      },
    ],
  }
}

export function drawGroup(members: readonly RefusedFacts[]): Figure[] {
  const refused = sum(members.map(({ refusals }) => refusals.length))
  return [
    {
      kind: 'bars',
      title: 'Refusals by destination',
      unit: 'of these refusals',
      bars: members.slice(0, BARS).map((facts) => ({
        label: targetOf(facts),
        value: facts.refusals.length,
        of: refused,
        tone: 'bad',
      })),
    },
  ]
}

/** A lane for each client. */
export function drawRefused({ refusals, sources, last }: RefusedFacts): Figure[] {
  return [
    {
      kind: 'attempts',
      title: 'Attempts that were refused',
      lanes: sources.slice(0, LANES).map((name) => ({
        label: name,
        tone: 'bad',
        points: refusals
          .filter(({ source }) => source === name)
          .map(({ frame, time, icmp }) => ({
            frame,
            time,
            tone: 'bad',
            label: icmp === '' ? 'RST' : icmp,
          })),
      })),
      until: last,
    },
  ]
}
