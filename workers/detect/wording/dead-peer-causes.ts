/** `dead-peer` in English: causes, and what to do. */
import type { Alternative, Step } from '../../model/finding'
import { NANOS_PER_SECOND } from '../../model/units'
import type { DeadPeerFacts } from '../facts/dead-peer'
import { formatDuration } from '../format'
import { greatest } from '../grouping'
import { isIpv6 } from '../mtu'
import { sentences } from '../said'
import { mayBeCilium } from '../way'

/** Shorter silences make no device forget a connection. */
const FORGETFUL = 30 * NANOS_PER_SECOND

export function causesOf(facts: DeadPeerFacts): Alternative[] {
  const { peer, conns, heardElsewhere } = facts
  const idle = greatest(conns.map(({ first, heard }) => first - heard))
  const seenAt = conns.find(({ answersSeenAt }) => answersSeenAt !== '')?.answersSeenAt
  const error = conns.find((conn) => conn.error)?.error
  const causes: Alternative[] = [
    {
      cause: `${peer} is down, frozen or cut off from the network`,
      for: sentences(
        !heardElsewhere && 'Nothing at all came from this host any more.',
        error && `${error.from} reported: ${error.says}.`,
      ),
      against: sentences(
        heardElsewhere &&
          `It was heard on another connection (port ${String(heardElsewhere.port)}).`,
        seenAt && `${seenAt} heard it answer.`,
      ),
    },
    {
      cause:
        'A device on the way (NAT, firewall, load balancer, connection tracking) has forgotten the connection and drops it silently',
      for: sentences(
        heardElsewhere && 'The host still talks on other connections.',
        idle >= FORGETFUL &&
          `The connection had been silent for ${formatDuration(idle)} before the first question.`,
      ),
      against: sentences(
        !heardElsewhere && 'Other connections with the host, if there were any, fell silent, too.',
        idle < FORGETFUL &&
          `It was in use until ${formatDuration(idle)} before the first question: timers of such devices are longer.`,
      ),
    },
    {
      cause: 'The answers are lost on the way back, or take another way now',
      for: sentences(seenAt && `${seenAt} heard more of ${peer} on the same connection.`),
      against: sentences(
        conns.some(({ ended }) => ended === 'reset') &&
          !seenAt &&
          'Who asked gave up, so no answer reached it on another way either.',
      ),
    },
  ]
  return causes.sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

/** As filters of `ss` want it. */
const host = (address: string): string => (isIpv6(address) ? `[${address}]` : address)

export function nextStepsOf({ peer, conns }: DeadPeerFacts): Step[] {
  const [worst] = conns
  const asker = worst?.asker.address ?? ''
  const port = String(worst?.peer.port ?? 0)
  return [
    {
      say: `From ${asker}: does the host answer at all, and does its link-layer address resolve? FAILED means that nobody has this address on the local network.`,
      command: `ping -c 3 ${peer}; ip neigh show to ${peer}; ip route get ${peer}`,
    },
    {
      say: `On ${peer}, when it is back: was it restarted, frozen, or its interface down at that time?`,
      command: 'uptime -s; journalctl -k --since -1h | tail -n 50; ip -s link show',
    },
    {
      say: `Look whether the questions reach ${peer} and whether it answers.`,
      command: `tcpdump -ni any 'host ${asker} and tcp port ${port}'`,
    },
  ]
}

export function confirmOf({ peer, conns }: DeadPeerFacts): Step[] {
  const steps: Step[] = [
    {
      say: `On ${conns[0]?.asker.address ?? ''}: connections to the peer with their timers (keepalive or on) and retries.`,
      command: `ss -tnoi dst ${host(peer)}`,
    },
    {
      say: 'These counters grow when connections are given up.',
      command: 'nstat -az TcpExtTCPAbortOnTimeout TcpExtTCPKeepAlive TcpExtTCPTimeouts',
    },
  ]
  if (conns.some(({ tunnel }) => mayBeCilium(tunnel))) {
    steps.push({
      say: 'If this is Cilium: can the nodes and their endpoints reach each other?',
      command: 'kubectl -n kube-system exec ds/cilium -- cilium-health status',
    })
  }
  return steps
}
