/** Answers the screens Latency, Objects and Statistics: from the lists of a case, and its captures. */
import type { CensusAnswer, ViewsApi } from '../api/views'
import { noApplications, type Applications } from '../model/app-records'
import type { CaptureFacts } from '../model/capture'
import type { Census } from '../model/census'
import { unpack } from '../model/packed'
import type { ConnRecord } from '../model/records'
import { isWhole, rangeWithin, type TimeScope } from '../model/time-scope'
import { Cancelled } from '../select/capture-access'
import type { CaptureFiles } from './capture-files'
import { carveBody, carveSaid, carveTransfer, findSecret } from './carve'
import { hostRows } from './hosts'
import { credentials, dnsNames, httpObjects } from './http-objects'
import { summaryOf } from './latency'
import { lengthBuckets } from './lengths'
import { captureGone, NO_SUCH_CASE } from './sentences'
import type { OpenedSpeech } from './opened-speech'
import type { Stores } from './stores'
import { tlsObjects } from './tls-objects'
import { transfers } from './transfers'
import type { ViewTools } from './view-tools'
import { echoWaits, waitsOf } from './waits'
import { applicationsWithin, connsAmong, flowsWithin } from './within-scope'

interface Sources {
  stores: Stores
  files: CaptureFiles
  flows: (id: string) => Promise<readonly ConnRecord[]>
  speech: Pick<OpenedSpeech, 'whole'>
}

export function newViews({ stores, files, flows, speech }: Sources, tools: ViewTools): ViewsApi {
  const applications = newApplicationLists(stores)
  const flowTotals = newFlowTotals(stores)
  const taken = newCensuses()
  /** The part of a case that is counted: nobody waits for another one. */
  let wanted: TimeScope | undefined

  /** The capture and its file; a text: why there is none. */
  async function captureAt(id: string, capture: number) {
    const store = await stores.holderOf(id)
    const all = (await store?.facts(id)) ?? []
    const facts = all[capture]
    if (store === null || facts === undefined) return NO_SUCH_CASE
    const file = await files.of(id, all, capture)
    if (file === null) return captureGone(facts.name)
    return { store, id, capture, facts, file, rows: await store.rowsOf(id, capture) }
  }

  async function census(
    id: string,
    capture: number,
    told: (frames: number) => void,
    scope?: TimeScope,
  ): Promise<CensusAnswer> {
    const known = taken.of(id, capture, scope)
    if (known !== null) return { kind: 'census', census: known }
    const place = await captureAt(id, capture)
    if (typeof place === 'string') return { kind: 'absent', message: place }
    const { file, facts } = place
    const range = rangeWithin(scope, capture)
    if (range !== undefined) wanted = scope
    const heard = (frames: number) => {
      if (range !== undefined && !isSame(wanted, scope)) throw new Cancelled()
      told(frames)
    }
    const counted = await tools
      .takeCensus(file, facts.within?.steps, heard, range)
      .catch((error: unknown) => {
        if (error instanceof Cancelled) return null
        throw error
      })
    if (counted === null) return { kind: 'absent', message: captureGone(facts.name) }
    taken.keep(id, capture, scope, counted)
    return { kind: 'census', census: counted }
  }

  const applicationsIn = async (id: string, scope: TimeScope | undefined) =>
    applicationsWithin(await applications(id), scope)

  async function flowsIn(id: string, scope: TimeScope | undefined) {
    const all = await flows(id)
    const store = await stores.holderOf(id)
    if (scope === undefined || isWhole(scope) || store === null) return all
    const rows = await Promise.all(
      ((await store.facts(id)) ?? []).map((_, capture) => store.rowsOf(id, capture)),
    )
    const wanted = await flowsWithin(store, id, rows, scope)
    return wanted === null ? all : connsAmong(all, wanted)
  }

  return {
    async latencies(id, scope) {
      const listed = await applications(id)
      const [conns, flowTotal] = [await flows(id), await flowTotals(id)]
      const waits = waitsOf({ flows: conns, flowTotal, applications: listed }, scope)
      const echoes = echoWaits(taken.all(id), scope)
      return [...waits, echoes].map(summaryOf)
    },
    census,
    async lengths(id, capture, scope) {
      const store = await stores.holderOf(id)
      const facts = (await store?.facts(id))?.[capture]
      if (store === null || facts === undefined) return []
      const rows = await store.rowsOf(id, capture)
      return lengthBuckets(store, id, capture, rows, rangeWithin(scope, capture))
    },
    httpObjects: async (id, scope) => httpObjects(await applicationsIn(id, scope)),
    dnsNames: async (id, scope) => dnsNames(await applicationsIn(id, scope)),
    tlsObjects: async (id, scope) => tlsObjects(await applicationsIn(id, scope)),
    async hosts(id, scope) {
      const facts: CaptureFacts[] = (await (await stores.holderOf(id))?.facts(id)) ?? []
      return hostRows({
        ...{ flows: await flowsIn(id, scope), applications: await applicationsIn(id, scope) },
        ...{ facts, census: taken.all(id, scope) },
      })
    },
    credentials: async (id, scope) => credentials(await applicationsIn(id, scope)),
    async body(id, object, side, open) {
      const place = await captureAt(id, object.capture)
      if (typeof place === 'string') return { kind: 'absent', message: place, again: true }
      if (object.plain) return carveBody(place, object, side, tools)
      return carveSaid({ ...place, speech, open }, object, side, tools)
    },
    async secret(id, credential) {
      const place = await captureAt(id, credential.capture)
      if (typeof place === 'string') return { kind: 'absent', message: place, again: true }
      return findSecret(place, credential, tools)
    },
    transfers: async (id, scope) =>
      transfers(await applicationsIn(id, scope), await flowsIn(id, scope)),
    async transferred(id, file) {
      const place = await captureAt(id, file.capture)
      if (typeof place === 'string') return { kind: 'absent', message: place, again: true }
      return carveTransfer({ ...place, speech }, file, tools)
    },
  }
}

const isSame = (a: TimeScope | undefined, b: TimeScope | undefined) =>
  a?.from === b?.from && a?.to === b?.to

/** How many connections a case has; of the case that was asked for last. */
function newFlowTotals(stores: Stores): (id: string) => Promise<number> {
  let last = { id: '', total: 0 }
  return async (id) => {
    const store = last.id === id ? null : await stores.holderOf(id)
    if (store !== null) last = { id, total: await store.flowTotal(id) }
    return last.id === id ? last.total : 0
  }
}

/** Applications of a case, per capture; those that were asked for last are kept. */
function newApplicationLists(stores: Stores): (id: string) => Promise<readonly Applications[]> {
  let last = { id: '', lists: [] as readonly Applications[] }
  return async (id) => {
    if (last.id !== id) {
      const lists = await (await stores.holderOf(id))?.lists(id)
      const facts = (await (await stores.holderOf(id))?.facts(id)) ?? []
      const packed = lists?.applications ?? []
      const unpacked = facts.map((_, capture) => {
        const of = packed[capture]
        return of === undefined ? noApplications() : unpack(of)
      })
      last = { id, lists: unpacked }
    }
    return last.lists
  }
}

/** Those of the case that was looked at last: of its whole time, and of the part that was looked at last. */
function newCensuses() {
  let of = ''
  let part = ''
  let whole: (Census | null)[] = []
  let within: (Census | null)[] = []
  const keyOf = (scope: TimeScope | undefined) =>
    scope === undefined || isWhole(scope) ? '' : `${String(scope.from)} ${String(scope.to)}`
  function list(id: string, key: string): (Census | null)[] {
    if (id !== of) return []
    return key === '' ? whole : key === part ? within : []
  }
  return {
    of: (id: string, capture: number, scope?: TimeScope) => list(id, keyOf(scope))[capture] ?? null,
    all: (id: string, scope?: TimeScope) =>
      Array.from(list(id, keyOf(scope)), (each) => each ?? null),
    keep(id: string, capture: number, scope: TimeScope | undefined, census: Census) {
      if (id !== of) {
        whole = []
        within = []
      }
      of = id
      const key = keyOf(scope)
      if (key !== '' && key !== part) {
        within = []
        part = key
      }
      list(id, key)[capture] = census
    },
  }
}
