/** `one-way-capture` in English. */
import type { Metric } from '../../model/finding'
import type { OneWayFacts } from '../facts/one-way-capture'
import { count, formatList, formatNumber, formatShare } from '../format'
import { measured, type Said, sentences } from '../said'

type Limits = Readonly<Record<'minConversations' | 'minPercent', number>>

export function sayOneWay(facts: OneWayFacts, limits: Limits): Said {
  const { name, conns, connsBothWays, pings, pingsBothWays, silent } = facts
  const oneWay = conns + pings
  const all = oneWay + connsBothWays + pingsBothWays
  const hosts = formatList(
    silent.map(({ host }) => host),
    2,
  )
  return {
    claim: `${name} holds only one direction of ${formatNumber(oneWay)} of ${count(all, 'conversation')} (${formatShare(oneWay / all)}): what ${hosts} sent is missing`,
    happened: sentences(
      conns > 0 &&
        `${count(conns, 'TCP connection shows', 'TCP connections show')} one side only, and that side acknowledges data or goes on talking after a handshake: the other side did answer, elsewhere than at this tap. ${connsBothWays === 0 ? 'Not one connection was' : count(connsBothWays, 'connection was', 'connections were')} seen both ways.`,
      pings > 0 &&
        `${count(pings, 'ping path')} ${pings === 1 ? 'has' : 'have'} replies whose requests are not in the capture.`,
      'That is a property of the capture, not a fault of the network. Missing answers, loss and black holes are not reported for such a tap.',
    ),
    rule: `At least ${String(limits.minConversations)} conversations, and ${String(limits.minPercent)} % of those in the capture, of which one direction is missing although acknowledgements, data or replies prove that it existed; all interfaces of a capture taken together.`,
    confidenceReasons: ['A side acknowledges only what it received.'],
    counterEvidence: [],
    alternatives: [
      {
        cause: 'An asymmetric route: the other direction takes another interface or machine',
        for: sentences(
          connsBothWays > 0 && 'Some conversations are complete, so the tap itself sees both ways.',
        ),
        against: sentences(
          connsBothWays === 0 && 'Not one connection is complete, which points to the tap itself.',
        ),
      },
      {
        cause: 'A capture of incoming or outgoing packets only, or one leg of a mirror port',
        for: sentences(connsBothWays === 0 && 'Not one connection is complete.'),
        against: [],
      },
    ],
    disprovedBy: [`A packet from ${hosts} in these conversations in ${name}.`],
    nextSteps: [
      {
        say: 'Capture both directions; leave out -Q (or --direction), and mirror both legs.',
        command: `tcpdump -i any -Q inout -w both.pcap host ${silent[0]?.host ?? ''}`,
      },
    ],
    confirm: [
      {
        say: `Which way packets for ${silent[0]?.host ?? ''} leave, and whether they come back the same way.`,
        command: `ip route get ${silent[0]?.host ?? ''}`,
      },
    ],
  }
}

export function oneWayMetrics(facts: OneWayFacts): Metric[] {
  const { conns, connsBothWays, pings, pingsBothWays } = facts
  return [
    measured('oneWay', 'seen one way', conns + pings, 'conversations'),
    measured('bothWays', 'seen both ways', connsBothWays + pingsBothWays, 'conversations'),
    measured('connections', 'connections seen one way', conns, 'connections'),
    measured('pings', 'ping paths seen one way', pings),
  ]
}
