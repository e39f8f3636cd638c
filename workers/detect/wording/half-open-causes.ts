/** `half-open` in English: causes, and what to do. */
import type { Alternative, Step } from '../../model/finding'
import type { HalfOpenFacts } from '../facts/half-open'
import { formatDuration } from '../format'
import { greatest } from '../grouping'
import { isIpv6 } from '../mtu'
import { sentences } from '../said'

export function causesOf(facts: HalfOpenFacts): Alternative[] {
  const { host, conns, revived, away } = facts
  const quiet = greatest(conns.map((conn) => conn.quiet))
  const isAway = conns.some(({ kind }) => kind === 'away')
  const challenged = conns.some(({ kind }) => kind === 'challenge')
  const causes: Alternative[] = [
    {
      cause: `${host} restarted, or crashed and came back, and lost its connections`,
      for: sentences(
        isAway && `It left segments unanswered for ${formatDuration(away)} before it sent RST.`,
        revived && 'It completes new handshakes afterwards.',
        challenged &&
          'It asks for a connection on ports that it used before, and denies the old one.',
      ),
      against: [],
    },
    {
      cause: `Another machine took over the address of ${host}: failover, a replaced pod or container, a load balancer that chose another backend`,
      for: sentences(revived && 'New connections are accepted, old ones are unknown.'),
      against: [],
    },
    {
      cause:
        'A device on the way forgot the connection after a silence and answers in the name of the host',
      for: sentences(quiet > 0 && `The connection had been silent for ${formatDuration(quiet)}.`),
      against: sentences(
        'The RST has the TTL of the host itself.',
        isAway && 'A device that is there answers at once.',
      ),
    },
  ]
  if (isAway && !revived) {
    causes.push({
      cause: 'A firewall or intrusion prevention swallowed the data and reset the connection later',
      for: sentences(quiet === 0 && 'The connection was in use when the answers stopped.'),
      against: [],
    })
  }
  if (challenged) {
    causes.push({
      cause: 'A NAT gateway gave the port of an older connection to a new one',
      for: sentences(
        conns.some(({ kind, worked }) => kind === 'challenge' && !worked) &&
          'The older connection is not in this capture.',
      ),
      against: [],
    })
  }
  return causes.sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

/** As filters of `ss` want it. */
const bracketed = (address: string): string => (isIpv6(address) ? `[${address}]` : address)

export function nextStepsOf({ host, conns }: HalfOpenFacts): Step[] {
  const [worst] = conns
  const steps: Step[] = [
    {
      say: `On ${host}: when did the system, and the service, start? A start between the last packet of the connection and the RST proves the restart.`,
      command: `uptime -s; last -x -n 5 reboot shutdown; ps -eo lstart,cmd --sort=start_time | tail -n 20`,
    },
    {
      say: `On ${worst?.believer.address ?? ''}: connections that still believe in ${host}; those that only wait hang until they send something.`,
      command: `ss -tno state established dst ${bracketed(host)}`,
    },
    {
      say: 'Let programs notice sooner: SO_KEEPALIVE with short timers, or TCP_USER_TIMEOUT, or heartbeats of their own; and let them connect again after a reset.',
      command:
        'sysctl net.ipv4.tcp_keepalive_time net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes',
    },
  ]
  if (conns.some(({ tunnel }) => tunnel)) {
    steps.push({
      say: 'Inside the tunnel are pods: was the one with this address restarted or replaced?',
      command: `kubectl get pods -A -o wide --field-selector status.podIP=${host}; kubectl get events -A --sort-by=.lastTimestamp | tail -n 30`,
    })
  }
  return steps
}

export function confirmOf({ host, conns }: HalfOpenFacts): Step[] {
  const port = conns[0]?.host.port ?? 0
  const steps: Step[] = [
    {
      say: `On ${host}: it sends RSTs for connections that it does not know; the counter grows with each.`,
      command: 'nstat -az TcpOutRsts TcpEstabResets',
    },
    {
      say: `On ${host}: no established connection with these ports is there.`,
      command: `ss -tn state established 'sport = :${String(port)}'`,
    },
  ]
  if (conns.some(({ kind }) => kind === 'challenge')) {
    steps.push({
      say: `On ${conns.find(({ kind }) => kind === 'challenge')?.believer.address ?? ''}: challenges that it sent.`,
      command: 'nstat -az TcpExtTCPChallengeACK TcpExtTCPSYNChallenge',
    })
  }
  return steps
}
