/**
 * Writes a case in small transactions, so that neither memory nor other readers wait for one large
 * one, and makes it visible in the last.
 */
import type { StoreKey, StoreNames, StoreValue } from 'idb'
import { CHUNK_ROWS, type FrameChunks } from '../model/frame-columns'
import type { CaseResult, EvidenceFrame } from '../model/run'
import type { CaseDraft, Revision } from './case-store'
import { countStored, writeChunk } from './chunks'
import { keysOfCase, keysOfChunk, type CaseDatabase, type CaseSchema, type RunRow } from './schema'
import { within } from './transaction'

/**
 * True when the case is visible; false when another page that was just opened took the unfinished
 * records for orphans: write again.
 * @throws DOMException when the database refuses; what was written so far is for the caller to take
 *   back with `unwriteCase`.
 */
export async function writeCase(db: CaseDatabase, draft: CaseDraft): Promise<boolean> {
  const { entry, result, lists } = draft
  // The run comes first: whoever sweeps the case away takes it along, and `publish` misses it.
  await put(db, 'runs', entry.id, runRow(result, draft.appVersion))
  await put(db, 'evidence', entry.id, result.evidence.map(withOwnOctets))
  await put(db, 'flows', entry.id, lists.flows)
  for (const [capture, applications] of lists.applications.entries()) {
    await put(db, 'applications', [entry.id, capture], applications)
  }
  for (const [capture, { buffer }] of (lists.numbers ?? []).entries()) {
    await put(db, 'numbers', [entry.id, capture], buffer)
  }
  for (const [capture, { facts, taps, applications, columns }] of result.captures.entries()) {
    const rows = await writeColumns(db, entry.id, capture, columns)
    await put(db, 'captures', [entry.id, capture], { facts, taps, applications, rows })
  }
  return publish(db, draft)
}

/** In one transaction: a case that was removed meanwhile gets nothing. */
export function reviseCase(
  db: CaseDatabase,
  id: string,
  { counted, evidence, ...found }: Revision,
): Promise<void> {
  const transaction = db.transaction(['cases', 'runs', 'evidence'], 'readwrite')
  return within(transaction, async () => {
    const entry = await transaction.objectStore('cases').get(id)
    const run = await transaction.objectStore('runs').get(id)
    if (entry === undefined || run === undefined) return
    await transaction.objectStore('cases').put({ ...entry, findings: counted }, id)
    await transaction.objectStore('runs').put({ ...run, ...found }, id)
    await transaction.objectStore('evidence').put(evidence.map(withOwnOctets), id)
  })
}

/** Removes what `writeCase` wrote, and leaves the chunks that were in the database before. */
export async function unwriteCase(db: CaseDatabase, { entry, result }: CaseDraft): Promise<void> {
  const { id } = entry
  const transaction = db.transaction(
    ['runs', 'evidence', 'flows', 'captures', 'applications', 'chunks', 'numbers'],
    'readwrite',
  )
  await within(transaction, () =>
    Promise.all([
      transaction.objectStore('runs').delete(id),
      transaction.objectStore('evidence').delete(id),
      transaction.objectStore('flows').delete(id),
      transaction.objectStore('captures').delete(keysOfCase(id)),
      transaction.objectStore('applications').delete(keysOfCase(id)),
      transaction.objectStore('numbers').delete(keysOfCase(id)),
      ...chunksAtHand(result).flatMap(([capture, chunk]) =>
        transaction.objectStore('chunks').delete(keysOfChunk(id, capture, chunk)),
      ),
    ]),
  )
}

/** Capture and number of each chunk that is not in the database. */
function chunksAtHand({ captures }: CaseResult): [number, number][] {
  return captures.flatMap(({ columns }, capture) =>
    columns.chunks.flatMap((columns, chunk): [number, number][] =>
      columns === null ? [] : [[capture, chunk]],
    ),
  )
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

/** The rows that are stored afterwards, the first of the capture: a browser may have cleared some. */
async function writeColumns(
  db: CaseDatabase,
  id: string,
  capture: number,
  columns: FrameChunks,
): Promise<number> {
  const stored = await countStored(db, id, capture, columns)
  for (const [chunk, rows] of columns.chunks.slice(0, stored).entries()) {
    if (rows !== null) await writeChunk(db, id, capture, chunk, rows)
  }
  return Math.min(columns.length, stored * CHUNK_ROWS)
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
  const { captures, topology, passages, quality } = result
  return {
    appVersion,
    counts: captures.map(({ counts }) => counts),
    others: result.others,
    sidecars: result.sidecars,
    flowTotal: result.flowTotal,
    findings: result.findings,
    detectors: result.detectors,
    spine: result.spine,
    ...(topology !== undefined && { topology }),
    ...(passages !== undefined && { passages }),
    ...(quality !== undefined && { quality }),
    evidenceCapped: result.evidenceCapped,
    elapsedMs: result.elapsedMs,
  }
}

/** A view is stored with the whole buffer behind it: give every frame a buffer of its own. */
function withOwnOctets(frame: EvidenceFrame): EvidenceFrame {
  return { ...frame, octets: frame.octets.slice() }
}
