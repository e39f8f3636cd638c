import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CaseStore } from '../../../workers/store/case-store'
import { unpack } from '../../../workers/model/packed'
import { CHUNK_ROWS } from '../../../workers/model/frame-columns'
import { newMemoryStore } from '../../../workers/store/memory-store'
import { freshProfile, openStore } from './database'
import { ABC, EMPTY, sampleColumns, sampleDraft, sampleEntry, sampleResult } from './sample-case'
import { sampleNote } from './sample-case'

const stores: [string, () => Promise<CaseStore>][] = [
  ['the database', openStore],
  ['memory', () => Promise.resolve(newMemoryStore(() => Promise.resolve(null)))],
]

describe.each(stores)('%s', (_name, open) => {
  let store: CaseStore

  beforeEach(async () => {
    freshProfile()
    store = await open()
  })

  it('gives a saved case back as it was, but for the rows of its columns', async () => {
    expect(await store.save(sampleDraft('one'))).toEqual({ kind: 'written' })
    const back = await store.open('one')
    const { captures, flows, ...rest } = sampleResult()
    const { captures: backCaptures, ...backRest } = back?.result ?? sampleResult(0)
    expect(backRest).toEqual(rest)
    expect(back?.appVersion).toBe('1.2.3')
    expect(back?.entry).toEqual(sampleEntry('one'))
    for (const [index, capture] of backCaptures.entries()) {
      const { columns, ...given } = captures[index] ?? {}
      expect(capture).toMatchObject(given)
      expect(capture.columns.length).toBe(columns?.length)
      expect(capture.columns.chunks).toEqual([])
    }
    expect(await store.facts('one')).toEqual(captures.map(({ facts }) => facts))
    const lists = await store.lists('one')
    expect(lists && unpack(lists.flows)).toEqual(flows)
    expect(lists?.applications.map(unpack)).toEqual(captures.map((each) => each.applications))
  })

  it('gives no more of the buffer behind an evidence frame than its octets', async () => {
    await store.save(sampleDraft('one'))
    const [frame] = await store.evidence('one')
    expect(frame?.octets).toEqual(Uint8Array.of(9, 9, 9, 9))
  })

  it('knows nothing of a case that was not saved', async () => {
    expect(await store.list()).toEqual([])
    expect(await store.open('none')).toBeNull()
    expect(await store.facts('none')).toBeNull()
    expect(await store.lists('none')).toBeNull()
    expect(await store.columns('none', 0, 0, 1)).toBeNull()
    expect(await store.evidence('none')).toEqual([])
    expect(await store.blob('none', 0)).toBeNull()
    await store.setHashes('none', [ABC], [ABC])
    await store.forgetCaptures('none')
    await store.remove('none')
    expect(await store.list()).toEqual([])
  })

  it('finds rows across the border of two chunks', async () => {
    const rows = CHUNK_ROWS + 3
    await store.save(sampleDraft('one', rows))
    const all = sampleColumns(rows)
    const from = CHUNK_ROWS - 2
    const part = await store.columns('one', 0, from, rows)
    expect(part?.length).toBe(5)
    expect(part?.fileAt).toEqual(all.fileAt.slice(from))
    expect(part?.time).toEqual(all.time.slice(from))
    expect(part?.capLen).toEqual(all.capLen.slice(from))
    expect(part?.origLen).toEqual(all.origLen.slice(from))
    expect(part?.iface).toEqual(all.iface.slice(from))
    expect(part?.flow).toEqual(all.flow.slice(from))
    expect(part?.flags).toEqual(all.flags.slice(from))
  })

  it.each([
    ['before the first', -1, 1],
    ['beyond the last', 2, 4],
    ['none', 1, 1],
  ])('has no rows where there are none: %s', async (_where, from, to) => {
    await store.save(sampleDraft('one'))
    expect(await store.columns('one', 0, from, to)).toBeNull()
  })

  it('sets the hashes that are known and leaves the others', async () => {
    await store.save(sampleDraft('one'))
    await store.setHashes('one', [ABC, ''], [EMPTY])
    expect((await store.facts('one'))?.map(({ sha256 }) => sha256)).toEqual([ABC, ''])
    await store.setHashes('one', ['', ''], [''])
    expect((await store.facts('one'))?.map(({ sha256 }) => sha256)).toEqual([ABC, ''])
    const beside = (await store.open('one'))?.result.sidecars.files
    expect(beside?.map(({ sha256 }) => sha256)).toEqual([EMPTY])
  })

  it('changes what was found in a case, and makes none of one that is gone', async () => {
    await store.save(sampleDraft('one'))
    const before = await store.open('one')
    const [finding] = before?.result.findings ?? []
    const [frame] = before?.result.evidence ?? []
    if (!finding || !frame) throw new Error('the sample has a finding and its frame')
    const revision = {
      findings: [finding, { ...finding, key: 'another' }],
      detectors: [],
      evidence: [{ ...frame, octets: Uint8Array.of(1, 2) }],
      evidenceCapped: true,
      counted: { critical: 0, warning: 2, note: 0 },
    }
    expect(await store.revise('one', revision)).toEqual({ kind: 'written' })
    const { counted, ...found } = revision
    const after = await store.open('one')
    expect(after?.result).toEqual({ ...before?.result, ...found })
    expect((await store.list())[0]).toEqual({ ...before?.entry, findings: counted })
    expect(await store.evidence('one')).toEqual(revision.evidence)
    await store.revise('gone', revision)
    expect(await store.open('gone')).toBeNull()
    expect((await store.list()).map(({ id }) => id)).toEqual(['one'])
  })

  it('keeps one note of a subject, until it is removed', async () => {
    await store.save(sampleDraft('one'))
    await store.save(sampleDraft('two'))
    for (const note of [sampleNote(1), sampleNote(2), sampleNote(2, 'Seen again.')]) {
      expect(await store.putNote('one', note)).toEqual({ kind: 'written' })
    }
    await store.putNote('two', sampleNote(1))
    expect(await store.notes('one')).toEqual([sampleNote(1), sampleNote(2, 'Seen again.')])
    await store.removeNote('one', sampleNote(1).id)
    expect(await store.notes('one')).toEqual([sampleNote(2, 'Seen again.')])
    expect(await store.notes('two')).toEqual([sampleNote(1)])
  })

  it('keeps no note of a case that is gone', async () => {
    await store.putNote('none', sampleNote(1))
    expect(await store.notes('none')).toEqual([])
    await store.save(sampleDraft('one'))
    await store.putNote('one', sampleNote(1))
    await store.remove('one')
    expect(await store.notes('one')).toEqual([])
  })

  it('removes one case and leaves its neighbours', async () => {
    for (const id of ['one', 'one1', 'on']) await store.save(sampleDraft(id))
    await store.remove('one')
    expect((await store.list()).map(({ id }) => id).sort()).toEqual(['on', 'one1'])
    expect(await store.columns('one', 0, 0, 3)).toBeNull()
    expect(await store.columns('on', 0, 0, 3)).not.toBeNull()
  })

  it('removes all cases', async () => {
    for (const id of ['one', 'two']) await store.save(sampleDraft(id))
    await store.removeAll()
    expect(await store.list()).toEqual([])
    expect(await store.open('one')).toBeNull()
  })
})
