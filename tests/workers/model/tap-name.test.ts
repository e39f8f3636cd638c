import { expect, it } from 'vitest'
import { ifindexOf, ownTapName, tapName } from '../../../workers/model/tap-name'

it.each([
  ['eth0', 0, 'eth0'],
  ['', 0, ''],
  ['', 4, 'ifindex 4'],
  ['any', 4, 'any ifindex 4'],
  ['a ifindex 9', 4, 'a ifindex 9 ifindex 4'],
])('names %j at ifindex %i, and reads it back', (own, ifindex, name) => {
  expect(tapName(own, ifindex)).toBe(name)
  expect([ownTapName(name), ifindexOf(name)]).toEqual([own, ifindex])
})
