/** `checksum-errors` in English, with its figure. */
import { formatEndpoint } from '../../model/address'
import type { Figure } from '../../model/figure'
import type { Alternative, Metric, Step } from '../../model/finding'
import type { DamagedSide, DamageFacts } from '../facts/checksum-errors'
import { count, formatList, formatNumber, formatShare, octets, rounded } from '../format'
import { greatest, least } from '../grouping'
import { measured, type Said, sentences } from '../said'
import { formatTunnel } from '../way'

export type DamageLimitsSaid = Readonly<
  Record<'minRepeated' | 'minRightPercent' | 'minRepeatedPercent', number>
>

const BARS = 12

export function sayDamage(facts: DamageFacts, limits: DamageLimitsSaid): Said {
  const { wrong, repeated, senders, receivers, place } = facts
  return {
    claim: `${formatList(senders, 3)} → ${formatList(receivers, 3)}: ${count(wrong, 'segment')} with a wrong checksum, ${String(repeated)} of them had to be sent again`,
    happened: happenedOf(facts),
    rule: `A warning from ${count(limits.minRepeated, 'segment')} on with a wrong checksum that were sent again, where at least ${String(limits.minRightPercent)} % of the checksums of the same sender are right and at least ${String(limits.minRepeatedPercent)} % of the wrong ones were not acknowledged as sent. Checksums that hold the sum of the pseudo-header, or nothing, are left to a network card and do not count. All packets up to 256 octets were looked at and every fourth larger one, as far as the capture holds them whole.`,
    confidenceReasons: sentences(
      `The same ${senders.length === 1 ? 'sender' : 'senders'} sent ${count(facts.right, 'segment')} with a right checksum at ${place}: it is not left to a network card there.`,
      `${count(repeated, 'damaged segment was', 'damaged segments were')} sent again: the receiver did discard them.`,
    ),
    counterEvidence: sentences(
      facts.delivered > 0 &&
        `${count(facts.delivered, 'segment')} with a wrong checksum ${facts.delivered === 1 ? 'was' : 'were'} acknowledged before being sent again.`,
    ),
    alternatives: causesOf(facts),
    disprovedBy: [
      'A capture at the receiver that shows the same frames with a right checksum: then only this capture is damaged.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function happenedOf(facts: DamageFacts): string[] {
  const { sides, place, wrong, checked, right, repeated, cleanAt } = facts
  const tunnel = sides.find((side) => side.tunnel !== null)?.tunnel
  const sizes = sides.flatMap(({ samples }) => samples.map(({ ipLength }) => ipLength))
  return sentences(
    `In ${place}, ${count(checked, 'checksum')} of ${formatList(facts.senders)} could be checked: ${count(right, 'is', 'are')} right, ${count(wrong, 'is', 'are')} wrong (${formatShare(checked > 0 ? wrong / checked : 0)})${tunnel ? `, carried in ${formatTunnel(tunnel)}` : ''}. Large packets were sampled, so there may be more.`,
    `A receiver discards a damaged segment without a word. ${count(repeated, 'segment was', 'segments were')} sent again before anything acknowledged them${sizes.length > 0 ? `; the damaged packets have ${sizesOf(sizes)}` : ''}.`,
    cleanAt !== '' &&
      `${cleanAt} shows the same connections with right checksums alone: the damage happens between there and ${place}.`,
    cleanAt === '' &&
      `The octets were damaged before they came to ${place}: by the sender's memory or network card, or by a device, a cable or a translation in between.`,
  )
}

function sizesOf(sizes: readonly number[]): string {
  const [small, large] = [least(sizes), greatest(sizes)]
  return small === large ? octets(small) : `${formatNumber(small)} to ${octets(large)}`
}

function causesOf({ sides, cleanAt, senders, receivers }: DamageFacts): Alternative[] {
  const tunnelled = sides.some(({ tunnel }) => tunnel !== null)
  const causes: Alternative[] = [
    {
      cause: 'A switch, cable, network card or memory on the way changes octets',
      for: sentences(
        senders.length > 1 && `${count(senders.length, 'sender')} are concerned, not one.`,
        'The checksum of Ethernet is made anew by every device, so that damage inside of a device stays unseen until TCP looks.',
      ),
      against: [],
    },
    {
      cause:
        'A device rewrites packets (translation, MSS, proxy, tunnel) and does not correct the checksum',
      for: sentences(
        cleanAt !== '' && 'At another place the same connections are right.',
        receivers.length === 1 && sides.length > 1 && 'All go to the same receiver.',
      ),
      against: [],
    },
    {
      cause: 'A network card computes checksums of packets in tunnels wrongly (offload)',
      for: sentences(tunnelled && 'The packets are in a tunnel.'),
      against: sentences(!tunnelled && 'The packets are in no tunnel.'),
    },
  ]
  return causes.sort((a, b) => weight(b) - weight(a))
}

const weight = (cause: Alternative): number => cause.for.length - 2 * cause.against.length

function nextStepsOf({ sides, senders, receivers }: DamageFacts): Step[] {
  const tunnelled = sides.some(({ tunnel }) => tunnel !== null)
  return [
    {
      say: `On ${formatList(receivers, 2)}: do these counters grow while it happens?`,
      command: 'nstat -az TcpInCsumErrors UdpInCsumErrors IpExtInCsumErrors IcmpInCsumErrors',
    },
    {
      say: 'Capture at the sender, at the receiver and between them at the same time, and drop all files here together: the first place with a wrong checksum lies behind the damage.',
      command: "tcpdump -ni any -s 0 -w damage.pcap 'tcp'",
    },
    {
      say: tunnelled
        ? `On the nodes of ${formatList(senders, 2)}: let the kernel compute the checksums of what goes into tunnels, as a test; if the damage ends, the network card or its driver is to blame.`
        : `On ${formatList(senders, 2)}: let the kernel compute checksums, as a test; if the damage ends, the network card or its driver is to blame.`,
      command: tunnelled
        ? 'ethtool -K eth0 tx-checksum-ip-generic off tx-udp_tnl-csum-segmentation off'
        : 'ethtool -K eth0 tx-checksum-ip-generic off',
    },
  ]
}

function confirmOf({ receivers }: DamageFacts): Step[] {
  return [
    {
      say: `On ${formatList(receivers, 2)}: errors that the network card itself has seen.`,
      command: 'ethtool -S eth0 | grep -iE "crc|err|csum"; ip -s -s link show eth0',
    },
    {
      say: 'In this capture: the damaged frames, as tshark sees them.',
      command:
        'tshark -r CAPTURE -o tcp.check_checksum:TRUE -Y "tcp.checksum.status == 0" -T fields -e frame.number -e ip.src -e ip.dst -e tcp.checksum',
    },
  ]
}

export function damageMetrics(facts: DamageFacts): Metric[] {
  const { wrong, checked, repeated, delivered, sides } = facts
  return [
    measured('wrongChecksums', 'segments with a wrong checksum', wrong, 'packets'),
    measured('damagedRepeated', 'of these sent again', repeated, 'packets'),
    measured('damagedAcknowledged', 'of these acknowledged', delivered, 'packets'),
    measured('checksumsChecked', 'checksums looked at', checked, 'packets'),
    measured('wrongPercent', 'of these wrong', rounded((100 * wrong) / Math.max(1, checked)), '%'),
    measured('connections', 'connections', sides.length),
  ]
}

export function drawDamage({ sides }: DamageFacts): Figure[] {
  return [
    {
      kind: 'bars',
      title: 'Wrong checksums by connection, of those looked at',
      unit: 'packets',
      bars: sides.slice(0, BARS).map((side) => ({
        label: labelOf(side),
        value: side.wrong,
        of: side.checked,
        tone: 'bad',
      })),
    },
  ]
}

const labelOf = ({ from, fromPort, to, toPort }: DamagedSide): string =>
  `${formatEndpoint(from, fromPort)} → ${formatEndpoint(to, toPort)}`
