/** HTTP transactions, names asked for, and logins in clear. */
import { MAX_OBJECT_TEXTS } from '../limits/workspace-limits'
import {
  httpOutcome,
  type Applications,
  type DnsRecord,
  type HttpRecord,
} from '../model/app-records'
import type { Credential, DnsName, HttpObject, Listed } from '../model/objects'
import { quantile } from './latency'
import { targetUri } from './waits'

/** `applications`: per capture. */
export function httpObjects(applications: readonly Applications[]): Listed<HttpObject> {
  const rows = applications.flatMap((of, capture) => {
    const secured = new Map<number, boolean>()
    for (const { stream, transportedBy, decrypted } of of.tls) {
      if (transportedBy === 'tls') secured.set(stream, decrypted || secured.get(stream) === true)
    }
    return of.http.map((record): HttpObject => ({
      capture,
      frame: record.frame,
      time: record.time,
      src: record.src,
      srcPort: record.srcPort,
      dst: record.dst,
      dstPort: record.dstPort,
      version: record.version,
      method: record.method,
      url: targetUri(record.host, record.target),
      ...httpOutcome(record),
      plain: record.transport === 'tcp' && isFirst(record.version) && !secured.has(record.stream),
      reading: readingOf(record, secured.get(record.stream)),
    }))
  })
  return { rows, ...amounts(applications, 'http') }
}

/** Of version 1 the octets of a body stand behind its head. */
const isFirst = (version: string) => version === '' || /^(HTTP\/1|ICY)/.test(version)

/** `opened`: TLS around it was decrypted; undefined: there is none. */
function readingOf(
  { transport, version }: HttpRecord,
  opened: boolean | undefined,
): HttpObject['reading'] {
  if (transport !== 'tcp' || !(isFirst(version) || version.startsWith('HTTP/2'))) return 'none'
  return opened === undefined ? 'clear' : opened ? 'opened' : 'none'
}

export function dnsNames(applications: readonly Applications[]): Listed<DnsName> {
  const found = new Map<string, NameTally>()
  for (const [capture, { dns }] of applications.entries()) {
    for (const record of dns) {
      const key = `${record.type} ${record.query.toLowerCase()}`
      const tally = found.get(key)
      if (tally === undefined) found.set(key, newTally(record, capture))
      else takeQuestion(tally, record)
    }
  }
  const rows = [...found.values()].map(nameOf)
  rows.sort((a, b) => b.asked - a.asked || (a.name < b.name ? -1 : 1))
  return { rows, ...amounts(applications, 'dns') }
}

interface NameTally {
  row: DnsName
  clients: Set<string>
  answers: Set<string>
  latencies: number[]
}

function newTally(record: DnsRecord, capture: number): NameTally {
  const first = { capture, frame: record.frame }
  const counts = { clients: 0, asked: 0, failed: 0, unanswered: 0, median: -1, max: -1 }
  const row = { name: record.query, type: record.type, answers: [], ...counts, first }
  const tally = { row, clients: new Set<string>(), answers: new Set<string>(), latencies: [] }
  takeQuestion(tally, record)
  return tally
}

function takeQuestion({ row, clients, answers, latencies }: NameTally, record: DnsRecord): void {
  row.asked += Math.max(1, record.asked)
  if (record.rcode > 0) row.failed++
  if (record.rcode < 0) row.unanswered++
  if (record.latency >= 0) latencies.push(record.latency)
  clients.add(record.src)
  for (const answer of record.answers) if (answers.size < MAX_OBJECT_TEXTS) answers.add(answer)
}

function nameOf({ row, clients, answers, latencies }: NameTally): DnsName {
  const sorted = Float64Array.from(latencies).sort()
  const [median, max] = [quantile(sorted, 0.5), sorted.at(-1) ?? -1]
  return { ...row, clients: clients.size, answers: [...answers], median, max }
}

/** What stands where a secret was. */
const MASKED = /\*{8}/

/** Records of sessions that say who logged in, or that a community was sent. */
export function credentials(applications: readonly Applications[]): Listed<Credential> {
  const rows = applications.flatMap(({ session }, capture) =>
    session
      .filter(({ what, text }) => what === 'login' || MASKED.test(text))
      .map(({ frame, time, protocol, src, srcPort, dst, dstPort, text }) => ({
        ...{ capture, frame, time, protocol, src, srcPort, dst, dstPort, text },
        masked: MASKED.test(text),
      })),
  )
  return { rows, ...amounts(applications, 'session') }
}

export function amounts(
  applications: readonly Applications[],
  kind: 'dns' | 'http' | 'tls' | 'session',
): { listed: number; total: number } {
  const sum = (of: (each: Applications) => number) =>
    applications.reduce((total, each) => total + of(each), 0)
  return { listed: sum((each) => each[kind].length), total: sum((each) => each.totals[kind]) }
}
