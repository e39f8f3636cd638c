/**
 * The answers of one server that were slow although host and network were not, with what they have in common.
 */
import { binEdge, type LatencyBin } from '../model/latency-bins'
import { KEPT_TURN, TURN_CUT, type Turn } from '../model/turns'
import { NANOS_PER_MS, type Nanos } from '../model/units'
import type { AskedConn, AskedServer } from './asked-servers'
import { askedFor, type AskingProtocols } from './asking-protocols'
import { burstsOf, periodOf } from './bursts'
import type { ShareOf, SlowAnswer, SlowServiceFacts } from './facts/slow-service'
import { greatest, least } from './grouping'
import { median } from './statistics'

export interface SlowLimits {
  slowMs: number
  ackMs: number
  minBurst: number
}

/** What is known of one server without its surroundings. */
export type OwnFacts = Omit<
  SlowServiceFacts,
  'place' | 'passedOn' | 'asksOthers' | 'duration' | 'overlay' | 'pod' | 'elsewhere'
>

/** Slow answers that differ by no more than this share of their median took the same time. */
const ALIKE = 0.03
const FEWEST_ALIKE = 3
/** A tap is near the end whose round trip is so many times shorter than the other's. */
const NEARER = 3
/** Who is no farther than this may be on the same machine, ns. */
const NEAR = 100e3
/** Of connections that do not go to and fro, a server of questions has no more than this share. */
const FEW_OTHERS = 0.1

/** null: this is no server of questions, as far as can be told. */
export function slowAnswersOf(
  server: AskedServer,
  protocols: AskingProtocols,
  limits: SlowLimits,
): OwnFacts | null {
  const known = protocols.of(server.server, server.port)
  if (known === null) return null
  const isHttp = known.asking === 'http'
  const inTurn = (conn: AskedConn) =>
    isHttp ? protocols.isHttp(conn.stream) : goesToAndFro(conn, protocols.isTls(conn.stream))
  const asking = server.remarkable.filter(inTurn)
  const others = server.remarkable.length - asking.length
  if (!isHttp && others > FEW_OTHERS * server.conns) return null
  for (const conn of asking) server.count(conn)
  const sorted = new Sorting(server, protocols, limits)
  for (const conn of asking) sorted.conn(conn, isHttp)
  const { slow } = sorted
  slow.sort((a, b) => b.wait - a.wait || a.askedFrame - b.askedFrame)
  const kept = asking.flatMap((conn) => conn.slow.map(waitOf)).sort((a, b) => a - b)
  const answers = server.answers - sorted.waiting
  const quantile = (share: number) => waitWithin(server.bins, kept, share)
  const rtt = server.rtts.length > 0 ? median(server.rtts) : -1
  const clientRtt = server.clientRtts.length > 0 ? median(server.clientRtts) : -1
  const bursts = burstsOf(
    slow.map(({ askedTime }) => askedTime),
    limits.minBurst,
  )
  const p95 = quantile(0.95)
  return {
    ...{ capture: server.capture, tap: server.tap, address: server.address, port: server.port },
    ...{ server: server.server, ...known, answers, conns: server.conns - others },
    ...{ slow, slowTotal: slow.length, p95: p95.wait, p95Exact: p95.exact },
    median: quantile(0.5).wait,
    ...{ rtt, clientRtt, position: positionOf(rtt, clientRtt) },
    fastest: fastestOf(server.bins),
    ackWithin: greatest(slow.map(({ ackTime, askedTime }) => ackTime - askedTime)),
    clients: clientsOf(server, slow),
    targets: isHttp ? targetsOf(protocols, server.server, slow) : [],
    bursts,
    period: periodOf(bursts),
    alike: alikeOf(slow),
    ...{ disturbed: server.disturbed, unclear: sorted.unclear, waiting: sorted.waiting },
    failed: sorted.failed,
    ...{ givenUp: sorted.givenUp.length, givenUpAfter: greatest(sorted.givenUp) },
    ...{ segments: server.segments, troubled: server.troubled },
    bins: binsOf(server.bins),
  }
}

function positionOf(rtt: Nanos, clientRtt: Nanos): SlowServiceFacts['position'] {
  if (rtt < 0 || clientRtt < 0) return 'between'
  if (Math.max(rtt, clientRtt) < NEAR) return 'both'
  if (clientRtt >= NEARER * rtt) return 'server'
  return rtt >= NEARER * clientRtt ? 'client' : 'between'
}

/** Nothing came unasked, no question was left without an answer. */
function goesToAndFro({ unprompted, unanswered, early, answered }: AskedConn, isTls: boolean) {
  // TLS 1.3 may send its tickets before the first answer, which then seems to come unasked.
  return unprompted === 0 && unanswered === 0 && early <= (isTls ? 1 : 0) && answered > 0
}

const waitOf = ({ askedTime, answerTime }: Turn): Nanos => answerTime - askedTime

/** Tells slow answers from such as waited on purpose, and from such as say nothing for certain. */
class Sorting {
  readonly slow: SlowAnswer[] = []
  readonly givenUp: Nanos[] = []
  waiting = 0
  unclear = 0
  failed = 0
  private readonly protocols: AskingProtocols
  private readonly limits: SlowLimits
  /** For connections whose own round trip was not seen. */
  private readonly usual: Nanos

  constructor(server: AskedServer, protocols: AskingProtocols, limits: SlowLimits) {
    this.protocols = protocols
    this.limits = limits
    this.usual = least(server.rtts)
  }

  conn(conn: AskedConn, isHttp: boolean): void {
    const rtt = conn.rtt < Infinity ? conn.rtt : this.usual
    for (const turn of conn.slow) {
      const record = isHttp ? this.protocols.transaction(conn.stream, turn) : undefined
      const wait = waitOf(turn)
      if (isHttp && (record === undefined || this.protocols.isPatient(record))) {
        this.waiting++
      } else if (wait >= rtt + this.limits.slowMs * NANOS_PER_MS) {
        if (!this.wasReceived(turn, rtt)) {
          this.unclear++
          continue
        }
        if (record !== undefined && record.status >= 500) {
          this.failed++
          continue
        }
        const { client, clientPort, stream } = conn
        this.slow.push({
          ...{ ...turn, client, clientPort, stream, wait, rtt },
          target: record === undefined ? '' : askedFor(record),
          host: record?.host ?? '',
          status: record?.status ?? 0,
        })
      }
    }
    this.endOf(conn, rtt, isHttp)
  }

  /** Did the server's host acknowledge the question long before the answer came? */
  private wasReceived({ ackFrame, ackTime, askedTime }: Turn, rtt: Nanos): boolean {
    return ackFrame !== 0 && ackTime - askedTime <= rtt + this.limits.ackMs * NANOS_PER_MS
  }

  /** A question that was still open when the client closed. */
  private endOf({ open, closed, lastTime, stream }: AskedConn, rtt: Nanos, isHttp: boolean): void {
    if (!isHttp || open === null || !closed || !this.wasReceived(open, rtt)) return
    const wait = lastTime - open.askedTime
    const record = this.protocols.transaction(stream, open)
    if (record === undefined || this.protocols.isPatient(record) || record.status !== 0) return
    if (wait >= rtt + this.limits.slowMs * NANOS_PER_MS) this.givenUp.push(wait)
  }
}

/** What a share of the answers did not exceed: exact for those that are kept, else the edge of a bin. */
function waitWithin(
  bins: readonly number[],
  kept: readonly Nanos[],
  share: number,
): { wait: Nanos; exact: boolean } {
  const total = bins.reduce((sum, count) => sum + count, 0)
  const rank = Math.max(1, Math.ceil(share * total))
  const fromEnd = total - rank
  if (fromEnd < kept.length) {
    return { wait: kept[kept.length - 1 - fromEnd] ?? 0, exact: true }
  }
  let counted = 0
  for (const [bin, count] of bins.entries()) {
    counted += count
    if (counted >= rank) return { wait: edgeOf(bin + 1), exact: false }
  }
  return { wait: KEPT_TURN, exact: false }
}

const edgeOf = (bin: number): Nanos => binEdge(TURN_CUT.least + bin, TURN_CUT)

function fastestOf(bins: readonly number[]): Nanos {
  const bin = bins.findIndex((count) => count > 0)
  return bin < 0 ? Infinity : edgeOf(bin + 1)
}

function binsOf(bins: readonly number[]): LatencyBin[] {
  return bins.flatMap((count, bin) =>
    count > 0 ? [{ exponent: TURN_CUT.least + bin, count }] : [],
  )
}

function clientsOf({ clients }: AskedServer, slow: readonly SlowAnswer[]): ShareOf[] {
  const slowOf = tally(slow.map(({ client }) => client))
  return [...clients]
    .map(([name, answers]) => ({ name, answers, slow: slowOf.get(name) ?? 0 }))
    .sort(bySlow)
}

function targetsOf(
  protocols: AskingProtocols,
  server: string,
  slow: readonly SlowAnswer[],
): ShareOf[] {
  const slowOf = tally(slow.map(({ target }) => target))
  const answered = protocols.transactions(server).filter(({ status }) => status !== 0)
  const all = tally(answered.map(askedFor))
  return [...slowOf]
    .map(([name, count]) => ({ name, slow: count, answers: Math.max(count, all.get(name) ?? 0) }))
    .sort(bySlow)
}

const bySlow = (a: ShareOf, b: ShareOf): number =>
  b.slow - a.slow || b.answers - a.answers || (a.name < b.name ? -1 : 1)

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function alikeOf(slow: readonly SlowAnswer[]): Nanos {
  if (slow.length < FEWEST_ALIKE) return 0
  const middle = median(slow.map(({ wait }) => wait))
  return slow.every(({ wait }) => Math.abs(wait - middle) <= ALIKE * middle) ? middle : 0
}
