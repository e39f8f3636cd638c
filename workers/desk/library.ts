/** The desk: answers the page from the stores, the files at hand and the report. */
import type { CaptureAvailability, IndexBounds, LibraryApi } from '../api/library'
import type { ShelfApi } from '../api/shelf'
import { fieldNamed } from '../filter/registry'
import { analysisDocument } from '../report/document'
import { Pseudonyms } from '../report/pseudonyms'
import type { ReportInput } from '../report/report-input'
import type { CaseLists, CaseResult } from '../model/run'
import type { TlsSecret } from '../model/tls-secret'
import type { CaseStore, StoredCase } from '../store/case-store'
import { filesOfCaptures, keptWith, newAttachedFiles } from './attached-files'
import { newBegunCases } from './begun-cases'
import { newFilesOfCases } from './case-files'
import { newCaptureAccesses, type OctetOpening } from './capture-accesses'
import { newCaptureFiles, type FileTools } from './capture-files'
import { collectEvidence } from './evidence'
import { newFrameSelector } from './frame-selector'
import { newConversations } from './conversations'
import { newFacetShelf } from './facet-shelf'
import { newFlowDetails } from './flow-details'
import type { FlowReading } from './flow-places'
import { connectionNames, newFlowLists } from './frame-conns'
import { fullResult } from './full-result'
import { boundsOf, framesThatFit } from './index-bounds'
import { matchFile } from './match-file'
import { newNotes } from './notes'
import { newOwnDetectors } from './own-detectors'
import { newOctetSearch, type SearchTools } from './octet-search'
import { openFrame, type FrameReading } from './open-frame'
import { newPacketExport } from './packet-export'
import { newPacketList } from './packet-list'
import type { RowTools } from './packet-rows'
import { newPackets } from './packets'
import type { OpenRanges } from './packet-source'
import { newRunOwners } from './run-owners'
import { entryOf, keepCaptures, saveCase } from './save-case'
import { NO_SUCH_CASE, analysedNote } from './sentences'
import { newStores, type StoreAccess } from './stores'
import { newTableExport, type TableTools } from './table/table-export'
import { newTimeSeries } from './time-series'
import type { ViewTools } from './view-tools'
import { newViews } from './views'

/** What the desk needs of the world outside. */
export interface DeskTools
  extends
    StoreAccess,
    FileTools,
    FrameReading,
    FlowReading,
    RowTools,
    OctetOpening,
    TableTools,
    ViewTools,
    SearchTools {
  appVersion: string
  nowMs: () => number
  newId: () => string
  /** Lower-case hex SHA-256. @throws DOMException when the file cannot be read. */
  sha256: (file: Blob) => Promise<string>
  /** A capture to be read in batches of ranges. */
  openRanges: OpenRanges
  renderReport: (input: ReportInput) => string
  /** undefined: the browser has none for this page. */
  locks: LockManager | undefined
  /** `navigator.deviceMemory`, GiB; undefined: not told. */
  deviceMemory: number | undefined
}

/** The port of `begin` is for the worker to connect: here it is the shelf at its other end. */
export interface Desk extends Omit<LibraryApi, 'begin'> {
  begin(bounds: IndexBounds): Promise<{ id: string; shelf: ShelfApi }>
}

export function createLibrary(tools: DeskTools): Desk {
  const owners = newRunOwners(tools.locks)
  const stores = newStores(tools, owners)
  const attached = newAttachedFiles()
  const begun = newBegunCases(stores, owners)
  const flows = newFlowLists(stores)
  const openFiles = newCaptureFiles(stores, attached, tools)
  const caseFiles = newFilesOfCases(stores, attached, openFiles)
  const captures = newCaptureAccesses(stores, openFiles, tools)
  const facets = newFacetShelf()
  const selector = newFrameSelector(captures, facets, tools.nowMs)
  const packets = newPackets(selector, tools.nowMs)
  const series = newTimeSeries(captures, selector)
  const shelves = { stores, captures, facets, selector, files: openFiles }
  const ownRules = newOwnDetectors({ ...shelves, ...tools })
  const list = newPacketList({ stores, captures, packets, tools })
  const search = newOctetSearch(stores, captures, selector, tools)
  /** Secrets of TLS, as long as the page is open: nothing of them is stored. */
  const secrets = new Map<string, readonly TlsSecret[]>()
  const details = newFlowDetails(stores, openFiles, flows, tools, (id) => secrets.get(id))
  const notes = newNotes(stores, tools.nowMs)
  const ownBounds = (asked: IndexBounds = {}) =>
    boundsOf(asked, tools.deviceMemory, stores.rowsInMemory())

  async function status() {
    const room = owners.able ? await stores.room() : 0
    return { ...(await stores.status()), indexFrames: framesThatFit(ownBounds(), room) }
  }

  /** @throws Error when there is none: the page exports only cases that it was given. */
  async function storedCase(id: string): Promise<StoredCase> {
    const stored = (await (await stores.holderOf(id))?.open(id)) ?? null
    if (stored === null) throw new Error(`there is no case ${id}`)
    return stored
  }

  async function availability(
    store: CaseStore,
    id: string,
    capture: number,
    kept: number,
  ): Promise<CaptureAvailability> {
    const blob = await store.blob(id, kept)
    // What several captures share is counted with the first.
    if (blob !== null) return { from: 'stored', storedOctets: kept === capture ? blob.size : 0 }
    return { from: attached.of(id, capture) === null ? 'absent' : 'file', storedOctets: 0 }
  }

  const heldCase = (id: string, result: CaseResult, lists: CaseLists, madeMs = tools.nowMs()) => ({
    ...{ entry: entryOf(result, id, madeMs), appVersion: tools.appVersion, result, lists },
  })

  /** What was made of its frames. */
  function forgetFrames(id: string): void {
    captures.forget(id)
    selector.forget(id)
    packets.forget(id)
    series.forget(id)
  }

  return {
    ...list,
    ...newViews({ stores, files: openFiles, flows, speech: details.opened }, tools),
    ...details.api,
    ...newConversations(stores, openFiles, tools),
    ...notes,
    ...search.api,
    ...ownRules.api,
    ...newPacketExport({ stores, files: openFiles, packets, flows, tools }),
    ...newTableExport({ ...shelves, packets, flows, tools }),

    async start(mode, reason) {
      await stores.start(mode, reason)
      return status()
    },

    status,
    list: () => stores.list(),

    async begin(bounds) {
      const id = tools.newId()
      return { id, shelf: await begun.begin(id, ownBounds(bounds)) }
    },

    discard: (id) => begun.discard(id),

    async save(given, allLists, files, id = tools.newId(), onHeld = () => undefined, own = []) {
      const { secrets: opening, ...lists } = allLists
      if (opening !== undefined) secrets.set(id, opening)
      const analysed = begun.complete(id, given)
      const facts = analysed.captures.map((capture) => capture.facts)
      const ofCaptures = filesOfCaptures(facts, files)
      for (const [capture, file] of ofCaptures.entries()) {
        if (file !== null) attached.attach(id, capture, file)
      }
      caseFiles.dropped(id, analysed, files)
      const held = heldCase(id, analysed, lists)
      await stores.hold(held)
      onHeld(id)
      const ownRun = await ownRules.run(id, analysed, own)
      const result = { ...analysed, ...ownRun }
      const evidence = await collectEvidence(
        result.findings,
        result.captures,
        ofCaptures,
        tools.readOctets,
        (...chunk) => stores.chunk(id, ...chunk),
      )
      const { frames, capped: evidenceCapped } = evidence
      const complete = { ...result, evidence: frames, evidenceCapped }
      const outcome = await saveCase(stores, heldCase(id, complete, lists, held.entry.createdMs))
      begun.forget(id)
      captures.forget(id)
      series.forget(id)
      if (outcome.kind === 'saved') owners.release(id)
      return {
        ...{ id, outcome, evidenceCapped, own: ownRun },
        indexed: result.captures.map(({ columns }) => columns.length),
      }
    },

    async keepCaptures(id) {
      const store = await stores.holderOf(id)
      const result = (await store?.open(id))?.result
      if (!store || !result) return { kept: false, message: NO_SUCH_CASE }
      const facts = result.captures.map((capture) => capture.facts)
      const files = facts.map((_, capture) => attached.of(id, capture))
      for (const place of caseFiles.placesBeside(result)) files[place] = attached.of(id, place)
      return keepCaptures(stores, store, id, facts, files)
    },

    filesOf: (id) => caseFiles.filesOf(id),

    async setHashes(id, sha256, ofSidecars) {
      await (await stores.holderOf(id))?.setHashes(id, sha256, ofSidecars)
    },

    /** The columns of the result tell their length and hold no rows: `frame` looks those up. */
    async open(id) {
      const store = await stores.holderOf(id)
      const result = (await store?.open(id))?.result
      if (!store || !result) return null
      const facts = result.captures.map((capture) => capture.facts)
      const captures = await Promise.all(
        facts.map((_, index) => availability(store, id, index, keptWith(facts, index))),
      )
      return { id, result, captures }
    },

    async forgetCaptures(id) {
      await (await stores.holderOf(id))?.forgetCaptures(id)
      openFiles.forget(id)
    },

    selectPackets: (...question) => packets.selectPackets(...question),
    cancelSelection: () => packets.cancelSelection(),
    framesOf: (...rows) => packets.framesOf(...rows),
    rowOf: (...frame) => packets.rowOf(...frame),
    timeSeries: (...asked) => series.timeSeries(...asked),
    cancelSeries: (...asked) => series.cancelSeries(...asked),
    firstOfSeries: (...asked) => series.firstOfSeries(...asked),

    async remove(id) {
      attached.forget(id)
      caseFiles.forget(id)
      openFiles.forget(id)
      forgetFrames(id)
      secrets.delete(id)
      search.forget(id)
      await stores.remove(id)
      owners.release(id)
    },

    async removeAll() {
      attached.forgetAll()
      caseFiles.forgetAll()
      secrets.clear()
      const ids = (await stores.list()).map((entry) => entry.id)
      await stores.removeAll()
      for (const id of ids) {
        owners.release(id)
        openFiles.forget(id)
        forgetFrames(id)
        search.forget(id)
      }
    },

    async frame(id, capture, frame) {
      const access = await captures.of(id, capture)
      if (access === null) return { kind: 'absent', message: NO_SUCH_CASE }
      const kept = async () => (await (await stores.holderOf(id))?.evidence(id)) ?? []
      return openFrame({ access, capture, frame, kept, flows: () => flows(id) }, tools)
    },

    async reattach(id, file) {
      const facts = await (await stores.holderOf(id))?.facts(id)
      if (!facts) return { kind: 'different', message: NO_SUCH_CASE }
      const match = await matchFile(file, facts, tools.sha256)
      if (match.kind === 'different') return match
      openFiles.forget(id)
      for (const capture of match.captures) attached.attach(id, capture, file)
      return { kind: 'attached', capture: match.captures[0] }
    },

    async document(id) {
      const { result, appVersion } = await storedCase(id)
      const lists = await (await stores.holderOf(id))?.lists(id)
      if (!lists) throw new Error(`there are no lists of case ${id}`)
      return analysisDocument(fullResult(result, lists), appVersion)
    },

    async report(id, { title, leaveOut, language, phrases, notes: wanted, octets, hide }) {
      const { result, appVersion, entry } = await storedCase(id)
      const generatedNote = analysedNote(entry.createdMs, appVersion)
      const written = wanted ? await notes.notes(id) : []
      const pseudonyms = hide ? new Pseudonyms((word) => fieldNamed(word) !== undefined) : undefined
      const html = tools.renderReport({
        ...{ language, phrases, title, appVersion, result, leaveOut, generatedNote, octets },
        notes: written,
        connections: connectionNames(written, await flows(id)),
        ...(pseudonyms !== undefined && { hide: pseudonyms }),
      })
      return { html, key: pseudonyms?.key() ?? [] }
    },
  }
}
