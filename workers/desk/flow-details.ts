/** Opens one connection of a case: its segments as columns, what it said, its records. */
import type { FlowAnswer, FlowsApi, SavedSpeech } from '../api/flows'
import {
  FIRST_TRACE,
  MAX_FLOW_RECORDS,
  MAX_SAVED_STREAM_OCTETS,
  MAX_TRACE,
  SAID_PAGE_OCTETS,
} from '../limits/flow-limits'
import { noApplications, type Applications } from '../model/app-records'
import type { FlowRef, FlowSide } from '../model/flow-trace'
import { unpack } from '../model/packed'
import type { ConnRecord } from '../model/records'
import type { CaseResult } from '../model/run'
import type { TlsSecret } from '../model/tls-secret'
import { FlowTracer } from '../trace/flow-tracer'
import { withinBudget } from '../trace/frame-list'
import type { CaptureFiles } from './capture-files'
import { connOf } from './frame-conns'
import { framesOf, visitFrames, type FlowReading } from './flow-places'
import { FlowReader } from './flow-reader'
import { flowRows } from './flow-rows'
import { newOpenedSpeech, type Found, type OpenedSpeech, type OpenFlow } from './opened-speech'
import { flowNotIndexed, noSuchFlow } from './sentences'
import type { Stores } from './stores'
import { flowsWithin } from './within-scope'

/** `secretsOf`: see `newOpenedSpeech`. */
export function newFlowDetails(
  stores: Stores,
  files: CaptureFiles,
  flows: (id: string) => Promise<readonly ConnRecord[]>,
  reading: FlowReading,
  secretsOf: (id: string) => readonly TlsSecret[] | undefined,
): { api: FlowsApi; opened: OpenedSpeech } {
  /** The last of each: who opens a connection asks for several things of it. */
  let lastCase: { id: string; result: CaseResult } | null = null
  let lastFlow: OpenFlow | null = null
  let reader: FlowReader | null = null

  async function caseOf(id: string): Promise<CaseResult | null> {
    if (lastCase?.id !== id) {
      const result = (await (await stores.holderOf(id))?.open(id))?.result
      if (result === undefined) return null
      lastCase = { id, result }
    }
    return lastCase.result
  }

  async function warm(id: string): Promise<void> {
    await (await stores.holderOf(id))?.chunk(id, 0, 0)
  }

  async function find(id: string, { capture, flow }: FlowRef): Promise<Found> {
    const store = await stores.holderOf(id)
    const result = await caseOf(id)
    const conn = connOf(await flows(id), capture, flow)
    const facts = result?.captures.map((each) => each.facts)
    const own = facts?.[capture]
    if (!store || !result || !facts || !own || conn === undefined) {
      return { kind: 'absent', message: noSuchFlow(flow) }
    }
    const file = await files.of(id, facts, capture)
    const place = { store, id, capture, facts, file }
    const key = `${id} ${String(capture)} ${String(flow)}`
    if (lastFlow?.key === key) lastFlow = { ...lastFlow, place }
    else {
      const indexed = result.captures[capture]?.columns.length ?? 0
      const list = await framesOf(place, conn, flow, indexed)
      const linktypes = own.interfaces.map(({ linktype }) => linktype)
      lastFlow = { key, conn, place, list, linktypes }
    }
    if (lastFlow.list.own === 0) return { kind: 'absent', message: flowNotIndexed(own.name) }
    return { kind: 'flow', value: lastFlow }
  }

  const opened = newOpenedSpeech(find, secretsOf, reading)
  const api: FlowsApi = {
    async flowRows(id) {
      const result = await caseOf(id)
      if (result === null) return []
      const rows = flowRows(await flows(id), result)
      // Who looks at the list opens one of them: the start of the index is at hand then.
      void warm(id).catch(() => undefined)
      return rows
    },

    async flowsWithin(id, scope) {
      const store = await stores.holderOf(id)
      const result = await caseOf(id)
      if (store === null || result === null) return null
      return flowsWithin(
        store,
        id,
        result.captures.map(({ columns }) => columns.length),
        scope,
      )
    },

    async flowTrace(id, ref, detail) {
      const found = await find(id, ref)
      if (found.kind === 'absent') return found
      const { conn, place, list, linktypes } = found.value
      const part = withinBudget(list, detail === 'overview' ? FIRST_TRACE : MAX_TRACE)
      const tracer = new FlowTracer(part, linktypes, conn)
      const trouble = await visitFrames(place, part, (...frame) => tracer.frame(...frame), reading)
      return trouble === ''
        ? { kind: 'flow', value: tracer.result() }
        : { kind: 'absent', message: trouble }
    },

    async flowSaid(id, ref, from, open) {
      if (open !== undefined) return opened.page(id, ref, from, open)
      const found = await find(id, ref)
      if (found.kind === 'absent') return found
      const { key, place } = found.value
      if (reader?.key !== key || reader.given !== from || from === 0) {
        await reader?.close()
        reader = newReader(found.value)
        while (reader.given < from && !reader.done) {
          const trouble = await reader.page(place, from - reader.given, reading)
          if (typeof trouble === 'string') return { kind: 'absent', message: trouble }
        }
      }
      const parts = await reader.page(place, SAID_PAGE_OCTETS, reading)
      if (typeof parts === 'string') return { kind: 'absent', message: parts }
      return { kind: 'flow', value: { parts, until: reader.given, done: reader.done } }
    },

    async flowSpeech(id, ref, side, open) {
      if (open !== undefined) return opened.saved(id, ref, side, open)
      const found = await find(id, ref)
      return found.kind === 'absent' ? found : wholeSpeech(found.value, side, reading)
    },

    async flowRecords(id, { capture, flow }) {
      const conn = connOf(await flows(id), capture, flow)
      const lists = await (await stores.holderOf(id))?.lists(id)
      const packed = lists?.applications[capture]
      if (conn === undefined) return { kind: 'absent', message: noSuchFlow(flow) }
      return { kind: 'flow', value: recordsOf(packed ? unpack(packed) : noApplications(), conn) }
    },
  }
  return { api, opened }
}

const newReader = ({ key, conn, list, linktypes }: OpenFlow) =>
  new FlowReader(key, list, linktypes, conn.orig)

async function wholeSpeech(
  flow: OpenFlow,
  side: FlowSide | null,
  reading: FlowReading,
): Promise<FlowAnswer<SavedSpeech>> {
  const reader = newReader(flow)
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  let missing = 0
  while (!reader.done && length < MAX_SAVED_STREAM_OCTETS) {
    const parts = await reader.page(flow.place, MAX_SAVED_STREAM_OCTETS / 16, reading)
    if (typeof parts === 'string') return { kind: 'absent', message: parts }
    for (const part of parts) {
      if (side !== null && part.side !== side) continue
      missing += part.gap
      pieces.push(part.octets)
      length += part.octets.length
    }
  }
  await reader.close()
  const octets = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    octets.set(piece, at)
    at += piece.length
  }
  return { kind: 'flow', value: { octets, missing, cut: !reader.done } }
}

/** Those of Wireshark's stream that the connection belongs to. */
function recordsOf(all: Applications, { stream }: ConnRecord): Applications {
  const own = <R extends { stream: number; transport: 'tcp' | 'udp' }>(records: readonly R[]) =>
    records.filter((record) => record.transport === 'tcp' && record.stream === stream)
  const [dns, http, tls, session] = [own(all.dns), own(all.http), own(all.tls), own(all.session)]
  const counts = { dns: dns.length, http: http.length, tls: tls.length, session: session.length }
  return {
    dns: dns.slice(0, MAX_FLOW_RECORDS),
    http: http.slice(0, MAX_FLOW_RECORDS),
    tls: tls.slice(0, MAX_FLOW_RECORDS),
    session: session.slice(0, MAX_FLOW_RECORDS),
    totals: counts,
    listed: counts,
  }
}
