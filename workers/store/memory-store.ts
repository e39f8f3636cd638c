/** Cases in memory: they live as long as the page. */
import type { Note } from '../model/note'
import type { CaptureResult } from '../model/run'
import { withHashes } from '../model/sidecar'
import type { CaseDraft, CaseStore, StoredCase } from './case-store'
import { sliceChunks } from '../model/frame-columns'
import { chunksOf, rowless } from './columns'

export interface MemoryStore extends CaseStore {
  /** Rows of columns that are held. */
  rows(): number
}

/** `elsewhere`: chunks of columns that were put away before their case came here. */
export function newMemoryStore(elsewhere: CaseStore['chunk']): MemoryStore {
  const cases = new Map<string, CaseDraft>()
  const notes = new Map<string, Map<string, Note>>()
  const captureOf = (id: string, capture: number) => cases.get(id)?.result.captures[capture]
  return {
    list: () => Promise.resolve([...cases.values()].map(({ entry }) => entry)),
    save(draft) {
      cases.set(draft.entry.id, draft)
      return Promise.resolve({ kind: 'written' })
    },
    revise(id, { counted, ...found }) {
      const kept = cases.get(id)
      if (kept !== undefined) {
        const entry = { ...kept.entry, findings: counted }
        cases.set(id, { ...kept, entry, result: { ...kept.result, ...found } })
      }
      return Promise.resolve({ kind: 'written' })
    },
    keep: () => Promise.resolve({ kind: 'unavailable', reason: 'cases are kept in memory' }),
    open(id) {
      const kept = cases.get(id)
      return Promise.resolve(kept === undefined ? null : storedCase(kept))
    },
    lists: (id) => Promise.resolve(cases.get(id)?.lists ?? null),
    numbers: (id, capture) => Promise.resolve(cases.get(id)?.lists.numbers?.[capture] ?? null),
    facts(id) {
      const captures = cases.get(id)?.result.captures
      return Promise.resolve(captures?.map(({ facts }) => facts) ?? null)
    },
    flowTotal: (id) => Promise.resolve(cases.get(id)?.result.flowTotal ?? 0),
    async columns(id, capture, from, to) {
      const columns = captureOf(id, capture)?.columns
      if (columns === undefined || from < 0 || from >= to || to > columns.length) return null
      const chunks = [...columns.chunks]
      for (const chunk of chunksOf(from, to)) {
        chunks[chunk] ??= await elsewhere(id, capture, chunk)
        if (chunks[chunk] === null) return null
      }
      return sliceChunks({ ...columns, chunks }, from, to)
    },
    rowsOf: (id, capture) => Promise.resolve(captureOf(id, capture)?.columns.length ?? 0),
    chunk: async (id, capture, chunk, wanted) =>
      captureOf(id, capture)?.columns.chunks[chunk] ??
      (await elsewhere(id, capture, chunk, wanted)),
    evidence: (id) => Promise.resolve(cases.get(id)?.result.evidence ?? []),
    blob: () => Promise.resolve(null),
    setHashes(id, sha256, ofSidecars) {
      for (const [capture, hash] of sha256.entries()) {
        const kept = captureOf(id, capture)
        if (kept !== undefined && hash !== '') kept.facts = { ...kept.facts, sha256: hash }
      }
      const result = cases.get(id)?.result
      if (result !== undefined) result.sidecars = withHashes(result.sidecars, ofSidecars)
      return Promise.resolve()
    },
    notes: (id) => Promise.resolve([...(notes.get(id)?.values() ?? [])]),
    putNote(id, note) {
      const known = notes.get(id) ?? new Map<string, Note>()
      if (cases.has(id)) notes.set(id, known.set(note.id, note))
      return Promise.resolve({ kind: 'written' })
    },
    removeNote(id, noteId) {
      notes.get(id)?.delete(noteId)
      return Promise.resolve()
    },
    forgetCaptures: () => Promise.resolve(),
    remove(id) {
      cases.delete(id)
      notes.delete(id)
      return Promise.resolve()
    },
    removeAll() {
      cases.clear()
      notes.clear()
      return Promise.resolve()
    },
    rows() {
      const captures = [...cases.values()].flatMap(({ result }) => result.captures)
      const chunks = captures.flatMap(({ columns }) => columns.chunks)
      return chunks.reduce((sum, chunk) => sum + (chunk?.length ?? 0), 0)
    },
    close: () => cases.clear(),
  }
}

function storedCase({ entry, appVersion, result }: CaseDraft): StoredCase {
  return { entry, appVersion, result: { ...result, captures: result.captures.map(withoutRows) } }
}

function withoutRows(capture: CaptureResult): CaptureResult {
  return { ...capture, columns: rowless(capture.columns.length) }
}
