/** One of the workers: answers the page from the store; stays responsive while others parse. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { expose, transfer } from 'comlink'
import { version } from '../package.json'
import type { LibraryApi } from './api/library'
import { openOctets } from './capture/octet-reader'
import { openRanges, readOctets } from './capture/read-octets'
import { openScan } from './capture/scan-octets'
import { newUnpackedCaptures } from './capture/unpacked-captures'
import { takeCensus } from './census/census'
import { createLibrary } from './desk/library'
import { sha256Of } from './desk/sha256'
import { BodyCarver } from './objects/body'
import { bodyInSaid, fileInSaid } from './objects/said-body'
import { secretOf } from './objects/secret'
import { renderReport } from './report/html'
import { newHeadReader } from './row/head'
import { newFactsReader } from './row/packet-facts'
import type { SegmentSeries } from './model/flow-trace'
import { openIndexedStore } from './store/indexed-store'
import { describeFrame } from './wire/layers'

export function startLibrary(): void {
  // Outside of a secure context (plain http to another machine) browsers leave these out.
  const subtle = 'subtle' in crypto ? crypto.subtle : undefined
  const storage = 'storage' in navigator ? navigator.storage : null

  const locks = 'locks' in navigator ? navigator.locks : undefined

  const unpacked = newUnpackedCaptures()

  const desk = createLibrary({
    appVersion: version,
    nowMs: () => Date.now(),
    newId: () => bytesToHex(crypto.getRandomValues(new Uint8Array(8))),
    openStore: (owners) => openIndexedStore('tailfirst', owners),
    estimate: async () => (await storage?.estimate()) ?? null,
    sha256: (file) => sha256Of(file, subtle),
    readOctets: (file, ranges, steps) => readOctets(file, ranges, steps, unpacked.open),
    openOctets: (file, steps) => openOctets(file, steps, unpacked.open),
    openScan: (file, steps) => openScan(file, steps, unpacked.open),
    openSlices: unpacked.open,
    openRanges: (file, steps) => openRanges(file, steps, unpacked.open),
    released: (file) => unpacked.release(file),
    describeFrame,
    readHead: newHeadReader().read,
    newFactsReader,
    renderReport,
    locks,
    takeCensus,
    newCarver: (object, side) => new BodyCarver(object, side),
    bodyInSaid,
    fileInSaid,
    secretOf,
    deviceMemory: (navigator as { deviceMemory?: number }).deviceMemory,
  })

  expose({
    ...desk,
    async begin(port, bounds) {
      const { id, shelf } = await desk.begin(bounds)
      expose(shelf, port)
      return id
    },
    async flowTrace(...asked) {
      const answer = await desk.flowTrace(...asked)
      return answer.kind === 'flow' ? transfer(answer, buffersOf(answer.value.series)) : answer
    },
    async flowSpeech(...asked) {
      const answer = await desk.flowSpeech(...asked)
      return answer.kind === 'flow' ? transfer(answer, [answer.value.octets.buffer]) : answer
    },
  } satisfies LibraryApi)
}

function buffersOf(series: SegmentSeries): ArrayBuffer[] {
  return Object.values(series).flatMap((column: ArrayBufferView<ArrayBuffer> | number) =>
    typeof column === 'number' ? [] : [column.buffer],
  )
}
