/** `mtu-black-hole` from behind the loss, in English: other causes, and where to capture. */
import type { Alternative, Step } from '../../model/finding'
import type { BlackHoleFacts } from '../facts/mtu-black-hole'
import type { MissingFacts } from '../facts/missing-segments'
import { sentences } from '../said'
import { tunnelAlternative } from './mtu-black-hole-steps'

export function alternativesBehind(
  { way }: BlackHoleFacts,
  { told, connections, unfilled }: MissingFacts,
): Alternative[] {
  return [
    {
      cause: 'An outage, or random loss',
      for: [],
      against: sentences(
        unfilled > 0 && 'Smaller packets arrived afterwards.',
        'No packet of the lost size ever arrived in this direction.',
      ),
    },
    {
      cause: 'The capture lost the packets, not the path',
      for: sentences(told === 0 && 'No acknowledgement by the receiver follows the holes.'),
      against: sentences(
        told > 0 && 'The receiver misses them as well.',
        'No acknowledgement covers what is missing.',
      ),
    },
    {
      cause: 'A filter drops these segments for what they hold, not for their size',
      for: ['What was in them cannot be known here.'],
      against: sentences(
        connections > 1 && 'Several connections miss full segments, and only these.',
      ),
    },
    {
      cause: 'The sender stopped before it sent them again',
      for: [],
      against: sentences(
        unfilled > 0 && 'Its address goes on to send smaller packets.',
        unfilled === 0 && 'It sent them again in smaller segments.',
      ),
    },
    ...tunnelAlternative(way.tunnel),
  ]
}

/** The sender's side tells in a minute what is only concluded here. */
export function captureSteps({ holes: [worst] }: MissingFacts): Step[] {
  if (!worst) return []
  const { record, from } = worst
  const [sender, receiver] =
    from === 'orig' ? [record.orig, record.resp] : [record.resp, record.orig]
  const icmp = sender.address.includes(':') ? 'icmp6' : 'icmp'
  return [
    {
      say: `Capture where ${sender.address} lives as well: if this is right, the full segments show there again and again, and no ICMP error comes.`,
      command: `tcpdump -ni any -w sender.pcap 'host ${sender.address} and (host ${receiver.address} or ${icmp})'`,
    },
  ]
}
