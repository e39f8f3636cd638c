/** Connections and packets of a case as Parquet files, written row group by row group. */
import type { TableChoice, TableExportApi, TableExportOutcome } from '../../api/table-export'
import type { PacketsApi } from '../../api/packets'
import { ParquetFile } from '../../export/parquet-file'
import { TableRows } from '../../export/table-rows'
import { HostNames } from '../../model/host-names'
import type { ReadFacts } from '../../model/packet-facts'
import type { ConnRecord } from '../../model/records'
import type { CaseResult } from '../../model/run'
import { Cancelled, Unreadable, type Pace } from '../../select/capture-access'
import type { CaptureAccesses } from '../capture-accesses'
import type { FacetShelf } from '../facet-shelf'
import { newPace } from '../frame-selector'
import { NO_SUCH_CASE } from '../sentences'
import type { Stores } from '../stores'
import { FLOW_FIELDS } from './flow-fields'
import { PACKET_FIELDS } from './packet-fields'
import * as say from './sentences'
import { PacketRows } from './write-packets'

export interface TableTools {
  appVersion: string
  nowMs: () => number
  newFactsReader: () => ReadFacts
}

interface Sources {
  stores: Stores
  captures: CaptureAccesses
  facets: FacetShelf
  /** Gives the frames of a selection. */
  packets: Pick<PacketsApi, 'framesOf'>
  flows: (id: string) => Promise<readonly ConnRecord[]>
  tools: TableTools
}

type PacketChoice = Extract<TableChoice, { kind: 'packet-table' }>

/** Frames of a selection that are asked for at once. */
const AT_ONCE = 16_384
const TYPE = 'application/vnd.apache.parquet'

export function newTableExport(sources: Sources): TableExportApi {
  const { stores, tools } = sources
  let current = { cancelled: false }
  return {
    async exportTable(id, choice, onProgress) {
      current.cancelled = true
      const own = (current = { cancelled: false })
      const result = (await (await stores.holderOf(id))?.open(id))?.result
      if (result === undefined) return { kind: 'nothing', message: NO_SUCH_CASE }
      if (choice.kind === 'flow-table') return flowTable(id, result, sources)
      const progress = ({ asked, total }: { asked: number; total: number }) =>
        onProgress({ part: total === 0 ? 0 : asked / total })
      const pace = newPace(own, progress, tools.nowMs)
      return packetTable(id, choice, new HostNames(result), sources, pace)
    },
    cancelTableExport() {
      current.cancelled = true
      return Promise.resolve()
    },
  }
}

async function flowTable(
  id: string,
  result: CaseResult,
  { flows, tools }: Sources,
): Promise<TableExportOutcome> {
  const { captures, flowTotal } = result
  const names = new HostNames(result)
  const conns = await flows(id)
  const file = new ParquetFile(FLOW_FIELDS, applicationOf(tools))
  const rows = new TableRows(FLOW_FIELDS)
  let [capture, first] = [-1, 0]
  for (const [index, conn] of conns.entries()) {
    // They are listed capture by capture, in the order of their numbers.
    if (conn.capture !== capture) [capture, first] = [conn.capture, index]
    const own = captures[capture]
    rows.add({
      ...{ conn, flow: index - first + 1, capture: own?.facts.name ?? '' },
      tap: own?.taps[conn.tap]?.name ?? '',
      epoch: BigInt(own?.facts.firstTsNs || '0'),
      names,
    })
  }
  if (rows.length === 0) return { kind: 'nothing', message: say.NO_ROWS }
  file.group(rows.take())
  const left = flowTotal > file.rows ? [say.unlistedFlows(file.rows, flowTotal)] : []
  const octets = [file.take(), file.finish({ left_out: left.join(' ') })]
  return { kind: 'table', file: new Blob(octets, { type: TYPE }), rows: file.rows, leftOut: left }
}

async function packetTable(
  id: string,
  choice: PacketChoice,
  names: HostNames,
  sources: Sources,
  pace: Pace,
): Promise<TableExportOutcome> {
  const access = await sources.captures.of(id, choice.capture)
  if (access === null) return { kind: 'nothing', message: NO_SUCH_CASE }
  const { facts } = access
  const reader = await access.open()
  const { facets, facetRows } = sources.facets.of(id, choice.capture, access.rows)
  try {
    const counted = reader === null ? 0 : await lastOf(choice, sources)
    const steps = counted + choice.count
    const stepped: Pace = {
      get cancelled() {
        return pace.cancelled
      },
      rest: (asked) => pace.rest(asked, steps, 0),
    }
    const wanted = Math.min(counted, facetRows)
    if (reader !== null) await facets.complete(access, reader, wanted, stepped)
    const readFacts = sources.tools.newFactsReader()
    const rows = new PacketRows({ access, facets, reader, readFacts, names })
    const file = new ParquetFile(PACKET_FIELDS, applicationOf(sources.tools))
    const pieces: Blob[] = []
    for await (const group of groupsOf(choice, sources, rows)) {
      file.group(group)
      // The browser may put what is in a blob on disk.
      pieces.push(new Blob([file.take()]))
      await stepped.rest(counted + file.rows, steps, 0)
      if (stepped.cancelled) return { kind: 'cancelled' }
    }
    if (file.rows === 0) return { kind: 'nothing', message: say.NO_ROWS }
    const left = [
      ...(reader === null ? [say.withoutOctets(facts.name)] : []),
      ...said(facts.packets - access.rows, (count) => say.withoutIndex(count, facts.name)),
      ...said(choice.count - file.rows, say.forgotten),
      ...said(rows.withoutStream, (count) => say.withoutStream(count, facts.name)),
      ...said(rows.withoutTime, (count) => say.withoutTime(count, facts.name)),
    ]
    const { name, sha256 } = facts
    const says = { capture: name, sha256, filter: choice.filter, left_out: left.join(' ') }
    pieces.push(new Blob([file.finish(says)]))
    const whole = new Blob(pieces, { type: TYPE })
    return { kind: 'table', file: whole, rows: file.rows, leftOut: left }
  } catch (error) {
    if (error instanceof Cancelled) return { kind: 'cancelled' }
    // A file that was moved or changed is a circumstance.
    if (error instanceof Unreadable || error instanceof DOMException) {
      return { kind: 'nothing', message: say.tableUnreadable(facts.name) }
    }
    throw error
  } finally {
    await reader?.close()
  }
}

async function* groupsOf({ set, count }: PacketChoice, { packets }: Sources, rows: PacketRows) {
  for (let from = 0; from < count; from += AT_ONCE) {
    const frames = await packets.framesOf(set, from, Math.min(AT_ONCE, count - from))
    yield* rows.groupsOf(frames)
  }
  yield rows.rest()
}

/** The last frame of the selection. */
async function lastOf({ set, count }: PacketChoice, { packets }: Sources): Promise<number> {
  const [last = 0] = await packets.framesOf(set, count - 1, 1)
  return last
}

const said = (count: number, sentence: (count: number) => string) =>
  count > 0 ? [sentence(count)] : []

const applicationOf = ({ appVersion }: TableTools) => `Tailfirst ${appVersion}`
