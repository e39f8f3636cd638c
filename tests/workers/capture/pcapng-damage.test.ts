import { describe, expect, it } from 'vitest'
import {
  ascii,
  block,
  frame,
  iface,
  join,
  open,
  option,
  packet,
  rowsOf,
  section,
  u16,
  u32,
  u8,
} from './capture-bytes'

const T = 1_700_000_000_000_000n
const brokenOption = join(u16(true, 1, 50), u8(1, 2, 3, 4))

describe('pcapng, damaged', () => {
  const before = join(section(), iface(), packet(T, frame(60)), packet(T, frame(60)))
  const offset = before.length

  // tshark 4.0.17 stops at each of these, after two frames.
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['an unknown interface', packet(T, frame(60), { id: 3 }), 'interface 3'],
    ['a frame longer than its block', packet(T, frame(60), { capLen: 100 }), '100 octets'],
    ['a frame longer than any', packet(T, frame(60), { capLen: 300_000 }), '300000 octets'],
    ['a length below the smallest', u32(true, 6, 8, 8), 'claims 8 octets'],
    ['a length beyond belief', u32(true, 6, 0x4000_0000, 0, 0), 'claims 1073741824 octets'],
    ['zeros', frame(64, 0), 'claims 0 octets'],
    ['two different lengths', block(6, frame(80, 0), true, [92, 96]), 'two different lengths'],
    ['an option beyond its packet', packet(T, frame(60), { extra: brokenOption }), 'an option'],
    ['an option beyond its interface', iface(1, brokenOption), 'an option'],
    ['an option beyond its section', section(brokenOption), 'an option'],
    ['an unknown version', section(u8(), true, [2, 0]), 'version 2.0'],
    ['no byte order', block(0x0a0d0d0a, frame(16, 1)), 'no byte order'],
    ['a short interface block', block(1, frame(4)), 'too short'],
    ['a short statistics block', block(5, frame(4)), 'too short'],
    ['a name beyond its block', block(4, join(u16(true, 1, 50), frame(4))), 'a name record'],
  ])('ends at %s', async (_, damage, why) => {
    const reader = await open(before, damage, packet(T, frame(60)))
    expect(await rowsOf(reader)).toHaveLength(2)
    expect(reader.message).toContain(`the file is damaged at offset ${offset}: `)
    expect(reader.message).toContain(why)
    const rest = damage.length + 92
    expect(reader.message).toContain(`; ${rest} octets after it could not be read`)
  })

  it('ends at a simple packet before any interface', async () => {
    const reader = await open(section(), block(3, join(u32(true, 4), frame(4))))
    expect(await rowsOf(reader)).toEqual([])
    expect(reader.message).toContain('before any interface')
  })

  it('says where it is cut off, wherever that is', async () => {
    const comment = option(1, ascii('hello'))
    const blocks = [
      section(),
      iface(),
      packet(T, frame(9)),
      packet(T, frame(5), { extra: comment }),
    ]
    const whole = join(...blocks)
    const ends = blocks.map((_, i) => join(...blocks.slice(0, i + 1)).length)
    for (let size = 12; size <= whole.length; size++) {
      const reader = await open(whole.slice(0, size))
      const frames = (await rowsOf(reader, 8)).length
      expect(frames).toBe(ends.slice(2).filter((end) => end <= size).length)
      if (ends.includes(size)) expect(reader.message).toBe('')
      else expect(reader.message).toContain('the file is cut off in the middle of')
    }
  })

  it('names the frame it is cut off in', async () => {
    const reader = await open(before, packet(T, frame(60)).slice(0, 40))
    await rowsOf(reader)
    expect(reader.message).toBe(
      'the file is cut off in the middle of frame 3: 40 of 92 octets are there',
    )
  })

  it('says that a large block is cut off', async () => {
    const reader = await open(before, block(0x7777, frame(2_000_000)).slice(0, 1_500_000))
    expect(await rowsOf(reader)).toHaveLength(2)
    expect(reader.message).toBe(
      'the file is cut off in the middle of a block after frame 2: ' +
        '1500000 of 2000012 octets are there',
    )
  })

  it('survives any single flipped octet', async () => {
    const whole = join(before, packet(T, frame(9), { extra: option(1, ascii('hello')) }))
    for (let at = 12; at < whole.length; at++) {
      for (const flip of [0x01, 0xff]) {
        const damaged = whole.slice()
        damaged[at] = (damaged[at] ?? 0) ^ flip
        const rows = await rowsOf(await open(damaged), 8)
        expect(rows.length).toBeLessThanOrEqual(3)
      }
    }
  })
})
