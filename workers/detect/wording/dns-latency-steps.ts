/** `dns-latency` in English: what to do, and how to confirm. */
import type { Step } from '../../model/finding'
import { nameWord, typeName } from '../dns-names'
import type { DnsLatencyFacts } from '../facts/dns-latency'
import { isInCluster } from './dns-latency-causes'
import { dnsConfigCommand, nodeLocalStep, podStep } from './dns-settings'

/** CoreDNS answers to this label whatever it is installed with. */
const DNS_PODS = '-n kube-system -l k8s-app=kube-dns'

export function nextSteps(facts: DnsLatencyFacts): Step[] {
  const { slow, lost, cluster, timedOut, oneLost } = facts
  const worst = slow[0] ?? lost[0]
  if (!worst) return []
  const { client, server, name, type } = worst
  const steps: Step[] = [
    {
      say: `Ask for the worst name twenty times, from ${client}: is it slow now, and always?`,
      command: `for i in $(seq 20); do dig +tries=1 +time=6 @${server} ${nameWord(name)} ${typeName(type)} | grep -E 'Query time|timed out'; done`,
    },
    {
      say: `Capture at the DNS server ${server} as well and drop both files here: it shows whether the server or the way to it takes the time.`,
      command: `tcpdump -ni any -s 0 -w dns-server.pcap 'port 53 and host ${client}'`,
    },
  ]
  if (!cluster) return steps
  steps.push(
    podStep(client),
    {
      say: 'Does CoreDNS reach its limit of CPU, and what does it complain about?',
      command: `kubectl top pod ${DNS_PODS}; kubectl logs ${DNS_PODS} --tail=500 | grep -E 'timeout|SERVFAIL|error'`,
    },
    {
      say: 'More CoreDNS replicas, if it does.',
      command: 'kubectl -n kube-system scale deployment coredns --replicas=3',
    },
  )
  if (timedOut === 0) return steps
  if (oneLost > 0) {
    steps.push({
      say: 'Relief for the race of A and AAAA: glibc then uses another port for the second question (musl has no such option).',
      command: dnsConfigCommand('NAMESPACE', [{ name: 'single-request-reopen' }]),
    })
  }
  steps.push(nodeLocalStep, {
    say: 'Until the cause is found, let the pods ask again sooner.',
    command: dnsConfigCommand('NAMESPACE', [
      { name: 'timeout', value: '1' },
      { name: 'attempts', value: '3' },
    ]),
  })
  return steps
}

export function confirmSteps(facts: DnsLatencyFacts): Step[] {
  const { slow, lost, tunnel, timedOut } = facts
  const server = (slow[0] ?? lost[0])?.server ?? ''
  const [here, there] = tunnel ? [` ${tunnel.src}`, ` (node ${tunnel.dst})`] : ['', '']
  const steps: Step[] = [
    {
      say: `Where ${server} runs${there}: UdpRcvbufErrors growing means that the DNS server does not read its questions fast enough.`,
      command: 'nstat -az UdpInErrors UdpRcvbufErrors',
    },
  ]
  if (timedOut > 0 && isInCluster(facts)) {
    steps.push({
      say: `On the node${here} of the client: insert_failed growing with the time-outs is the race, drop growing a full table.`,
      command: 'conntrack -S',
    })
  }
  steps.push({
    say: 'What the client waits for: timeout and attempts of its resolver (5 s and 2 when nothing is said).',
    command: 'cat /etc/resolv.conf',
  })
  return steps
}
