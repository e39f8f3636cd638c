/** `one-way-tunnel` in English, with its figure. */
import type { Figure } from '../../model/figure'
import type { Alternative, Metric, Step } from '../../model/finding'
import type { OneWayTunnelFacts } from '../facts/one-way-tunnel'
import { count, formatList } from '../format'
import type { OneWayLimits } from '../one-way-tunnels'
import { measured, type Said, sentences } from '../said'
import { nameOf } from './tunnel-size-drop-names'

export function sayOneWayTunnel(facts: OneWayTunnelFacts, limits: OneWayLimits): Said {
  const { tunnel, missing, farPlace, plainBack, plainForth } = facts
  return {
    claim: claimOf(facts),
    happened: sentences(seenOf(facts), targetsOf(facts), underlayOf(facts)),
    rule: `At least ${count(limits.minPackets, 'packet')} of a tunnel in one direction. Either another capture sees the opposite direction and other packets to the receiving node, and not one of these; or no capture sees the opposite direction although it sees other packets to the sending node, at least ${String(limits.minTargets)} inner hosts are asked in vain, and nothing is answered by another way.`,
    confidenceReasons: sentences(
      missing === 'arrival' &&
        `${farPlace} would show the packets: it sees others to ${tunnel.dst}.`,
      plainForth > 0 &&
        plainBack > 0 &&
        `${tunnel.dst} exchanges other packets with ${tunnel.src}: it is up.`,
      missing === 'answers' &&
        'Only one end was captured: which direction is lost, it cannot tell.',
      missing === 'answers' &&
        plainBack === 0 &&
        `Nothing else from ${tunnel.dst} is in the capture: it may be down, which lowers the confidence.`,
    ),
    counterEvidence: [],
    alternatives: alternativesOf(facts),
    disprovedBy: [
      missing === 'arrival'
        ? `A packet of this tunnel from ${tunnel.src} that arrives at ${tunnel.dst}.`
        : `A packet of this tunnel from ${tunnel.dst} that arrives at ${tunnel.src}.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function claimOf({ tunnel, packets, missing, farPlace }: OneWayTunnelFacts): string {
  const { src, dst } = tunnel
  return missing === 'arrival'
    ? `${nameOf(tunnel)} works in one direction only: ${count(packets, 'packet')} from ${src} to ${dst} leave, none arrives at ${farPlace}`
    : `${nameOf(tunnel)} ${src} → ${dst}: ${count(packets, 'packet')} go, not one comes back`
}

function seenOf({
  tunnel,
  packets,
  place,
  missing,
  farPlace,
  farPackets,
}: OneWayTunnelFacts): string {
  const sent = `${place} shows ${count(packets, 'packet')} of ${nameOf(tunnel)} from ${tunnel.src} to ${tunnel.dst}`
  return missing === 'arrival'
    ? `${sent}. ${farPlace} shows ${count(farPackets, 'packet')} in the opposite direction and none of these.`
    : `${sent}, and none from ${tunnel.dst} to ${tunnel.src}.`
}

function targetsOf({ targets, tunnel }: OneWayTunnelFacts): string {
  return targets.length === 0
    ? ''
    : `${formatList(targets)} behind ${tunnel.dst} ${targets.length === 1 ? 'was' : 'were'} asked in vain.`
}

function underlayOf({ tunnel, plainForth, plainBack, othersIn }: OneWayTunnelFacts): string {
  const { src, dst } = tunnel
  if (plainForth > 0 && plainBack > 0) {
    return `The same two nodes exchange packets outside of the tunnel: ${String(plainForth)} from ${src}, ${String(plainBack)} from ${dst}. So the nodes reach each other; only the tunnel does not.`
  }
  return othersIn > 0
    ? `${src} gets ${count(othersIn, 'packet')} of the same overlay from other nodes: its own end works.`
    : ''
}

function alternativesOf({ tunnel, plainBack, missing }: OneWayTunnelFacts): Alternative[] {
  const port = tunnel.udpPort > 0 ? `UDP port ${String(tunnel.udpPort)}` : 'the tunnel'
  return [
    {
      cause: `A firewall, security group or hypervisor between the nodes drops ${port} in one direction`,
      for: sentences(plainBack > 0 && 'Other packets between the nodes pass.'),
      against: [],
    },
    {
      cause: `The node ${tunnel.dst} or its agent is down`,
      for: sentences(plainBack === 0 && 'Nothing from it is in the capture.'),
      against: sentences(
        plainBack > 0 && 'It sends other packets.',
        missing === 'arrival' && 'It sends in the tunnel.',
      ),
    },
    {
      cause: `The pods behind ${tunnel.dst} are silent, by policy or because they are gone`,
      for: [],
      against: sentences(missing === 'arrival' && 'The packets do not even reach their node.'),
    },
  ]
}

const tcpdumpOf = ({ tunnel: { src, dst, udpPort } }: OneWayTunnelFacts): string =>
  `tcpdump -ni eth0 '${udpPort > 0 ? `udp port ${String(udpPort)} and ` : ''}host ${src} and host ${dst}'`

function nextStepsOf(facts: OneWayTunnelFacts): Step[] {
  const { src, dst, udpPort } = facts.tunnel
  const port = udpPort > 0 ? `UDP ${String(udpPort)}` : 'the tunnel'
  return [
    {
      say: `Run this on ${src} and on ${dst} at the same time: the direction that leaves one and never reaches the other is dropped in between.`,
      command: tcpdumpOf(facts),
    },
    {
      say: `Let ${port} pass in both directions: security groups, firewalls, port filters of the hypervisor. On the nodes themselves:`,
      command: `nft list ruleset | grep -nE '${udpPort > 0 ? String(udpPort) : 'drop'}'; iptables-save | grep -E '${udpPort > 0 ? String(udpPort) : 'DROP'}'`,
    },
  ]
}

function confirmOf({ tunnel }: OneWayTunnelFacts): Step[] {
  return [
    {
      say: `On ${tunnel.src}: the node answers without the tunnel.`,
      command: `ping -c 3 ${tunnel.dst}`,
    },
    {
      say: `On ${tunnel.dst}: counters of the tunnel's device; received ones stand still.`,
      command: 'ip -s link show type vxlan; ip -s link show type geneve',
    },
  ]
}

export function oneWayTunnelMetrics(facts: OneWayTunnelFacts): Metric[] {
  return [
    measured('packets', 'packets in the direction that is there', facts.packets, 'packets'),
    measured('arrived', 'of these or in return, seen at the other side', 0, 'packets'),
    measured('plainBack', 'packets back outside of the tunnel', facts.plainBack, 'packets'),
    measured('targets', 'inner hosts asked in vain', facts.targets.length),
  ]
}

export function drawOneWayTunnel(facts: OneWayTunnelFacts): Figure {
  const { tunnel, packets, missing, place, farPlace } = facts
  const { src, dst } = tunnel
  const other =
    missing === 'arrival'
      ? { label: `${src} → ${dst}, at ${farPlace}`, value: 0 }
      : { label: `${dst} → ${src}, at ${place}`, value: 0 }
  return {
    kind: 'bars',
    title: `Packets of ${nameOf(tunnel)}`,
    unit: 'packets',
    bars: [
      { label: `${src} → ${dst}, at ${place}`, value: packets, of: packets, tone: 'plain' },
      { ...other, of: packets, tone: 'bad' },
    ],
  }
}
