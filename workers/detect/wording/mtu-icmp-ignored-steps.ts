/** `mtu-icmp-ignored` in English: causes, what to do, how to confirm. */
import type { Alternative, Step } from '../../model/finding'
import type { IgnoredFacts } from '../facts/mtu-icmp-ignored'
import { formatNumber, octets } from '../format'
import { isIpv6 } from '../mtu'
import { sentences } from '../said'
import { tunnelName } from '../way'
import { settingSteps } from './mtu-settings'

/** Linux takes no smaller path MTU for true (`net.ipv4.route.min_pmtu`). */
const LEAST_BELIEVED = 552

export function alternativesOf(facts: IgnoredFacts): Alternative[] {
  const { mtu, outer, way, passedOn, quoted, quoteNeeded } = facts
  const alternatives: Alternative[] = []
  if (outer && way.tunnel) {
    alternatives.push({
      cause: `The node does not translate the error into the ${tunnelName(way.tunnel)} tunnel`,
      for: sentences(
        quoted < quoteNeeded &&
          `The errors quote too little: ${octets(quoted)} of ${formatNumber(quoteNeeded)}.`,
        !passedOn && 'No error about an inner packet is in the capture.',
      ),
      against: sentences(passedOn && 'An error about the inner packet is in the capture.'),
    })
  }
  alternatives.push({
    cause: 'A firewall at the sender drops ICMP, or connection tracking takes it for invalid',
    for: sentences(!outer && 'The error is addressed to the sender and has no effect there.'),
    against: [],
  })
  if (!isIpv6(way.from) && mtu > 0 && mtu < LEAST_BELIEVED) {
    alternatives.push({
      cause: 'The MTU told is smaller than Linux believes',
      for: [
        `${String(mtu)} is below net.ipv4.route.min_pmtu, ${String(LEAST_BELIEVED)} by default.`,
      ],
      against: [],
    })
  }
  alternatives.push({
    cause: 'The errors are forged',
    for: [],
    against: ['They quote packets that were sent, and the same sizes were never acknowledged.'],
  })
  return alternatives
}

export function nextStepsOf(facts: IgnoredFacts): Step[] {
  const { outer, way, allowed } = facts
  const tunnel = outer ? way.tunnel : null
  const mtu = allowed - (tunnel?.overhead ?? 0)
  const source = facts.mtu === allowed ? 'as ICMP tells' : 'just below what was refused'
  const letPass =
    outer && facts.quoted < facts.quoteNeeded
      ? [
          {
            say: `Let ${facts.errors[0]?.from ?? 'the router'} quote more: RFC 1812 §4.3.2.3 wants as much of the packet as fits in 576 octets.`,
            command: '',
          },
        ]
      : [firewallStep(facts)]
  return [
    {
      say: tunnel
        ? `Make packets fit before they leave: ${octets(allowed)} on the underlay, ${source}, leave ${formatNumber(mtu)} for pods.`
        : `Make packets fit before they leave: ${octets(allowed)}, ${source}.`,
      command: '',
    },
    ...settingSteps({ tunnel, mtu, to: way.to }),
    ...letPass,
    {
      say: 'Relief where the sender runs (in a tunnel: in the pod): let TCP probe for the MTU by itself.',
      command: 'sysctl -w net.ipv4.tcp_mtu_probing=1',
    },
  ]
}

function firewallStep({ errors, sender }: IgnoredFacts): Step {
  return {
    say: `Let the error pass at ${errors[0]?.to ?? sender}.`,
    command: isIpv6(sender)
      ? 'ip6tables -I INPUT -p icmpv6 --icmpv6-type packet-too-big -j ACCEPT'
      : 'iptables -I INPUT -p icmp --icmp-type fragmentation-needed -j ACCEPT',
  }
}

export function confirmOf({ errors, mtu, sender, receivers, outer, way }: IgnoredFacts): Step[] {
  const six = isIpv6(sender)
  const filter = six ? 'icmp6 and ip6[40] == 2' : 'icmp[0] == 3 and icmp[1] == 4'
  const steps: Step[] = [
    {
      say: `On ${errors[0]?.to ?? sender}: the errors arrive.`,
      command: `tcpdump -ni any '${filter}'`,
    },
    {
      say: `Does the kernel take them? Then this shows ${mtu > 0 ? `"mtu ${String(mtu)}"` : 'an "mtu"'}.`,
      command: `ip ${six ? '-6 ' : ''}route get ${receivers[0] ?? way.to}`,
    },
    {
      say: 'Switched off, or bounded?',
      command: 'sysctl net.ipv4.ip_no_pmtu_disc net.ipv4.route.min_pmtu net.ipv4.tcp_mtu_probing',
    },
  ]
  if (outer) {
    steps.splice(1, 0, {
      say: `And in the pod ${way.from} they do not (replace PID by a process of the pod).`,
      command: `nsenter -t PID -n tcpdump -ni any '${isIpv6(way.from) ? 'icmp6 and ip6[40] == 2' : 'icmp[0] == 3 and icmp[1] == 4'}'`,
    })
  }
  return steps
}
