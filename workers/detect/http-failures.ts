/** Answers of HTTP by the server and the host name that was asked for, and what the failed ones have in common. */
import type { HttpRecord } from '../model/app-records'
import { formatEndpoint } from '../model/address'
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import { askedFor } from './asking-protocols'
import { burstsOf, periodOf } from './bursts'
import type { FailedShare, Failure, HttpErrorFacts } from './facts/http-errors'
import { append, sum } from './grouping'
import { median } from './statistics'
import { isFailure, type Upstreams } from './upstreams'

export type OwnFacts = Omit<HttpErrorFacts, 'place' | 'duration' | 'overlay' | 'pod'>

/** A server that fails for more host names than this is told of once. */
const MANY_HOSTS = 3

/** Failures that differ by no more than this share of their median took the same time. */
const ALIKE = 0.03
const FEWEST_ALIKE = 3

const POINTS = 2000
const LONGEST_NAME = 60 // characters

export class HttpAnswers {
  private readonly byServer = new Map<string, HttpRecord[]>()
  answers = 0

  add(record: HttpRecord): void {
    if (record.transport !== 'tcp' || record.status < 200) return
    this.answers++
    append(this.byServer, formatEndpoint(record.dst, record.dstPort), record)
  }

  /** Of each server and host name with failures. */
  facts(capture: number, upstreams: Upstreams, minBurst: number): OwnFacts[] {
    return [...this.byServer].flatMap(([server, records]) => {
      const failing = new Set(records.filter(isFailed).map(({ host }) => host))
      if (failing.size === 0) return []
      const groups =
        failing.size > MANY_HOSTS
          ? [records]
          : [...failing].map((name) => records.filter(({ host }) => host === name))
      return groups.map((group) => factsOf(capture, server, group, upstreams, minBurst))
    })
  }
}

const isFailed = ({ status }: HttpRecord): boolean => isFailure(status)

function factsOf(
  capture: number,
  server: string,
  records: readonly HttpRecord[],
  upstreams: Upstreams,
  minBurst: number,
): OwnFacts {
  const failed = records.filter(isFailed)
  const good = records.filter((record) => !isFailed(record))
  const failures = failed.map(failureOf).sort((a, b) => a.answerTime - b.answerTime)
  const first = failures[0]?.answerTime ?? 0
  const goodBefore = good.filter((record) => answered(record) < first).length
  const bursts = burstsOf(
    failures.map(({ answerTime }) => answerTime),
    minBurst,
  )
  const hosts = new Set(records.map(({ host }) => host))
  const [{ dst, dstPort } = { dst: '', dstPort: 0 }] = records
  return {
    ...{ capture, server, address: dst, port: dstPort, failures },
    host: hosts.size === 1 ? ([...hosts][0] ?? '') : '',
    hosts: hosts.size,
    answers: records.length,
    statuses: statusesOf(failed),
    blamed: statusesOf(good.filter(({ status }) => status >= 400)),
    ...{ goodBefore, goodSince: good.length - goodBefore },
    ...{ bursts, period: periodOf(bursts) },
    targets: sharesOf(records, askedFor),
    clients: sharesOf(records, ({ src }) => src),
    signers: signersOf(failed),
    latency: usual(failed),
    goodLatency: usual(good),
    alike: alikeOf(failures),
    upstreams: upstreams.during(dst, failures),
    ownConns: upstreams.connsOf(dst),
    points: pointsOf(failed, good),
  }
}

const answered = ({ time, latency }: HttpRecord): Nanos => time + Math.max(0, latency)

function failureOf(record: HttpRecord): Failure {
  const { src, srcPort, stream, status } = record
  const { frame, time, responseFrame, latency } = record
  return {
    ...{ client: src, clientPort: srcPort, stream, status, latency },
    target: askedFor(record),
    // Of an answer whose request was not captured, the record has the answer's frame alone.
    frame: latency < 0 ? 0 : frame,
    ...{ time, answerFrame: responseFrame, answerTime: answered(record) },
  }
}

function statusesOf(records: readonly HttpRecord[]): { status: number; count: number }[] {
  return [...tally(records, ({ status }) => status)]
    .map(([status, count]) => ({ status, count }))
    .sort((a, b) => b.count - a.count || a.status - b.status)
}

/** `nginx/1.25.3`; through whom it came, where nobody else signs. */
function signersOf(failed: readonly HttpRecord[]): { name: string; count: number }[] {
  return [...tally(failed, ({ server, via }) => (server || via).slice(0, LONGEST_NAME))]
    .filter(([name]) => name !== '')
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

/** Those that failed at all, most failures first. */
function sharesOf(
  records: readonly HttpRecord[],
  nameOf: (record: HttpRecord) => string,
): FailedShare[] {
  const failed = tally(records.filter(isFailed), nameOf)
  const all = tally(records, nameOf)
  return [...all]
    .map(([name, answers]) => ({ name, answers, failed: failed.get(name) ?? 0 }))
    .sort((a, b) => b.failed - a.failed || b.answers - a.answers || (a.name < b.name ? -1 : 1))
}

function tally<K>(
  records: readonly HttpRecord[],
  keyOf: (record: HttpRecord) => K,
): Map<K, number> {
  const counts = new Map<K, number>()
  for (const record of records) {
    const key = keyOf(record)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function usual(records: readonly HttpRecord[]): Nanos {
  const known = records.map(({ latency }) => latency).filter((latency) => latency >= 0)
  return known.length === 0 ? -1 : median(known)
}

function alikeOf(failures: readonly Failure[]): Nanos {
  const known = failures.map(({ latency }) => latency).filter((latency) => latency >= 0)
  const middle = median(known)
  if (known.length < FEWEST_ALIKE || middle < NANOS_PER_SECOND) return 0
  return known.every((latency) => Math.abs(latency - middle) <= ALIKE * middle) ? middle : 0
}

/** All failures that fit, and an even selection of the other answers. */
function pointsOf(failed: readonly HttpRecord[], good: readonly HttpRecord[]) {
  const bad = failed.slice(0, POINTS / 2)
  const every = Math.max(1, Math.ceil(good.length / (POINTS - bad.length)))
  return [...bad, ...good.filter((_, index) => index % every === 0)]
    .filter(({ latency }) => latency >= 0)
    .map((record) => ({
      ...{ time: record.time, latency: record.latency, frame: record.responseFrame },
      failed: isFailed(record),
    }))
    .sort((a, b) => a.time - b.time || a.frame - b.frame)
}

export const explained = (facts: Pick<OwnFacts, 'upstreams' | 'failures'>): boolean =>
  2 * sum(facts.upstreams.slice(0, 1).map(({ failures }) => failures)) >= facts.failures.length
