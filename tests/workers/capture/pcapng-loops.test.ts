/** Blocks that claim nothing, too much, or come in numbers that mean nothing: reading ends, and says so. */
import { describe, expect, it } from 'vitest'
import {
  MAX_BLOCK_KINDS,
  MAX_DAMAGED_STRETCHES,
  MAX_INTERFACES,
  MAX_WEIRD_KINDS,
} from '../../../workers/limits/limits'
import { analyse, fileOf } from '../../support/analyse'
import {
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
const start = join(section(), iface(), packet(T, frame(60)))
const many = (count: number, part: Uint8Array) => {
  const all = new Uint8Array(count * part.length)
  for (let i = 0; i < count; i++) all.set(part, i * part.length)
  return all
}

describe('blocks in a loop', () => {
  it.each([
    ['no octets', 0],
    ['fewer octets than a block has', 8],
    ['all octets there are', 0xffff_ffff],
    ['2 GiB', 0x8000_0000],
  ])('that claim %s leave the frames before them, and are told', async (_, size) => {
    const reader = await open(start, many(20_000, u32(true, 6, size, size)))
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.message).toMatch(/^the file is (damaged at offset|cut off)/)
  })

  it('that claim nothing are passed over where blocks begin again', async () => {
    const good = many(3000, packet(T, frame(60)))
    const reader = await open(
      start,
      many(100, u32(true, 6, 0)),
      good,
      many(100, u32(true, 6, 0)),
      good,
    )
    expect(await rowsOf(reader)).toHaveLength(6001)
    expect(reader.message.match(/octets were left out/g)).toHaveLength(2)
  })

  it('of the least size cost little, and are counted', async () => {
    const reader = await open(start, many(50_000, block(0xbae, u8())), packet(T, frame(60)))
    expect(await rowsOf(reader)).toHaveLength(2)
    expect(reader.weirds).toEqual([
      { name: 'pcapng block of type 0xbae passed over', count: 50_000, firstFrame: 0 },
    ])
  })

  it('that are damaged by the thousand are passed over up to a bound, and the rest is told', async () => {
    // A custom block without the number of its enterprise.
    const short = many(MAX_DAMAGED_STRETCHES + 500, block(0xbad, u8()))
    const reader = await open(start, short, packet(T, frame(60)))
    expect(await rowsOf(reader)).toHaveLength(1)
    const told = MAX_DAMAGED_STRETCHES - 3
    expect(reader.message).toContain(
      `so at ${told} places more, ${MAX_DAMAGED_STRETCHES * 12} octets in all`,
    )
    expect(reader.message).toMatch(/; 6092 octets after it could not be read$/)
  })

  it('of ever new kinds are told up to a bound, which is shown', async () => {
    const kinds = Array.from({ length: 500 }, (_, i) => block(0x10000 + i, u8()))
    const { captures } = await analyse(fileOf(join(start, ...kinds), 'kinds.pcapng'))
    const facts = captures[0]?.facts
    expect(facts?.weirds).toHaveLength(MAX_WEIRD_KINDS)
    expect(facts?.capped).toContainEqual({ what: 'kinds of weirds', count: 500 - MAX_WEIRD_KINDS })
    expect(facts?.blocks?.length ?? 0).toBeLessThanOrEqual(MAX_BLOCK_KINDS)
  })

  it('that claim more than the file has are skipped as far as it goes', async () => {
    const reader = await open(start, u32(true, 0xbae, 0xffff_fff0), frame(100))
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.message).toContain('the file is cut off in the middle of a block after frame 1')
  })
})

describe('sections and interfaces in a loop', () => {
  it('share their bound, which is shown', async () => {
    const again = many(3000, join(section(), iface(), iface()))
    const { captures } = await analyse(fileOf(join(start, again), 'sections.pcapng'))
    const facts = captures[0]?.facts
    expect(facts?.interfaces).toHaveLength(MAX_INTERFACES)
    expect(facts?.capped).toContainEqual({ what: 'interfaces', count: 6001 - MAX_INTERFACES })
  })
})

describe('options in a loop', () => {
  it('of length 0 end', async () => {
    const options = many(5000, option(2, u8()))
    const reader = await open(
      section(),
      iface(1, options),
      packet(T, frame(60), { extra: options }),
    )
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.message).toBe('')
  })

  it('comments by the thousand are kept up to a bound, which is shown', async () => {
    const comments = many(5000, option(1, u8(0x61)))
    const { captures } = await analyse(
      fileOf(join(start, packet(T, frame(60), { extra: comments })), 'comments.pcapng'),
    )
    const facts = captures[0]?.facts
    expect(facts?.comments).toHaveLength(1000)
    expect(facts?.capped).toContainEqual({ what: 'comments', count: 4000 })
  })

  it('name records of length 0 end', async () => {
    const names = block(4, join(many(5000, u16(true, 1, 0)), u16(true, 0, 0)))
    const reader = await open(start, names, packet(T, frame(60)))
    expect((await rowsOf(reader)).length).toBeGreaterThanOrEqual(1)
  })
})
