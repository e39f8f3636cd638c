/** `tunnel-misdelivery` in English: causes, what to do, how to confirm. */
import type { Alternative, Step } from '../../model/finding'
import type { MisdeliveryFacts } from '../facts/tunnel-misdelivery'
import { formatList } from '../format'
import { sentences } from '../said'
import { mayBeCilium, tunnelName } from '../way'

export function alternativesOf(facts: MisdeliveryFacts): Alternative[] {
  const { senders, others, wrong, right, before, meanwhile, neighbours } = facts
  const nodes = formatList(
    senders.map(({ node }) => node),
    3,
  )
  return [
    {
      cause: `A stale or wrong entry in the map from pods to nodes on ${nodes}`,
      for: sentences(
        others.length > 0 &&
          `Only ${nodes} sends there; ${formatList(
            others.map(({ node }) => node),
            3,
          )} sends to ${right}.`,
        neighbours.length > 0 && `${wrong} is a working node with other pods.`,
      ),
      against: [],
    },
    {
      cause: `The addresses moved from ${right} to ${wrong}, and nothing listens there yet`,
      for: sentences(before && `They were heard from ${right} only before.`),
      against: sentences(meanwhile && `They still send from ${right}.`),
    },
    {
      cause: `Two nodes have the same addresses, and ${wrong} is the rightful one`,
      for: [],
      against: [`Nothing with these addresses ever comes from ${wrong}.`],
    },
    {
      cause: `${wrong} is a gateway that passes the packets on where this capture does not see it`,
      for: [],
      against: ['Then the packets would be answered.'],
    },
  ]
}

/** A command in the Cilium agent of the node with this address. */
const onAgent = (node: string, command: string): string =>
  `kubectl -n kube-system exec $(kubectl -n kube-system get pod -l k8s-app=cilium -o wide --no-headers | awk '$6=="${node}"{print $1}') -c cilium-agent -- ${command}`

export function nextStepsOf({ tunnel, senders, targets, wrong, right }: MisdeliveryFacts): Step[] {
  const [target = ''] = targets
  const node = senders[0]?.node ?? ''
  const steps: Step[] = []
  if (mayBeCilium(tunnel)) {
    steps.push(
      {
        say: `Cilium: what the agent on ${node} believes about ${target}; tunnelendpoint should be ${right}, not ${wrong}.`,
        command: onAgent(node, `cilium-dbg bpf ipcache get ${target}`),
      },
      {
        say: 'What the cluster believes: the pod networks and addresses of each node.',
        command:
          "kubectl get ciliumnodes -o custom-columns='NODE:.metadata.name,CIDR:.spec.ipam.podCIDRs,ADDRESS:.spec.addresses[*].ip'",
      },
      {
        say: `If the agent alone is wrong, restart it: it builds the map anew.`,
        command: `kubectl -n kube-system delete pod $(kubectl -n kube-system get pod -l k8s-app=cilium -o wide --no-headers | awk '$6=="${node}"{print $1}')`,
      },
    )
  }
  steps.push({
    say: `${mayBeCilium(tunnel) ? 'flannel' : tunnelName(tunnel)}: on ${node}, the route to ${target}, and the forwarding entry and neighbour behind it.`,
    command: `ip route get ${target}; bridge fdb show | grep -w ${wrong}; ip neigh show`,
  })
  return steps
}

export function confirmOf({ tunnel, senders, targets, wrong, right }: MisdeliveryFacts): Step[] {
  const node = senders[0]?.node ?? ''
  const [target = ''] = targets
  const port = tunnel.udpPort > 0 ? `udp port ${String(tunnel.udpPort)} and ` : ''
  const tcpdump = `tcpdump -ni eth0 -c 20 '${port}src host ${node}' | grep ${target}`
  return [
    {
      say: `On ${wrong}: packets for ${target} arrive here, where it does not live.`,
      command: tcpdump,
    },
    { say: `On ${right}: and not here, where it does.`, command: tcpdump },
    {
      say: 'Which node the cluster gives these pods.',
      command: `kubectl get pods -A -o wide | grep -wE '${targets
        .slice(0, 5)
        .map((each) => each.replaceAll('.', '\\.'))
        .join('|')}'`,
    },
  ]
}
