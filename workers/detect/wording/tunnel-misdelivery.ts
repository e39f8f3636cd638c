/** `tunnel-misdelivery` in English: what happened. What to do: `tunnel-misdelivery-steps.ts`. */
import type { Figure } from '../../model/figure'
import type { Metric } from '../../model/finding'
import type { MisdeliveryFacts } from '../facts/tunnel-misdelivery'
import { count, formatList } from '../format'
import { isPublicIpv4 } from '../../model/inner-address'
import { measured, type Said, sentences } from '../said'
import { tunnelName } from '../way'
import { alternativesOf, confirmOf, nextStepsOf } from './tunnel-misdelivery-steps'
import { nameOf } from './tunnel-size-drop-names'

export function sayMisdelivery(
  facts: MisdeliveryFacts,
  limits: Readonly<Record<'minPackets', number>>,
): Said {
  const { targets, wrong, right, meanwhile, before, others, neighbours } = facts
  return {
    claim: claimOf(facts),
    happened: sentences(
      sentOf(facts),
      homeOf(facts),
      placedOf(facts),
      othersOf(facts),
      neighboursOf(facts),
    ),
    rule: `At least ${count(limits.minPackets, 'packet')} in a tunnel to one node, for inner addresses whose own packets come from another node and from no other one, or that side-cars place on another node. What the same sender sends there for others of their network is counted with it. Silent where the packets are answered by any way, where they are also brought to the right node, where the two nodes are seen to answer for each other, where a VNI that names a network differs, and where the wrong node never sends.`,
    confidenceReasons: sentences(
      meanwhile &&
        `${formatList(targets)} sent from ${right} while packets for them went to ${wrong}.`,
      others.length > 0 && 'Other nodes send to the right node and are answered.',
      neighbours.length > 0 &&
        'The wrong node takes part in the overlay with addresses of its own.',
      before &&
        `Their own packets are older than those that went astray: they may have moved, which lowers the confidence.`,
      facts.homes.length === 0 &&
        'None of these addresses was heard: where they live, text beside the capture alone tells, and it may be of another time.',
      !meanwhile &&
        !before &&
        facts.homes.length > 0 &&
        'Where the addresses live is known from another capture only; how its clock compares is not known.',
    ),
    counterEvidence: sentences(
      facts.unheard.length > 0 &&
        `${formatList(facts.unheard)} ${facts.unheard.length === 1 ? 'was' : 'were'} not heard at all; the network they share with the others is the reason to count them.`,
      targets.some(isPublicIpv4) &&
        'Public addresses are hardly those of pods: gateways to the Internet may differ for each sender.',
    ),
    alternatives: alternativesOf(facts),
    disprovedBy: [
      `An answer of ${formatList(targets)} to these packets, by any way.`,
      `Packets of ${formatList(targets)} that come from ${wrong}: then they live there.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function claimOf({
  tunnel,
  networks,
  targets,
  unheard,
  wrong,
  right,
  senders,
  packets,
}: MisdeliveryFacts): string {
  const nodes = formatList(
    senders.map(({ node }) => node),
    2,
  )
  const one = targets.length + unheard.length === 1
  const pods = one ? formatList(targets) : formatList(networks, 2)
  const live = one ? 'it lives' : 'these pods live'
  return `${nodes} ${senders.length === 1 ? 'sends' : 'send'} ${tunnelName(tunnel)} packets for ${pods} to ${wrong}, but ${live} on ${right}: ${count(packets, 'packet')} without an answer`
}

function sentOf({ tunnel, senders, sources, targets, unheard, wrong }: MisdeliveryFacts): string {
  const by = senders
    .slice(0, 3)
    .map(({ node, packets, place }) => `${count(packets, 'packet')} from ${node} (${place})`)
  return `${formatList(sources)} sent to ${formatList([...targets, ...unheard])}. In ${nameOf(tunnel)} the packets were brought to the node ${wrong}: ${formatList(by)}. None was answered.`
}

function homeOf({
  targets,
  homes,
  homePlaces,
  right,
  networks,
  meanwhile,
}: MisdeliveryFacts): string {
  if (homes.length === 0) return ''
  const when = meanwhile ? ', in the same time' : ''
  const own = homes.map(({ src, dst }) => `${src} → ${dst}`)
  return `What ${formatList(targets)} ${targets.length === 1 ? 'sends' : 'send'} comes from ${right}${when}: ${formatList(own)} (${formatList(homePlaces, 3)}). So ${formatList(networks)}, if the prefix is cut as usual, belongs to ${right}.`
}

/** Where nothing of the targets themselves was seen. */
function placedOf({ homes, placed, targets, right }: MisdeliveryFacts): string {
  if (homes.length > 0) return ''
  const told = placed.map(({ file, prefix }) => `${prefix} (${file})`)
  return `Of ${formatList(targets)} itself no packet was seen; where it lives, text beside the capture tells: on ${right} ${placed.length === 1 ? 'is' : 'are'} ${formatList(told)}.`
}

function othersOf({ others, right }: MisdeliveryFacts): string {
  if (others.length === 0) return ''
  const nodes = others.map(({ node, packets }) => `${node} (${count(packets, 'packet')})`)
  return `Other nodes reach the same pods, through ${right}: ${formatList(nodes)}. The pods are well, and so is their node.`
}

function neighboursOf({ neighbours, wrong }: MisdeliveryFacts): string {
  return neighbours.length === 0
    ? ''
    : `${wrong} answers for addresses of its own, such as ${formatList(neighbours, 3)}: the tunnel to it works, what it is sent does not belong there.`
}

export function misdeliveryMetrics(facts: MisdeliveryFacts): Metric[] {
  const { packets, packetsUnheard, targets, unheard, senders, others } = facts
  return [
    measured('packets', 'packets to the wrong node', packets, 'packets'),
    ...(unheard.length > 0
      ? [measured('packetsUnheard', 'of these, for addresses not heard', packetsUnheard, 'packets')]
      : []),
    measured('targets', 'inner destinations', targets.length + unheard.length),
    measured('senders', 'nodes that send them', senders.length),
    measured('othersRight', 'nodes that send to the right one', others.length),
  ]
}

export function drawMisdelivery({
  senders,
  others,
  wrong,
  right,
  packets,
}: MisdeliveryFacts): Figure {
  return {
    kind: 'bars',
    title: 'Packets for these pods, by the node they were brought to',
    unit: 'packets',
    bars: [
      ...senders.map(({ node, packets: value }) => ({
        label: `${node} → ${wrong}`,
        value,
        of: packets,
        tone: 'bad' as const,
      })),
      ...others.map(({ node, packets: value }) => ({
        label: `${node} → ${right}`,
        value,
        // Other packets, and no part of those that went astray.
        of: 0,
        tone: 'good' as const,
      })),
    ],
  }
}
