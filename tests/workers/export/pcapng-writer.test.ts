import { expect, it } from 'vitest'
import { PcapngWriter } from '../../../workers/export/pcapng-writer'

const iface = { linktype: 1, snaplen: 0, name: '', description: '' }
const packet = { iface: 0, time: 0n, octets: Uint8Array.of(1, 2, 3), origLen: 3, comments: [] }

it('writes the blocks of the specification, octet for octet', () => {
  const writer = new PcapngWriter(16)
  writer.section('x', [])
  writer.interface({ ...iface, name: 'e0' })
  writer.packet({ ...packet, time: 0x1_0000_0002n, origLen: 9, comments: ['é'] })
  // draft-ietf-opsawg-pcapng §4.1, §4.2, §4.3; options §3.5.
  const section =
    '0a0d0d0a 28000000 4d3c2b1a 0100 0000 ffffffffffffffff 0400 0100 78000000 00000000'
  const described =
    '01000000 28000000 0100 0000 00000000 0200 0200 65300000 0900 0100 09000000 00000000'
  const frame = '06000000 30000000 00000000 01000000 02000000 03000000 09000000 01020300'
  const comment = '0100 0200 c3a90000 00000000'
  const expected = `${section} 28000000 ${described} 28000000 ${frame} ${comment} 30000000`
  expect(Buffer.from(writer.take()).toString('hex')).toBe(expected.replaceAll(' ', ''))
  expect(writer.size).toBe(0)
})

it('cuts a comment that no option can hold between two characters', () => {
  const writer = new PcapngWriter(16)
  writer.packet({ ...packet, comments: [`a${'€'.repeat(30_000)}`] })
  const octets = writer.take()
  const view = new DataView(octets.buffer)
  const length = view.getUint16(28 + 4 + 2, true)
  // One octet, and as many of three as fit below 65,536.
  expect(length).toBe(1 + 3 * 21_844)
  expect(
    new TextDecoder('utf-8', { fatal: true }).decode(octets.subarray(36, 36 + length)),
  ).toMatch(/^a€+$/)
})
