/** `idle-reset` in English: causes, and what to do. */
import type { Alternative, Step } from '../../model/finding'
import { NANOS_PER_SECOND } from '../../model/units'
import type { IdleFacts } from '../facts/idle-reset'
import { count, formatDuration, formatList } from '../format'
import { sentences } from '../said'
import { mayBeCilium } from '../way'

/** Well-known defaults of timers that forget silent TCP connections, in seconds. */
const DEFAULTS: readonly [number, string][] = [
  [60, 'AWS Application Load Balancer, many HTTP proxies'],
  [240, 'Azure Load Balancer and NAT Gateway'],
  [350, 'AWS NAT Gateway and Network Load Balancer'],
  [600, 'Google Cloud firewall rules'],
  [900, 'Linux IPVS'],
  [3600, 'many firewalls'],
  [86_400, 'kube-proxy'],
  [432_000, 'Linux conntrack'],
]

export function causesOf(facts: IdleFacts): Alternative[] {
  const { foreign, outlived, survived, shortest, resets, host, restarted } = facts
  const known = DEFAULTS.filter(
    ([seconds]) =>
      seconds * NANOS_PER_SECOND > survived && seconds * NANOS_PER_SECOND <= shortest * 1.05,
  )
  return [
    {
      cause:
        'A NAT gateway, firewall or load balancer on the way forgets silent connections sooner than the hosts do',
      for: sentences(
        foreign > 0 && 'The RSTs come from another machine than the host.',
        resets.length > 1 &&
          `It happened to ${count(resets.length, 'connection')}, each time after a silence.`,
        survived > 0 &&
          outlived === 0 &&
          `Shorter silences, up to ${formatDuration(survived)}, were survived; none as long.`,
        known.length > 0 &&
          `Defaults within these bounds: ${formatList(known.map(([seconds, who]) => `${String(seconds)} s (${who})`))}.`,
      ),
      against: sentences(outlived > 0 && 'Other connections outlived silences as long.'),
    },
    {
      cause: `${host} restarted, or failed over, while the connections were silent`,
      for: sentences(
        foreign === 0 && 'The RSTs look like the other packets of the host.',
        restarted && 'On another connection it was silent for a while before it sent a RST.',
        outlived > 0 && 'The length of the silence decides nothing.',
      ),
      against: sentences(foreign > 0 && 'The RSTs do not come from the host itself.'),
    },
    {
      cause: 'A load balancer sent the segment to a backend that does not know the connection',
      for: sentences(foreign > 0 && 'Another TTL may be that of another backend.'),
      against: sentences(resets.length > 1 && 'It happens after silences only.'),
    },
  ]
}

export function nextStepsOf(facts: IdleFacts): Step[] {
  const { survived, shortest, resets } = facts
  const safe = survived > 0 ? survived : shortest / 2
  const seconds = Math.max(1, Math.floor(safe / NANOS_PER_SECOND))
  const [first] = resets
  const port = first ? String(first.resp.port) : ''
  const address = first?.resp.address ?? ''
  return [
    {
      say: `Keep the connections alive: probes of TCP or of the application every ${String(seconds)} s or less${survived > 0 ? ', which was survived here' : ''}. Linux takes this for sockets with SO_KEEPALIVE only.`,
      command: `sysctl -w net.ipv4.tcp_keepalive_time=${String(seconds)} net.ipv4.tcp_keepalive_intvl=${String(Math.max(1, Math.floor(seconds / 3)))}`,
    },
    {
      say: 'Or raise the timer of the device on the way. On a Linux gateway:',
      command: 'sysctl net.netfilter.nf_conntrack_tcp_timeout_established; ipvsadm -l --timeout',
    },
    {
      say: `Find the device that sends the RST: capture on both sides of each gateway on the way to ${address} and drop the files here together.`,
      command: `tcpdump -nvi any -w $(hostname).pcap 'host ${address} and tcp port ${port}'`,
    },
  ]
}

export function confirmOf({ resets }: IdleFacts): Step[] {
  const [first] = resets
  if (!first) return []
  const { address, port } = first.resp
  const steps: Step[] = [
    {
      say: 'On the gateway, while a connection is silent: its entry counts down to 0 and is gone.',
      command: `watch -n 1 "conntrack -L -p tcp --dport ${String(port)} 2>/dev/null | grep -w ${address}"`,
    },
    {
      say: `On ${address}: does it still know the connection when the client is reset?`,
      command: `ss -tnoe 'sport = :${String(port)}'`,
    },
  ]
  if (mayBeCilium(first.tunnel)) {
    steps.push({
      say: 'Entries of the connection tracking of Cilium, with the seconds they have left.',
      command: `kubectl -n kube-system exec ds/cilium -- cilium-dbg bpf ct list global | grep -w ${address}`,
    })
  }
  return steps
}
