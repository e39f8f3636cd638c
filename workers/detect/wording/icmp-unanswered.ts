/** `icmp-unanswered` in English, with its figure. */
import type { Figure } from '../../model/figure'
import type { Alternative, Metric, Step } from '../../model/finding'
import type { PingFacts, SweepFacts } from '../facts/icmp-unanswered'
import { count, formatList, formatNumber, formatShare, octets } from '../format'
import { ipHeader, isIpv6 } from '../mtu'
import { measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'

type Limits = Readonly<Record<'minUnanswered' | 'minPercent' | 'sweepTargets', number>>

const ruleOf = ({ minUnanswered, minPercent, sweepTargets }: Limits): string =>
  `At least ${String(minUnanswered)} echo requests from one host to another without reply, and ${String(minPercent)} % of all. A request counts when a second has passed. Captures of one direction are not believed, and without any packet for the asking host it is a note; ${String(sweepTargets)} silent targets of one source are a sweep, which is a note.`

export function sayPings(facts: PingFacts, limits: Limits): Said {
  const { src, dst, requests, unanswered, smallestLost, answeredAt, speaks } = facts
  const size =
    smallestLost > 0
      ? `; up to ${octets(facts.largestAnswered)} are answered, from ${formatNumber(smallestLost)} on none`
      : ''
  return {
    claim: `${formatNumber(unanswered)} of ${count(requests, 'ping')} from ${src} to ${dst} got no answer${size}`,
    happened: sentences(sentOf(facts), sizesOf(facts), errorsOf(facts), elsewhereOf(facts)),
    rule: ruleOf(limits),
    confidenceReasons: sentences(
      facts.hears
        ? `The capture holds other packets for ${src}, so it would show replies.`
        : `The capture holds no packet for ${src} at all: it may show one direction only, which lowers the confidence.`,
      answeredAt !== '' && 'Another tap shows that the target does answer.',
    ),
    counterEvidence: sentences(
      speaks && `${dst} sends other packets: it is up.`,
      unanswered < requests &&
        `${String(requests - unanswered - facts.record.pending)} pings were answered.`,
    ),
    alternatives: alternativesOf(facts),
    disprovedBy: ['Replies that another interface or another capture shows on their way back.'],
    nextSteps: nextStepsOf(facts),
    confirm: [
      {
        say: `From ${src}: by size, and without fragmentation.`,
        command: `ping ${isIpv6(dst) ? '-6 ' : ''}-c 5 -W 1 ${dst}; ping ${isIpv6(dst) ? '-6 ' : ''}-c 5 -W 1 -M do -s ${String(payloadOf(facts))} ${dst}`,
      },
    ],
  }
}

/** `ping -s` of the size of interest. */
function payloadOf({ dst, smallestLost, record }: PingFacts): number {
  const size = smallestLost > 0 ? smallestLost : (record.sizes.at(-1)?.ipLength ?? 84)
  return Math.max(0, size - ipHeader(dst) - 8)
}

function sentOf({ src, dst, tunnel, requests, unanswered, place, record }: PingFacts): string {
  const path = tunnel ? `, carried in ${formatTunnel(tunnel)}` : ''
  const pending =
    record.pending > 0
      ? ` ${count(record.pending, 'request')} at the end of the capture ${record.pending === 1 ? 'is' : 'are'} not judged.`
      : ''
  return `In ${place}, ${src} sent ${count(requests, 'echo request')} to ${dst}${path}; ${formatNumber(unanswered)} (${formatShare(unanswered / requests)}) stayed without reply.${pending}`
}

function sizesOf({ smallestLost, largestAnswered }: PingFacts): string {
  return smallestLost === 0
    ? ''
    : `Size decides: IP packets up to ${octets(largestAnswered)} are answered, from ${formatNumber(smallestLost)} on none.`
}

function errorsOf({ errors }: PingFacts): string {
  if (errors.length === 0) return ''
  const each = errors.map(({ name, from, count: n }) => `${name} from ${from} (${String(n)})`)
  return `ICMP errors tell why: ${formatList(each, 3)}.`
}

function elsewhereOf({ answeredAt, repliesThere }: PingFacts): string {
  return answeredAt === ''
    ? ''
    : `${answeredAt} shows ${count(repliesThere, 'reply', 'replies')}: the target answers, and the answers are lost on the way back.`
}

function alternativesOf({
  smallestLost,
  errors,
  speaks,
  answeredAt,
  dst,
}: PingFacts): Alternative[] {
  return [
    {
      cause: 'A filter drops echo requests or replies',
      for: sentences(
        speaks && `${dst} sends other packets.`,
        errors.some(({ name }) => name.includes('prohibited')) && 'An ICMP error says so.',
      ),
      against: sentences(smallestLost > 0 && 'Small ones pass.'),
    },
    {
      cause: `${dst} does not exist, or is down`,
      for: sentences(!speaks && 'Nothing from it is in the case.'),
      against: sentences(speaks && 'It sends other packets.', answeredAt !== '' && 'It answers.'),
    },
    {
      cause: 'A path MTU that is smaller than these packets',
      for: sentences(smallestLost > 0 && 'Only large ones are lost.'),
      against: sentences(smallestLost === 0 && 'Small ones are lost as well.'),
    },
  ]
}

function nextStepsOf({ src, dst, tunnel, smallestLost }: PingFacts): Step[] {
  const [near, far] = tunnel ? [tunnel.src, tunnel.dst] : [src, dst]
  return [
    {
      say: `See where they end: run this at ${near} and at ${far} at the same time.`,
      command: `tcpdump -ni any '${isIpv6(dst) ? 'icmp6' : 'icmp'} and host ${dst}'`,
    },
    {
      say:
        smallestLost > 0 ? 'Find the hop that limits the size.' : 'Find the last hop that answers.',
      command: smallestLost > 0 ? `tracepath -n ${dst}` : `mtr -n -c 20 -r ${dst}`,
    },
  ]
}

export function pingMetrics(facts: PingFacts): Metric[] {
  const { requests, unanswered, smallestLost, largestAnswered } = facts
  return [
    measured('requests', 'echo requests', requests, 'packets'),
    measured('unanswered', 'without reply', unanswered, 'packets'),
    ...(smallestLost > 0
      ? [
          measured('largestAnswered', 'largest answered', largestAnswered, 'octets'),
          measured('smallestLost', 'smallest without reply', smallestLost, 'octets'),
        ]
      : []),
  ]
}

export function drawPings({ record, largestAnswered, smallestLost }: PingFacts): Figure[] {
  const sizes = record.sizes.map(({ ipLength: size, requests, answered }) => ({
    size,
    answered,
    lost: Math.max(0, requests - answered),
  }))
  return [
    {
      kind: 'sizes',
      title: 'Pings by size of the IP packet: answered and not',
      unit: 'octets',
      delivered: sizes.map(({ size, answered }) => ({ size, count: answered })),
      lost: sizes.map(({ size, lost }) => ({ size, count: lost })),
      bracket: smallestLost > 0 ? { from: largestAnswered, to: smallestLost } : null,
    },
  ]
}

export function saySweep({ src, pings }: SweepFacts, limits: Limits): Said {
  return {
    claim: `${src} pinged ${String(pings.length)} hosts of which none answered`,
    happened: [
      `${src} sent echo requests to ${formatList(pings.map(({ dst }) => dst))}, and none of them replied: that is a sweep, or a monitor whose targets are gone.`,
    ],
    rule: ruleOf(limits),
    confidenceReasons: ['So many silent targets of one source are hardly faults of each.'],
    counterEvidence: [],
    alternatives: [
      {
        cause: `The way from ${src} is broken`,
        for: [],
        against: ['Other conversations of the capture would fail as well.'],
      },
    ],
    disprovedBy: [`A reply to ${src} from one of them.`],
    nextSteps: [
      {
        say: `Find out what runs on ${src} and asks them.`,
        command: 'ps aux | grep -E "ping|nmap|smokeping"',
      },
    ],
    confirm: [{ say: `On ${src}.`, command: "tcpdump -ni any 'icmp or icmp6'" }],
  }
}
