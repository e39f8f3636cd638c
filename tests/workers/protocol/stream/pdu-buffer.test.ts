import { expect, it } from 'vitest'
import { HeldOctets } from '../../../../workers/protocol/stream/held-octets'
import { PduBuffer } from '../../../../workers/protocol/stream/pdu-buffer'
import { Octets } from '../../../../workers/wire/octets'

function octetsOf(count: number): Octets {
  const octets = new Octets()
  octets.aim(new DataView(new ArrayBuffer(count)), 0, count, count)
  return octets
}

it.each([
  ['counts as given up when it is missed', true, 3],
  ['is no loss while nobody has recognised the stream', false, 0],
])('what is beyond the bound of a buffer %s', (_, missed, givenUp) => {
  const held = new HeldOctets()
  const buffer = new PduBuffer(held, 8, missed)
  expect(buffer.append(octetsOf(8))).toBe(true)
  expect(buffer.append(octetsOf(3))).toBe(false)
  expect([buffer.length, held.givenUp]).toEqual([8, givenUp])
})
