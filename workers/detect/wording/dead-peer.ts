/** `dead-peer` in English, with its figure. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { Metric } from '../../model/finding'
import { NANOS_PER_SECOND } from '../../model/units'
import type { DeadPeerFacts, SilentConn } from '../facts/dead-peer'
import { count, formatDuration, formatList, rounded } from '../format'
import { greatest, sum } from '../grouping'
import { measured, NOTHING_SAID, type Said, sentences } from '../said'
import { formatTunnel } from '../way'
import { causesOf, confirmOf, nextStepsOf } from './dead-peer-causes'

export type SilenceRule = Readonly<
  Record<'minUnanswered' | 'minSilentSeconds' | 'minPercent' | 'maxSeparate', number>
>

const LANES = 8

const ENDS: Record<SilentConn['ended'], string> = {
  reset: 'gave up with RST',
  closed: 'closed the connection',
  open: 'was still waiting when the capture ended',
}

/** `4 keep-alives`, `6 transmissions of 33 octets`. */
function askedOf({ asks }: SilentConn): string {
  const { probes, transmissions, length } = asks
  return formatList(
    sentences(
      probes > 0 && count(probes, 'keep-alive'),
      transmissions > 0 && `${count(transmissions, 'transmission')} of ${count(length, 'octet')}`,
    ),
  )
}

const peersOf = (conns: readonly SilentConn[]): string =>
  conns.length === 1 && conns[0]
    ? formatEndpoint(conns[0].peer.address, conns[0].peer.port)
    : (conns[0]?.peer.address ?? '')

export function sayDeadPeer(facts: DeadPeerFacts, limits: SilenceRule): Said {
  const { conns, unanswered, silent, probes } = facts
  const askers = formatList([...new Set(conns.map(({ asker }) => asker.address))], 2)
  const what = probes === unanswered ? count(probes, 'keep-alive') : count(unanswered, 'packet')
  const [worst] = conns
  return {
    claim: `${peersOf(conns)} stopped answering ${askers}: ${what} without any answer in ${formatDuration(silent)}${conns.length > 1 ? `, on ${count(conns.length, 'connection')}` : ''}${worst && conns.length === 1 ? `, then ${worst.asker.address} ${ENDS[worst.ended]}` : ''}`,
    happened: happenedOf(facts),
    rule: ruleOf(limits),
    confidenceReasons: sentences(
      conns.some(({ ended }) => ended === 'reset') &&
        'Who asked got no answer either, or it would not have given up.',
      conns.some(({ error }) => error) && 'An ICMP error says that the peer cannot be reached.',
      conns.some(({ unseen }) => unseen) &&
        'Before, data were acknowledged that this capture does not hold: it misses packets of the peer, which lowers the confidence.',
    ),
    counterEvidence: counterEvidenceOf(facts),
    alternatives: causesOf(facts),
    disprovedBy: [
      `A capture closer to ${facts.peer} that shows its answers: then they are lost on the way back.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

const ruleOf = (limits: SilenceRule): string =>
  `At least ${String(limits.minUnanswered)} keep-alives, window probes or transmissions of one segment within at least ${String(limits.minSilentSeconds)} s, after which the other side was not heard again although it had answered before. Segments larger than any that got through, sides that had closed and the last second of the capture do not count. A note when fewer than ${String(limits.minPercent)} % of the connections at the tap are concerned, unless a server with a private address was given up and not heard again at all, and when another tap heard the answers.`

function happenedOf({ peer, conns, heardElsewhere }: DeadPeerFacts): string[] {
  const [worst] = conns
  if (!worst) return []
  const { asker, place, heard, first, until, ended, tunnel, elsewhere, error } = worst
  const carried = tunnel ? `, carried in ${formatTunnel(tunnel)}` : ''
  const others = conns.length - 1
  return sentences(
    `In ${place}, the connection between ${formatEndpoint(asker.address, asker.port)} and ${formatEndpoint(worst.peer.address, worst.peer.port)}${carried} worked until the last packet of ${peer}. ${formatDuration(first - heard)} later ${asker.address} asked, and ${askedOf(worst)} in ${formatDuration(until - first)} got no answer at all. In the end ${asker.address} ${ENDS[ended]}.`,
    error && `${error.from} reported: ${error.says}.`,
    others > 0 && `The same happened on ${count(others, 'more connection')} with ${peer}.`,
    heardElsewhere
      ? `Meanwhile ${peer} was heard on another connection (port ${String(heardElsewhere.port)}): the host is alive, so it is this connection that got lost.`
      : `From then on not a single packet of ${peer} is in this capture, on no connection.`,
    'A program that hangs does not look like this: the kernel acknowledges data and answers keep-alives whatever the program does.',
    elsewhere.length > 0 && `The same silence shows at ${formatList(elsewhere)}.`,
  )
}

function counterEvidenceOf({ conns, heardElsewhere, peer }: DeadPeerFacts): string[] {
  const seenAt = [...new Set(conns.map(({ answersSeenAt }) => answersSeenAt))].filter(Boolean)
  return sentences(
    seenAt.length > 0 &&
      `${formatList(seenAt)} heard more of ${peer} on the same connection: it answers, and the answers are lost on the way.`,
    heardElsewhere && `${peer} still talks on other connections.`,
  )
}

export function sayDeadPeers(all: readonly DeadPeerFacts[], limits: SilenceRule): Said {
  const conns = all.flatMap((facts) => facts.conns)
  const askers = [...new Set(conns.map(({ asker }) => asker.address))]
  const [worst] = all
  const said = worst ? sayDeadPeer(worst, limits) : NOTHING_SAID
  const alive = all.filter(({ heardElsewhere }) => heardElsewhere).length
  return {
    ...said,
    claim: `${count(all.length, 'host')} stopped answering ${formatList(askers, 2)} on ${count(conns.length, 'connection')}: ${count(sum(all.map(({ unanswered }) => unanswered)), 'packet')} without any answer`,
    happened: sentences(
      `These hosts answered before and then no more: ${formatList(
        all.map(({ peer }) => peer),
        8,
      )}. ${alive > 0 ? `${String(alive)} of them ${alive === 1 ? 'was' : 'were'} still heard on other connections.` : 'None of them was heard again on any connection.'}`,
      askers.length === 1 &&
        `All of them were asked by ${String(askers[0])}: it may be this host that is cut off.`,
      worst &&
        `The causes and commands below are worked out for ${worst.peer}, which was silent longest.`,
    ),
    rule: `${said.rule} More than ${String(limits.maxSeparate)} hosts become one finding.`,
  }
}

export function deadPeerMetrics(all: readonly DeadPeerFacts[]): Metric[] {
  const conns = all.flatMap((facts) => facts.conns)
  const silent = greatest(all.map((facts) => facts.silent)) / NANOS_PER_SECOND
  return [
    measured(
      'unansweredProbes',
      'without answer',
      sum(all.map((facts) => facts.unanswered)),
      'packets',
    ),
    measured(
      'keepAlives',
      'keep-alives among them',
      sum(all.map(({ probes }) => probes)),
      'packets',
    ),
    measured('silentSeconds', 'longest silence', rounded(silent), 's'),
    measured('connections', 'connections', conns.length),
    measured('aborted', 'given up with RST', conns.filter(({ ended }) => ended === 'reset').length),
    ...(all.length > 1 ? [measured('peers', 'hosts', all.length)] : []),
  ]
}

export function drawSilence(conns: readonly SilentConn[]): Figure[] {
  return [
    {
      kind: 'attempts',
      title: 'Asked without answer',
      lanes: conns
        .slice(0, LANES)
        .map(({ asker, peer, heardFrame, heard, asks, ended, endFrame, until }) => ({
          label: `${formatEndpoint(asker.address, asker.port)} → ${formatEndpoint(peer.address, peer.port)}`,
          tone: 'bad',
          points: [
            { time: heard, frame: heardFrame, tone: 'good', label: 'last word' },
            ...asks.samples.map(({ frame, time, kind }) => ({
              frame,
              time,
              tone: 'bad' as const,
              label: kind === 'probe' ? 'keep-alive' : 'data',
            })),
            ...(ended === 'open'
              ? []
              : [
                  {
                    time: until,
                    frame: endFrame,
                    tone: 'plain' as const,
                    label: ended === 'reset' ? 'RST' : 'FIN',
                  },
                ]),
          ],
        })),
      until: greatest(conns.map(({ until }) => until)),
    },
  ]
}
