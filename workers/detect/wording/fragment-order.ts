/** `fragment-order` in English. */
import type { Alternative, Metric, Step } from '../../model/finding'
import type { FragmentOrderFacts } from '../facts/fragment-order'
import {
  count,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
  formatShare,
  interfaceWord,
  octets,
  rounded,
} from '../format'
import { estimated, measured, type Said, sentences } from '../said'
import { mayCarryPods } from '../../model/tunnel'
import { mayBeCilium, tunnelName } from '../way'
import { settingSteps } from './mtu-settings'

type Limits = Readonly<
  Record<'minTailUnanswered' | 'minTailShare' | 'minOthers' | 'maxChance', number>
>

const share = (part: number, of: number): string => (of === 0 ? '–' : formatShare(part / of))

export function sayFragmentOrder(facts: FragmentOrderFacts, limits: Limits): Said {
  return {
    claim: claimOf(facts),
    happened: happenedOf(facts),
    rule: ruleOf(limits),
    confidenceReasons: reasonsOf(facts),
    counterEvidence: counterOf(facts),
    alternatives: facts.verdict === 'dropped' ? alternativesOf(facts) : [],
    disprovedBy: sentences(
      'Tail-first datagrams that are answered as often as those in order, in a longer capture.',
      facts.verdict === 'dropped' &&
        'No growth of the drop counter or of IpReasmFails on the receiver while large packets are lost.',
    ),
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

const kindOf = ({ path }: FragmentOrderFacts): string =>
  path.carries ? `${tunnelName(path.carries)} datagrams` : 'datagrams'

function claimOf(facts: FragmentOrderFacts): string {
  const { path, verdict } = facts
  const { tailFirst, datagrams, src, dst } = path
  const late = `${formatNumber(tailFirst)} of ${count(datagrams, 'fragmented datagram')} from ${src} to ${dst} came tail first`
  if (verdict === 'dropped') {
    const lost = share(path.tailFirstUnanswered, path.tailFirstAnswered + path.tailFirstUnanswered)
    return `${late}, and ${lost} of those ${tailFirst === 1 ? 'was' : 'were'} lost`
  }
  if (verdict === 'harmless')
    return `${late}; ${tailFirst === 1 ? 'it was' : 'they were'} answered all the same`
  if (verdict === 'unrelated') return `${late}, but datagrams in order fared no better`
  return `${late}; what became of ${tailFirst === 1 ? 'it' : 'them'} cannot be seen`
}

function happenedOf(facts: FragmentOrderFacts): string[] {
  const { path, pathMtu, overhead, place, elsewhere, whole } = facts
  const { carries, src, dst } = path
  const tails = path.tailFirstAnswered + path.tailFirstUnanswered
  const heads = path.headFirstAnswered + path.headFirstUnanswered
  return sentences(
    `${count(path.datagrams, kindOf(facts).slice(0, -1))} from ${src} to ${dst} had to be fragmented, because a hop carries only ${octets(pathMtu)}: the size of the heads. In ${place}, ${count(path.tailFirst, 'datagram')} came tail first, the head ${formatDuration(facts.reorder)} later in the median, and ${count(path.headFirst, 'datagram')} in order.`,
    tails + heads > 0 &&
      `Of the tail-first datagrams that ask for an answer, ${formatNumber(path.tailFirstUnanswered)} of ${formatNumber(tails)} (${share(path.tailFirstUnanswered, tails)}) got none; of those in order, ${formatNumber(path.headFirstUnanswered)} of ${formatNumber(heads)} (${share(path.headFirstUnanswered, heads)}).`,
    facts.verdict === 'dropped' &&
      whole.asked > 0 &&
      `Of the smallest pings between the same two hosts, which need no fragments, ${formatNumber(whole.answered)} of ${formatNumber(whole.asked)} were answered.`,
    path.icmpReassemblyTimeouts > 0 &&
      `${dst} sent ${count(path.icmpReassemblyTimeouts, 'ICMP error')} "fragment reassembly time exceeded" about them: it had the heads and never got the tails.`,
    carries &&
      `Only the head carries the UDP and ${tunnelName(carries)} headers; the tail has no ports. The encapsulation adds ${octets(overhead)} to each inner packet.`,
    facts.verdict === 'dropped' &&
      carries &&
      mayBeCilium(carries) &&
      `Cilium, whose tunnels use UDP ${String(carries.udpPort)} by default (so do others), does this by design: its eBPF datapath does not reassemble; it remembers the ports of a head, and drops a fragment that comes before its head with code 175.`,
    elsewhere.length > 0 &&
      `The order was changed on the way: ${formatList(elsewhere.map((tap) => `in ${tap.place} only ${formatNumber(tap.tailFirst)} of ${formatNumber(tap.datagrams)} datagrams are tail first`))}.`,
  )
}

function ruleOf({ minTailUnanswered, minTailShare, minOthers, maxChance }: Limits): string {
  return `At least ${String(minTailUnanswered)} tail-first datagrams and ${formatShare(minTailShare)} of them unanswered, more than those in order (at least ${String(minOthers)}; else whole packets) with a chance of at most ${String(maxChance)} by Fisher's exact test, one-sided.`
}

function reasonsOf({ chance, path, verdict }: FragmentOrderFacts): string[] {
  if (verdict === 'unknown') {
    return ['The packets inside ask for no answer that this capture could show.']
  }
  if (verdict === 'harmless') return ['Answers were seen for tail-first datagrams too.']
  if (verdict === 'unrelated') return ['Loss does not depend on the order of the fragments.']
  return sentences(
    chance < 1 &&
      `By chance alone such a difference would come up with probability ${chance < 1e-12 ? 'below 10⁻¹²' : chance.toExponential(1)}.`,
    path.icmpReassemblyTimeouts > 0 &&
      'The receiver itself reports that it could not reassemble datagrams whose fragments all arrived here.',
    path.headFirstAnswered + path.headFirstUnanswered < 3 &&
      'Hardly any datagram came in order, so there is little to compare with; this lowers the confidence.',
  )
}

function counterOf({ path, verdict }: FragmentOrderFacts): string[] {
  if (verdict !== 'dropped') return []
  return sentences(
    path.tailFirstAnswered > 0 &&
      `${count(path.tailFirstAnswered, 'tail-first datagram was', 'tail-first datagrams were')} answered.`,
    path.headFirstUnanswered > 0 &&
      `${count(path.headFirstUnanswered, 'datagram in order was', 'datagrams in order were')} not answered.`,
    path.icmpReassemblyTimeouts === 0 &&
      'No ICMP reassembly time-out was seen; it would come 30 s later, and may be filtered.',
  )
}

function alternativesOf({ path, whole }: FragmentOrderFacts): Alternative[] {
  return [
    {
      cause: 'A firewall or cloud network discards fragments without ports',
      for: ['It, too, would drop the tails that come before their head.'],
      against: sentences(
        path.headFirstAnswered > 0 &&
          `${count(path.headFirstAnswered, 'datagram')} with a tail of the same kind passed when the head was first.`,
      ),
    },
    {
      cause: 'The receiver is unreachable or overloaded',
      for: [],
      against: sentences(
        whole.answered > 0 &&
          `${count(whole.answered, 'whole packet was', 'whole packets were')} answered meanwhile.`,
        path.headFirstAnswered > 0 && 'Fragmented datagrams in order were answered.',
      ),
    },
  ]
}

function nextStepsOf(facts: FragmentOrderFacts): Step[] {
  const { path, safeInnerMtu, goodputCost, verdict } = facts
  if (verdict === 'unrelated') return []
  const tunnel = path.carries
  const cost =
    goodputCost > 0 ? `; it costs ${formatPercent(goodputCost)} of TCP goodput (estimated)` : ''
  return [
    {
      say: tunnel
        ? `Make packets small enough that nothing is fragmented: ${mayCarryPods(tunnel) ? 'pods may send' : 'what it carries may have'} ${octets(safeInnerMtu)} (${String(facts.pathMtu)} − ${String(facts.overhead)})${cost}.`
        : `Make packets small enough that nothing is fragmented: ${octets(safeInnerMtu)}${cost}.`,
      command: '',
    },
    ...settingSteps({ tunnel, mtu: safeInnerMtu, to: path.dst }),
  ]
}

function confirmOf({ path, tapName }: FragmentOrderFacts): Step[] {
  const cilium: Step[] = mayBeCilium(path.carries)
    ? [
        {
          say: `On the node ${path.dst}, while large packets are sent: expect "First logical datagram fragment not found".`,
          command: 'kubectl -n kube-system exec ds/cilium -- cilium-dbg monitor --type drop',
        },
      ]
    : []
  const fragments = path.ipVersion === 6 ? 'ip6 proto 44' : 'ip[6:2] & 0x3fff != 0'
  return [
    ...cilium,
    {
      say: `On ${path.dst}: these counters grow when datagrams are not reassembled.`,
      command:
        path.ipVersion === 6
          ? 'nstat -az Ip6ReasmFails Ip6ReasmTimeout'
          : 'nstat -az IpReasmFails IpReasmTimeout',
    },
    {
      say: 'Watch the fragments in the order in which they arrive.',
      command: `tcpdump -ni ${interfaceWord(tapName)} '${fragments} and host ${path.src} and host ${path.dst}'`,
    },
  ]
}

export function fragmentOrderMetrics(facts: FragmentOrderFacts): Metric[] {
  const { path } = facts
  return [
    measured('datagramsFragmented', 'fragmented', path.datagrams, 'datagrams'),
    measured('datagramsTailFirst', 'tail first', path.tailFirst, 'datagrams'),
    measured(
      'tailFirstUnanswered',
      'tail first, unanswered',
      path.tailFirstUnanswered,
      'datagrams',
    ),
    measured('headFirstUnanswered', 'in order, unanswered', path.headFirstUnanswered, 'datagrams'),
    measured('medianReorder', 'median reorder gap', Math.round(facts.reorder / 1000), 'µs'),
    measured('largestFragment', 'path MTU (largest fragment)', facts.pathMtu, 'octets'),
    measured('safeInnerMtu', 'largest safe MTU', facts.safeInnerMtu, 'octets'),
    measured(
      'icmpReassemblyTimeouts',
      'ICMP reassembly time-outs',
      path.icmpReassemblyTimeouts,
      'packets',
    ),
    estimated('goodputCost', 'goodput cost of that MTU', rounded(facts.goodputCost), '%'),
  ]
}
