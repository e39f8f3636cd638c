/** A desk whose world outside is made of paper: a fixed clock, ids in order, a store on demand. */
import { expect, vi } from 'vitest'
import type { CaptureKeeping, ReportOptions, Saved } from '../../../workers/api/library'
import { openOctets } from '../../../workers/capture/octet-reader'
import { openScan } from '../../../workers/capture/scan-octets'
import { openRanges } from '../../../workers/capture/read-octets'
import { openSlices } from '../../../workers/capture/slices'
import { createLibrary, type Desk, type DeskTools } from '../../../workers/desk/library'
import { sha256Of } from '../../../workers/desk/sha256'
import { newHeadReader } from '../../../workers/row/head'
import { newFactsReader } from '../../../workers/row/packet-facts'
import { takeCensus } from '../../../workers/census/census'
import { BodyCarver } from '../../../workers/objects/body'
import { bodyInSaid, fileInSaid } from '../../../workers/objects/said-body'
import { secretOf } from '../../../workers/objects/secret'
import { packLists } from '../../../workers/pipeline/pack-lists'
import type { CaseResult } from '../../../workers/model/run'
import { openIndexedStore } from '../../../workers/store/indexed-store'
import { NAME } from '../store/database'
import { sampleFacts, sampleLists, sampleResult } from '../store/sample-case'

/** Of the sample case. */
export const LISTS = sampleLists()

/** A report of which nothing is left out. */
export const WHOLE_REPORT: ReportOptions = {
  title: 'Tuesday',
  language: 'en',
  phrases: {},
  leaveOut: [],
  notes: true,
  octets: true,
  hide: false,
}

export const NOW = Date.UTC(2024, 4, 6, 7, 8, 9)

export function newDesk(changes: Partial<DeskTools> = {}): Desk {
  let ids = 0
  const reader = newHeadReader()
  return createLibrary({
    appVersion: '1.2.3',
    nowMs: () => NOW,
    newId: () => `case-${String(++ids)}`,
    openStore: (owners) => openIndexedStore(NAME, owners),
    estimate: () => Promise.resolve(null),
    sha256: (file) => sha256Of(file, undefined),
    readOctets: readPlainly,
    released: () => undefined,
    openScan,
    openRanges,
    openSlices,
    describeFrame: (octets, linktype, origLen) => ({
      layers: [],
      summary: `${String(octets.length)} of ${String(origLen)} octets, link type ${String(linktype)}`,
    }),
    openOctets,
    readHead: (...frame) => reader.read(...frame),
    newFactsReader,
    renderReport: vi.fn(() => '<!doctype html>'),
    takeCensus,
    newCarver: (object, side) => new BodyCarver(object, side),
    bodyInSaid,
    fileInSaid,
    secretOf,
    locks: undefined,
    deviceMemory: undefined,
    ...changes,
  })
}

export async function persistentDesk(changes: Partial<DeskTools> = {}): Promise<Desk> {
  const desk = newDesk(changes)
  expect((await desk.start('persistent', '')).mode).toBe('persistent')
  return desk
}

/** Saves a case and then its captures, as the page does. */
export async function saveAll(
  desk: Desk,
  result: CaseResult,
  files: File[],
): Promise<Saved & { keeping: CaptureKeeping }> {
  const saved = await desk.save(result, LISTS, files)
  return { ...saved, keeping: await desk.keepCaptures(saved.id) }
}

/** Frame n of the sample columns: 14 octets from 40 + 100 (n − 1) on, each of them n. */
export function captureOctets(frames: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(40 + 100 * frames)
  for (let frame = 1; frame <= frames; frame++) {
    const at = 40 + 100 * (frame - 1)
    octets.fill(frame, at, at + 14)
  }
  return octets
}

export const FILE_A = new File([captureOctets(3)], 'a.pcap')
export const FILE_B = new File([captureOctets(1)], 'b.pcap')
export const NOTES = new File(['some words'], 'notes.txt')

/** The sample case, read from `FILE_A` and `FILE_B`. */
export function readResult(): CaseResult {
  const { result } = packLists(sampleResult())
  for (const [index, file] of [FILE_A, FILE_B].entries()) {
    const capture = result.captures[index]
    if (capture) capture.facts = { ...sampleFacts(file.name, file.size), packets: 3 - index * 2 }
  }
  return result
}

/** Octets of a file that is neither compressed nor a bundle. */
export const readPlainly: DeskTools['readOctets'] = (file, ranges) =>
  Promise.all(
    ranges.map(
      async ({ at, length }) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
    ),
  )
