/** A case from its first frame to the library, with next to no memory for its index. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { IndexBounds } from '../../../workers/api/library'
import { readOctets } from '../../../workers/capture/read-octets'
import type { Desk } from '../../../workers/desk/library'
import { ethernet, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import { CHUNK_ROWS } from '../../../workers/model/frame-columns'
import type { CaseResult } from '../../../workers/model/run'
import { analyseCase } from '../../../workers/pipeline/case-run'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { RemoteShelf } from '../../../workers/pipeline/column-shelf'
import { analyse, captureOf, fileOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'
import { freshProfile, NO_RECORDS, recordCounts, refuse } from '../store/database'
import { sampleColumns } from '../store/sample-case'
import { FILE_A, FILE_B, newDesk, persistentDesk, readResult, LISTS } from './desk'
import { newPage, refusedLocks, type HeldLocks } from './locks'

const LONG = { timeout: 60_000 }
const TINY: IndexBounds = { residentRows: 0 }
/** Of a chunk. */
const COLUMNS = 7
const FRAMES = 2 * CHUNK_ROWS + 3

/** A short talk again and again, so that there are flows, copies and retransmissions. */
function large(): File {
  const script = new TcpScript().handshake()
  script.client({ length: 20 })
  script.client({ seq: 1, length: 20, after: 200 })
  const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
  const datagram = udp({ ...ends, srcPort: 1, dstPort: 2 }, new Uint8Array(3))
  const stray = ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, datagram))
  const octets = [...script.frames.map((frame) => frame.octets), stray]
  const frames = Array.from({ length: FRAMES }, (_, i) => ({
    time: i * 10_000,
    octets: octets[i % octets.length] ?? stray,
  }))
  return fileOf(captureOf(frames), 'large.pcap')
}

/** Any octets: what is asked for is only whether a frame is found. */
const anyOctets = (_file: Blob, ranges: { length: number }[]) =>
  Promise.resolve(ranges.map(({ length }) => new Uint8Array(length)))

const withLocks = (held: HeldLocks = new Map()) => ({
  locks: newPage(held).locks,
  readOctets: anyOctets,
})

/** Two full chunks of the first capture come, and then the result with the rest of it. */
async function readOnto(desk: Desk, bounds: IndexBounds = TINY) {
  const { id, shelf } = await desk.begin(bounds)
  let unindexed = 0
  for (const chunk of [0, 1]) unindexed = await shelf.put(0, chunk, sampleColumns(CHUNK_ROWS))
  const result: CaseResult = readResult()
  const [capture] = result.captures
  if (capture === undefined) throw new Error('no capture')
  capture.facts = { ...capture.facts, packets: FRAMES }
  capture.columns = { length: FRAMES, chunks: [null, null, sampleColumns(3)] }
  return { id, result, unindexed, save: () => desk.save(result, LISTS, [FILE_A, FILE_B], id) }
}

beforeEach(freshProfile)

it('a case has the same document and the same frames with next to no memory', LONG, async () => {
  const files = [fileOf(captureOf(new TcpScript().handshake().frames), 'small.pcap'), large()]
  const desk = await persistentDesk({ ...withLocks(), readOctets })
  const { id, shelf } = await desk.begin(TINY)
  const remote = new RemoteShelf(shelf)
  const outcome = await analyseCase(files, () => undefined, undefined, undefined, remote)
  if (outcome.kind !== 'analysed') throw new Error('not read')
  expect((await recordCounts())['chunks']).toBe(3 * COLUMNS) // of small.pcap, and two of large.pcap
  expect(await desk.list()).toEqual([])
  const { result, lists } = packLists(outcome.result)
  const saved = await desk.save(result, lists, files, id)
  expect(saved).toMatchObject({ outcome: { kind: 'saved', message: '' }, indexed: [3, FRAMES] })

  const plain = await persistentDesk({ readOctets, newId: () => 'plain' })
  const whole = packLists(await analyse(...files))
  await plain.save(whole.result, whole.lists, files)
  expect(await desk.document(id)).toBe(await plain.document('plain'))
  for (const frame of [1, 5, CHUNK_ROWS, CHUNK_ROWS + 1, 2 * CHUNK_ROWS + 1, FRAMES]) {
    const wanted = await plain.frame('plain', 1, frame)
    expect(wanted.kind).toBe('frame')
    expect(await desk.frame(id, 1, frame)).toEqual(wanted)
  }
  expect((await desk.open(id))?.result.spine).toEqual((await plain.open('plain'))?.result.spine)
})

describe('a case that is being read', () => {
  it('leaves nothing behind when it is cancelled, not even what was on its way', async () => {
    const held: HeldLocks = new Map()
    const desk = await persistentDesk(withLocks(held))
    const { id, shelf } = await desk.begin(TINY)
    const putting = shelf.put(0, 0, sampleColumns(3))
    await desk.discard(id)
    await putting
    await shelf.put(0, 1, sampleColumns(3))
    expect(await recordCounts()).toEqual(NO_RECORDS)
    expect([...held.keys()]).toEqual([])
  })

  it('is swept after its page was closed, and not before', async () => {
    const held: HeldLocks = new Map()
    const page = newPage(held)
    await readOnto(await persistentDesk({ ...withLocks(), locks: page.locks }))
    expect((await recordCounts())['chunks']).toBe(2 * COLUMNS)
    await persistentDesk(withLocks(held))
    expect((await recordCounts())['chunks']).toBe(2 * COLUMNS)
    page.close()
    await persistentDesk(withLocks(held))
    expect(await recordCounts()).toEqual(NO_RECORDS)
  })

  it('is nobody’s any more once it is saved', async () => {
    const held: HeldLocks = new Map()
    const desk = await persistentDesk(withLocks(held))
    const { save, id } = await readOnto(desk)
    expect((await save()).indexed).toEqual([FRAMES, 1])
    expect([...held.keys()]).toEqual([])
    for (const frame of [1, CHUNK_ROWS + 1, FRAMES]) {
      expect((await desk.frame(id, 0, frame)).kind).toBe('frame')
    }
  })
})

describe('where nothing may be stored', () => {
  it.each([
    ['in memory alone', () => Promise.resolve(newDesk(withLocks()))],
    ['without locks', () => persistentDesk({ readOctets: anyOctets })],
    ['locks refused', () => persistentDesk({ locks: refusedLocks, readOctets: anyOctets })],
  ])('says how many frames have no index, and keeps what fits: %s', async (_, open) => {
    const desk = await open()
    const reading = await readOnto(desk, { residentRows: 0, memoryRows: CHUNK_ROWS + 3 })
    expect(reading.unindexed).toBe(CHUNK_ROWS)
    expect((await reading.save()).indexed).toEqual([CHUNK_ROWS, 1])
    expect((await desk.frame(reading.id, 0, CHUNK_ROWS)).kind).toBe('frame')
    const beyond = await desk.frame(reading.id, 0, CHUNK_ROWS + 1)
    expect(beyond.kind === 'absent' && beyond.message).toContain('has no index')
    expect((await desk.open(reading.id))?.result.captures[0]?.columns.length).toBe(CHUNK_ROWS)
  })

  it('holds in memory what was not stored when room runs out in the middle', async () => {
    const desk = await persistentDesk(withLocks())
    const { id, save } = await readOnto(desk)
    const allow = refuse('put', 'captures', 'QuotaExceededError')
    const { outcome, indexed } = await save()
    allow()
    expect([outcome.kind, indexed]).toEqual(['memory', [FRAMES, 1]])
    expect((await recordCounts())['chunks']).toBe(2 * COLUMNS)
    for (const frame of [1, CHUNK_ROWS + 1, FRAMES]) {
      expect((await desk.frame(id, 0, frame)).kind).toBe('frame')
    }
    await desk.remove(id)
    expect(await recordCounts()).toEqual(NO_RECORDS)
  })

  it('counts what earlier cases hold in memory', async () => {
    const desk = newDesk(withLocks())
    const before = (await desk.status()).indexFrames
    await (await readOnto(desk)).save()
    expect((await desk.status()).indexFrames).toBe(before - FRAMES - 1)
  })
})
