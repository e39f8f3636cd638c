/** Saves a case that is held, or leaves it in memory; and keeps its captures with it. */
import type { CaptureKeeping, CaseEntry, SaveOutcome } from '../api/library'
import type { CaptureFacts } from '../model/capture'
import type { Finding } from '../model/finding'
import type { CaseResult } from '../model/run'
import type { CaseDraft, CaseStore } from '../store/case-store'
import { keptWith } from './attached-files'
import { NOT_AT_HAND, whyNotKept, whyNotStored } from './sentences'
import type { Stores } from './stores'

export async function saveCase(stores: Stores, draft: CaseDraft): Promise<SaveOutcome> {
  const saved = await stores.save(draft)
  if (saved?.kind === 'written') return { kind: 'saved', message: '' }
  if (saved !== null) return { kind: 'memory', message: whyNotStored(saved) }
  return { kind: 'memory', message: (await stores.status()).reason }
}

/**
 * `files`: one per capture of the stored case, null: not at hand; behind them those that lay beside,
 * with holes where a text has no file of its own.
 */
export async function keepCaptures(
  stores: Stores,
  store: CaseStore,
  id: string,
  facts: readonly CaptureFacts[],
  files: readonly (Blob | null | undefined)[],
): Promise<CaptureKeeping> {
  // A file of several captures is kept once.
  const blobs = Array.from(files, (file = null, place) =>
    keptWith(facts, place) === place ? file : null,
  )
  const octets = blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0)
  const missing = files.slice(0, facts.length).includes(null)
  if (octets > 0) {
    // Where the browser does not tell how much room there is, it is left to refuse.
    const fits = octets <= (await stores.room())
    const kept = fits ? await store.keep(id, blobs) : ({ kind: 'quota' } as const)
    if (kept.kind !== 'written') return { kept: false, message: whyNotKept(octets, kept) }
  }
  return missing ? { kept: false, message: NOT_AT_HAND } : { kept: true, message: '' }
}

export function entryOf(result: CaseResult, id: string, createdMs: number): CaseEntry {
  const facts = result.captures.map((capture) => capture.facts)
  const dropped = facts.filter((_, capture) => keptWith(facts, capture) === capture)
  return {
    id,
    title: dropped.map(({ name, within }) => within?.file ?? name).join(', '),
    createdMs,
    packets: facts.reduce((sum, { packets }) => sum + packets, 0),
    octets: dropped.reduce((sum, { size }) => sum + size, 0),
    findings: countedBySeverity(result.findings),
    keptOctets: 0,
  }
}

export function countedBySeverity(findings: readonly Finding[]): CaseEntry['findings'] {
  const counted = { critical: 0, warning: 0, note: 0 }
  for (const { severity } of findings) counted[severity]++
  return counted
}
