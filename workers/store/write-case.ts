/**
 * Writes a case in small transactions, so that neither memory nor other readers wait for one large
 * one, and makes it visible in the last.
 */
import type { StoreKey, StoreNames, StoreValue } from 'idb'
import { CHUNK_ROWS, type FrameChunks } from '../model/frame-columns'
import type { CaseResult, EvidenceFrame } from '../model/run'
import type { CaseDraft } from './case-store'
import { COLUMN_NAMES, chunkOf } from './columns'
import type { CaseDatabase, CaseSchema, RunRow } from './schema'
import { within } from './transaction'

/**
 * True when the case is visible; false when another page that was just opened took the unfinished
 * records for orphans: write again.
 * @throws DOMException when the database refuses; what was written so far is for the caller to delete.
 */
export async function writeCase(db: CaseDatabase, draft: CaseDraft): Promise<boolean> {
  const { entry, result } = draft
  // The run comes first: whoever sweeps the case away takes it along, and `publish` misses it.
  await put(db, 'runs', entry.id, runRow(result, draft.appVersion))
  for (const [capture, blob] of draft.blobs.entries()) {
    if (blob !== null) await put(db, 'blobs', [entry.id, capture], blob)
  }
  await put(db, 'evidence', entry.id, result.evidence.map(withOwnOctets))
  for (const [capture, { facts, taps, applications, columns }] of result.captures.entries()) {
    const row = { facts, taps, applications, rows: columns.length }
    await put(db, 'captures', [entry.id, capture], row)
    await writeColumns(db, entry.id, capture, columns)
  }
  return publish(db, draft)
}

async function put<Name extends StoreNames<CaseSchema>>(
  db: CaseDatabase,
  store: Name,
  key: StoreKey<CaseSchema, Name>,
  value: StoreValue<CaseSchema, Name>,
): Promise<void> {
  const transaction = db.transaction(store, 'readwrite')
  await within(transaction, () => transaction.store.put(value, key))
}

async function writeColumns(
  db: CaseDatabase,
  id: string,
  capture: number,
  columns: FrameChunks,
): Promise<void> {
  for (let chunk = 0; chunk * CHUNK_ROWS < columns.length; chunk++) {
    for (const name of COLUMN_NAMES) {
      await put(db, 'columns', [id, capture, name, chunk], chunkOf(columns, name, chunk))
    }
  }
}

function publish(db: CaseDatabase, { entry }: CaseDraft): Promise<boolean> {
  const transaction = db.transaction(['cases', 'runs'], 'readwrite')
  return within(transaction, async () => {
    const complete = (await transaction.objectStore('runs').getKey(entry.id)) !== undefined
    if (complete) await transaction.objectStore('cases').put(entry, entry.id)
    return complete
  })
}

function runRow(result: CaseResult, appVersion: string): RunRow {
  return {
    appVersion,
    counts: result.captures.map(({ counts }) => counts),
    others: result.others,
    flows: result.flows,
    flowTotal: result.flowTotal,
    findings: result.findings,
    detectors: result.detectors,
    spine: result.spine,
    evidenceCapped: result.evidenceCapped,
    elapsedMs: result.elapsedMs,
  }
}

/** A view is stored with the whole buffer behind it: give every frame a buffer of its own. */
function withOwnOctets(frame: EvidenceFrame): EvidenceFrame {
  return { ...frame, octets: frame.octets.slice() }
}
