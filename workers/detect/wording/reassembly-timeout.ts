/** `reassembly-timeout` in English. */
import type { Alternative, Metric, Step } from '../../model/finding'
import { mayCarryPods } from '../../model/tunnel'
import type { ReassemblyFacts } from '../facts/reassembly-timeout'
import { count, formatNumber, octets } from '../format'
import { measured, type Said, sentences } from '../said'
import { formatTunnel, mayBeCilium, tunnelName } from '../way'
import { settingSteps } from './mtu-settings'

export function sayReassembly(facts: ReassemblyFacts, minTimeouts: number): Said {
  const { src, dst, timeouts } = facts
  return {
    claim: `${dst} could not put together ${count(timeouts, 'datagram')} from ${src}: it got the head and waited in vain for the rest`,
    happened: happenedOf(facts),
    rule: `At least ${String(minTimeouts)} ICMP errors "fragment reassembly time exceeded" about datagrams from one host to another, and none of these seen tail first here.`,
    confidenceReasons: [
      'The receiver says so itself, and quotes the head of each of these datagrams.',
    ],
    counterEvidence: [],
    alternatives: alternativesOf(facts),
    disprovedBy: [
      'Errors that do not come from the receiver but were made up: their TTL differs from that of its other packets.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function happenedOf(facts: ReassemblyFacts): string[] {
  const { src, dst, timeouts, head, port, tunnel, fragments, largestWhole, smallest, place } = facts
  const to = tunnel ? ` in ${formatTunnel(tunnel)}` : port > 0 ? ` to UDP port ${String(port)}` : ''
  return sentences(
    `In ${place}, ${dst} sent ${count(timeouts, 'ICMP error')} "fragment reassembly time exceeded" about datagrams from ${src}${to}; Linux gives up after 30 s.`,
    head > 0 &&
      `The largest head that they quote has ${octets(head)}: a hop on the way carries no more, and cuts what is larger.`,
    fragments === 0 &&
      `No fragment from ${src} to ${dst} is in the captures${largestWhole > head && head > 0 ? `, but whole packets of up to ${octets(largestWhole)} are` : ''}: they are cut behind the place where it was taken.`,
    fragments > 0 &&
      `${count(fragments, 'fragmented datagram')} from ${src} to ${dst} passed this place with the head first: what went wrong with the fragments happened behind it.`,
    tunnel !== null &&
      `Only the head carries the UDP and ${tunnelName(tunnel)} headers; the tail has no ports.`,
    smallest.asked > 0 &&
      `Of the smallest pings between the same two hosts, which need no fragments, ${formatNumber(smallest.answered)} of ${formatNumber(smallest.asked)} were answered.`,
  )
}

function alternativesOf({ tunnel, smallest }: ReassemblyFacts): Alternative[] {
  return [
    {
      cause: 'Tails overtake their heads, and a datapath that does not reassemble drops them',
      for: sentences(
        mayBeCilium(tunnel) &&
          'Cilium, which uses this port by default (so do others), drops a fragment that comes before its head, with code 175.',
      ),
      against: [],
    },
    {
      cause: 'A firewall or cloud network discards fragments without ports',
      for: ['The heads, which have ports, arrived.'],
      against: [],
    },
    {
      cause: 'The path loses packets, of whatever kind',
      for: sentences(
        smallest.answered < smallest.asked &&
          `${count(smallest.asked - smallest.answered, 'small ping was', 'small pings were')} not answered either.`,
      ),
      against: sentences(
        smallest.asked > 0 &&
          smallest.answered === smallest.asked &&
          'All of the smallest pings were answered.',
      ),
    },
  ]
}

function nextStepsOf({ src, dst, tunnel, head, ipVersion }: ReassemblyFacts): Step[] {
  const capture: Step = {
    say: `Capture the fragments at ${dst} and drop the file here: it shows whether tails come before their heads, or not at all.`,
    command: `tcpdump -ni any -w fragments.pcap 'host ${src} and host ${dst} and (${ipVersion === 6 ? 'ip6 proto 44' : 'ip[6:2] & 0x3fff != 0'} or icmp)'`,
  }
  const safe = head - (tunnel?.overhead ?? 0)
  if (head === 0 || safe <= 0) return [capture]
  return [
    {
      say: tunnel
        ? `Make packets small enough that nothing is fragmented: ${mayCarryPods(tunnel) ? 'pods may send' : 'what it carries may have'} ${octets(safe)} (${String(head)} − ${String(tunnel.overhead)}).`
        : `Make packets small enough that nothing is fragmented: ${octets(safe)}.`,
      command: '',
    },
    ...settingSteps({ tunnel, mtu: safe, to: dst }),
    capture,
  ]
}

function confirmOf({ dst, tunnel, ipVersion }: ReassemblyFacts): Step[] {
  const cilium: Step[] = mayBeCilium(tunnel)
    ? [
        {
          say: `On the node ${dst}, while large packets are sent: expect "First logical datagram fragment not found".`,
          command: 'kubectl -n kube-system exec ds/cilium -- cilium-dbg monitor --type drop',
        },
      ]
    : []
  return [
    ...cilium,
    {
      say: `On ${dst}: these counters grow when datagrams are not reassembled.`,
      command:
        ipVersion === 6
          ? 'nstat -az Ip6ReasmFails Ip6ReasmTimeout'
          : 'nstat -az IpReasmFails IpReasmTimeout',
    },
  ]
}

export function reassemblyMetrics(facts: ReassemblyFacts): Metric[] {
  const { timeouts, head, tunnel } = facts
  const safe = head - (tunnel?.overhead ?? 0)
  return [
    measured('icmpReassemblyTimeouts', 'ICMP reassembly time-outs', timeouts, 'packets'),
    ...(head > 0
      ? [
          measured('largestFragment', 'path MTU (largest fragment)', head, 'octets'),
          measured('safeInnerMtu', 'largest safe MTU', safe, 'octets'),
        ]
      : []),
  ]
}
