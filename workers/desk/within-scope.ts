/** What of a case lies in a part of its time: records of applications, and connections. */
import { CHUNK_ROWS } from '../model/frame-columns'
import type { Applications, AppRecords } from '../model/app-records'
import type { ConnRecord } from '../model/records'
import { rangeWithin, type TimeRange, type TimeScope } from '../model/time-scope'
import type { CaseStore } from '../store/case-store'

/** Per capture. Of records that are not listed nobody knows whether they lie in it: they stay counted. */
export function applicationsWithin(
  all: readonly Applications[],
  scope: TimeScope | undefined,
): readonly Applications[] {
  return all.map((of, capture) => {
    const range = rangeWithin(scope, capture)
    return range === undefined ? of : recordsWithin(of, range)
  })
}

function recordsWithin(all: Applications, { from, to }: TimeRange): Applications {
  const totals = { ...all.totals }
  const take = <Kind extends keyof AppRecords>(
    kind: Kind,
    records: readonly AppRecords[Kind][],
  ): AppRecords[Kind][] => {
    const own = records.filter(({ time }) => time >= from && time <= to)
    totals[kind] -= records.length - own.length
    return own
  }
  const [dns, http] = [take('dns', all.dns), take('http', all.http)]
  const [tls, session] = [take('tls', all.tls), take('session', all.session)]
  return { ...all, dns, http, tls, session, totals }
}

/**
 * Numbers of the connections that have packets in it, ascending, per capture. `rows`: frames of each
 * capture that have an index. null: it is gone.
 */
export async function flowsWithin(
  store: CaseStore,
  id: string,
  rows: readonly number[],
  scope: TimeScope,
): Promise<Uint32Array<ArrayBuffer>[] | null> {
  const found: Uint32Array<ArrayBuffer>[] = []
  for (const [capture, length] of rows.entries()) {
    const range = rangeWithin(scope, capture) ?? { from: -Infinity, to: Infinity }
    const seen = new Set<number>()
    for (let chunk = 0; chunk * CHUNK_ROWS < length; chunk++) {
      const columns = await store.chunk(id, capture, chunk, ['time', 'flow'])
      if (columns === null) return null
      const { time, flow } = columns
      for (let row = 0; row < columns.length; row++) {
        const at = time[row] as number
        const number = flow[row] as number
        if (number !== 0 && at >= range.from && at <= range.to) seen.add(number)
      }
    }
    found.push(Uint32Array.from(seen).sort())
  }
  return found
}

/** Those connections among `flows`, which are listed capture by capture in the order of their numbers. */
export function connsAmong(
  flows: readonly ConnRecord[],
  wanted: readonly Uint32Array[],
): ConnRecord[] {
  const numbers = wanted.map((of) => new Set(of))
  let capture = -1
  let first = 0
  return flows.filter((conn, index) => {
    if (conn.capture !== capture) {
      capture = conn.capture
      first = index
    }
    return numbers[capture]?.has(index - first + 1) ?? false
  })
}
