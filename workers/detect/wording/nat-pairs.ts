/** `nat-pairs` in English. */
import type { Metric } from '../../model/finding'
import type { NatFacts } from '../facts/nat-pairs'
import { count, formatList } from '../format'
import { measured, type Said, sentences } from '../said'

export function sayNatPairs(facts: NatFacts, minPairs: number): Said {
  const { connections, services, beforePlace, afterPlace, segments } = facts
  const [main] = services
  const translatesSource = services.some(
    ({ source, translatedSource }) => source !== translatedSource,
  )
  return {
    claim: `${count(connections, 'TCP connection is', 'TCP connections are')} seen before and behind address translation${main ? `: ${main.from} becomes ${main.to}` : ''}`,
    happened: sentences(
      `${beforePlace === afterPlace ? `${beforePlace} shows` : `${beforePlace} and ${afterPlace} show`} the same ${count(connections, 'connection')} under different addresses: ${formatList(services.map(({ from, to, connections: number }) => `${from} → ${to} (${count(number, 'connection')})`))}.`,
      translatesSource &&
        `The client's address is translated as well: ${formatList([...new Set(services.map(({ source, translatedSource }) => `${source === '' ? 'several clients' : source} → ${translatedSource}`))])}.`,
      `${count(segments, 'segment was', 'segments were')} recognised on both sides by sequence numbers, identification and timestamps. Each connection is followed as one: what is on one side and not on the other is told as loss, the rest is counted once.`,
    ),
    rule: `At least ${count(minPairs, 'connection')} with different addresses whose segments agree in sequence and acknowledgement number, flags, length, IP identification and timestamp; three segments, or the SYN.`,
    confidenceReasons: [
      'Sequence numbers of 32 bits agree in both directions, segment by segment.',
    ],
    counterEvidence: [],
    alternatives: [],
    disprovedBy: ['Two hosts that use the same sequence numbers and timestamps by chance.'],
    nextSteps: [
      {
        say: 'See the translations that the machine holds now.',
        command: `conntrack -L -p tcp --orig-port-dst ${portOf(main?.from)}`,
      },
    ],
    confirm: [],
  }
}

const portOf = (endpoint = ''): string => endpoint.slice(endpoint.lastIndexOf(':') + 1)

export function natMetrics({ connections, segments }: NatFacts): Metric[] {
  return [
    measured('tcpPairs', 'connections on both sides', connections, 'connections'),
    measured('segmentsMatched', 'segments on both sides', segments, 'segments'),
  ]
}
