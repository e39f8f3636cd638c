/**
 * Connections that the capture shows twice, before and behind address translation (RFC 3022): other
 * addresses and ports, the same sequence numbers. No fault, but who does not know it counts each
 * twice and finds half of every one missing.
 */
import { MAX_PATHS, MAX_SAMPLES } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { NatPairRecord, NatSide } from '../model/records'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { NatFacts } from './facts/nat-pairs'
import { append } from './grouping'
import { Places } from './way'
import { natMetrics, sayNatPairs } from './wording/nat-pairs'

export default defineDetector({
  id: 'nat-pairs',
  version: 1,
  title: 'Connections before and behind address translation',
  looksAt: 'TCP connections with other addresses but the same sequence numbers and timestamps.',
  params: {
    minPairs: { value: 1, meaning: 'connections seen on both sides' },
  },

  start({ minPairs }, report) {
    const places = new Places()
    const pairs: NatPairRecord[] = []
    let left = 0
    return {
      capture: (record) => places.add(record),
      natPair(record) {
        if (pairs.length < MAX_PATHS) pairs.push(record)
        else left++
      },
      end() {
        const connections = new Map<string, NatPairRecord[]>()
        for (const pair of pairs) append(connections, sideKey(pair.before), pair)
        if (connections.size < Math.max(1, minPairs)) return
        report(reportOf(factsOf([...connections.values()], places), minPairs))
      },
      uncounted: () => left,
      silence: () => 'No connection was seen under two different pairs of addresses.',
    }
  },
})

const sideKey = ({ src, srcPort, dst, dstPort }: NatSide): string =>
  `${formatEndpoint(src, srcPort)} ${formatEndpoint(dst, dstPort)}`

function factsOf(connections: readonly NatPairRecord[][], places: Places): NatFacts {
  const services = new Map<string, NatFacts['services'][number]>()
  const examples: NatPairRecord[] = []
  for (const seen of connections) {
    const [pair] = seen
    if (pair === undefined) continue
    const { before, after } = pair
    const from = formatEndpoint(before.dst, before.dstPort)
    const to = formatEndpoint(after.dst, after.dstPort)
    const key = `${from} ${to} ${after.src}`
    const fresh = { from, to, source: before.src, translatedSource: after.src, connections: 0 }
    const service = services.get(key) ?? fresh
    service.connections++
    if (service.source !== before.src) service.source = ''
    services.set(key, service)
    if (examples.length < MAX_SAMPLES) examples.push(pair)
  }
  const first = examples[0] as NatPairRecord
  return {
    connections: connections.length,
    segments: connections.reduce((sum, [pair]) => sum + (pair?.matched ?? 0), 0),
    services: [...services.values()].sort((a, b) => b.connections - a.connections),
    examples,
    beforePlace: places.name(first.before.capture, first.before.tap),
    afterPlace: places.name(first.after.capture, first.after.tap),
  }
}

function reportOf(facts: NatFacts, minPairs: number): Report {
  const evidence = new EvidenceList()
  for (const { before, after } of facts.examples) {
    evidence.add(before.capture, before.frame, before.time, 'before', sideKey(before))
    evidence.add(after.capture, after.frame, after.time, 'behind', sideKey(after))
  }
  evidence.countAtLeast(2 * facts.connections)
  const first = facts.examples[0] as NatPairRecord
  const ip = first.before.src.includes(':') ? 'ipv6' : 'ip'
  return {
    ...sayNatPairs(facts, minPairs),
    key: 'nat',
    severity: 'note',
    confidence: 'certain',
    metrics: natMetrics(facts),
    entities: { before: facts.services[0]?.from ?? '', after: facts.services[0]?.to ?? '' },
    capture: first.before.capture,
    time: first.before.time,
    until: Math.max(...facts.examples.map(({ before }) => before.time)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${ip}.addr == ${first.before.dst} || ${ip}.addr == ${first.after.dst}`,
    figures: [],
  }
}
