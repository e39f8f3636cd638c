/** `lost-in-node` in English, with its figures. */
import type { Figure } from '../../model/figure'
import type { Metric, Step } from '../../model/finding'
import type { LostPacket, PassageFlow, Place } from '../../model/records'
import type { InNodeFacts } from '../facts/lost-in-node'
import {
  count,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
  interfaceWord,
  octets,
  rounded,
} from '../format'
import { measured, type Said, sentences } from '../said'
import { formatTunnel, mayBeCilium, tunnelName } from '../way'

type Limits = Readonly<Record<'minLost' | 'warnPercent', number>>

const percentOf = ({ lost, passage }: InNodeFacts): number =>
  passage.sent === 0 ? 0 : (100 * lost) / passage.sent

export function sayInNode(facts: InNodeFacts, limits: Limits): Said {
  const { passage, lost, sizeBound, silenced } = facts
  const { src, dst } = passage.from
  return {
    claim: `${count(lost, 'packet')} from ${src} to ${dst} reached ${placeName(facts, 'from')} and never ${placeName(facts, 'to')}${whichOf(facts)}`,
    happened: happenedOf(facts),
    rule: `At least ${String(limits.minLost)} packets that were seen at one place of a machine and not at the next, although others between the same hosts were; critical when they share a size or a conversation that never passes, else a warning from ${String(limits.warnPercent)} %. Mere acknowledgements are left out, and TCP octets count only if they were sent again or never acknowledged.`,
    confidenceReasons: sentences(
      'Both places are in the same capture, so they have one clock, and each packet is told by its addresses or its sequence numbers, identification and timestamp.',
      passage.missed > 0 &&
        `${count(passage.missed, 'packet was', 'packets were')} not seen at the second place, but acknowledged: the capture misses packets there, which lowers the confidence.`,
    ),
    counterEvidence: sentences(
      passage.passed > 0 &&
        `${count(passage.passed, 'packet')} of the same hosts passed both places${passage.delayMedian >= 0 ? `, ${formatDuration(passage.delayMedian)} apart in the median` : ''}.`,
    ),
    alternatives: [
      {
        cause: 'A policy or a filter discards them on purpose',
        for: sentences(
          silenced.length > 0 &&
            `Nothing of ${formatList(silenced.map(flowName))} passes, while other conversations of the same hosts do.`,
        ),
        against: sentences(sizeBound && 'Small packets of the same connection pass.'),
      },
      {
        cause: 'They are too large for the next device',
        for: sentences(
          sizeBound &&
            `The smallest that was lost has ${octets(passage.smallestLost)}, the largest that passed ${octets(passage.largestPassed)}.`,
        ),
        against: sentences(
          !sizeBound && `A packet of ${octets(passage.largestPassed)} passed, as large or larger.`,
        ),
      },
      {
        cause: 'They leave through an interface that was not captured',
        for: [],
        against: ['Their senders had to repeat them or got no answer.'],
      },
    ],
    disprovedBy: [
      'A capture at another interface of the machine that holds these packets on their way out.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

/** ` (SYNs to port 5432)`, ` (those above 1440 octets)`. */
function whichOf({ passage, sizeBound, silenced }: InNodeFacts): string {
  if (sizeBound) return `: those of ${octets(passage.smallestLost)} and more`
  if (silenced.length === 0) return ''
  const ports = [...new Set(silenced.map(({ dstPort }) => String(dstPort)))]
  return `: all to port ${formatList(ports)}`
}

function happenedOf(facts: InNodeFacts): string[] {
  const { passage, lost, sizeBound, silenced } = facts
  const { from, to } = passage
  return sentences(
    `${facts.file} shows the same machine at two places: ${placeText(facts, 'from')} and ${placeText(facts, 'to')}. Of ${count(passage.sent, 'packet')} from ${from.src} to ${from.dst} that came to the first one, ${count(passage.passed, 'packet')} also passed the second; ${formatNumber(lost)} did not (${formatPercent(percentOf(facts))}).`,
    sizeBound &&
      `All that passed have at most ${octets(passage.largestPassed)}, all that vanished at least ${octets(passage.smallestLost)}: the machine discards them for their size, and no packet of theirs leaves it in pieces either.`,
    silenced.length > 0 &&
      `Of ${formatList(silenced.map(flowName))} nothing passes, not even a repetition; other conversations of the same hosts pass. So the machine discards these and no others.`,
    translationText(from, to),
  )
}

function translationText(from: Place, to: Place): string {
  if (from.src === to.src && from.dst === to.dst) return ''
  return `On its way through, the machine translates ${from.src} → ${from.dst} to ${to.src} → ${to.dst}; sequence numbers and timestamps stay, which is how the packets are recognised.`
}

const placeName = ({ passage, fromTap, toTap }: InNodeFacts, which: 'from' | 'to'): string => {
  const tap = which === 'from' ? fromTap : toTap
  const { tunnel } = passage[which]
  const other = which === 'from' ? passage.to : passage.from
  if (fromTap !== toTap && tap !== '') return tap
  if (tunnel && !other.tunnel) return `its ${tunnelName(tunnel)} tunnel`
  if (!tunnel && other.tunnel) return which === 'from' ? 'the machine' : 'the outside of the tunnel'
  return which === 'from' ? 'the machine' : 'the other side of its address translation'
}

function placeText({ passage, fromTap, toTap }: InNodeFacts, which: 'from' | 'to'): string {
  const { tunnel, src, dst } = passage[which]
  const tap = which === 'from' ? fromTap : toTap
  const inside = tunnel ? ` in ${formatTunnel(tunnel)}` : ''
  return `${tap === '' ? 'the interface' : tap}${inside} (${src} → ${dst})`
}

export function packetName({
  proto,
  flags,
  length,
  ipLength,
  srcPort,
  dstPort,
}: LostPacket): string {
  const ports = `${String(srcPort)} → ${String(dstPort)}`
  if (proto === 'other') return octets(ipLength)
  if (proto === 'udp') return `UDP ${ports}, ${octets(ipLength)}`
  const kind =
    (flags & 2) !== 0 ? 'SYN' : (flags & 4) !== 0 ? 'RST' : (flags & 1) !== 0 ? 'FIN' : ''
  return `${kind === '' ? 'TCP' : kind} ${ports}, ${length > 0 ? `${octets(length)} of payload, ` : ''}${octets(ipLength)}`
}

const flowName = ({ proto, srcPort, dstPort }: PassageFlow): string =>
  proto === 'other' ? 'ICMP' : `${proto.toUpperCase()} ${String(srcPort)} → ${String(dstPort)}`

function nextStepsOf(facts: InNodeFacts): Step[] {
  const { passage, sizeBound, fromTap, toTap } = facts
  const { from, to } = passage
  const cilium = mayBeCilium(from.tunnel) || mayBeCilium(to.tunnel) || isCiliumTap(facts)
  const steps: Step[] = []
  if (cilium) {
    steps.push({
      say: 'Ask Cilium on this node for the reason of each drop, while it happens.',
      command: `kubectl -n kube-system exec ds/cilium -- cilium-dbg monitor --type drop -v | grep ${from.dst}`,
    })
  } else {
    steps.push({
      say: 'Let the kernel name the function and the reason of each drop, while it happens.',
      command: `pwru --filter-track-skb --output-tuple 'host ${from.src} and host ${from.dst}'`,
    })
  }
  if (sizeBound) {
    const out = interfaceWord(toTap || fromTap)
    const dev = out === 'any' ? '' : ` dev ${out}`
    steps.push({
      say: `Compare the MTU of the device behind with ${octets(passage.smallestLost)}, and the route that leads there.`,
      command: `ip -d link show${dev}; ip route get ${to.dst}`,
    })
  } else {
    steps.push({
      say: 'Look for a rule that matches these packets: its counter grows with each of them.',
      command: `nft list ruleset | grep -B2 -A2 -i drop; iptables-save -c | grep -i drop`,
    })
  }
  return steps
}

const isCiliumTap = ({ fromTap, toTap }: InNodeFacts): boolean =>
  [fromTap, toTap].some((tap) => /cilium|^lxc/.test(tap))

function confirmOf(facts: InNodeFacts): Step[] {
  const { passage, fromTap, toTap } = facts
  const hosts = `host ${passage.from.src} and host ${passage.from.dst}`
  const taps = [...new Set([fromTap, toTap].filter(Boolean).map(interfaceWord))]
  return [
    {
      say: 'Capture again at both places: the packets must appear at the first and not at the second.',
      command:
        taps.length > 1
          ? `dumpcap ${taps.map((tap) => `-i ${tap}`).join(' ')} -w inside.pcapng`
          : `tcpdump -ni ${taps[0] ?? 'any'} -w inside.pcap '${hosts}'`,
    },
    {
      say: 'Drop counters of the interfaces on the way.',
      command: 'ip -s -s link show; nstat -az | grep -iE "drop|discard|fail"',
    },
  ]
}

export function inNodeMetrics(facts: InNodeFacts): Metric[] {
  const { passage, lost } = facts
  return [
    measured('packetsLost', 'lost inside', lost, 'packets'),
    measured('packetsSeen', 'seen before', passage.sent, 'packets'),
    measured('packetsPassed', 'passed', passage.passed, 'packets'),
    measured('lossPercent', 'loss', rounded(percentOf(facts)), '%'),
    measured('smallestLost', 'smallest lost', passage.smallestLost, 'octets'),
    measured('largestPassed', 'largest passed', passage.largestPassed, 'octets'),
  ]
}

export function drawInNode(facts: InNodeFacts): Figure[] {
  const { passage, lost } = facts
  const label = (which: 'from' | 'to') => placeText(facts, which)
  return [
    {
      kind: 'bars',
      title: 'The same packets at both places',
      unit: 'packets',
      bars: [
        { label: label('from'), value: passage.sent, of: passage.sent, tone: 'good' },
        { label: label('to'), value: passage.sent - lost, of: passage.sent, tone: 'bad' },
      ],
    },
  ]
}
