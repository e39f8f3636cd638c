/** `tunnel-size-drop` in English: causes, what to do, how to confirm. */
import type { Alternative, Step } from '../../model/finding'
import type { Tunnel } from '../../model/records'
import type { TunnelDropFacts } from '../facts/tunnel-size-drop'
import { octets } from '../format'
import { ipHeader, isIpv6 } from '../mtu'
import { sentences } from '../said'
import { mayBeCilium } from '../way'
import { nameOf } from './tunnel-size-drop-names'

/** Of an Ethernet frame, which tcpdump's `greater` counts as well. */
const ETHERNET_HEADER = 14

/** Ports of overlays that hypervisors use themselves: VXLAN of older VMware NSX, VXLAN, Geneve. */
const HYPERVISOR_PORTS = [8472, 4789, 6081]

export function alternativesOf({ hole, tunnel, other }: TunnelDropFacts): Alternative[] {
  const shared = HYPERVISOR_PORTS.includes(tunnel.udpPort)
  return [
    {
      cause: 'A hypervisor or middlebox takes the port for its own overlay',
      for: sentences(
        shared &&
          `UDP ${String(tunnel.udpPort)} is also the port of VMware NSX or of other overlays.`,
        'Only this tunnel loses large packets.',
      ),
      against: [],
    },
    {
      cause:
        'The virtual network card mishandles tunnelled packets (offload of checksums or segmentation)',
      for: sentences(
        !hole.proofs.echo && 'Only TCP segments are known to be lost, and those are offloaded.',
      ),
      against: sentences(
        hole.proofs.echo && 'Pings are lost as well, and nobody segments those.',
        hole.proofs.during && 'Small packets of the tunnel pass with the same checksum settings.',
      ),
    },
    {
      cause: 'A path MTU black hole',
      for: sentences(
        other.offloaded && 'No single packet of that size outside of the tunnel is in the capture.',
      ),
      against: [`Packets of ${octets(other.octets)} pass between the same nodes.`],
    },
    {
      cause: 'The tunnel takes another path than other packets (ECMP), and that one is narrower',
      for: [],
      against: [
        'Each flow has an outer source port of its own, so flows would differ; none passes.',
      ],
    },
  ]
}

export function nextStepsOf({ hole, tunnel }: TunnelDropFacts): Step[] {
  return [
    captureStep(tunnel, hole.smallestLostOuter),
    ...(tunnel.udpPort > 0 ? [whoStep(tunnel), ...portSteps(tunnel)] : []),
    {
      say: 'On VMware: rule the offload of the virtual card out, on both nodes (replace eth0).',
      command: 'ethtool -K eth0 tx-checksum-ip-generic off tx-udp_tnl-segmentation off',
    },
    {
      say: `Until then only small packets pass: inner ones of ${octets(hole.safeMtu)} ${hole.safeMtu === hole.largestDelivered ? 'are known to arrive' : 'lie below the smallest that was lost (an estimate)'}.`,
      command: '',
    },
  ]
}

function captureStep({ src, dst, udpPort }: Tunnel, lost: number): Step {
  const port = udpPort > 0 ? `udp port ${String(udpPort)} and ` : ''
  return {
    say: `Run this on ${src} and on ${dst} at the same time: what leaves the first and never reaches the second is dropped in between.`,
    command: `tcpdump -ni eth0 '${port}host ${src} and host ${dst} and greater ${String(lost + ETHERNET_HEADER)}'`,
  }
}

function whoStep({ udpPort }: Tunnel): Step {
  return {
    say: `Ask whoever runs the hypervisors and the network who else uses UDP ${String(udpPort)}: NSX or another overlay, a firewall that inspects it. On the nodes themselves:`,
    command: `ss -lunp 'sport = :${String(udpPort)}'; ip -d link show type vxlan; ip -d link show type geneve`,
  }
}

/** 4790 belongs to another kind of VXLAN (GPE). */
const freePort = (port: number): number => (port === 4789 ? 4799 : port + 1)

function portSteps(tunnel: Tunnel): Step[] {
  const free = String(freePort(tunnel.udpPort))
  const steps: Step[] = []
  if (mayBeCilium(tunnel)) {
    steps.push(
      {
        say: `Cilium: move the tunnel to another port, ${free} for example; firewalls must know it. Nodes on different ports do not reach each other, so plan a pause.`,
        command: `helm upgrade cilium cilium/cilium --namespace kube-system --reuse-values --set tunnelPort=${free}`,
      },
      {
        say: 'And restart the agents.',
        command: 'kubectl -n kube-system rollout restart daemonset/cilium',
      },
    )
  }
  if (tunnel.udpPort === 8472) {
    steps.push({
      say: `flannel or k3s: set "Port": ${free} in the Backend part of net-conf.json, then restart flannel.`,
      command: 'kubectl -n kube-flannel edit configmap kube-flannel-cfg',
    })
  }
  if (tunnel.udpPort === 4789) {
    steps.push({
      say: `Calico: move VXLAN to another port, ${free} for example.`,
      command: `kubectl patch felixconfiguration default --type merge --patch '{"spec":{"vxlanPort":${free}}}'`,
    })
  }
  if (steps.length === 0) {
    steps.push({
      say: `Move the tunnel to another UDP port, ${free} for example, at both ends.`,
      command: '',
    })
  }
  return steps
}

export function confirmOf({ hole, tunnel }: TunnelDropFacts): Step[] {
  const six = isIpv6(tunnel.dst) ? '-6 ' : ''
  const plain = hole.smallestLostOuter - ipHeader(tunnel.dst) - 8
  const inner = hole.smallestLost - ipHeader(hole.way.to) - 8
  return [
    {
      say: `On ${tunnel.src}: the size that ${nameOf(tunnel)} loses passes outside of it.`,
      command: `ping ${six}-c 3 -W 1 -M do -s ${String(plain)} ${tunnel.dst}`,
    },
    {
      say: `From ${hole.way.from}: inside of the tunnel it fails.`,
      command: `ping ${isIpv6(hole.way.to) ? '-6 ' : ''}-c 3 -W 1 -M do -s ${String(inner)} ${hole.way.to}`,
    },
  ]
}
