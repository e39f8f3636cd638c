/** The files of a case, given back to be analysed once more. */
import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import type { Desk } from '../../../workers/desk/library'
import type { CaseResult } from '../../../workers/model/run'
import { KEY_LOG, type SidecarFile } from '../../../workers/model/sidecar'
import { freshProfile, recordCounts } from '../store/database'
import { FILE_A, FILE_B, LISTS, NOTES, persistentDesk, readResult, saveAll } from './desk'

const KEYS = new File(['CLIENT_RANDOM 00 11'], 'keys.log')

const sidecar = ({ name, size }: File, format = 'ip route', inside = name): SidecarFile => ({
  ...{ name: inside, file: name, size, sha256: '', format, entries: 1, notUnderstood: 0 },
  ...{ gave: '', named: 0, seen: 0, message: '' },
})

function resultWith(...files: SidecarFile[]): CaseResult {
  const result = readResult()
  return { ...result, sidecars: { ...result.sidecars, files } }
}

beforeEach(freshProfile)

async function namesAndText(desk: Desk, id: string): Promise<string[]> {
  const found = await desk.filesOf(id)
  if (found.kind === 'absent') return [`absent: ${found.names.join(', ')}`]
  return Promise.all(
    found.files.map(
      async (file) => `${file.name} ${String((await file.arrayBuffer()).byteLength)}`,
    ),
  )
}

const both = [`a.pcap ${String(FILE_A.size)}`, `b.pcap ${String(FILE_B.size)}`]

it('are those that were dropped, in their order, while they can be read', async () => {
  const desk = await persistentDesk()
  const picture = new File(['no capture'], 'x.png')
  const dropped = [KEYS, FILE_A, picture, FILE_B]
  const { id } = await desk.save(resultWith(sidecar(KEYS, KEY_LOG)), LISTS, dropped)
  const found = await desk.filesOf(id)
  expect(found.kind === 'files' && found.files).toEqual(dropped)
})

it('come from the database once the page was closed, texts behind captures', async () => {
  const { id } = await saveAll(await persistentDesk(), resultWith(sidecar(NOTES)), [
    NOTES,
    FILE_A,
    FILE_B,
  ])
  expect((await recordCounts())['blobs']).toBe(3)
  const later = await persistentDesk()
  expect(await namesAndText(later, id)).toEqual([...both, 'notes.txt 10'])
  await later.forgetCaptures(id)
  expect(await namesAndText(later, id)).toEqual(['absent: a.pcap, b.pcap, notes.txt'])
})

it('lack a key log, which is kept nowhere: all are to be dropped again', async () => {
  const result = resultWith(sidecar(KEYS, KEY_LOG))
  const { id, keeping } = await saveAll(await persistentDesk(), result, [FILE_A, FILE_B, KEYS])
  expect(keeping.kept).toBe(true)
  expect((await recordCounts())['blobs']).toBe(2)
  expect(await namesAndText(await persistentDesk(), id)).toEqual([
    'absent: a.pcap, b.pcap, keys.log',
  ])
})

it('name a bundle once, with what it holds', async () => {
  const bundle = new File(['PK'], 'all.zip')
  const inside = (path: string) => sidecar(bundle, 'ip route', `all.zip/${path}`)
  const result = resultWith(inside('one'), inside('two'))
  const { id } = await saveAll(await persistentDesk(), result, [FILE_A, bundle, FILE_B])
  expect(await namesAndText(await persistentDesk(), id)).toEqual([...both, 'all.zip 2'])
})

it('of no case are none', async () => {
  const desk = await persistentDesk()
  expect(await desk.filesOf('case-9')).toEqual({ kind: 'absent', names: [] })
})

it('give a case that took the place of another its notes, but for what was said anew', async () => {
  const desk = await persistentDesk()
  const one = await saveAll(desk, readResult(), [FILE_A, FILE_B])
  const onFrame = (frame: number, text: string) => ({
    ...{ subject: { kind: 'packet', capture: 0, frame } as const, text, mark: null },
  })
  await desk.keepNote(one.id, onFrame(1, 'first'))
  await desk.keepNote(one.id, onFrame(2, 'second'))
  const two = await saveAll(desk, readResult(), [FILE_A, FILE_B])
  await desk.keepNote(two.id, onFrame(2, 'anew'))
  await desk.copyNotes(one.id, two.id)
  await desk.remove(one.id)
  const texts = (await desk.notes(two.id)).map(({ text }) => text).sort()
  expect(texts).toEqual(['anew', 'first'])
  await desk.copyNotes(two.id, 'case-9')
})
