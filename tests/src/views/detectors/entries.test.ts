import { expect, it } from 'vitest'
import { entriesOf, entriesWith, isShown, shownOf } from '../../../../src/views/detectors/entries'
import type { DescribedDetector } from '../../../../workers/model/detector-settings'
import type { DetectorUse } from '../../../../workers/model/run'
import { someFinding } from '../../support'

const described = (id: string): DescribedDetector => ({
  ...{ id, version: 2, title: `title of ${id}`, looksAt: `what ${id} reads` },
  params: { least: { value: 3, meaning: 'packets that count' } },
})
const use = (id: string, parts: Partial<DetectorUse> = {}): DetectorUse => ({
  ...{ id, version: 1, title: `title of ${id}`, params: { least: 3 }, silence: `no ${id}` },
  ...parts,
})

const DESCRIBED = ['a', 'b', 'c', 'later'].map(described)
const RESULT = {
  detectors: [use('a', { silence: '' }), use('gone'), use('b'), use('c', { off: true })],
  findings: [someFinding({ detector: 'x' }), someFinding({ detector: 'a', claim: 'It is lost' })],
}
const entries = entriesOf(RESULT, DESCRIBED, { off: ['b'], changed: { c: { least: 5 } } })
const ids = (shown: string) =>
  entries.filter((entry) => isShown(entry, shownOf(shown))).map(({ id }) => id)

it('lists the detectors of this version, and behind them what else the run had', () => {
  expect(entries.map(({ id, isKnown, isOn }) => [id, isKnown, isOn])).toEqual([
    ...[
      ['a', true, true],
      ['b', true, false],
      ['c', true, true],
      ['later', true, true],
      ['gone', false, true],
    ],
  ])
  expect(entries.find(({ id }) => id === 'later')?.use).toBeUndefined()
  expect(entries[0]?.found).toMatchObject([{ index: 1 }])
})

it('says of a case of an earlier version what this one knows of its detectors', () => {
  expect(entries[1]).toMatchObject({
    version: 1,
    looksAt: 'what b reads',
    use: { silence: 'no b' },
  })
})

it('has nothing that cannot be set before it is told what there is', () => {
  const before = entriesOf(RESULT, [], { off: [], changed: {} })
  expect(before.map(({ id, isKnown }) => [id, isKnown])).toEqual([
    ...[
      ['a', true],
      ['gone', true],
      ['b', true],
      ['c', true],
    ],
  ])
})

it('shows those that found something, were silent, or are not as documented', () => {
  expect(ids('')).toHaveLength(5)
  expect(ids('found')).toEqual(['a'])
  expect(ids('silent')).toEqual(['b', 'gone'])
  expect(ids('set')).toEqual(['b', 'c'])
  expect(ids('strange')).toHaveLength(5)
})

it('finds every word in what is shown', () => {
  const found = (words: string) => entriesWith(words, entries).map(({ id }) => id)
  expect(found(' lost IT ')).toEqual(['a'])
  expect(found('least count')).toEqual(['a', 'b', 'c', 'later'])
  expect(found('gone')).toEqual(['gone'])
  expect(found('nothing-of-this')).toEqual([])
})
