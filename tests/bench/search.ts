/** How fast octets are sought through: of a capture file, what is typed into the find bar. Bundled and run by `search.js`. */
import { openAsBlob } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { OctetQuestion } from '../../workers/api/octet-search'
import { openCapture } from '../../workers/capture/open'
import { CHUNK_ROWS, newColumns, sliceColumns } from '../../workers/model/frame-columns'
import type { FrameColumns } from '../../workers/model/frame-columns'
import { newRecordBatch } from '../../workers/model/record-batch'
import { Matches } from '../../workers/search/matches'
import { matcherOf } from '../../workers/search/question'
import { searchFrames } from '../../workers/search/search-frames'

const text = (words: string, more: Partial<OctetQuestion> = {}): OctetQuestion => ({
  ...{ kind: 'text', words, anyCase: true, encodings: 'both' },
  ...more,
})

const QUESTIONS: readonly OctetQuestion[] = [
  text('password'),
  text('password', { anyCase: false, encodings: 'narrow' }),
  text('GET ', { anyCase: false, encodings: 'narrow' }),
  text('de ad be ef', { kind: 'hex' }),
  text('de ?? be ef', { kind: 'hex' }),
  text('ff', { kind: 'hex' }),
  text('passw(or)?d=\\w+', { kind: 'pattern' }),
  text('\\b[\\w.]+@[\\w.]+\\.com\\b', { kind: 'pattern' }),
  text('(a|aa)+$', { kind: 'pattern' }),
]

export interface SearchRate {
  question: OctetQuestion
  ms: number
  octets: number
  matches: number
}

export async function searchRates(path: string): Promise<SearchRate[]> {
  const file = await openAsBlob(path)
  const chunks = await chunksOf(file)
  const rows = chunks.reduce((sum, { length }) => sum + length, 0)
  const access = { rows, chunk: (chunk: number) => Promise.resolve(chunks[chunk] ?? null) }
  const rates: SearchRate[] = []
  for (const question of QUESTIONS) {
    const handle = await open(path)
    const slices = slicesOf(handle)
    const [matches, sought] = [new Matches(), { octets: 0, frames: 0 }]
    const pace = { cancelled: false, rest: () => Promise.resolve() }
    const begun = performance.now()
    const matcher = matcherOf(question)
    await searchFrames({ capture: 0, access, rows: null, slices, matcher, matches, sought, pace })
    const ms = performance.now() - begun
    await handle.close()
    rates.push({ question, ms, octets: sought.octets, matches: matches.total })
  }
  return rates
}

async function chunksOf(file: Blob): Promise<FrameColumns[]> {
  const outcome = await openCapture(file, 'capture')
  if (outcome.kind !== 'capture') throw new Error(outcome.message)
  const { reader } = outcome
  const batch = newRecordBatch()
  const chunks: FrameColumns[] = []
  let columns = newColumns(CHUNK_ROWS)
  let row = 0
  while (await reader.next(batch)) {
    for (let i = 0; i < batch.count; i++) {
      columns.fileAt[row] = batch.fileAt[i] as number
      columns.capLen[row] = batch.capLen[i] as number
      if (++row < CHUNK_ROWS) continue
      chunks.push(columns)
      columns = newColumns(CHUNK_ROWS)
      row = 0
    }
  }
  await reader.close()
  if (row > 0) chunks.push(sliceColumns(columns, 0, row))
  return chunks
}

/** As a browser reads files: blobs of Node are slower than any search. */
function slicesOf(handle: FileHandle) {
  return {
    async slice(from: number, to: number): Promise<ArrayBuffer> {
      const octets = new Uint8Array(to - from)
      await handle.read(octets, 0, to - from, from)
      return octets.buffer
    },
    close: () => Promise.resolve(),
  }
}
