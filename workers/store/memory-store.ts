/** Cases in memory: they live as long as the page. */
import type { CaptureResult } from '../model/run'
import type { CaseDraft, CaseStore, StoredCase } from './case-store'
import { sliceChunks } from '../model/frame-columns'
import { rowless } from './columns'

export function newMemoryStore(): CaseStore {
  const cases = new Map<string, CaseDraft>()
  const captureOf = (id: string, capture: number) => cases.get(id)?.result.captures[capture]
  return {
    list: () => Promise.resolve([...cases.values()].map(({ entry }) => entry)),
    save(draft) {
      cases.set(draft.entry.id, draft)
      return Promise.resolve({ kind: 'written' })
    },
    open(id) {
      const kept = cases.get(id)
      return Promise.resolve(kept === undefined ? null : storedCase(kept))
    },
    facts(id) {
      const captures = cases.get(id)?.result.captures
      return Promise.resolve(captures?.map(({ facts }) => facts) ?? null)
    },
    columns(id, capture, from, to) {
      const columns = captureOf(id, capture)?.columns
      const none = columns === undefined || from < 0 || from >= to || to > columns.length
      return Promise.resolve(none ? null : sliceChunks(columns, from, to))
    },
    evidence: (id) => Promise.resolve(cases.get(id)?.result.evidence ?? []),
    blob: (id, capture) => Promise.resolve(cases.get(id)?.blobs[capture] ?? null),
    setHashes(id, sha256) {
      for (const [capture, hash] of sha256.entries()) {
        const kept = captureOf(id, capture)
        if (kept !== undefined && hash !== '') kept.facts = { ...kept.facts, sha256: hash }
      }
      return Promise.resolve()
    },
    forgetCaptures(id) {
      const kept = cases.get(id)
      if (kept !== undefined) {
        cases.set(id, { ...kept, entry: { ...kept.entry, keptOctets: 0 }, blobs: [] })
      }
      return Promise.resolve()
    },
    remove(id) {
      cases.delete(id)
      return Promise.resolve()
    },
    removeAll() {
      cases.clear()
      return Promise.resolve()
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
