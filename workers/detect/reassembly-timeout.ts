/**
 * A receiver that reports, by ICMP, that it could not put datagrams together (RFC 792 type 11 code 1,
 * RFC 4443 §3.3). It reports only those whose head it has (RFC 1122 §3.3.2), and quotes that head: its
 * length is the path MTU. Where the fragments are seen and their order is wrong, `fragment-order`
 * tells more and this one is silent; a capture at the sender holds no fragments at all when a router
 * further on makes them.
 */
import { MAX_PATHS, MAX_SAMPLES } from '../limits/limits'
import type {
  EchoPathRecord,
  FragmentPathRecord,
  HostPairRecord,
  IcmpErrorRecord,
} from '../model/records'
import { BoundedMap } from './bounded-map'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { ReassemblyFacts } from './facts/reassembly-timeout'
import { count, formatList } from './format'
import { greatest, sum } from './grouping'
import { hostsKey, pairKey, Places } from './way'
import { reassemblyMetrics, sayReassembly } from './wording/reassembly-timeout'

const params = {
  minTimeouts: { value: 3, meaning: 'reports about datagrams from one host to another' },
} as const

interface Told {
  src: string
  dst: string
  timeouts: number
  errors: IcmpErrorRecord[]
}

export default defineDetector({
  id: 'reassembly-timeout',
  version: 1,
  title: 'Datagrams that were never put together',
  looksAt: 'ICMP errors "fragment reassembly time exceeded", and the heads that they quote.',
  params,

  start({ minTimeouts }, report) {
    const places = new Places()
    const told = new BoundedMap<string, Told>(MAX_PATHS)
    const paths = new BoundedMap<string, FragmentPathRecord[]>(MAX_PATHS)
    const pairs = new BoundedMap<string, HostPairRecord[]>(MAX_PATHS)
    const echoes = new BoundedMap<string, EchoPathRecord[]>(MAX_PATHS)
    let errors = 0
    return {
      capture: (record) => places.add(record),
      fragmentPath(record) {
        paths.upsert(hostsKey(record.src, record.dst), () => [])?.push(record)
      },
      icmpError(record) {
        const { quoted, copyOf } = record
        if (!isTimeout(record) || quoted === null || copyOf !== 0) return
        errors++
        const { src, dst } = quoted
        const fresh = () => ({ src, dst, timeouts: 0, errors: [] })
        const known = told.upsert(hostsKey(src, dst), fresh)
        if (known === null) return
        known.timeouts++
        if (known.errors.length < MAX_SAMPLES) known.errors.push(record)
      },
      hostPair(record) {
        pairs.upsert(pairKey(record.a, record.b), () => [])?.push(record)
      },
      echoPath(record) {
        const { src, dst, tunnel } = record
        const key = hostsKey(tunnel?.src ?? src, tunnel?.dst ?? dst)
        echoes.upsert(key, () => [])?.push(record)
      },
      end() {
        for (const [hosts, each] of told.entries()) {
          const fragmented = paths.get(hosts) ?? []
          const isTold = fragmented.some(({ tailFirst }) => tailFirst > 0)
          if (each.timeouts < minTimeouts || isTold) continue
          const seen = {
            fragmented,
            pairs: pairs.get(pairKey(each.src, each.dst)) ?? [],
            echoes: echoes.get(hosts) ?? [],
          }
          report(reportOf(factsOf(each, seen, places), minTimeouts))
        }
      },
      uncounted: () => told.turnedAway + paths.turnedAway + pairs.turnedAway + echoes.turnedAway,
      silence: () =>
        errors === 0
          ? 'No ICMP error says that a datagram could not be put together.'
          : `${count(errors, 'ICMP error')} about datagrams that could not be put together: too few of one way, or told with the order of their fragments.`,
    }
  },
})

/** ICMP 11/1, ICMPv6 3/1. */
const isTimeout = ({ ipVersion, type, code }: IcmpErrorRecord): boolean =>
  type === (ipVersion === 4 ? 11 : 3) && code === 1

function factsOf(
  { src, dst, timeouts, errors }: Told,
  seen: { fragmented: FragmentPathRecord[]; pairs: HostPairRecord[]; echoes: EchoPathRecord[] },
  places: Places,
): ReassemblyFacts {
  const [first] = errors as [IcmpErrorRecord]
  const heads = errors.flatMap(({ quoted }) => (quoted ? [quoted] : []))
  const ports = new Set(heads.map(({ proto, dstPort }) => (proto === 17 ? dstPort : 0)))
  const [port = 0] = ports.size === 1 ? ports : []
  const pair = seen.pairs.find(({ tunnel }) => tunnel !== null && tunnel.udpPort === port)
  const tunnel = pair?.tunnel ?? seen.fragmented.find(({ carries }) => carries)?.carries ?? null
  const unanswered = seen.echoes.filter(({ sizes }) => lacking(sizes) > 0)
  const smallest = seen.echoes.flatMap(({ sizes }) => sizes.slice(0, 1))
  return {
    ...{ src, dst, timeouts, errors },
    ipVersion: first.ipVersion,
    head: greatest([0, ...heads.map(({ ipLength }) => ipLength)]),
    port,
    tunnel: tunnel && { ...tunnel, src, dst },
    fragments: sum(seen.fragmented.map(({ datagrams }) => datagrams)),
    largestWhole: greatest([
      0,
      ...seen.pairs.map(({ a, largestAb, largestBa }) => (a === src ? largestAb : largestBa)),
    ]),
    smallest: {
      asked: sum(smallest.map(({ requests }) => requests)),
      answered: sum(smallest.map(({ answered }) => answered)),
    },
    carried: [...new Set(unanswered.flatMap((echo) => [echo.src, echo.dst]))],
    place: places.name(first.capture, first.tap),
  }
}

const lacking = (sizes: EchoPathRecord['sizes']): number =>
  sum(sizes.map(({ requests, answered }) => requests - answered))

function reportOf(facts: ReassemblyFacts, minTimeouts: number): Report {
  const { src, dst, errors, timeouts, tunnel, carried } = facts
  const evidence = new EvidenceList()
  for (const { capture, frame, time } of errors) {
    evidence.add(capture, frame, time, 'reassembly time exceeded')
  }
  evidence.countAtLeast(timeouts)
  const [first] = errors as [IcmpErrorRecord]
  const icmp = facts.ipVersion === 6 ? 'icmpv6.type == 3 && icmpv6.code == 1' : ICMP_FILTER
  return {
    ...sayReassembly(facts, minTimeouts),
    key: hostsKey(src, dst),
    severity: 'warning',
    confidence: 'certain',
    metrics: reassemblyMetrics(facts),
    entities: {
      from: src,
      to: dst,
      ...(tunnel && { tunnel: `${tunnel.kind}:${String(tunnel.udpPort)}` }),
      ...(carried.length > 0 && { carried: formatList([...carried], 20) }),
    },
    capture: first.capture,
    time: first.time,
    until: evidence.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${icmp} && ${facts.ipVersion === 6 ? 'ipv6' : 'ip'}.src == ${dst}`,
    figures: [],
  }
}

const ICMP_FILTER = 'icmp.type == 11 && icmp.code == 1'
