/** `path-asymmetry` in English. */
import type { Metric } from '../../model/finding'
import type { AsymmetryFacts } from '../facts/path-asymmetry'
import { count, formatList } from '../format'
import { sum } from '../grouping'
import { measured, NOTHING_SAID, type Said, sentences } from '../said'
import { formatTunnel } from '../way'

export type AsymmetryLimits = Readonly<
  Record<'minFrames' | 'minFailed' | 'minFailedPercent', number>
>

export function sayAsymmetry(facts: AsymmetryFacts, limits: AsymmetryLimits): Said {
  const { pairs, failed, conns } = facts
  const [first] = pairs
  if (!first) return NOTHING_SAID
  const there = formatTunnel(first.forth.tunnel)
  const back = formatTunnel(first.back.tunnel)
  return {
    claim: `Between ${first.forth.src} and ${first.forth.dst}, packets go there by ${there} and come back by ${back}`,
    happened: sentences(
      `In ${facts.place}, ${count(pairs.length, 'pair of hosts talks', 'pairs of hosts talk')} like this: ${formatList(pairs.map(({ forth }) => `${forth.src} and ${forth.dst}`))}. No packet came back by the tunnel that the others went there by.`,
      `Nothing is wrong with two ways as such. Connection tracking and firewalls that keep state see one half of each connection on either way, and may take it for invalid.`,
      conns > 0 &&
        `${count(failed, 'connection')} of ${String(conns)} between them ${failed === 1 ? 'was' : 'were'} never established.`,
    ),
    rule: `At least ${count(limits.minFrames, 'packet')} in each direction between two inner hosts, in tunnels of the same kind and port at the same time, and none of them comes back between the same two nodes. A warning only if ${count(limits.minFailed, 'connection')} and ${String(limits.minFailedPercent)} % of those between them were never established.`,
    confidenceReasons: sentences(
      'Both ways stand in the outer headers of the packets.',
      failed >= limits.minFailed &&
        'That the connections fail because of it is a conclusion: what drops them is not in the capture.',
    ),
    counterEvidence: sentences(
      conns > failed && `${count(conns - failed, 'connection')} on the same two ways did work.`,
    ),
    alternatives: [
      {
        cause: 'One of the nodes has several addresses, and both ways are the same',
        for: [],
        against: [],
      },
      {
        cause: 'An egress gateway or a service with direct server return: two ways on purpose',
        for: [],
        against: [],
      },
    ],
    disprovedBy: ['A packet that comes back between the same two nodes.'],
    nextSteps: [
      {
        say: 'Which node does each node send these addresses to? The maps must agree.',
        command: `cilium-dbg bpf ipcache list | grep -E '${first.forth.src}|${first.forth.dst}'; ip route get ${first.forth.dst}`,
      },
    ],
    confirm: [
      {
        say: `On ${first.back.tunnel.dst}: is what comes back taken for invalid?`,
        command: 'conntrack -S; cilium-dbg monitor --type drop',
      },
    ],
  }
}

export function asymmetryMetrics({ pairs, conns, failed }: AsymmetryFacts): Metric[] {
  return [
    measured('pairs', 'pairs of hosts', pairs.length),
    measured(
      'framesThere',
      'packets there',
      sum(pairs.map(({ forth }) => forth.frames)),
      'packets',
    ),
    measured('framesBack', 'packets back', sum(pairs.map(({ back }) => back.frames)), 'packets'),
    measured('connections', 'connections', conns, 'connections'),
    measured('neverEstablished', 'never established', failed, 'connections'),
  ]
}
