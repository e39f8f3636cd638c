/** Which of the look-ups at one tap were slow or lost, by what their server usually needs. */
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { Asked, DnsLookups, Lookup } from './dns-lookups'
import { registeredDomain, typeName } from './dns-names'
import type { LostQuestion, Share, SlowAnswer } from './facts/dns-latency'
import { formatEndpoint } from '../model/address'
import { median } from './statistics'

export interface JudgeLimits {
  slowMs: number
  forwardedMs: number
  lostMs: number
}

/** Answers of a server that come this late, not for want of another's, are as good as lost ones. */
const SECOND = NANOS_PER_SECOND

/** What is slow takes several times what is usual. */
const FACTOR = 2

interface Server {
  label: string
  latencies: Nanos[]
  fastest: Nanos
  median: Nanos
}

export interface Judgement {
  slow: SlowAnswer[]
  lost: LostQuestion[]
  servers: ReadonlyMap<string, Server>
  byServer: Share[]
  byClient: Share[]
  byName: Share[]
  unanswered: number
  pending: number
  ownAnswers: number
  slowSecond: number
  slowDomains: number
  alwaysSlow: number
}

/** `end`: time of the last frame of the capture. */
export function judge(lookups: DnsLookups, end: Nanos, limits: JudgeLimits): Judgement {
  const servers = serversOf(lookups)
  const shares = { server: new Shares(), client: new Shares(), name: new Shares() }
  const slow: SlowAnswer[] = []
  /** Domains of the answers that came a second late. */
  const seconds: string[] = []
  let ownAnswers = 0
  for (const asked of lookups.asked) {
    if (asked.latency < 0) continue
    if (asked.ownData) ownAnswers++
    const usual = usualOf(asked, servers)
    const late = isSlow(asked, usual, limits)
    if (late) {
      slow.push(slowAnswer(asked, usual))
      if (isSecond(asked, usual)) seconds.push(registeredDomain(asked.record.query))
    }
    for (const share of sharesOf(shares, asked)) {
      share.all++
      share.answers++
      if (late) share.slow++
    }
  }
  const lost: LostQuestion[] = []
  let [unanswered, pending] = [0, 0]
  for (const lookup of lookups.lookups) {
    const state = stateOf(lookup, lookups, end, limits)
    if (state === 'pending') pending++
    if (state === 'unanswered') unanswered++
    const timedOut = lookup.timedOut && lookups.wouldShow(lookup)
    const [first] = lookup.asked
    if (!first || !(timedOut || state === 'unanswered')) continue
    lost.push(lostQuestion(lookup))
    for (const share of sharesOf(shares, first)) {
      if (lookup.waited < 0) share.all++
      share.lost++
      if (state === 'unanswered') share.unanswered++
    }
  }
  const byName = shares.name.list()
  return {
    slow: slow.sort((a, b) => b.latency - a.latency || a.time - b.time),
    lost: lost.sort((a, b) => waitOf(b) - waitOf(a) || a.time - b.time),
    servers,
    byServer: shares.server.list(),
    byClient: shares.client.list(),
    byName,
    ...{ unanswered, pending, ownAnswers, slowSecond: seconds.length },
    slowDomains: new Set(seconds).size,
    alwaysSlow: byName.filter(({ slow, lost, all }) => slow > 1 && slow + lost >= all).length,
  }
}

/** What is known of it: from the first question to the answer, or to the last question. */
export const waitOf = ({ waited, asking }: LostQuestion): Nanos => Math.max(waited, asking)

function serversOf({ asked }: DnsLookups): Map<string, Server> {
  const servers = new Map<string, Server>()
  for (const { server, latency } of asked) {
    let known = servers.get(server)
    if (!known) {
      known = { label: server, latencies: [], fastest: Infinity, median: 0 }
      servers.set(server, known)
    }
    if (latency < 0) continue
    known.latencies.push(latency)
    known.fastest = Math.min(known.fastest, latency)
  }
  for (const server of servers.values()) server.median = median(server.latencies)
  return servers
}

/** Own data is always at hand; for all else half of the answers show what is usual. */
function usualOf({ ownData, server }: Asked, servers: ReadonlyMap<string, Server>): Nanos {
  const known = servers.get(server)
  return (ownData ? known?.fastest : known?.median) ?? 0
}

/** On a long path, or with a resolver that always asks others, a fixed bound would mean nothing. */
function isSlow({ ownData, latency }: Asked, usual: Nanos, limits: JudgeLimits): boolean {
  const bound = (ownData ? limits.slowMs : limits.forwardedMs) * NANOS_PER_MS
  return latency - usual >= Math.max(bound, FACTOR * usual)
}

/** A failure comes late when the servers of a domain are dead, whoever asks them. */
function isSecond({ ownData, latency, sight }: Asked, usual: Nanos): boolean {
  return !ownData && latency - usual >= SECOND && (sight.rcode === 0 || sight.rcode === 3)
}

type State = 'answered' | 'pending' | 'unanswered' | 'unknown'

function stateOf(lookup: Lookup, all: DnsLookups, end: Nanos, { lostMs }: JudgeLimits): State {
  if (lookup.waited >= 0) return 'answered'
  if (end - lookup.last < lostMs * NANOS_PER_MS) return 'pending'
  if (!all.wouldShow(lookup)) return 'unknown'
  return lookup.answeredElsewhere && !lookup.retried ? 'unknown' : 'unanswered'
}

function slowAnswer({ record, sight, latency, ownData }: Asked, usual: Nanos): SlowAnswer {
  const { src, srcPort, query: name, type, id } = record
  return {
    ...whoAsked(src, srcPort),
    ...{ server: record.dst, name, type, id, latency, ownData, usual, tunnel: sight.tunnel },
    time: sight.lastAsked,
    frame: sight.repeats.at(-1) ?? sight.frame,
    answerFrame: sight.answerFrame,
    answerTime: sight.lastAsked + latency,
  }
}

function lostQuestion({ asked, first, last, waited, client }: Lookup): LostQuestion {
  const before = asked[0] as Asked
  const { record } = before
  const answer = asked.find(({ sight }) => sight.answerFrame !== 0 && sight.latency >= 0)
  const frames = asked.flatMap(({ sight }) => [
    { frame: sight.frame, time: sight.time },
    ...sight.repeats.map((frame, index) => ({ frame, time: sight.repeatTimes[index] ?? 0 })),
  ])
  return {
    ...{ client, source: formatEndpoint(client, record.srcPort), server: record.dst },
    ...{ name: record.query, type: record.type, id: record.id, time: first, waited, frames },
    asked: asked.reduce((sum, { sight }) => sum + sight.asked, 0),
    asking: last - first,
    tunnel: before.sight.tunnel,
    answerFrame: answer?.sight.answerFrame ?? 0,
    answerTime: answer ? answer.sight.time + answer.sight.latency : 0,
    pair: pairOf(asked),
  }
}

const whoAsked = (client: string, port: number) => ({
  client,
  source: formatEndpoint(client, port),
})

function pairOf(asked: readonly Asked[]): LostQuestion['pair'] {
  const other = asked.find(({ sibling }) => sibling !== null)?.sibling
  if (!other) return 'none'
  return other.lookup.timedOut || other.lookup.waited < 0 ? 'both' : 'one'
}

class Shares {
  private readonly byKey = new Map<string | number, Share>()

  of(key: string | number, label: () => string): Share {
    const known = this.byKey.get(key)
    if (known) return known
    const share = { label: label(), all: 0, answers: 0, slow: 0, lost: 0, unanswered: 0 }
    this.byKey.set(key, share)
    return share
  }

  /** Worst first. */
  list(): Share[] {
    const bad = ({ slow, lost }: Share) => slow + lost
    return [...this.byKey.values()].sort((a, b) => bad(b) - bad(a) || b.all - a.all)
  }
}

function sharesOf(
  shares: { server: Shares; client: Shares; name: Shares },
  { record, server, question }: Asked,
): Share[] {
  return [
    shares.server.of(server, () => server),
    shares.client.of(record.src, () => record.src),
    shares.name.of(question, () => `${record.query.toLowerCase()} ${typeName(record.type)}`),
  ]
}
