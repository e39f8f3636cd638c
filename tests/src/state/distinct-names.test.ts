import { expect, it } from 'vitest'
import { distinctlyNamed } from '../../../src/state/distinct-names'

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
