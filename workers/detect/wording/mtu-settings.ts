/** How to set an MTU, for each kind of tunnel: the commands, with the numbers filled in. */
import type { Step } from '../../model/finding'
import type { Tunnel } from '../../model/records'
import type { OctetCount } from '../../model/units'
import { isIpv6 } from '../mtu'
import { mayBeCilium } from '../way'

export interface MtuSetting {
  tunnel: Tunnel | null
  /** Of pods, or of the route when there is no tunnel. */
  mtu: OctetCount
  /** Where the packets go. */
  to: string
}

export function settingSteps({ tunnel, mtu, to }: MtuSetting): Step[] {
  if (!tunnel) return [routeStep(mtu, to), clampStep(mtu, to)]
  const steps: Step[] = []
  if (mayBeCilium(tunnel)) {
    const underlay = String(mtu + tunnel.overhead)
    steps.push(
      {
        say: `Cilium with Helm: MTU is that of the underlay (${underlay}); Cilium takes the ${String(tunnel.overhead)} octets of the tunnel off by itself, so pod routes get ${String(mtu)}.`,
        command: `helm upgrade cilium cilium/cilium --namespace kube-system --reuse-values --set MTU=${underlay}`,
      },
      {
        say: 'Cilium without Helm: the same value in the configuration.',
        command: `cilium config set mtu ${underlay}`,
      },
      {
        say: 'Restart the agents; a pod takes the new MTU when it is created again.',
        command: 'kubectl -n kube-system rollout restart daemonset/cilium',
      },
    )
  }
  if (tunnel.udpPort === 8472) {
    steps.push({
      say: `flannel or k3s: set "MTU": ${String(mtu)} in the Backend part of net-conf.json, then restart flannel.`,
      command: 'kubectl -n kube-flannel edit configmap kube-flannel-cfg',
    })
  }
  const felix = tunnel.kind === 'ipip' ? 'ipipMTU' : tunnel.udpPort === 4789 ? 'vxlanMTU' : ''
  if (felix) {
    steps.push({
      say: `Calico: set the MTU of its tunnel to ${String(mtu)}.`,
      command: `kubectl patch felixconfiguration default --type merge --patch '{"spec":{"${felix}":${String(mtu)}}}'`,
    })
  }
  if (!mayBeCilium(tunnel)) {
    steps.push({
      say: `${felix ? 'Without Calico: set' : 'Set'} the MTU of the tunnel device to ${String(mtu)} at both ends (replace tun0 by its name).`,
      command: `ip link set dev tun0 mtu ${String(mtu)}`,
    })
  }
  return steps
}

/** The route's MTU wins over that of the link, and needs no restart. */
function routeStep(mtu: OctetCount, to: string): Step {
  const ip = isIpv6(to) ? 'ip -6' : 'ip'
  return {
    say: `On the sender: give the route to ${to} an MTU of ${String(mtu)}; it wins over that of the link.`,
    command: `${ip} route replace $(ip -o route get ${to} | grep -oE '^[^ ]+|(via|dev) [^ ]+' | tr '\\n' ' ') mtu ${String(mtu)}`,
  }
}

function clampStep(mtu: OctetCount, to: string): Step {
  const mss = mtu - (isIpv6(to) ? 60 : 40)
  const iptables = isIpv6(to) ? 'ip6tables' : 'iptables'
  return {
    say: `Or on a router in between: clamp the TCP segment size to ${String(mss)}.`,
    command: `${iptables} -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss ${String(mss)}`,
  }
}
