/** `mtu-icmp-ignored` in English where the sender sends datagrams. */
import type { Metric } from '../../model/finding'
import type { RefusedFacts } from '../facts/mtu-icmp-ignored-udp'
import { count, formatDuration, formatList, formatNumber, octets } from '../format'
import { isIpv6 } from '../mtu'
import { measured, type Said, sentences } from '../said'

const QUIC_PORT = 443
const DNS_PORT = 53
const TUNNEL_PORTS = [4789, 6081, 8472]

export function sayRefused(
  facts: RefusedFacts,
  limits: Readonly<Record<'minAgain' | 'reactionSeconds', number>>,
): Said {
  const { sender, receiver, again, mtu, flows, routers, largest, smallest } = facts
  const [worst] = flows
  const told = mtu > 0 ? `an MTU of ${String(mtu)}` : 'that packets are too big'
  const size =
    smallest === largest ? octets(largest) : `${formatNumber(smallest)} to ${octets(largest)}`
  return {
    claim: `${sender} → ${receiver}: ICMP tells ${told}, and UDP goes on with ${size}: ${count(again, 'packet was', 'packets were')} refused afterwards`,
    happened: sentences(
      worst &&
        `${formatList(routers, 3)} first refused a packet of ${octets(worst.first.quoted?.ipLength ?? 0)} from port ${String(worst.first.quoted?.srcPort ?? 0)} to port ${String(worst.dstPort)} (frame ${String(worst.first.frame)}). ${count(worst.again.length, 'later packet', 'later packets')} between the same two ports ${worst.again.length === 1 ? 'was' : 'were'} refused for its size, the last one ${formatDuration((worst.again.at(-1)?.time ?? 0) - worst.first.time)} after that.`,
      'TCP shrinks its segments by itself; a datagram has the size that its program gave it. Each refused packet is lost, and nothing sends it again but the program.',
      `Routers send such errors at a bounded rate, so more packets may have been refused than there are errors.`,
    ),
    rule: `An ICMP error says that a UDP packet is too big, and at least ${String(limits.minAgain)} more errors refuse packets between the same two ports that are larger than what it told, later than ${String(limits.reactionSeconds)} s after it. Fewer are what a sender needs that probes for the MTU.`,
    confidenceReasons: ['Each error quotes the packet that it refuses.'],
    counterEvidence: [],
    alternatives: [
      {
        cause: `The errors do not reach ${sender}: a firewall or an address translation keeps them from it`,
        for: [],
        against: [],
      },
      {
        cause: 'The program sends with DF and does not ask for the path MTU',
        for: sentences(
          worst?.dstPort === QUIC_PORT && 'QUIC sends with DF and must find the size by itself.',
          worst?.dstPort === DNS_PORT && 'DNS chooses its size by EDNS, not by the path.',
          worst !== undefined &&
            TUNNEL_PORTS.includes(worst.dstPort) &&
            'It is a tunnel: the node is told, and must tell those whose packets it carries.',
        ),
        against: [],
      },
    ],
    disprovedBy: ['Errors that were sent long after the packets they quote.'],
    nextSteps: [
      {
        say: `On ${sender}: does the kernel know the smaller MTU?`,
        command: `ip ${isIpv6(sender) ? '-6 ' : ''}route get ${receiver}`,
      },
      {
        say:
          mtu > 0
            ? `Let the program send at most ${octets(mtu - (isIpv6(sender) ? 48 : 28))} in a datagram, or give the route this MTU.`
            : 'Let the program send smaller datagrams, or give the route a smaller MTU.',
        command: mtu > 0 ? `ip route replace ${receiver} mtu ${String(mtu)}` : '',
      },
    ],
    confirm: [
      {
        say: `On ${sender}: the errors arrive.`,
        command: `tcpdump -ni any '${isIpv6(sender) ? 'icmp6 and ip6[40] == 2' : 'icmp[0] == 3 and icmp[1] == 4'}'`,
      },
    ],
  }
}

export function refusedMetrics(facts: RefusedFacts): Metric[] {
  const { mtu, again, largest, flows } = facts
  return [
    ...(mtu > 0 ? [measured('mtuTold', 'MTU told', mtu, 'octets')] : []),
    measured('refusedAfter', 'refused after it', again, 'packets'),
    measured('largestSentAfter', 'largest sent after it', largest, 'octets'),
    measured('flows', 'pairs of ports', flows.length),
  ]
}
