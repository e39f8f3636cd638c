import { describe, expect, it } from 'vitest'
import { entriesOf, shownOf } from '../../../../src/views/detectors/entries'
import {
  isOwnShown,
  ownDiffer,
  ownEntriesOf,
  ownEntriesWith,
} from '../../../../src/views/detectors/own-entries'
import { NEW_DETECTOR, type OwnDetector } from '../../../../workers/model/own-detector'
import type { DetectorUse } from '../../../../workers/model/run'
import { someFinding } from '../../support'

const detector = (id: string, parts: Partial<OwnDetector> = {}): OwnDetector => ({
  ...NEW_DETECTOR,
  ...{ id, title: `title of ${id}`, filter: 'tcp.flags.reset == 1' },
  ...parts,
})
const use = (own: OwnDetector, parts: Partial<DetectorUse> = {}): DetectorUse => ({
  ...{ id: own.id, version: own.version, title: own.title, params: {}, silence: '', own },
  ...parts,
})

const [a, b, c, gone] = ['own-a', 'own-b', 'own-c', 'own-gone'].map((id) => detector(id)) as [
  OwnDetector,
  OwnDetector,
  OwnDetector,
  OwnDetector,
]
const RESULT = {
  detectors: [use(a), use(b, { silence: 'nothing passed' }), use(gone)],
  findings: [someFinding({}), someFinding({ detector: 'own-a', claim: 'Reset by 10.0.0.1' })],
}
const entries = ownEntriesOf(RESULT, [
  a,
  { ...b, atLeast: 3 },
  { ...c, off: true, filter: 'icmp.type == 8' },
])

describe('entries', () => {
  it('are those of this browser, and behind them what else the run had', () => {
    expect(
      entries.map(({ detector: { id }, isHere, isChanged, use: used }) => [
        ...[id, isHere, isChanged, used !== undefined],
      ]),
    ).toEqual([
      ['own-a', true, false, true],
      ['own-b', true, true, true],
      ['own-c', true, false, false],
      ['own-gone', false, false, true],
    ])
    expect(entries[0]?.found).toMatchObject([{ index: 1 }])
  })

  it('are no detectors that this version does not know any more', () => {
    expect(entriesOf(RESULT, [], { off: [], changed: {} })).toEqual([])
  })

  it('are shown by what came of them', () => {
    const ids = (shown: string) =>
      entries.filter((entry) => isOwnShown(entry, shownOf(shown))).map((one) => one.detector.id)
    expect(ids('')).toHaveLength(4)
    expect(ids('found')).toEqual(['own-a'])
    expect(ids('silent')).toEqual(['own-b', 'own-gone'])
    expect(ids('set')).toEqual(['own-c'])
  })

  it('are found by their filter, their rule, and what they say', () => {
    const found = (words: string) => ownEntriesWith(words, entries).map((one) => one.detector.id)
    expect(found('icmp.type')).toEqual(['own-c'])
    expect(found('at least 3')).toEqual(['own-b'])
    expect(found('10.0.0.1 reset')).toEqual(['own-a'])
    expect(found('nothing passed')).toEqual(['own-b'])
    expect(found('')).toHaveLength(4)
  })
})

describe('another run', () => {
  const ran = [use(a), use(b)]

  it('would come of a new one, a changed one, and one that is gone', () => {
    expect(ownDiffer([a, b], ran)).toBe(false)
    expect(ownDiffer([a, b, c], ran)).toBe(true)
    expect(ownDiffer([a, { ...b, atLeast: 2 }], ran)).toBe(true)
    expect(ownDiffer([a], ran)).toBe(true)
    expect(ownDiffer([a, c], ran)).toBe(true)
  })

  it('would come of one that is off now, or was', () => {
    expect(ownDiffer([a, { ...b, off: true }], ran)).toBe(true)
    expect(ownDiffer([a, b], [use(a), use(b, { off: true })])).toBe(true)
  })

  it('would not come of one that is off and was off or not there', () => {
    expect(ownDiffer([a, { ...b, off: true }], [use(a), use(b, { off: true })])).toBe(false)
    expect(ownDiffer([a, { ...b, off: true }], [use(a)])).toBe(false)
    expect(ownDiffer([], [use(a, { off: true })])).toBe(false)
  })
})
