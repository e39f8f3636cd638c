/**
 * Packet loss: segments that had to be sent again before they were acknowledged.
 *
 * Not counted: repetitions of what had already arrived, segments that never arrived or only after
 * many attempts (a stall, a dead peer or a size limit, which have detectors of their own), what
 * ICMP called too big, handshakes, and connections of which only one direction was captured.
 *
 * Random loss over many pairs of hosts makes some of them look bad: those that do not stand out
 * from the others are told in one finding.
 */
import { MAX_PATHS } from '../limits/limits'
import type { Severity } from '../model/finding'
import { commonFactor } from './common-factor'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { LossFacts } from './facts/packet-loss'
import type { CommonFactor } from './facts/packet-loss-spread'
import { count, formatPercent, lookedAt, octets } from './format'
import { sum } from './grouping'
import { addLate } from './late-evidence'
import { LossTotals, outliersOf } from './loss-outliers'
import { reportSpread, spreadFacts } from './loss-spread'
import { type LostFacts, lossOf, LossTallies } from './loss-tally'
import { isIpv6 } from './mtu'
import { LossBetweenTaps, reportBetween } from './loss-between-taps'
import { OneWayTaps } from './one-way'
import { PathSigns } from './path-signs'
import { hostsKey, placeNumber, Places } from './way'
import { HostsMap } from './way-map'
import { packetName } from './wording/lost-in-node'
import { drawLoss, lossMetrics, sayLoss } from './wording/packet-loss'

const params = {
  minLost: { value: 5, meaning: 'segments lost from one host to another before it is mentioned' },
  minTogether: {
    value: 10,
    least: 1,
    meaning: 'segments lost in all, before they are mentioned where no pair has lost enough alone',
  },
  warnPercent: { value: 1, meaning: 'percent of the data segments from which loss is a warning' },
  notePercent: { value: 0.1, meaning: 'percent of the data segments from which it is a note' },
  maxChance: {
    value: 0.001,
    meaning: 'chance, of all lossy pairs together, up to which a pair stands out from the others',
  },
  minOthers: { value: 1000, meaning: 'data segments of other pairs to compare a pair with' },
  maxSeparate: { value: 3, meaning: 'lossy pairs that are reported one by one' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'packet-loss',
  version: 9,
  title: 'Packet loss',
  looksAt:
    'TCP segments that had to be sent again before they were acknowledged, per source and destination, and pings without answer.',
  params,

  start(limits, report) {
    const places = new Places()
    const signs = new PathSigns()
    const oneWay = new OneWayTaps()
    const tallies = new LossTallies()
    const echoes = new HostsMap<(LossFacts['echo'] & { at: number })[]>(MAX_PATHS)
    const all = new LossTotals()
    const between = new LossBetweenTaps(places)

    function named(lost: LostFacts): LossFacts {
      const { capture, tap, way } = lost
      const at = placeNumber(capture, tap)
      const pings = (echoes.get(way.from, way.to) ?? []).filter((echo) => echo.at === at)
      return {
        ...lost,
        place: places.name(capture, tap),
        echo: {
          requests: sum(pings.map(({ requests }) => requests)),
          unanswered: sum(pings.map(({ unanswered }) => unanswered)),
        },
        between: between.of(way.from, way.to),
        elsewhere: lost.elsewhere.map((other) => ({
          ...other,
          place: places.name(other.capture, other.tap),
        })),
      }
    }

    /** Totals all pairs and returns those whose loss is beyond the thresholds, and the other lossy ones. */
    function candidates(): { found: LostFacts[]; minor: LostFacts[] } {
      const found: LostFacts[] = []
      const minor: LostFacts[] = []
      for (const seen of tallies.ways.byHosts()) {
        const believed = seen.filter(({ capture, tap }) => !oneWay.isBlind(capture, tap))
        if (believed.length === 0) continue
        const pair = lossOf(believed, signs)
        all.add(pair)
        const enough = pair.lost >= limits.minLost && percentOf(pair) >= limits.notePercent
        if (pair.facts && pair.lost > 0) (enough ? found : minor).push(pair.facts)
      }
      return { found, minor }
    }

    function reportTogether(
      kind: 'spread' | 'outliers',
      pairs: readonly LossFacts[],
      scope: LossTotals,
      factor: CommonFactor | null = null,
    ): void {
      const severity = severityOf(scope, limits)
      if (severity)
        report(reportSpread(spreadFacts(kind, pairs, all, scope, factor), severity, limits))
    }

    /** Reports the pairs that have something in common, and returns the others. */
    function withoutShared(lossy: LossFacts[]): LossFacts[] {
      if (lossy.length <= limits.maxSeparate) return lossy
      const shared = commonFactor(
        lossy,
        () => tallies.ways.values(),
        ({ place }) => place,
      )
      if (!shared) return lossy
      const { factor, sharing } = shared
      reportTogether('outliers', sharing, LossTotals.of(sharing), factor)
      return lossy.filter((pair) => !sharing.includes(pair))
    }

    return {
      capture(record) {
        places.add(record)
      },
      conn(record) {
        oneWay.conn(record)
        tallies.conn(record)
      },
      echoPath(record) {
        oneWay.echoPath(record)
        const { capture, tap, src, dst, requests, replies, unasked, pending } = record
        echoes
          .upsert(src, dst, () => [])
          ?.push({
            at: placeNumber(capture, tap),
            requests,
            unanswered: Math.max(0, requests - (replies - unasked) - pending),
          })
      },
      icmpError: (record) => signs.icmpError(record),
      passage: (record) => between.add(record),

      end() {
        const { found: lostFacts, minor } = candidates()
        const found = lostFacts.map(named)
        // Datagrams that nobody repeats are missed by name where both ends were captured.
        for (const told of between.beyond(found, limits.minLost, limits.notePercent)) {
          const counts = { lost: told.lost, dataSegments: told.passage.sent }
          report(reportBetween(told, severityOf(counts, limits) ?? 'note', limits))
        }
        if (found.length === 0 && all.lost >= limits.minTogether) {
          reportTogether('spread', minor.map(named), all)
        }
        const lossy = withoutShared(found)
        const here = all.without(found.filter((pair) => !lossy.includes(pair)))
        const outliers = outliersOf(lossy, here, limits)
        const alike = lossy.filter((pair) => !outliers.has(pair))
        const rest = here.without(outliers)
        const alone = (facts: LossFacts) =>
          report(reportOf(facts, severityOf(facts, limits) ?? 'note', limits))
        if (outliers.size <= limits.maxSeparate) outliers.forEach(alone)
        else reportTogether('outliers', [...outliers], LossTotals.of(outliers))
        if (alike.length === 0) return
        // A few that hold most of the loss are no sample of many.
        const few = alike.length <= limits.maxSeparate
        if (few && 2 * sum(alike.map(({ lost }) => lost)) >= rest.lost) alike.forEach(alone)
        else reportTogether('spread', alike, rest)
      },

      uncounted: () => tallies.ways.turnedAway,
      silence() {
        const { pairs, lossyPairs, lost, dataSegments } = all
        const what =
          lost === 0
            ? 'none was lost and sent again'
            : `${count(lost, 'loss', 'losses')} (${formatPercent(percentOf(all))}) on ${count(lossyPairs, 'pair')}, too few to matter`
        return lookedAt(
          dataSegments,
          'data segment',
          () => ` between ${count(pairs, 'pair')} of hosts; ${what}.`,
        )
      },
    }
  },
})

const percentOf = ({ lost, dataSegments }: { lost: number; dataSegments: number }): number =>
  dataSegments === 0 ? 0 : (100 * lost) / dataSegments

function severityOf(
  counts: { lost: number; dataSegments: number },
  { warnPercent, notePercent }: Limits,
): Severity | null {
  const percent = percentOf(counts)
  return percent >= warnPercent ? 'warning' : percent >= notePercent ? 'note' : null
}

function reportOf(facts: LossFacts, severity: Severity, limits: Limits): Report {
  const { from, to, tunnel } = facts.way
  const evidence = new EvidenceList()
  for (const { capture: at, segment } of facts.examples) {
    segment.transmissions.forEach(({ frame, time }, index) => {
      const role = index === 0 ? 'sent' : 'sent again'
      evidence.add(at, frame, time, role, octets(segment.length))
    })
    evidence.add(at, segment.ackFrame, segment.ackTime, 'acknowledged')
  }
  addLate(evidence, facts.late, ({ length }) => octets(length))
  for (const packet of facts.between?.passage.lostPackets ?? []) {
    evidence.add(packet.capture, packet.frame, packet.time, 'never arrived', packetName(packet))
  }
  for (const { firstFrame, firstTime, label } of facts.worst) {
    evidence.add(facts.capture, firstFrame, firstTime, 'connection with losses', label)
  }
  evidence.countAtLeast(facts.lost)
  const ip = isIpv6(from) ? 'ipv6' : 'ip'
  const seen = facts.examples.length > 0
  return {
    ...sayLoss(facts, limits),
    key: hostsKey(from, to),
    severity,
    confidence: seen ? 'certain' : 'likely',
    metrics: lossMetrics(facts),
    entities: { from, to, ...(tunnel && { tunnelFrom: tunnel.src, tunnelTo: tunnel.dst }) },
    capture: facts.capture,
    time: facts.first,
    until: facts.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${ip}.src == ${from} && ${ip}.dst == ${to} && tcp.analysis.retransmission`,
    figures: drawLoss(facts),
  }
}
