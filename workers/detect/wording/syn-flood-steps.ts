/** What to do about a SYN flood, and how to confirm it on the machines that suffer. */
import type { Step } from '../../model/finding'
import type { SynFloodFacts } from '../facts/syn-flood'
import { isIpv6 } from '../mtu'

export function stopFlood({ busiest, overlay }: SynFloodFacts, forged: boolean): Step[] {
  const family = isIpv6(busiest.address) ? 'ip6' : 'ip'
  const limit: Step = forged
    ? {
        say: 'Have forged addresses filtered where they come in (BCP 38), or limit new connections there, before anything tracks them.',
        command: '',
      }
    : {
        say: 'Drop the busiest addresses before anything tracks them.',
        command: `nft 'add table inet flood; add chain inet flood pre { type filter hook prerouting priority raw; }; add rule inet flood pre ${family} saddr ${busiest.address} tcp flags syn drop'`,
      }
  return [
    {
      say: 'On the server: have it answer with SYN cookies once its backlog is full (1), and see how much the backlog holds.',
      command: 'sysctl net.ipv4.tcp_syncookies net.ipv4.tcp_max_syn_backlog net.core.somaxconn',
    },
    limit,
    ...(overlay === 'cilium'
      ? [
          {
            say: 'Cilium: a policy or the host firewall that admits only known peers drops the others.',
            command: 'kubectl get cnp,ccnp -A',
          },
        ]
      : []),
  ]
}

export function confirmFlood({ port, overlay }: SynFloodFacts): Step[] {
  return [
    {
      say: 'On the server: how many handshakes are half-open now?',
      command: `ss -s; ss -Htn state syn-recv 'sport = :${String(port)}' | wc -l`,
    },
    {
      say: 'Do these grow there: overflows, drops, SYN cookies sent?',
      command: 'nstat -az TcpExtListenOverflows TcpExtListenDrops TcpExtSyncookiesSent',
    },
    {
      say: 'There, and on each machine before it that tracks connections: entries against the limit.',
      command: 'conntrack -C; sysctl net.netfilter.nf_conntrack_max',
    },
    ...(overlay === 'cilium'
      ? [
          {
            say: 'The same of the table of Cilium, on the node.',
            command:
              "kubectl -n kube-system exec ds/cilium -- sh -c 'cilium bpf ct list global | wc -l; cilium status --verbose | grep -i ct'",
          },
        ]
      : []),
  ]
}
