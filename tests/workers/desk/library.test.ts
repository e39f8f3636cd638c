import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeskTools } from '../../../workers/desk/library'
import { MAX_ROWS_IN_MEMORY } from '../../../workers/limits/limits'
import { freshProfile, recordCounts, NO_RECORDS } from '../store/database'
import { ABC, EMPTY } from '../store/sample-case'
import {
  FILE_A,
  FILE_B,
  NOTES,
  NOW,
  newDesk,
  persistentDesk,
  readResult,
  saveAll,
  LISTS,
  WHOLE_REPORT,
} from './desk'

const FILES = [FILE_A, NOTES, FILE_B]

beforeEach(freshProfile)

describe('the library', () => {
  it('lists a saved case with what it holds, newest first', async () => {
    let now = NOW
    const desk = await persistentDesk({ nowMs: () => now++ })
    await desk.save(readResult(), LISTS, FILES)
    await desk.save(readResult(), LISTS, FILES)
    const entries = await desk.list()
    expect(entries.map(({ id }) => id)).toEqual(['case-2', 'case-1'])
    expect(entries[1]).toEqual({
      id: 'case-1',
      title: 'a.pcap, b.pcap',
      createdMs: NOW,
      packets: 4,
      octets: FILE_A.size + FILE_B.size,
      findings: { critical: 1, warning: 0, note: 0 },
      keptOctets: 0,
    })
  })

  it('opens a stored case after the page was closed; its captures are absent then', async () => {
    const before = await persistentDesk()
    await before.save(readResult(), LISTS, FILES)
    expect((await before.open('case-1'))?.captures.map(({ from }) => from)).toEqual([
      'file',
      'file',
    ])
    const after = await persistentDesk()
    const open = await after.open('case-1')
    expect(open?.result.findings).toEqual(readResult().findings)
    expect(open?.result.captures[0]?.columns.length).toBe(3)
    expect(open?.captures.map(({ from }) => from)).toEqual(['absent', 'absent'])
  })

  it('knows no case that was never saved', async () => {
    const desk = await persistentDesk()
    expect(await desk.open('case-9')).toBeNull()
    expect((await desk.frame('case-9', 0, 1)).kind).toBe('absent')
    expect((await desk.reattach('case-9', FILE_A)).kind).toBe('different')
    await expect(desk.document('case-9')).rejects.toThrow('case-9')
    await desk.setHashes('case-9', [ABC], [])
    await desk.forgetCaptures('case-9')
    await desk.remove('case-9')
  })

  it('removes a case, and all cases, with everything that belongs to them', async () => {
    const desk = await persistentDesk()
    for (let n = 0; n < 3; n++) await saveAll(desk, readResult(), FILES)
    await desk.remove('case-2')
    expect((await desk.list()).map(({ id }) => id)).toEqual(['case-1', 'case-3'])
    expect(await desk.open('case-2')).toBeNull()
    await desk.removeAll()
    expect(await desk.list()).toEqual([])
    expect(await recordCounts()).toEqual(NO_RECORDS)
  })

  it('exports the document with the hashes that came after the analysis', async () => {
    const desk = await persistentDesk()
    await desk.save(readResult(), LISTS, FILES)
    await desk.setHashes('case-1', [ABC, EMPTY], [])
    const document = JSON.parse(await desk.document('case-1')) as {
      app: unknown
      captures: { name: string; sha256: string }[]
    }
    expect(document.app).toEqual({ name: 'tailfirst', version: '1.2.3' })
    expect(document.captures.map(({ sha256 }) => sha256)).toEqual([ABC, EMPTY])
  })

  it('names in exports the version that analysed, not the one that exports', async () => {
    await (await persistentDesk()).save(readResult(), LISTS, FILES)
    const later = await persistentDesk({ appVersion: '9.9.9' })
    expect(await later.document('case-1')).toContain('"version":"1.2.3"')
  })

  it('hands the report its case, its choice and when it was analysed', async () => {
    const renderReport = vi.fn(() => '<!doctype html>')
    const desk = await persistentDesk({ renderReport })
    await desk.save(readResult(), LISTS, FILES)
    const leaveOut = ['fragment-order 10.0.0.1 10.0.0.2']
    const phrases = { 'fragment-order': [['tail', '尾片']] } as const
    const chosen = { leaveOut, language: 'zh-CN', phrases, octets: false } as const
    expect(await desk.report('case-1', { ...WHOLE_REPORT, ...chosen })).toEqual({
      html: '<!doctype html>',
      key: [],
    })
    expect(renderReport).toHaveBeenCalledWith(
      expect.objectContaining({
        title: 'Tuesday',
        language: 'zh-CN',
        phrases,
        leaveOut,
        octets: false,
        appVersion: '1.2.3',
        generatedNote: 'Analysed with Tailfirst 1.2.3 on 2024-05-06, 07:08 UTC.',
      }),
    )
  })

  it('gives the report pseudonyms on demand, and its writer what they stand for', async () => {
    const renderReport: DeskTools['renderReport'] = ({ hide }) =>
      hide?.text('ip.addr == 10.0.0.1 || dns.qry.name == api.example') ?? 'nothing hidden'
    const desk = await persistentDesk({ renderReport })
    await desk.save(readResult(), LISTS, FILES)
    expect((await desk.report('case-1', WHOLE_REPORT)).html).toBe('nothing hidden')
    // Names of fields are no names of hosts.
    expect(await desk.report('case-1', { ...WHOLE_REPORT, hide: true })).toEqual({
      html: 'ip.addr == host-1 || dns.qry.name == name-1.example',
      key: [
        { pseudonym: 'host-1', original: '10.0.0.1' },
        { pseudonym: 'name-1', original: 'api' },
      ],
    })
  })
})

describe('in memory', () => {
  it('works before it is started, and when the page asks for memory', async () => {
    const desk = newDesk()
    expect(await desk.list()).toEqual([])
    const reason = 'Opened from a file: other local pages could read stored cases.'
    expect(await desk.start('memory', reason)).toEqual({
      mode: 'memory',
      reason,
      usedOctets: -1,
      quotaOctets: -1,
      indexFrames: MAX_ROWS_IN_MEMORY,
    })
    const { id, outcome } = await desk.save(readResult(), LISTS, FILES)
    expect(outcome).toEqual({ kind: 'memory', message: reason })
    expect((await desk.open(id))?.captures.map(({ from }) => from)).toEqual(['file', 'file'])
    expect((await desk.list()).map(({ keptOctets }) => keptOctets)).toEqual([0])
    expect((await desk.frame(id, 0, 3)).kind).toBe('frame')
    expect(await desk.document(id)).toContain('tailfirst.analysis/1')
  })

  it('says why when the browser keeps nothing, and goes on', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
    const desk = newDesk()
    const { mode, reason } = await desk.start('persistent', '')
    expect(mode).toBe('memory')
    expect(reason).toMatch(/private window.*The operation is insecure.*until this page is closed/)
    const { outcome } = await desk.save(readResult(), LISTS, FILES)
    expect(outcome).toEqual({ kind: 'memory', message: reason })
    expect(await desk.list()).toHaveLength(1)
  })

  it('lists its cases beside the stored ones when the analyst opts in later', async () => {
    const desk = newDesk()
    await desk.start('memory', 'from a file')
    await desk.save(readResult(), LISTS, FILES)
    await desk.start('persistent', '')
    await desk.save(readResult(), LISTS, FILES)
    expect(await desk.list()).toHaveLength(2)
    expect((await recordCounts())['cases']).toBe(1)
  })
})
