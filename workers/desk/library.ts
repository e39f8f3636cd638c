/** The desk: answers the page from the stores, the files at hand and the report. */
import type { CaptureAvailability, LibraryApi } from '../api/library'
import { analysisDocument } from '../report/document'
import type { ReportInput } from '../report/report-input'
import type { CaseStore, StoredCase } from '../store/case-store'
import { filesOfCaptures, keptWith, newAttachedFiles } from './attached-files'
import { collectEvidence } from './evidence'
import { matchFile } from './match-file'
import { openFrame, type FrameReading } from './open-frame'
import { entryOf, saveCase } from './save-case'
import { NO_SUCH_CASE, analysedNote } from './sentences'
import { newStores, type StoreAccess } from './stores'

/** What the desk needs of the world outside. */
export interface DeskTools extends StoreAccess, FrameReading {
  appVersion: string
  nowMs: () => number
  newId: () => string
  /** Lower-case hex SHA-256. @throws DOMException when the file cannot be read. */
  sha256: (file: Blob) => Promise<string>
  renderReport: (input: ReportInput) => string
}

export function createLibrary(tools: DeskTools) {
  const stores = newStores(tools)
  const attached = newAttachedFiles()

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

  return {
    start: (mode, reason) => stores.start(mode, reason),
    status: () => stores.status(),
    list: () => stores.list(),

    async save(result, files, keep) {
      const id = tools.newId()
      const facts = result.captures.map((capture) => capture.facts)
      const own = filesOfCaptures(facts, files)
      for (const [capture, file] of own.entries()) {
        if (file !== null) attached.attach(id, capture, file)
      }
      const entry = entryOf(result, id, tools.nowMs())
      const { findings, captures } = result
      const evidence = await collectEvidence(findings, captures, own, tools.readOctets)
      const evidenceCapped = evidence.capped
      const complete = { ...result, evidence: evidence.frames, evidenceCapped }
      const draft = { entry, appVersion: tools.appVersion, result: complete, blobs: [] }
      const outcome = await saveCase(stores, draft, keep ? own : [])
      return { id, outcome, evidenceCapped }
    },

    async setHashes(id, sha256) {
      await (await stores.holderOf(id))?.setHashes(id, sha256)
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
    },

    async remove(id) {
      attached.forget(id)
      await (await stores.holderOf(id))?.remove(id)
    },

    async removeAll() {
      attached.forgetAll()
      await stores.removeAll()
    },

    async frame(id, capture, frame) {
      const store = await stores.holderOf(id)
      if (store === null) return { kind: 'absent', message: NO_SUCH_CASE }
      const place = { store, id, capture, frame, attached: attached.of(id, capture) }
      return openFrame(place, tools)
    },

    async reattach(id, file) {
      const facts = await (await stores.holderOf(id))?.facts(id)
      if (!facts) return { kind: 'different', message: NO_SUCH_CASE }
      const match = await matchFile(file, facts, tools.sha256)
      if (match.kind === 'different') return match
      for (const capture of match.captures) attached.attach(id, capture, file)
      return { kind: 'attached', capture: match.captures[0] }
    },

    async document(id) {
      const { result, appVersion } = await storedCase(id)
      return analysisDocument(result, appVersion)
    },

    async report(id, { title, include }) {
      const { result, appVersion, entry } = await storedCase(id)
      const generatedNote = analysedNote(entry.createdMs, appVersion)
      return tools.renderReport({ title, appVersion, result, include, generatedNote })
    },
  } satisfies LibraryApi
}
