import { expect, it } from 'vitest'
import { utf16At } from '../../../workers/protocol/little-endian'
import { formatString } from '../../../workers/protocol/tls/der'
import { Octets } from '../../../workers/wire/octets'

const HIGH_ALONE = [0xd8, 0x3d, 0x00, 0x41]
const PAIR = [0xd8, 0x3d, 0xde, 0x00, 0x00, 0x41]

it.each([
  ['half of a pair is replaced, as no UTF-8 holds it', HIGH_ALONE, '\ufffdA'],
  ['a whole pair stays', PAIR, '\u{1f600}A'],
])('UTF-16: %s', (_, bigEndian, expected) => {
  expect(formatString({ tag: 0x1e, content: Uint8Array.from(bigEndian) })).toBe(expected)

  const little = bigEndian.map((_octet, i) => bigEndian[i ^ 1] ?? 0)
  const octets = new Octets()
  octets.aim(new DataView(Uint8Array.from(little).buffer), 0, little.length, little.length)
  expect(utf16At(octets, 0, little.length)).toBe(expected)
})
