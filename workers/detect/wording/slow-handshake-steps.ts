/** What to do about slow handshakes, and how to confirm the cause. */
import type { Step } from '../../model/finding'
import { flagsFilter } from '../capture-filter'
import type { SlowHandshakeFacts } from '../facts/slow-handshake'

export function nextSteps({ slow, overlay }: SlowHandshakeFacts): Step[] {
  const [worst] = slow
  const atServer: Step = {
    say: `Capture at the server as well${worst ? ` (${worst.target})` : ''} and drop both files here: it shows where the wait arises.`,
    command: `tcpdump -ni eth0 -s 128 -w syn.pcap '${flagsFilter(worst?.resp.address ?? '', 'syn')}'`,
  }
  if (overlay === 'cilium') return [...ciliumSteps(), atServer]
  if (overlay === 'other') return [atServer]
  return [atServer, ...pathSteps()]
}

function ciliumSteps(): Step[] {
  return [
    {
      say: 'Is the table of new connections full? Compare the count with the size, on the node, during a burst.',
      command:
        "kubectl -n kube-system exec ds/cilium -- sh -c 'cilium bpf ct list global | wc -l; cilium status --verbose | grep -i ct'",
    },
    {
      say: 'Cilium: make the table larger if it is.',
      command:
        'helm upgrade cilium cilium/cilium --namespace kube-system --reuse-values --set bpf.ctTcpMax=1048576',
    },
  ]
}

function pathSteps(): Step[] {
  return [
    {
      say: 'On each firewall, NAT or balancer of yours on the path: compare its open sessions with the limit of its state table, during such a wait.',
      command: '',
    },
  ]
}

export function confirmSteps({ slow, overlay }: SlowHandshakeFacts): Step[] {
  const port = slow[0]?.target.split(':').at(-1) ?? ''
  const atServer: Step[] = [
    {
      say: 'ListenDrops or ListenOverflows growing on the server: the backlog.',
      command: 'nstat -az TcpExtListenDrops TcpExtListenOverflows',
    },
    {
      say: 'There, too: a Recv-Q that reaches Send-Q is a full backlog.',
      command: `ss -ltn 'sport = :${port}'`,
    },
  ]
  return overlay === 'none' ? atServer : [...conntrackSteps(), ...atServer]
}

function conntrackSteps(): Step[] {
  return [
    {
      say: 'drop and early_drop growing: the table is full. insert_failed growing: a race.',
      command: 'conntrack -S',
    },
    {
      say: 'Entries against the limit of the kernel.',
      command: 'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max',
    },
    { say: '"table full, dropping packet" decides.', command: 'dmesg -T | grep conntrack' },
  ]
}
