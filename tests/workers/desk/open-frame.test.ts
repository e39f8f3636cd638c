import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { RETRANSMISSION } from '../../../workers/flow/tcp-flags'
import { copyFlags, FRAME_DIFFERS } from '../../../workers/model/frame-flags'
import { freshProfile } from '../store/database'
import { sampleConn } from '../store/sample-case'
import {
  FILE_A,
  FILE_B,
  captureOctets,
  persistentDesk,
  readPlainly,
  readResult,
  saveAll,
  LISTS,
} from './desk'

const FILES = [FILE_A, FILE_B]
/** Where the only connection of the sample case was seen. */
const FIRST = { tap: sampleConn.tap, tunnel: sampleConn.tunnel }

beforeEach(freshProfile)

it.each([
  ['the kept capture', true],
  ['the dropped file', false],
])('reads a frame from %s', async (_from, keep) => {
  const desk = await persistentDesk()
  const { id } = await (keep
    ? saveAll(desk, readResult(), FILES)
    : desk.save(readResult(), LISTS, FILES))
  expect(await desk.frame(id, 0, 3)).toEqual({
    kind: 'frame',
    frame: {
      capture: 0,
      frame: 3,
      time: 2e9,
      capLen: 14,
      origLen: 60,
      interfaceName: 'bond1',
      layers: [],
      summary: '14 of 60 octets, link type 1',
      octets: new Uint8Array(14).fill(3),
      flow: 2,
      standing: { analysis: 2, differs: false, undecoded: false, copy: 'none', back: 0 },
      conns: { conn: null, tenant: null, elsewhere: null },
      original: null,
    },
  })
})

it.each([
  { back: 2, original: { frame: 1, time: 0, interfaceName: 'bond1', conn: null } },
  { back: 1, original: { frame: 2, time: 1e9, interfaceName: 'bond1', conn: FIRST } },
  { back: 0, original: null }, // too far away
  { back: 3, original: null }, // no such frame
])('finds what a frame is a copy of, $back frames before it', async ({ back, original }) => {
  const desk = await persistentDesk()
  const result = readResult()
  const [columns] = result.captures[0]?.columns.chunks ?? []
  columns?.flags.set([copyFlags(3, 3 - back, false) | FRAME_DIFFERS | RETRANSMISSION], 2)
  const { id } = await desk.save(result, LISTS, FILES)
  const answer = await desk.frame(id, 0, 3)
  expect(answer.kind === 'frame' && answer.frame).toMatchObject({
    standing: { analysis: RETRANSMISSION, differs: true, copy: 'other-tap', back },
    original,
  })
})

it('reads kept captures after the page was closed', async () => {
  await saveAll(await persistentDesk(), readResult(), FILES)
  const answer = await (await persistentDesk()).frame('case-1', 0, 1)
  expect(answer.kind === 'frame' && answer.frame.octets).toEqual(new Uint8Array(14).fill(1))
})

it('falls back to the evidence frames, and says which file is missing for the others', async () => {
  await (await persistentDesk()).save(readResult(), LISTS, FILES)
  const desk = await persistentDesk()
  const evidence = await desk.frame('case-1', 0, 2)
  expect(evidence.kind === 'frame' && evidence.frame).toMatchObject({
    capLen: 14,
    origLen: 60,
    interfaceName: 'bond1',
    octets: new Uint8Array(14).fill(2),
  })
  expect(await desk.frame('case-1', 0, 1)).toEqual({
    kind: 'absent',
    message: 'Frame 1 is not kept with this case: drop a.pcap again to open it.',
  })
})

it.each([
  ['was taken away', () => Promise.reject(new DOMException('gone', 'NotReadableError'))],
  ['became shorter', () => Promise.resolve([new Uint8Array(3)])],
])('says so when the file %s, and still shows evidence', async (_what, failing) => {
  let read: typeof readPlainly = readPlainly
  const desk = await persistentDesk({ readOctets: (...what) => read(...what) })
  const { id } = await desk.save(readResult(), LISTS, FILES)
  read = failing
  const answer = await desk.frame(id, 0, 1)
  expect(answer).toMatchObject({ kind: 'absent' })
  expect(answer.kind === 'absent' && answer.message).toContain('a.pcap was moved or changed')
  expect((await desk.frame(id, 0, 2)).kind).toBe('frame')
})

it.each([
  [0, 0],
  [0, 4],
  [2, 1],
])('has no frame outside of its captures: %i, %i', async (capture, frame) => {
  const desk = await persistentDesk()
  const { id } = await desk.save(readResult(), LISTS, FILES)
  expect((await desk.frame(id, capture, frame)).kind).toBe('absent')
})

it('says of a frame without index that there was no room for it', async () => {
  const desk = await persistentDesk()
  const result = readResult()
  const [capture] = result.captures
  if (capture) capture.facts = { ...capture.facts, packets: 4 }
  const { id } = await desk.save(result, LISTS, FILES)
  const answer = await desk.frame(id, 0, 4)
  expect(answer.kind === 'absent' && answer.message).toContain('Frame 4 of a.pcap has no index')
  expect((await desk.frame(id, 0, 5)).kind).toBe('absent')
})

it('brings the frames of a stored case back with the file', async () => {
  const before = await persistentDesk()
  const { id } = await before.save(readResult(), LISTS, FILES)
  const desk = await persistentDesk()
  expect(await desk.reattach(id, FILE_A)).toEqual({ kind: 'attached', capture: 0 })
  expect((await desk.open(id))?.captures.map(({ from }) => from)).toEqual(['file', 'absent'])
  const answer = await desk.frame(id, 0, 3)
  expect(answer.kind === 'frame' && answer.frame.octets).toEqual(captureOctets(3).slice(240, 254))
})
