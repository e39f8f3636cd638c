import { describe, expect, it } from 'vitest'
import {
  ascii,
  block,
  frame,
  iface,
  open,
  packet,
  pcapHead,
  pcapRecord,
  rowsOf,
  section,
  u32,
} from './capture-bytes'

const T = 1_700_000_000
const records = Array.from({ length: 400 }, (_, i) => pcapRecord([T + i, 0], frame(300, i & 0xff)))
/** A record header that cannot be: of two thousand million octets. */
const broken = pcapRecord([T, 0], frame(300, 0), { lengths: [0x7fffffff, 300] })
const times = (rows: { time: number }[]) => rows.map(({ time }) => time / 1e9)
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

describe('pcap, damaged in the middle', () => {
  it('goes on behind the damage, and says where and how much was left out', async () => {
    const reader = await open(pcapHead(), ...records.slice(0, 100), broken, ...records.slice(101))
    expect(times(await rowsOf(reader))).toEqual(upTo(400).filter((i) => i !== 100))
    expect(reader.message).toBe(
      'the file is damaged at offset 31624: a record claims 2147483647 captured octets; 316 octets were left out, and reading went on at offset 31940 with frame 101',
    )
  })

  it('goes on where octets were lost, or came in between', async () => {
    const lost = records[50]?.slice(40) ?? frame(0)
    const reader = await open(pcapHead(), ...records.slice(0, 50), lost, ...records.slice(51))
    expect((await rowsOf(reader)).length).toBeGreaterThanOrEqual(399)
    expect(reader.message).toContain('reading went on at offset')
    const more = await open(pcapHead(), ...records.slice(0, 50), ascii('x'.repeat(77)), ...records)
    expect(await rowsOf(more)).toHaveLength(450)
  })

  it('goes on behind more damage than a window holds', async () => {
    const reader = await open(
      ...[pcapHead(), ...records.slice(0, 9), frame(3_000_001, 0xfe), ...records],
    )
    expect(await rowsOf(reader)).toHaveLength(409)
    expect(reader.message).toContain('3000001 octets were left out')
  })

  it('tells a record that claims more than is left from one that is cut off', async () => {
    const claim = pcapRecord([T, 0], frame(300, 0), { lengths: [200_000, 200_000] })
    const reader = await open(pcapHead(), ...records.slice(0, 20), claim, ...records.slice(0, 30))
    expect(await rowsOf(reader)).toHaveLength(50)
    expect(reader.message).toContain('claims 200000 captured octets where 9780 are left')
    const cut = await open(pcapHead(), ...records.slice(0, 20), claim.slice(0, 100))
    expect(await rowsOf(cut)).toHaveLength(20)
    expect(cut.message).toBe(
      'the file is cut off in the middle of frame 21: 84 of 200000 octets are there',
    )
  })

  it('tells the first places and sums up the others', async () => {
    const many = Array.from({ length: 5 }, () => [broken, ...records, ...records.slice(0, 50)])
    const reader = await open(pcapHead(), ...many.flat())
    expect(await rowsOf(reader)).toHaveLength(5 * 450)
    const told = reader.message.split('; ')
    expect(told.filter((part) => part.startsWith('the file is damaged at'))).toHaveLength(3)
    expect(told.at(-1)).toBe('so at 2 places more, 1580 octets in all')
  })

  it('leaves out what is too short to be believed between two places', async () => {
    const reader = await open(pcapHead(), broken, ...records.slice(0, 300), broken, ...records)
    expect(await rowsOf(reader)).toHaveLength(400)
    expect(reader.message).toContain(`${302 * 316} octets were left out`)
  })

  it('says that the rest could not be read when nothing follows', async () => {
    const reader = await open(pcapHead(), ...records.slice(0, 9), broken, frame(5000, 0xfe))
    expect(await rowsOf(reader)).toHaveLength(9)
    expect(reader.message).toBe(
      'the file is damaged at offset 2868: a record claims 2147483647 captured octets; 5316 octets after it could not be read',
    )
  })

  it('takes a stretch of zeros for no frames, fewer for empty ones', async () => {
    const reader = await open(pcapHead(), ...records.slice(0, 9), frame(1_500_000, 0), ...records)
    expect(await rowsOf(reader)).toHaveLength(409)
    expect(reader.message).toContain('zeros; 1500000 octets were left out')
    const tail = await open(pcapHead(), ...records.slice(0, 9), frame(1024, 0))
    expect(await rowsOf(tail)).toHaveLength(9)
    const few = await open(pcapHead(), ...records.slice(0, 9), frame(1008, 0))
    expect(await rowsOf(few)).toHaveLength(9 + 63)
    expect(few.message).toBe('')
  })
})

describe('pcapng, damaged in the middle', () => {
  const blocks = Array.from({ length: 100 }, (_, i) => packet(BigInt(i), frame(300, i)))
  const micros = (rows: { time: number }[]) => rows.map(({ time }) => time / 1000)

  it('goes on behind a block whose two lengths differ', async () => {
    const odd = block(6, frame(320, 0), true, [332, 999])
    const reader = await open(section(), iface(), ...blocks.slice(0, 40), odd, ...blocks.slice(40))
    expect(micros(await rowsOf(reader))).toEqual(upTo(100))
    expect(reader.message).toContain(
      'a block gives two different lengths; 332 octets were left out',
    )
  })

  it('goes on behind lost octets, a frame too long for its block, and an unknown interface', async () => {
    for (const odd of [
      frame(101, 0xee),
      packet(0n, frame(300), { capLen: 9000 }),
      packet(0n, frame(300), { id: 7 }),
    ]) {
      const reader = await open(
        section(),
        iface(),
        ...blocks.slice(0, 40),
        odd,
        ...blocks.slice(40),
      )
      expect(micros(await rowsOf(reader))).toEqual(upTo(100))
      expect(reader.message).toContain(`${odd.length} octets were left out`)
    }
  })

  it('goes on behind a block that claims more than is left', async () => {
    const claim = block(6, frame(320, 0), true, [90_000, 332])
    const reader = await open(
      section(),
      iface(),
      ...blocks.slice(0, 40),
      claim,
      ...blocks.slice(40),
    )
    expect(await rowsOf(reader)).toHaveLength(100)
    expect(reader.message).toContain('a block claims 90000 octets where')
  })

  it('does not read on in a section of an unknown version', async () => {
    const later = section(undefined, true, [2, 0])
    const reader = await open(section(), iface(), ...blocks, later, iface(), ...blocks)
    expect(await rowsOf(reader)).toHaveLength(100)
    expect(reader.message).toContain('a section of the unknown version 2.0')
  })

  it('ends on blocks of length zero', async () => {
    const reader = await open(section(), iface(), ...blocks, u32(true, 6, 0), frame(50_000, 0))
    expect(await rowsOf(reader)).toHaveLength(100)
    expect(reader.message).toContain('a block claims 0 octets')
  })
})
