/** `mtu-black-hole` in English: other causes, what to do, how to confirm. */
import type { Alternative, Step } from '../../model/finding'
import type { Tunnel } from '../../model/records'
import type { BlackHoleFacts } from '../facts/mtu-black-hole'
import { formatNumber, formatPercent, octets } from '../format'
import { ipHeader, isIpv6 } from '../mtu'
import { sentences } from '../said'
import { mayBeCilium } from '../way'
import { settingSteps } from './mtu-settings'

export function alternativesOf({ proofs, way, icmpSeen }: BlackHoleFacts): Alternative[] {
  const alternatives: Alternative[] = [
    {
      cause: 'An outage, or random loss',
      for: [],
      against: sentences(
        proofs.sackHole && 'Later and smaller segments of the same connection arrived.',
        proofs.during && 'Smaller packets arrived between the retransmissions.',
        proofs.later && 'Smaller packets arrived afterwards.',
        'No packet of the lost size ever arrived in this direction.',
      ),
    },
    {
      cause: 'A firewall drops the ICMP error, and the router does its duty',
      for: ['The sender would see the same: nothing.'],
      against: sentences(
        icmpSeen && 'Other ICMP messages pass; only this type would have to be dropped.',
      ),
    },
  ]
  return [...alternatives, ...tunnelAlternative(way.tunnel)]
}

export function tunnelAlternative(tunnel: Tunnel | null): Alternative[] {
  if (!tunnel) return []
  return [
    {
      cause: 'A middlebox limits the size on the port of the tunnel alone',
      for: [],
      against: [
        'Ping with the lost size from one end of the tunnel to the other decides: it fails with a small MTU only.',
      ],
    },
  ]
}

export function nextStepsOf(facts: BlackHoleFacts): Step[] {
  const { way, behind, safeMtu, largestDelivered, smallestLost } = facts
  const proved =
    safeMtu === largestDelivered
      ? 'the largest size that was seen to arrive'
      : `an estimate: the capture proves only ${String(largestDelivered)}, but nearly every path carries 1280`
  return [
    {
      say: behind
        ? `${way.to} answers pings itself and passes these packets on to ${behind} under another address: find the exact limit between ${String(largestDelivered)} and ${String(smallestLost)} on the machine that has ${way.to}; the largest size that passes is the MTU to set.`
        : `Find the exact limit between ${String(largestDelivered)} and ${String(smallestLost)} (run it where ${way.from} lives); the largest size that passes is the MTU to set.`,
      command: searchCommand(behind || way.to, largestDelivered, smallestLost),
    },
    {
      say: `Until then ${octets(safeMtu)} is safe, ${proved}; it costs ${formatPercent(facts.goodputCost)} of TCP goodput against ${formatNumber(smallestLost)} (estimated).`,
      command: '',
    },
    ...settingSteps({ tunnel: way.tunnel, mtu: safeMtu, to: way.to }),
    {
      say: 'Find the hop that drops them and let its ICMP error pass, or raise its MTU.',
      command: behind
        ? `tracepath -n ${behind}   # on the machine that has ${way.to}`
        : `tracepath -n ${way.tunnel?.dst ?? way.to}`,
    },
    {
      say: 'Relief on the sender: let TCP probe for the MTU by itself.',
      command: 'sysctl -w net.ipv4.tcp_mtu_probing=1',
    },
  ]
}

/** `ping -s` counts the payload: 8 octets of ICMP header and the IP header come on top. */
function pingCommand(to: string, length: number): string {
  const payload = Math.max(0, length - ipHeader(to) - 8)
  return `ping ${isIpv6(to) ? '-6 ' : ''}-c 3 -W 1 -M do -s ${String(payload)} ${to}`
}

/** Halves the range until the limit is known to the octet; one ping of two may be lost by chance. */
function searchCommand(to: string, atLeast: number, below: number): string {
  const headers = ipHeader(to) + 8
  const ping = `ping ${isIpv6(to) ? '-6 ' : ''}-c 2 -W 1 -M do -s $((m-${String(headers)})) ${to}`
  const range = `lo=${String(Math.max(headers, atLeast))}; hi=${String(below)}`
  return `${range}; while [ $((hi-lo)) -gt 1 ]; do m=$(((lo+hi)/2)); ${ping} >/dev/null && lo=$m || hi=$m; done; echo "$lo passes, $hi does not"`
}

export function confirmOf({ way, behind, ...facts }: BlackHoleFacts): Step[] {
  const { tunnel } = way
  const target = behind || way.to
  const steps: Step[] = [
    {
      say: behind
        ? `On the machine that has ${way.to}, as a ping to this address would end there: this fails if the finding is right.`
        : `From ${way.from}: this fails if the finding is right.`,
      command: pingCommand(target, facts.smallestLost),
    },
    {
      say: 'And this works.',
      command: pingCommand(target, facts.largestDelivered),
    },
    {
      say: 'What the sender believes: the route with its cached or configured MTU.',
      command: `ip ${isIpv6(way.to) ? '-6 ' : ''}route get ${way.to}`,
    },
  ]
  if (tunnel) {
    steps.push({
      say: `On ${tunnel.src}, the end of the tunnel: the same size outside of it. If it passes, only the tunnel's port is limited.`,
      command: pingCommand(tunnel.dst, facts.smallestLostOuter),
    })
  }
  if (mayBeCilium(tunnel)) {
    steps.push({
      say: 'On both nodes: "Fragmentation needed" here would mean that the node itself drops them.',
      command: 'kubectl -n kube-system exec ds/cilium -- cilium-dbg monitor --type drop',
    })
  }
  return steps
}
