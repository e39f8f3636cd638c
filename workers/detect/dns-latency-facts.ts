/** Puts together what is told of the look-ups at one tap. */
import { MAX_APP_RECORDS } from '../limits/limits'
import type { DnsRecord, DnsSight } from '../model/app-records'
import { LatencyBins, type LatencyBin } from '../model/latency-bins'
import type { Nanos } from '../model/units'
import { burstsOf, periodOf } from './bursts'
import type { DnsIds } from './dns-ids'
import { judge, type JudgeLimits, type Judgement } from './dns-judgement'
import { DnsLookups } from './dns-lookups'
import { isClusterName } from './dns-names'
import type { DnsLatencyFacts, ServerShare, TimedAnswer } from './facts/dns-latency'
import { greatest } from './grouping'
import { median, quantile } from './statistics'

/** What one tap saw. */
export class PlaceOfDns {
  readonly capture: number
  readonly tap: number
  readonly lookups: DnsLookups
  /** Identification and question of everything asked: the same at every tap, whatever NAT does. */
  readonly identities = new Set<number>()
  cluster = false
  private readonly ids: DnsIds

  constructor(capture: number, tap: number, ids: DnsIds) {
    this.capture = capture
    this.tap = tap
    this.ids = ids
    this.lookups = new DnsLookups(ids)
  }

  add(record: DnsRecord, sight: DnsSight): void {
    if (this.identities.size >= MAX_APP_RECORDS) return
    const identity = this.ids.identity(record)
    this.identities.add(identity)
    this.cluster ||= isClusterName(record.query)
    this.lookups.add(record, sight, identity)
  }

  facts(place: string, duration: Nanos, limits: JudgeLimits & { minBurst: number }) {
    const { capture, tap, cluster, lookups } = this
    const judged = judge(lookups, duration, limits)
    const { slow, lost } = judged
    const tunnel = (slow[0] ?? lost[0])?.tunnel ?? null
    const latencies = lookups.asked.flatMap(({ latency }) => (latency < 0 ? [] : [latency]))
    const bad = [...slow.map(({ time }) => time), ...lost.map(({ time }) => time)]
    const bursts = burstsOf(bad, limits.minBurst)
    const facts: DnsLatencyFacts = {
      ...{ capture, tap, place, duration, tunnel, cluster },
      queries: lookups.queries,
      lookups: lookups.lookups.length,
      answers: lookups.answers,
      ...{ slow, slowTotal: slow.length, lost },
      timedOut: lost.filter(({ asked }) => asked > 1).length,
      slowOwn: slow.filter(({ ownData }) => ownData).length,
      ownAnswers: judged.ownAnswers,
      slowSecond: judged.slowSecond,
      slowDomains: judged.slowDomains,
      retried: lookups.lookups.filter(({ retried }) => retried).length,
      unanswered: judged.unanswered,
      pending: judged.pending,
      median: median(latencies),
      p99: quantile(latencies, 0.99),
      slowest: greatest(latencies),
      longest: greatest(lookups.lookups.map(({ waited }) => waited)),
      retryAfter: retryAfter(judged),
      ...pairsOf(lookups),
      servers: serversOf(judged),
      clients: judged.byClient,
      names: judged.byName,
      alwaysSlow: judged.alwaysSlow,
      ...{ bursts, period: periodOf(bursts) },
      bins: binsOf(latencies),
      samples: samplesOf(lookups),
      elsewhere: [],
    }
    return facts
  }
}

/** Median of the times between askings. */
function retryAfter({ lost }: Judgement): Nanos {
  const gaps = lost.flatMap(({ frames }) =>
    frames.slice(1).map(({ time }, index) => time - (frames[index]?.time ?? 0)),
  )
  return median(gaps)
}

function pairsOf({ asked }: DnsLookups) {
  const firsts = asked.filter(({ sibling, sight }) => sibling && sight.frame < sibling.sight.frame)
  const lost = ({ lookup }: (typeof asked)[number]) => lookup.timedOut
  let [oneLost, bothLost] = [0, 0]
  for (const one of firsts) {
    const other = one.sibling
    if (other && lost(one) && lost(other)) bothLost++
    else if (other && (lost(one) || lost(other))) oneLost++
  }
  return { pairs: firsts.length, oneLost, bothLost }
}

function serversOf({ byServer, servers }: Judgement): ServerShare[] {
  return byServer.map((share) => {
    const server = servers.get(share.label)
    const answers = server?.latencies.length ?? 0
    const fastest = answers > 0 ? (server?.fastest ?? 0) : 0
    return { ...share, answers, fastest, median: server?.median ?? 0 }
  })
}

function binsOf(latencies: readonly Nanos[]): LatencyBin[] {
  const bins = new LatencyBins()
  for (const latency of latencies) bins.add(latency)
  return bins.list()
}

function samplesOf({ asked }: DnsLookups): TimedAnswer[] {
  return asked.flatMap(({ latency, sight }) =>
    latency < 0
      ? []
      : [{ time: sight.lastAsked, latency, frame: sight.repeats.at(-1) ?? sight.frame }],
  )
}
