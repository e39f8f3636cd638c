/** `connect-unanswered` in English. */
import type { Alternative, Metric, Step } from '../../model/finding'
import { formatEndpoint } from '../../model/address'
import { flagsFilter } from '../capture-filter'
import type { ScanFacts, UnansweredFacts } from '../facts/connect-unanswered'
import { count, formatDuration, formatList, formatNumber } from '../format'
import { measured, type Said, sentences } from '../said'

export type UnansweredLimits = Readonly<
  Record<'minSyns' | 'patienceSeconds' | 'scanTargets' | 'maxSeparate', number>
>

const targetOf = ({ address, port }: UnansweredFacts): string => formatEndpoint(address, port)

export function sayUnanswered(facts: UnansweredFacts, limits: UnansweredLimits): Said {
  const { syns, attempts, sources, address, port } = facts
  return {
    claim: `${targetOf(facts)} ${facts.answeredHere > 0 ? 'left attempts unanswered' : 'never answers'}: ${count(syns, 'SYN')} in ${count(attempts.length, 'attempt')} from ${formatList(sources, 2)}, no SYN-ACK and no RST`,
    happened: happenedOf(facts),
    rule: `A SYN that was repeated, or waited ${String(limits.patienceSeconds)} s, and got neither SYN-ACK nor RST nor an ICMP error; a warning from ${String(limits.minSyns)} SYNs to the same address and port on, when packets towards the sender pass the same tap.`,
    confidenceReasons: sentences(
      facts.wouldBeSeen
        ? 'Other packets towards the sender pass the same tap, so an answer would have been seen.'
        : 'No packet towards the sender is in the capture: a filter or a capture of one direction would look the same, which lowers the confidence.',
    ),
    counterEvidence: sentences(
      facts.answeredHere > 0 &&
        `${count(facts.answeredHere, 'other connection')} to ${targetOf(facts)} ${facts.answeredHere === 1 ? 'was' : 'were'} answered.`,
    ),
    alternatives: causesOf(facts),
    disprovedBy: [`A SYN-ACK or RST from ${address} port ${String(port)} at another tap.`],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function happenedOf(facts: UnansweredFacts): string[] {
  const { syns, attempts, first, last, places, tunnel, speaks, answeredElsewhere } = facts
  const carried = tunnel ? ` They were carried in ${tunnel}.` : ''
  const alive =
    answeredElsewhere > 0
      ? `${facts.address} is alive: it answered ${count(answeredElsewhere, 'connection')} to other ports.`
      : speaks
        ? `${facts.address} is alive: other packets from it are in the capture.`
        : `Not a single packet from ${facts.address} is in the capture: it may be down, or unreachable.`
  return sentences(
    `${formatList(facts.sources)} asked ${targetOf(facts)} for ${count(attempts.length, 'connection')} with ${count(syns, 'SYN')} in ${formatDuration(last - first)}. Not one was answered, and none was refused: a closed port would have sent a RST.${carried}`,
    alive,
    places.length > 1 &&
      `The SYNs pass ${formatNumber(places.length)} taps (${formatList(places)}): they get at least as far as the last of them.`,
  )
}

function causesOf({
  answeredElsewhere,
  speaks,
  answeredHere,
  ...facts
}: UnansweredFacts): Alternative[] {
  const alive = answeredElsewhere > 0 || speaks
  const policy = facts.mayBeCilium
    ? 'A network policy or firewall drops the SYN (Cilium: "Policy denied", code 133)'
    : 'A network policy or firewall drops the SYN'
  const causes: Alternative[] = [
    {
      cause: policy,
      for: sentences(
        alive && 'The host is alive, and only this port is silent.',
        alive && 'A dropped SYN gets no RST; a closed port would send one.',
      ),
      against: sentences(
        answeredHere > 0 && 'Some connections to this port were answered.',
        !alive && 'Nothing else comes from this address either.',
      ),
    },
    {
      cause: facts.tunnel
        ? 'The address is gone: pod deleted, host down, or a stale route or tunnel entry'
        : 'The address is gone: host down, or a stale route',
      for: sentences(!alive && 'Nothing at all came from this address.'),
      against: sentences(alive && 'The address sends other packets.'),
    },
    {
      cause: 'The answer is lost on its way back, or takes a way past this tap',
      for: [],
      against: sentences(
        facts.wouldBeSeen && alive && 'Other packets from the same address come back here.',
      ),
    },
  ]
  return causes.sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

function nextStepsOf({ address, port, mayBeCilium, tunnelTo }: UnansweredFacts): Step[] {
  const where = tunnelTo ? ` (behind ${tunnelTo})` : ''
  const steps: Step[] = [
    {
      say: `See whether the SYN reaches the destination${where}.`,
      command: `tcpdump -ni any 'tcp port ${String(port)} and host ${address} and ${flagsFilter(address, 'syn', 'rst')}'`,
    },
  ]
  if (mayBeCilium) {
    steps.push({
      say: 'Look which policies select the destination pod.',
      command: 'kubectl get cnp,ccnp,netpol -A',
    })
  }
  return steps
}

function confirmOf({ address, port, mayBeCilium, tunnelTo }: UnansweredFacts): Step[] {
  const steps: Step[] = []
  if (mayBeCilium) {
    steps.push({
      say: `On the node ${tunnelTo}, while a client tries: "Policy denied" means that a policy drops it, "No tunnel/encapsulation endpoint" or "Stale or unroutable IP" that the address is gone.`,
      command: 'kubectl -n kube-system exec ds/cilium -- cilium-dbg monitor --type drop',
    })
    steps.push({
      say: 'The same from Hubble, with the names of the pods.',
      command: `hubble observe --verdict DROPPED --to-ip ${address} --to-port ${String(port)}`,
    })
  }
  steps.push({
    say: `On the destination: is anything listening, and does a filter count drops?`,
    command: `ss -ltn 'sport = :${String(port)}'; nft list ruleset | grep -n -w ${String(port)}`,
  })
  return steps
}

export function sayScan(scan: ScanFacts, limits: UnansweredLimits): Said {
  const { source, targets, syns } = scan
  const hosts = new Set(targets.map(({ address }) => address)).size
  const ports = new Set(targets.map(({ port }) => port)).size
  return {
    claim: `${source} tried ${count(targets.length, 'destination')} (${count(hosts, 'address', 'addresses')}, ${count(ports, 'port')}) and got no answer from any of them`,
    happened: [
      `${source} sent ${count(syns, 'SYN')} to ${count(targets.length, 'destination')} that never answered, which looks like a scan or a discovery rather than like one broken service.`,
    ],
    rule: `At least ${String(limits.scanTargets)} destinations of one source without any answer are folded into one note.`,
    confidenceReasons: ['Many different destinations, none of which answers.'],
    counterEvidence: [],
    alternatives: [
      {
        cause: 'The uplink of the source, or everything behind it, is down',
        for: ['Nothing answers.'],
        against: [],
      },
    ],
    disprovedBy: ['Answers to these SYNs at another tap.'],
    nextSteps: [
      {
        say: `Find out which process on ${source} does this.`,
        command: `ss -tnp state syn-sent src ${source}`,
      },
    ],
    confirm: [],
  }
}

export function unansweredMetrics(syns: number, attempts: number, sources: number): Metric[] {
  return [
    measured('syns', 'SYNs without answer', syns, 'packets'),
    measured('attempts', 'attempts', attempts, 'connections'),
    measured('sources', 'sources', sources, 'hosts'),
  ]
}
