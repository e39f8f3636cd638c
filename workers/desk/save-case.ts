/** Saves a case: with its captures, else without them, else in memory. */
import type { CaseEntry, SaveOutcome } from '../api/library'
import type { CaseResult } from '../model/run'
import type { CaseDraft } from '../store/case-store'
import type { StoreFault } from '../store/store-fault'
import { keptWith } from './attached-files'
import { NOT_AT_HAND, whyNotKept, whyNotStored } from './sentences'
import type { Stores } from './stores'

/** Part of the quota that is left alone: the figures of the browser are estimates. */
const SPARE = 0.1

/** Octets that a packet takes in the columns. */
const OCTETS_PER_PACKET = 38

/** `files`: those of the captures, to be kept; empty: none is asked for. */
export async function saveCase(
  stores: Stores,
  draft: CaseDraft,
  files: readonly (Blob | null)[],
): Promise<SaveOutcome> {
  const facts = draft.result.captures.map((capture) => capture.facts)
  // A file of several captures is kept once.
  const blobs = files.map((file, capture) => (keptWith(facts, capture) === capture ? file : null))
  const keptOctets = blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0)
  let message = files.includes(null) ? NOT_AT_HAND : ''
  if (keptOctets > 0) {
    const entry = { ...draft.entry, keptOctets }
    const kept = await saveWithCaptures(stores, { ...draft, entry, blobs })
    if (kept?.kind === 'written') return { kind: 'saved', keptCaptures: message === '', message }
    if (kept !== null) message = whyNotKept(keptOctets, kept)
  }
  const saved = await stores.save(draft)
  if (saved?.kind === 'written') return { kind: 'saved', keptCaptures: false, message }
  await stores.saveInMemory(draft)
  if (saved !== null) return { kind: 'memory', message: whyNotStored(saved) }
  return { kind: 'memory', message: (await stores.status()).reason }
}

/** Where the browser does not tell how much room there is, it is left to refuse. */
async function saveWithCaptures(
  stores: Stores,
  draft: CaseDraft,
): Promise<{ kind: 'written' } | StoreFault | null> {
  const { usedOctets, quotaOctets } = await stores.status()
  const needed = draft.entry.keptOctets + draft.entry.packets * OCTETS_PER_PACKET
  const told = usedOctets >= 0 && quotaOctets >= 0
  if (told && usedOctets + needed > quotaOctets * (1 - SPARE)) return { kind: 'quota' }
  return stores.save(draft)
}

export function entryOf(result: CaseResult, id: string, createdMs: number): CaseEntry {
  const facts = result.captures.map((capture) => capture.facts)
  const dropped = facts.filter((_, capture) => keptWith(facts, capture) === capture)
  const findings = { critical: 0, warning: 0, note: 0 }
  for (const { severity } of result.findings) findings[severity]++
  return {
    id,
    title: dropped.map(({ name, within }) => within?.file ?? name).join(', '),
    createdMs,
    packets: facts.reduce((sum, { packets }) => sum + packets, 0),
    octets: dropped.reduce((sum, { size }) => sum + size, 0),
    findings,
    keptOctets: 0,
  }
}
