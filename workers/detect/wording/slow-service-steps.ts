/** What to do about a slow service, and how to confirm that it is one. */
import type { Step } from '../../model/finding'
import type { SlowServiceFacts } from '../facts/slow-service'
import { shellWord } from '../shell-words'

export function nextSteps(facts: SlowServiceFacts): Step[] {
  const { address, server, passedOn, asking } = facts
  const steps: Step[] = []
  if (passedOn !== null) {
    steps.push({
      say: `Look at ${passedOn.server} first: it is what ${server} waits for.`,
      command: '',
    })
  }
  steps.push({
    say: `Find these very requests in the log of ${server}, by the times in the table of evidence: how long does it say that they took?`,
    command: facts.overlay === 'none' ? '' : logCommand(facts),
  })
  if (asking === 'http') steps.push(curlStep(facts))
  if (passedOn === null) {
    steps.push({
      say: `Capture everything of ${address} while it is slow, and drop it here: it shows whether the service waits for another, and for which.`,
      command: `tcpdump -ni any -s 200 -w service.pcap 'host ${address}'`,
    })
  }
  if (facts.overlay !== 'none') {
    steps.push({
      say: 'Is the pod at its limit of CPU or memory?',
      command: topCommand(facts),
    })
  }
  return steps
}

/** `shop/orders-0 on node3` → namespace and name, fit for a command. */
function podWords({ pod }: SlowServiceFacts): { namespace: string; name: string } | null {
  const match = /^([a-z0-9-]+)\/([a-z0-9.-]+)(?: |$)/.exec(pod)
  return match === null ? null : { namespace: match[1] ?? '', name: match[2] ?? '' }
}

function logCommand(facts: SlowServiceFacts): string {
  const words = podWords(facts)
  return words === null
    ? `kubectl get pods -A -o wide | grep -w ${facts.address}; kubectl -n NAMESPACE logs POD --timestamps --since=1h`
    : `kubectl -n ${words.namespace} logs ${words.name} --timestamps --since=1h`
}

function topCommand(facts: SlowServiceFacts): string {
  const words = podWords(facts)
  return words === null
    ? `kubectl get pods -A -o wide | grep -w ${facts.address}; kubectl -n NAMESPACE top pod POD --containers`
    : `kubectl -n ${words.namespace} top pod ${words.name} --containers`
}

function curlStep({ server, slow }: SlowServiceFacts): Step {
  const asked = slow.find(({ target }) => target.startsWith('GET '))
  const path = shellWord(asked?.target.slice('GET '.length) ?? '', '/')
  const host = shellWord(asked?.host ?? '', '')
  const header = host === '' || host === server ? '' : ` -H 'Host: ${host}'`
  return {
    say: 'Ask for it twenty times: if connecting takes no time and the first octet does, it is the service.',
    command: `for i in $(seq 20); do curl -so /dev/null -w 'connect %{time_connect} s, first octet %{time_starttransfer} s, HTTP %{http_code}\\n'${header} 'http://${server}${path.startsWith('/') ? path : '/'}'; done`,
  }
}

export function confirmSteps({ port, overlay }: SlowServiceFacts): Step[] {
  return [
    {
      say: 'On the server, while it is slow: octets in Recv-Q are requests that the program has not read yet.',
      command: `ss -tin state established 'sport = :${String(port)}'`,
    },
    {
      say: 'There, too: a Recv-Q that grows are connections that the program has not accepted yet.',
      command: `ss -ltn 'sport = :${String(port)}'`,
    },
    {
      say: 'Does the program use the CPU, or wait for the disk?',
      command: `pidstat -durh -p "$(ss -ltnpH 'sport = :${String(port)}' | grep -o 'pid=[0-9]*' | head -n 1 | cut -d= -f2)" 1 10`,
    },
    {
      say: 'nr_throttled growing: it is held to its share of the CPU.',
      command:
        overlay === 'none'
          ? 'grep . /sys/fs/cgroup/system.slice/*/cpu.stat | grep throttled'
          : 'kubectl -n NAMESPACE exec POD -- cat /sys/fs/cgroup/cpu.stat',
    },
  ]
}
