/**
 * Finds names that a resolver asked for with a domain of its search list appended, in vain, before
 * it asked for the name as it was written (resolv.conf(5), `search` and `ndots`).
 */
import type { DnsRecord } from '../model/app-records'
import type { Tunnel } from '../model/records'
import { NANOS_PER_MS, NANOS_PER_SECOND } from '../model/units'
import { DnsIds } from './dns-ids'
import { identityOf, isLookup } from './dns-names'
import type { SearchedName, Tried } from './facts/dns-search-list'

/** Failures of one client that are remembered, the newest; a search list has six domains or more. */
const REMEMBERED = 64

/** With two time-outs of 5 s each, the next domain is tried this late. */
const WINDOW = 15 * NANOS_PER_SECOND

/** The same question so soon is the same packet behind a NAT, or goes to several servers at once. */
const AT_ONCE = 20 * NANOS_PER_MS

const SERVFAIL = 2
const NXDOMAIN = 3

export interface SearchChain extends SearchedName {
  wasted: Tried[]
  asWritten: Tried[]
  from: number
}

/** A question that failed, and its name in lower case. */
interface Failed {
  record: DnsRecord
  name: string
}

const NONE: readonly Failed[] = []

export class SearchChains {
  queries = 0
  nxdomain = 0
  /** The tunnel of the first question that could only fail; null: none. */
  tunnel: Tunnel | null = null
  /** Identification and question of those that could only fail. */
  readonly identities = new Set<string>()
  readonly lookups: SearchChain[] = []
  /** By client and type: questions that failed, the newest last. */
  private readonly failed = new Map<string, Failed[]>()
  private readonly ids = new DnsIds()
  private readonly asked = { udp: new Map<number, DnsRecord>(), tcp: new Map<number, DnsRecord>() }
  private readonly latest = new Map<string, SearchChain>()

  /** Questions of one capture, in order of time. */
  add(record: DnsRecord): void {
    if (!isLookup(record) || record.asked === 0 || this.isTwin(record)) return
    this.queries += record.asked
    if (record.rcode === NXDOMAIN) this.nxdomain++
    const key = `${record.src} ${String(record.type)}`
    const failed = this.failed.get(key) ?? NONE
    const begin = failed.length === 0 ? '' : `${record.query.toLowerCase()}.`
    const appended = failed
      .filter((before) => isAppended(before, record, begin))
      .map(({ record: before }) => before)
    // Where nothing but time-outs came before, the search list is not what cost the time.
    if (appended.some(({ rcode }) => rcode > 0)) this.chain(record, appended)
    const fails = isFailure(record)
    if (appended.length === 0 && !fails) return
    const left = failed.filter((before) => !appended.includes(before.record))
    if (fails) left.push({ record, name: record.query.toLowerCase() })
    this.failed.set(key, left.slice(-REMEMBERED))
  }

  private isTwin(record: DnsRecord): boolean {
    const identity = this.ids.identity(record)
    const asked = this.asked[record.transport]
    const known = asked.get(identity)
    asked.set(identity, record)
    return (
      known !== undefined &&
      known.stream !== record.stream &&
      Math.abs(record.time - known.time) <= AT_ONCE
    )
  }

  /** Notes a chain; those for A and AAAA at the same time are one look-up. */
  private chain(record: DnsRecord, appended: readonly DnsRecord[]): void {
    const { src: client, dst: server, query: name, time, rcode } = record
    const key = `${client} ${name.toLowerCase()}`
    const from = appended[0]?.time ?? time
    let chain = this.latest.get(key)
    if (!chain || from > (chain.asWritten.at(-1)?.answerTime ?? 0) || isKnown(chain, record)) {
      chain = { client, server, name, exists: false, wasted: [], asWritten: [], cost: 0, from }
      this.latest.set(key, chain)
      this.lookups.push(chain)
    }
    chain.exists ||= rcode === 0
    chain.from = Math.min(chain.from, from)
    chain.wasted.push(...appended.map((before) => tried(before, name)))
    chain.wasted.sort((a, b) => a.time - b.time || a.frame - b.frame)
    chain.asWritten.push(tried(record, name))
    chain.cost = (chain.asWritten[0]?.time ?? time) - chain.from
    this.tunnel ??= appended[0]?.tunnel ?? null
    for (const before of appended) this.identities.add(identityOf(before))
  }
}

const isKnown = (chain: SearchChain, { type }: DnsRecord): boolean =>
  chain.asWritten.some((last) => last.type === type)

const answerTime = ({ time, latency, lastAsked }: DnsRecord): number =>
  latency < 0 ? lastAsked : time + latency

/** Did the client learn from the first question that it must go on? */
const isFailure = ({ rcode }: DnsRecord): boolean =>
  rcode === NXDOMAIN || rcode === SERVFAIL || rcode < 0

/** Is the earlier question for the name of the later one with a domain appended, and had failed? */
function isAppended(before: Failed, { query, time }: DnsRecord, begin: string): boolean {
  const since = time - answerTime(before.record)
  return since >= 0 && since <= WINDOW && query !== '.' && before.name.startsWith(begin)
}

function tried(record: DnsRecord, name: string): Tried {
  return {
    name: record.query,
    domain: record.query.slice(name.length + 1),
    type: record.type,
    frame: record.frame,
    time: record.time,
    answerFrame: record.answerFrame,
    answerTime: answerTime(record),
    asked: record.asked,
  }
}
