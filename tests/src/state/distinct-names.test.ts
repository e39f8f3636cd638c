import { expect, it } from 'vitest'
import { asOnDisk, distinctlyNamed, withDiskNames } from '../../../src/state/distinct-names'
import { sampleFacts, sampleResult } from '../../workers/store/sample-case'

const file = (name: string, content = 'x') => new File([content], name, { lastModified: 7 })

it('numbers files whose name an earlier one has, and keeps their octets', async () => {
  const files = distinctlyNamed([file('a.pcap'), file('b.pcap'), file('a.pcap', 'second')])
  expect(files.map(({ name }) => name)).toEqual(['a.pcap', 'b.pcap', 'a.pcap (2)'])
  expect(await files[2]?.text()).toBe('second')
  expect(files[2]?.lastModified).toBe(7)
})

it('takes no name that another file has', () => {
  const files = distinctlyNamed(['a', 'a', 'a (2)', 'a'].map((name) => file(name)))
  expect(files.map(({ name }) => name)).toEqual(['a', 'a (3)', 'a (2)', 'a (4)'])
})

it('leaves files alone whose names differ', () => {
  const files = [file('a'), file('b')]
  expect(distinctlyNamed(files)).toEqual(files)
})

it('gives numbered files their own names back, so that another analysis numbers them alike', () => {
  const files = distinctlyNamed([file('a', '1'), file('b', '2'), file('a', '3')])
  const result = sampleResult()
  const [capture] = result.captures
  if (capture === undefined) throw new Error('the sample has a capture')
  const captures = files.map(({ name, size }) => ({ ...capture, facts: sampleFacts(name, size) }))
  const named = withDiskNames({ ...result, captures }, files)
  expect(named.captures.map(({ facts }) => [facts.name, facts.onDisk])).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['a (2)', 'a'],
  ])
  const again = asOnDisk(files, named)
  expect(again.map(({ name }) => name)).toEqual(['a', 'b', 'a'])
  expect(distinctlyNamed(again).map(({ name }) => name)).toEqual(['a', 'b', 'a (2)'])
})
