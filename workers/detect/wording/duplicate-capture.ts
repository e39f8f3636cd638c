/** `duplicate-capture` in English. */
import type { Metric } from '../../model/finding'
import type { CaptureRecord } from '../../model/records'
import { ownTapName } from '../../model/tap-name'
import { count, formatDuration, formatShare, interfaceWord, rounded } from '../format'
import { measured, type Said, sentences } from '../said'

type Limits = Readonly<Record<'minCopies' | 'minPercent', number>>

export function sayCopies(record: CaptureRecord, copies: number, limits: Limits): Said {
  const { name, taps, ipFrames } = record
  const { otherTap, sameTap, ttlLower, tunnelDiffers, medianGap } = record.copies
  const physical = taps.find((tap) => /^(eth|en|bond)/.test(tap.name))?.name ?? 'eth0'
  return {
    claim: `${count(copies, 'frame')} of ${name} (${formatShare(copies / ipFrames)} of its IP frames) are copies of packets it already holds`,
    happened: sentences(
      `${name} was taken where the same packet passes more than once: ${count(otherTap, 'copy', 'copies')} at another interface than the original, ${count(sameTap, 'copy', 'copies')} at the same one, ${formatDuration(medianGap)} later in the median.`,
      ttlLower > 0 &&
        `${count(ttlLower, 'copy has', 'copies have')} a lower TTL: they were taken after the packet had been forwarded.`,
      tunnelDiffers > 0 &&
        `${count(tunnelDiffers, 'copy was', 'copies were')} taken on the other side of an encapsulation.`,
      'Nothing was sent twice. Copies are left out of all other findings here; tools that do not know them call them retransmissions, duplicate acknowledgements and out-of-order segments.',
    ),
    rule: `At least ${String(limits.minCopies)} copies and ${String(limits.minPercent)} % of the IP frames. A copy has the same addresses, IP-ID, sequence numbers, timestamps and payload as its original, and follows it sooner than any retransmission could.`,
    confidenceReasons: [
      'A real retransmission would carry a new IP-ID or a newer timestamp, and come later.',
    ],
    counterEvidence: [],
    alternatives: [],
    disprovedBy: ['Copies whose IP-ID differs from that of their original.'],
    nextSteps: [
      {
        say: 'Capture at one interface instead of all.',
        command: `tcpdump -i ${interfaceWord(physical)} -w capture.pcap`,
      },
      sameTap > otherTap
        ? {
            say: 'If the frames come from a mirror (SPAN) port: mirror one direction, or one port of the path.',
            command: '',
          }
        : {
            say: 'When several interfaces are wanted: keep them apart, so that each packet tells where it was seen.',
            command: `dumpcap ${apartOf(taps)} -w capture.pcapng`,
          },
    ],
    confirm: [],
  }
}

/** The interfaces that the capture names, else two that are usual. */
function apartOf(taps: CaptureRecord['taps']): string {
  const own = new Set(taps.map(({ name }) => ownTapName(name)))
  const names = [...own].filter((name) => name !== 'any' && name === interfaceWord(name))
  return (names.length > 1 ? names.slice(0, 4) : ['eth0', 'eth1'])
    .map((name) => `-i ${name}`)
    .join(' ')
}

export function copyMetrics({ copies, ipFrames }: CaptureRecord, total: number): Metric[] {
  const share = ipFrames === 0 ? 0 : (100 * total) / ipFrames
  return [
    measured('copies', 'copies', total, 'frames'),
    measured('copiesOtherTap', 'at another interface', copies.otherTap, 'frames'),
    measured('copiesSameTap', 'at the same interface', copies.sameTap, 'frames'),
    measured('share', 'share of IP frames', rounded(share), '%'),
    measured('medianGap', 'median distance', rounded(copies.medianGap / 1000), 'µs'),
  ]
}
