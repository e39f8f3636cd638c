/** `connect-refused` in English: causes, and what to do. */
import type { Alternative, Step } from '../../model/finding'
import { flagsFilter } from '../capture-filter'
import type { RefusedFacts } from '../facts/connect-refused'
import { sentences } from '../said'

export function causesOf(facts: RefusedFacts): Alternative[] {
  const { speaker, answered, answeredElsewhere, byReset, byIcmp, address, port } = facts
  const device = speaker === 'device' || speaker === 'both'
  const foreign = byIcmp > 0 && !facts.icmpFrom.includes(address)
  const mixed = answered.between > 0
  const prohibited = facts.icmp.some((said) => said.includes('prohibited'))
  const unreachable = facts.icmp.some((said) => /host|address|network|route/.test(said))
  const causes: Alternative[] = [
    {
      cause: `Nothing listens on port ${String(port)}: the service is down, or bound to another address or port`,
      for: sentences(
        byReset > 0 && !device && 'A RST to a SYN is how a host answers for a closed port.',
        answeredElsewhere > 0 && !device && 'The host is up and answers other ports.',
        answered.before > 0 && answered.between === 0 && 'It answered before.',
        facts.icmp.some((said) => said.includes('port unreachable')) &&
          'Port unreachable says that nobody serves the port.',
      ),
      against: sentences(
        device && 'Another machine than the host sends the RSTs.',
        prohibited && 'The error says that it is prohibited.',
      ),
    },
    {
      cause: 'A firewall or policy rejects the connection',
      for: sentences(
        device && 'The RSTs have another TTL than the host: a device on the way sends them.',
        prohibited && 'The error says that it is prohibited.',
        foreign && `The error comes from ${facts.icmpFrom.join(', ')}, not from the host.`,
      ),
      against: sentences(
        mixed && 'Attempts in between were accepted.',
        speaker === 'host' && 'The RSTs look like every other packet of the host.',
      ),
    },
    {
      cause: 'One of several backends behind the address does not listen, or none is left',
      for: sentences(
        mixed && 'Refusals and accepted connections alternate.',
        facts.icmp.some((said) => said.includes('port unreachable')) &&
          'A service address without backends is rejected with port unreachable by kube-proxy.',
      ),
      against: sentences(!mixed && answered.after === 0 && byIcmp === 0 && 'All were refused.'),
    },
  ]
  if (unreachable) {
    causes.unshift({
      cause: 'The host is gone: a router or the own node finds no way to it',
      for: [
        'The error says that host or network cannot be reached, rather than that a port is closed.',
      ],
      against: sentences(answeredElsewhere > 0 && 'The host answered other ports.'),
    })
  }
  return causes.sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

export function nextStepsOf({ address, port, mayBeCilium, tunnelTo }: RefusedFacts): Step[] {
  const steps: Step[] = [
    {
      say: `On ${address}: does anything listen, and on which address?`,
      command: `ss -ltnp 'sport = :${String(port)}'`,
    },
    {
      say: `See on ${tunnelTo || address} itself whether the SYNs arrive and who answers them.`,
      command: `tcpdump -nvi any 'host ${address} and tcp port ${String(port)} and ${flagsFilter(address, 'syn', 'rst')}'`,
    },
  ]
  if (mayBeCilium) {
    steps.push({
      say: 'Which pod has this address, and is it ready?',
      command: `kubectl get pods -A -o wide | grep -w ${address}; kubectl get endpointslices -A | grep -w ${address}`,
    })
  }
  return steps
}

export function confirmOf({ address, port, mayBeCilium }: RefusedFacts): Step[] {
  const steps: Step[] = [
    {
      say: 'From a client: "Connection refused" at once means the same fault still holds.',
      command: `nc -vz -w 3 ${address} ${String(port)}`,
    },
    {
      say: 'Does a rule reject it? (`reject` sends RST or ICMP.)',
      command: `nft list ruleset | grep -n reject; iptables-save | grep -n REJECT`,
    },
  ]
  if (mayBeCilium) {
    steps.push({
      say: 'Services of this address and port, and whether they have backends.',
      command: `kubectl -n kube-system exec ds/cilium -- cilium-dbg service list | grep -w ${address}`,
    })
  }
  return steps
}
