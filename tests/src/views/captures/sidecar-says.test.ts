import { expect, test } from 'vitest'
import { sidecarSays } from '../../../../src/views/captures/sidecar-says'
import type { SidecarFile } from '../../../../workers/model/sidecar'

const file = (changed: Partial<SidecarFile>): SidecarFile => ({
  ...{ name: 'a.txt', file: 'a.txt', size: 9, sha256: '', format: 'ip route', entries: 3 },
  ...{ notUnderstood: 0, gave: '3 routes', named: 0, seen: 0, message: '' },
  ...changed,
})

test.each([
  ['of no known format', { format: '', named: 3 }, ['It is not used.']],
  ['with nothing to compare', {}, []],
  ['without entries', { entries: 0 }, ['There is nothing in it.']],
  ['that fits', { named: 1200, seen: 3 }, ['3 of the 1200 that it names occur in the captures.']],
  [
    'that fits nothing',
    { named: 2 },
    ['It fits nothing in these captures: none of the 2 that it names occurs.'],
  ],
  ['with one damaged line', { notUnderstood: 1 }, ['One line was not understood.']],
  [
    'with more to say, written out',
    { notUnderstood: 2, message: 'only its\u202e first 9 octets could be read' },
    ['2 lines were not understood.', 'Only its<U+202E> first 9 octets could be read.'],
  ],
])('a side-car %s', (_, changed, says) => {
  expect(sidecarSays(file(changed))).toEqual(says)
})
