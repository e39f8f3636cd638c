/** Captures that lie in one dropped bundle: its file is kept, hashed and attached once. */
import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { readOctets } from '../../../workers/capture/read-octets'
import { filesOfCaptures } from '../../../workers/desk/attached-files'
import type { CaseResult } from '../../../workers/model/run'
import { zip } from '../capture/bundle-bytes'
import { freshProfile } from '../store/database'
import { sampleFacts } from '../store/sample-case'
import { captureOctets, persistentDesk, readResult, LISTS } from './desk'

const NAMES = ['x/a.pcap', 'x/b.pcap']
const OCTETS = [captureOctets(3), captureOctets(1)]
const BUNDLE = new File(
  [zip(NAMES.map((name, i) => ({ name, octets: OCTETS[i] ?? new Uint8Array() })))],
  'b.zip',
)
const OTHER = new File(['something'], 'notes.txt')

/** Offset of the first octet of each entry: local header, name. */
const AT = [38, 38 + captureOctets(3).length + 38]

function bundled(): CaseResult {
  const result = readResult()
  for (const [index, capture] of result.captures.entries()) {
    const steps = [{ at: AT[index] ?? 0, length: OCTETS[index]?.length ?? 0 }]
    const facts = sampleFacts(`b.zip/${NAMES[index] ?? ''}`, BUNDLE.size)
    capture.facts = { ...facts, packets: 3 - index * 2, within: { file: 'b.zip', first: 0, steps } }
  }
  return result
}

beforeEach(freshProfile)

it('finds the file of all captures within it', () => {
  const facts = bundled().captures.map((capture) => capture.facts)
  expect(filesOfCaptures(facts, [OTHER, BUNDLE])).toEqual([BUNDLE, BUNDLE])
  expect(filesOfCaptures(facts, [OTHER])).toEqual([null, null])
})

it('tells two bundles of the same name apart', () => {
  const facts = bundled().captures.map((capture) => capture.facts)
  const again = facts.map((one) => ({ ...one, within: { file: 'b.zip', first: 2, steps: [] } }))
  const twin = new File([BUNDLE], 'b.zip')
  const found = filesOfCaptures([...facts, ...again], [BUNDLE, twin])
  expect(found.map((file) => (file === BUNDLE ? 1 : file === twin ? 2 : 0))).toEqual([1, 1, 2, 2])
})

it.each([true, false])('reads the frames of each capture; the file kept: %s', async (keep) => {
  const desk = await persistentDesk({ readOctets })
  const { id, outcome } = await desk.save(bundled(), LISTS, [OTHER, BUNDLE])
  expect(outcome).toEqual({ kind: 'saved', message: '' })
  if (keep) expect(await desk.keepCaptures(id)).toEqual({ kept: true, message: '' })
  for (const [capture, frames] of [
    [0, 3],
    [1, 1],
  ] as const) {
    const answer = await desk.frame(id, capture, frames)
    expect(answer.kind === 'frame' && answer.frame.octets).toEqual(new Uint8Array(14).fill(frames))
  }
  expect(await desk.list()).toMatchObject([
    { title: 'b.zip', octets: BUNDLE.size, keptOctets: keep ? BUNDLE.size : 0 },
  ])
  const from = keep ? 'stored' : 'file'
  expect((await desk.open(id))?.captures).toEqual([
    { from, storedOctets: keep ? BUNDLE.size : 0 },
    { from, storedOctets: 0 },
  ])
})

it('takes the bundle again by its contents, for all its captures', async () => {
  const desk = await persistentDesk({ readOctets })
  const { id } = await desk.save(bundled(), LISTS, [])
  expect((await desk.frame(id, 1, 1)).kind).toBe('absent')
  expect(await desk.reattach(id, new File([BUNDLE], 'other.zip'))).toMatchObject({
    kind: 'different',
  })
  expect(await desk.reattach(id, BUNDLE)).toEqual({ kind: 'attached', capture: 0 })
  expect((await desk.frame(id, 1, 1)).kind).toBe('frame')
})
