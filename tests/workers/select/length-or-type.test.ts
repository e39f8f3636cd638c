/** The field behind the addresses, IEEE 802.3 §3.2.6. Expected is what `tshark -Y` finds. */
import { expect, it } from 'vitest'
import { hex, join, u16 } from '../../../workers/forge/fields'
import { askedOf } from './capture-of'

const MACS = hex('020000000001 020000000002')
const STP = join(hex('424203'), new Uint8Array(50))
const FRAMES = [
  ...[0, 38, 1501, 1535, 1536].map((type) => join(MACS, u16(type), STP)),
  ...[38, 1501].map((type) => join(MACS, u16(0x8100, 5, type), STP)),
]

it.each([
  ['eth.type', [1, 5, 6, 7]],
  ['eth.type == 0', [1]],
  ['eth.len', [2]],
  ['llc', [2, 6]],
  ['stp', [2, 6]],
  ['vlan.len', [6]],
  ['vlan.etype', [7]],
])('the field behind the addresses is a length, a type or neither: %s', async (filter, found) => {
  const { frames } = await askedOf(FRAMES.map((octets, time) => ({ time, octets })))
  expect(await frames(filter)).toEqual(found)
})
