/** `reset-storm` in English: causes, and what to do. */
import type { Alternative, Step } from '../../model/finding'
import { flagsFilter } from '../capture-filter'
import type { AbortKind, StormFacts } from '../facts/reset-storm'
import { formatDuration } from '../format'
import { isIpv6 } from '../mtu'
import { sentences } from '../said'
import { mayBeCilium } from '../way'

/** `explains`: connections; fewer where a sign is weak. */
interface Ranked extends Alternative {
  explains: number
}

const WEAK = 4

export function causesOf(facts: StormFacts): Alternative[] {
  const { kinds, aborts, foreign, medianAge, withAck } = facts
  const of = (kind: AbortKind) => kinds.find((each) => each.kind === kind)?.conns ?? 0
  const byServer = of('rejected') + of('dropped') + of('cut')
  const times = (number: number, what: string) => number > 0 && `${String(number)} × ${what}`
  const causes: Ranked[] = [
    {
      explains: 2 * foreign > aborts.length ? 0 : of('rejected') + of('cut'),
      cause:
        'The server application aborts: it crashes, closes sockets with unread data, or is out of workers',
      for: sentences(
        times(of('rejected'), 'a RST of the server instead of an answer.'),
        times(of('cut'), 'a RST of the server in the middle of its answer.'),
      ),
      against: sentences(
        byServer === 0 && 'No server sent a RST that cost an answer.',
        2 * foreign > aborts.length && 'Most RSTs do not come from the hosts themselves.',
      ),
    },
    {
      explains: of('dropped'),
      cause:
        'The server accepts no more: full accept queue with tcp_abort_on_overflow, or a proxy without backend',
      for: sentences(times(of('dropped'), 'a RST of the server before anything was asked.')),
      against: sentences(
        of('dropped') === 0 && 'No connection was reset right after its handshake.',
      ),
    },
    {
      explains: of('gave-up'),
      cause: 'Clients give up: their time-out is shorter than the server takes, or they are killed',
      for: sentences(
        times(of('gave-up'), 'a RST of a client that still waited for an answer.'),
        of('gave-up') > 0 &&
          `Half of the aborted connections lived for ${formatDuration(medianAge)} at most: compare with the time-out of the clients.`,
      ),
      against: sentences(of('gave-up') === 0 && 'No client reset while it waited.'),
    },
    {
      explains: foreign,
      cause: 'A firewall, an intrusion prevention system or a proxy on the way cuts connections',
      for: sentences(
        foreign > 0 &&
          `${String(foreign)} RSTs have another TTL than the host in whose name they come.`,
        foreign > 0 &&
          facts.wentOn > 0 &&
          'Hosts went on sending behind RSTs in their own name, which nobody does.',
      ),
      against: sentences(
        foreign === 0 &&
          'The RSTs have the TTL of the hosts in whose name they come, or none to compare with.',
      ),
    },
    {
      explains: (of('probe') + of('done')) / WEAK,
      cause: 'Clients or health checks close with RST on purpose (SO_LINGER with time 0)',
      for: sentences(
        times(of('probe') + of('done'), 'a RST of a client when nothing was to come any more.'),
      ),
      against: sentences(
        byServer > 0 && 'Servers send RSTs, too.',
        of('gave-up') > 0 && 'Clients also reset while an answer was to come.',
      ),
    },
    {
      explains: (aborts.length - withAck) / WEAK,
      cause: 'A load balancer moves connections to backends that do not know them',
      for: sentences(
        withAck < aborts.length &&
          `${String(aborts.length - withAck)} RSTs lack ACK: their senders do not know the connection, or answer late segments of one that they have aborted.`,
      ),
      against: sentences(
        withAck === aborts.length && 'The senders of all RSTs know the connections.',
      ),
    },
  ]
  return causes
    .sort((a, b) => b.explains - a.explains)
    .map(({ cause, for: pro, against }) => ({ cause, for: pro, against }))
}

/** Where to look: at the port that most of them went to. */
function busiest({ aborts, services }: StormFacts): { address: string; port: string } {
  const name = services[0]?.name ?? ''
  const port = name.slice(name.lastIndexOf(':') + 1)
  const abort = aborts.find(({ resp }) => name.includes(resp.address) && String(resp.port) === port)
  return { address: abort?.resp.address ?? '', port }
}

export function nextStepsOf(facts: StormFacts): Step[] {
  const { address, port } = busiest(facts)
  return [
    {
      say: `On ${address} and on a client: why the kernel aborts. The counters that grow name the reason.`,
      command:
        'nstat -az TcpOutRsts TcpEstabResets TcpExtTCPAbortOnData TcpExtTCPAbortOnClose TcpExtTCPAbortOnTimeout TcpExtTCPAbortOnLinger TcpExtTCPAbortOnMemory TcpExtListenOverflows',
    },
    {
      say: `On ${address}: is the accept queue full (Recv-Q at Send-Q), and does the kernel abort then?`,
      command: `ss -ltn 'sport = :${port}'; sysctl net.ipv4.tcp_abort_on_overflow`,
    },
    {
      say: 'Which process sends RSTs, and from where in the kernel.',
      command: `bpftrace -e 'kprobe:tcp_send_active_reset,kprobe:${isIpv6(address) ? 'tcp_v6' : 'tcp_v4'}_send_reset { @[func, comm, kstack(4)] = count(); }'`,
    },
  ]
}

export function confirmOf(facts: StormFacts): Step[] {
  const { address, port } = busiest(facts)
  const steps: Step[] = [
    {
      say: 'Do the RSTs leave the host itself? With -v tcpdump shows the TTL beside them.',
      command: `tcpdump -nvi any 'host ${address} and tcp port ${port} and ${flagsFilter(address, 'rst')}'`,
    },
  ]
  if (mayBeCilium(facts.aborts[0]?.tunnel ?? null)) {
    steps.push({
      say: 'Did the pod restart, or its proxy?',
      command: `kubectl get pods -A -o wide | grep -w ${address}; kubectl get events -A --sort-by=.lastTimestamp | tail -50`,
    })
  }
  return steps
}
