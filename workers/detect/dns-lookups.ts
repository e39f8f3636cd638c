/**
 * What clients wanted to know at one tap: questions put together to look-ups. A resolver that gets
 * no answer asks again, with the same identification or another, from the same port or another,
 * the same server or the next.
 */
import type { DnsRecord, DnsSight } from '../model/app-records'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { DnsIds } from './dns-ids'
import { isOwnData } from './dns-names'

/** The same question so soon is the same packet behind a NAT, or goes to several servers at once. */
const AT_ONCE = 20 * NANOS_PER_MS

/** Nobody gives up on an answer sooner; what follows sooner was asked in parallel. */
const SOONEST_RETRY = 200 * NANOS_PER_MS

/** A question later than this is not the retry of one that was lost: time-outs are 5 s, doubled. */
const LATEST_RETRY = 15 * NANOS_PER_SECOND

const A = 1
const AAAA = 28

/** One question at one tap. */
export interface Asked {
  record: DnsRecord
  sight: DnsSight
  server: string
  /** The same at every tap, see `DnsIds`. */
  identity: number
  /** Of the name and type, and of client and server, see `DnsIds`. */
  question: number
  pair: number
  /** Without asking another server. */
  ownData: boolean
  /** From the last time it was asked to the answer; −1: not answered here. */
  latency: Nanos
  lookup: Lookup
  /** The question for the other family that was sent from the same port at the same time. */
  sibling: Asked | null
}

export interface Lookup {
  client: string
  asked: Asked[]
  /** When the client asked first and last. */
  first: Nanos
  last: Nanos
  /** First question to first answer; −1: none. */
  waited: Nanos
  /** It was asked again. */
  retried: boolean
  /** It was asked again because nothing had come. */
  timedOut: boolean
  /** Another tap of the capture saw the answer. */
  answeredElsewhere: boolean
}

export class DnsLookups {
  readonly asked: Asked[] = []
  readonly lookups: Lookup[] = []
  /** Messages with questions, copies and NAT left out. */
  queries = 0
  answers = 0
  /** Client and server of every answer: what went between these two is in the capture. */
  private readonly heard = new Set<number>()
  private readonly byIdentity = { udp: new Map<number, Asked>(), tcp: new Map<number, Asked>() }
  private readonly byQuestion = new Map<number, Lookup>()
  private readonly byPort = new Map<number, Asked>()
  private readonly ids: DnsIds

  constructor(ids: DnsIds) {
    this.ids = ids
  }

  /** A look-up as one tap saw it; those of a capture come in order of time. */
  add(record: DnsRecord, sight: DnsSight, identity = this.ids.identity(record)): void {
    if (sight.asked === 0) return
    const { ids } = this
    const byIdentity = this.byIdentity[record.transport]
    const twin = byIdentity.get(identity)
    if (twin && twin.record !== record && Math.abs(sight.time - twin.sight.time) <= AT_ONCE) {
      if (answerTime(sight) >= 0) noteAnswer(twin.lookup, sight)
      return
    }
    const question = ids.question(record.query, record.type)
    const pair = ids.pair(record)
    const lookup = this.lookupOf(record, sight, question)
    const latency = sight.latency < 0 ? -1 : sight.time + sight.latency - sight.lastAsked
    const { dst: server } = record
    const sibling = this.siblingOf(record, sight, pair)
    const ownData = isOwnData(record)
    const known = { record, sight, server, identity, question, pair }
    const complete: Asked = { ...known, ownData, latency, lookup, sibling }
    if (complete.sibling) complete.sibling.sibling = complete
    byIdentity.set(identity, complete)
    if (record.type === A || record.type === AAAA) {
      this.byPort.set(ids.ofSocket(pair, record.srcPort, question), complete)
    }
    this.asked.push(complete)
    lookup.asked.push(complete)
    this.queries += sight.asked
    if (latency < 0) return
    this.answers++
    this.heard.add(pair)
  }

  /**
   * Would an answer be in the capture? Another answer of the server to the client shows it, or the
   * very same question asked again: who got an answer somewhere else does not do that.
   */
  wouldShow({ asked }: Lookup): boolean {
    return asked.some(({ sight, pair }) => sight.asked > 1 || this.heard.has(pair))
  }

  private lookupOf(record: DnsRecord, sight: DnsSight, question: number): Lookup {
    const key = this.ids.ofClient(record.src, question)
    const open = this.byQuestion.get(key)
    const joins = open !== undefined && belongsTo(open, record, sight)
    const lookup = joins ? open : newLookup(record, sight)
    if (joins) {
      const waiting = !answeredBefore(open, sight.time)
      const again = sight.time - open.first >= SOONEST_RETRY
      open.retried ||= again
      open.timedOut ||= again && waiting
    } else {
      this.byQuestion.set(key, lookup)
      this.lookups.push(lookup)
    }
    lookup.last = Math.max(lookup.last, sight.lastAsked)
    if (sight.asked > 1) lookup.retried = lookup.timedOut = true
    noteAnswer(lookup, sight)
    if (sight.rcode < 0 && isAnsweredAnywhere(record)) {
      lookup.answeredElsewhere = true
    }
    return lookup
  }

  /** The same name was asked for at once, from the same port, for the other family. */
  private siblingOf(record: DnsRecord, sight: DnsSight, pair: number): Asked | null {
    if (record.type !== A && record.type !== AAAA) return null
    const question = this.ids.question(record.query, record.type === A ? AAAA : A)
    const other = this.byPort.get(this.ids.ofSocket(pair, record.srcPort, question))
    if (other === undefined || other.sibling !== null) return null
    const parallel =
      Math.abs(sight.time - other.sight.time) <= AT_ONCE &&
      (other.sight.latency < 0 || answerTime(other.sight) > sight.time)
    return parallel ? other : null
  }
}

const isAnsweredAnywhere = ({ rcode, elsewhere }: DnsRecord): boolean =>
  rcode >= 0 || elsewhere.some((sight) => sight.rcode >= 0)

const answerTime = ({ time, latency }: DnsSight): Nanos => (latency < 0 ? -1 : time + latency)

const answeredBefore = ({ first, waited }: Lookup, time: Nanos): boolean =>
  waited >= 0 && first + waited <= time

/** Is the question asked because the look-up has no answer, or with the identification of it? */
function belongsTo(lookup: Lookup, record: DnsRecord, sight: DnsSight): boolean {
  const since = sight.time - lookup.last
  if (since < -AT_ONCE || since > LATEST_RETRY) return false
  if (!answeredBefore(lookup, sight.time)) return true
  // glibc asks for both families again when one of two answers is missing.
  return lookup.asked.some(
    (before) => before.record.id === record.id && before.record.stream === record.stream,
  )
}

function newLookup({ src }: DnsRecord, { time, lastAsked }: DnsSight): Lookup {
  return {
    client: src,
    asked: [],
    first: time,
    last: lastAsked,
    waited: -1,
    retried: false,
    timedOut: false,
    answeredElsewhere: false,
  }
}

function noteAnswer(lookup: Lookup, sight: DnsSight): void {
  const time = answerTime(sight)
  if (time < 0) return
  const waited = time - lookup.first
  if (lookup.waited < 0 || waited < lookup.waited) lookup.waited = waited
}
