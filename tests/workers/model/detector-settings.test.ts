import { describe, expect, it } from 'vitest'
import {
  AS_DOCUMENTED,
  MAX_PARAM,
  changedParams,
  differsFromRun,
  knownSettings,
  settingsFrom,
  settingsOfRun,
} from '../../../workers/model/detector-settings'
import type { DetectorUse } from '../../../workers/model/run'

const param = (value: number) => ({ value, meaning: '' })
const DETECTORS = [
  { id: 'a', version: 1, title: 'A', looksAt: '', params: { least: param(3), share: param(0.5) } },
  { id: 'b', version: 1, title: 'B', looksAt: '', params: {} },
]

const use = (parts: Partial<DetectorUse>): DetectorUse => ({
  ...{ id: 'a', version: 1, title: 'A', params: { least: 3, share: 0.5 }, silence: '' },
  documented: { least: param(3), share: param(0.5) },
  ...parts,
})

describe('settings that come from anywhere', () => {
  it.each([undefined, null, 7, 'off', [], {}, { off: 'a' }, { off: {}, changed: [] }])(
    'are as documented where they have no shape: %j',
    (value) => {
      expect(settingsFrom(value)).toEqual(AS_DOCUMENTED)
    },
  )

  it('keep ids once, and numbers that a parameter can have', () => {
    const found = settingsFrom({
      off: ['a', 7, null, 'a', 'b'],
      changed: {
        a: { least: 4, share: -1, far: Infinity, none: NaN, huge: MAX_PARAM + 1, words: '5' },
        b: 'x',
      },
      more: true,
    })
    expect(found).toEqual({ off: ['a', 'b'], changed: { a: { least: 4 }, b: {} } })
  })

  it('lose what no detector knows, and what is as documented', () => {
    const settings = {
      off: ['gone', 'b'],
      changed: { a: { least: 3, share: 0, strange: 2 }, gone: { x: 1 }, constructor: { name: 1 } },
    }
    const known = knownSettings(settings, DETECTORS)
    expect(known).toEqual({ off: ['b'], changed: { a: { share: 0 } } })
    expect(changedParams(known)).toBe(1)
  })

  it('are checked again where they are used', () => {
    const settings = { off: [], changed: { a: { least: NaN, share: -2 } } }
    expect(knownSettings(settings, DETECTORS)).toEqual(AS_DOCUMENTED)
  })

  it('never make a detector blame what did not happen', () => {
    const counting = [{ id: 'a', params: { events: { ...param(3), least: 1 } } }]
    const changedTo = (events: number) =>
      knownSettings({ off: [], changed: { a: { events } } }, counting).changed
    expect([0, 0.5, 1].map(changedTo)).toEqual([{}, {}, { a: { events: 1 } }])
  })
})

describe('a run', () => {
  it('tells the settings that it was made with', () => {
    const uses = [use({ params: { least: 9, share: 0.5 } }), use({ id: 'b', off: true })]
    expect(settingsOfRun(uses)).toEqual({ off: ['b'], changed: { a: { least: 9 } } })
  })

  it('of an earlier version, which told values alone, counts as documented', () => {
    const old = { id: 'a', version: 1, title: 'A', params: { least: 9 }, silence: '' }
    expect(settingsOfRun([old])).toEqual(AS_DOCUMENTED)
  })

  it('differs from settings in what is on, and in values of what is on', () => {
    const differs = (settings: unknown, ...uses: DetectorUse[]) =>
      differsFromRun(settingsFrom(settings), DETECTORS, uses)
    expect(differs({}, use({}))).toBe(false)
    expect(differs({ off: ['a'] }, use({}))).toBe(true)
    expect(differs({ off: ['a'] }, use({ off: true }))).toBe(false)
    expect(differs({}, use({ off: true }))).toBe(true)
    expect(differs({ changed: { a: { least: 4 } } }, use({}))).toBe(true)
    const four = use({ params: { least: 4, share: 0.5 } })
    expect(differs({ changed: { a: { least: 4 } } }, four)).toBe(false)
    expect(differs({}, four)).toBe(true)
    expect(differs({ off: ['a'], changed: { a: { least: 5 } } }, use({ off: true }))).toBe(false)
  })

  it('does not differ in detectors that it or this version does not have', () => {
    expect(differsFromRun({ off: ['b'], changed: {} }, DETECTORS, [use({})])).toBe(false)
    expect(differsFromRun(AS_DOCUMENTED, DETECTORS, [use({ id: 'gone', off: true })])).toBe(false)
  })
})
