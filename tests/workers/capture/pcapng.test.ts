import { describe, expect, it } from 'vitest'
import { NO_INTERFACE, NO_LINKTYPE } from '../../../workers/model/record-batch'
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
  u64,
  u8,
} from './capture-bytes'

const T = 1_700_000_000_000_000n // microseconds

describe('pcapng', () => {
  it('gives frames as written, with the facts of their interface', async () => {
    const names = join(option(2, ascii('eth0')), option(0, u8()))
    const reader = await open(
      section(),
      iface(1, names, { snaplen: 96 }),
      packet(T, u8(1, 2, 3, 4, 5), { origLen: 1500 }),
      packet(T + 7n, frame(60)),
      packet(T - 1n, frame(61)),
    )
    const rows = await rowsOf(reader)
    expect(rows[0]).toEqual({
      time: 0,
      capLen: 5,
      origLen: 1500,
      iface: 0,
      linktype: 1,
      fileAt: 28 + 32 + 28,
      octets: [1, 2, 3, 4, 5],
    })
    expect(rows.map(({ time, capLen }) => [time, capLen])).toEqual([
      [0, 5],
      [7000, 60],
      [-1000, 61],
    ])
    expect(reader.header).toEqual({
      container: 'pcapng',
      endian: 'little',
      nanosecond: false,
      linktypes: [1],
    })
    expect(reader.interfaces).toEqual([
      { section: 0, id: 0, name: 'eth0', linktype: 1, snaplen: 96, tsresol: 6, dropped: -1 },
    ])
    expect(reader.epochNs).toBe(T * 1000n)
    expect(reader.lastNs).toBe((T - 1n) * 1000n)
    expect(reader.message).toBe('')
  })

  it('starts anew with each section: byte order, interfaces, ids', async () => {
    const reader = await open(
      section(),
      iface(113),
      iface(1),
      packet(T, frame(60), { id: 1 }),
      section(u8(), false),
      iface(101, u8(), { little: false }),
      packet(T + 1n, frame(20), { little: false }),
    )
    const rows = await rowsOf(reader)
    expect(rows.map((row) => [row.iface, row.linktype, row.time])).toEqual([
      [1, 1, 0],
      [2, 101, 1000],
    ])
    expect(reader.header).toMatchObject({ endian: 'mixed', linktypes: [1, 101, 113] })
    expect(reader.interfaces.map(({ section, id }) => [section, id])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ])
  })

  it.each([
    ['seconds', 0x00, 1_700_000_000n, 1_700_000_000_000_000_000n],
    ['nanoseconds', 0x09, 1_700_000_000_000_000_007n, 1_700_000_000_000_000_007n],
    ['picoseconds', 0x0c, 1_700_000_123_456_789_999n, 1_700_000_123_456_789n],
    ['2^-10 s', 0x8a, 1_700_000_000n * 1024n + 333n, 1_700_000_000_325_195_312n],
    ['2^-30 s', 0x9e, 1_700_000_000n * 2n ** 30n + 333n, 1_700_000_000_000_000_310n],
  ])('reads times in %s', async (_, tsresol, ticks, nanos) => {
    const reader = await open(section(), iface(1, option(9, u8(tsresol))), packet(ticks, frame(60)))
    await rowsOf(reader)
    expect(reader.epochNs).toBe(nanos)
  })

  it('compares times of interfaces that count differently, to the nanosecond', async () => {
    const reader = await open(
      section(),
      iface(1, option(9, u8(9))),
      iface(1),
      iface(1, join(option(14, u64(true, -1000n)), option(9, u8(0x8a)))),
      packet(T * 1000n + 7n, frame(60), { id: 0 }),
      packet(T, frame(60), { id: 1 }),
      packet((1_700_000_000n + 1000n) * 1024n + 512n, frame(60), { id: 2 }),
      packet(T * 1000n + 8n, frame(60), { id: 0 }),
    )
    const rows = await rowsOf(reader)
    expect(rows.map(({ time }) => time)).toEqual([0, -7, 500_000_000 - 7, 1])
  })

  it('gives simple packets the first interface, its snaplen, and the time before them', async () => {
    const simple = block(3, join(u32(true, 100), frame(40, 9)))
    const reader = await open(
      section(),
      iface(1, u8(), { snaplen: 40 }),
      simple,
      packet(T, frame(20)),
      packet(T + 2n, frame(20)),
      simple,
    )
    const rows = await rowsOf(reader)
    expect(rows[0]).toMatchObject({ time: 0, capLen: 40, origLen: 100, octets: Array(40).fill(9) })
    expect(rows.map(({ time }) => time)).toEqual([0, 0, 2000, 2000])
    expect(reader.epochNs).toBe(T * 1000n)
  })

  it('has no epoch when no frame has a time', async () => {
    const reader = await open(section(), iface(), block(3, join(u32(true, 4), frame(4))))
    expect(await rowsOf(reader)).toHaveLength(1)
    expect([reader.epochNs, reader.lastNs]).toEqual([null, null])
  })

  it('reads obsolete packet blocks', async () => {
    const time = u32(true, Number(T >> 32n), Number(T & 0xffffffffn))
    const body = join(u16(true, 1, 0xffff), time, u32(true, 6, 1500), frame(6))
    const reader = await open(section(), iface(1), iface(101), block(2, body))
    expect(await rowsOf(reader)).toMatchObject([
      { capLen: 6, origLen: 1500, iface: 1, linktype: 101 },
    ])
    expect(reader.epochNs).toBe(T * 1000n)
  })

  it('keeps the comments of sections, interfaces and frames', async () => {
    const comment = (text: string) => option(1, ascii(text))
    const reader = await open(
      section(join(comment('from node-3'), option(0, u8()))),
      iface(1, comment('uplink')),
      packet(T, frame(60)),
      packet(T, frame(60), { extra: join(option(2, u32(true, 1)), comment('é'), comment('b')) }),
    )
    await rowsOf(reader)
    expect(reader.comments).toEqual([
      { frame: 0, text: 'from node-3' },
      { frame: 0, text: 'uplink' },
      { frame: 2, text: 'é' },
      { frame: 2, text: 'b' },
    ])
  })

  it('keeps the names of addresses, each once', async () => {
    const v4 = join(u8(10, 0, 0, 1), ascii('pod-a\0pod-a.ns\0'))
    const v6 = join(u8(0x20, 1, 0xd, 0xb8, ...Array<number>(11).fill(0), 1), ascii('pod-b\0'))
    const record = (type: number, value: Uint8Array) =>
      join(u16(true, type, value.length), value, new Uint8Array(-value.length & 3))
    const names = block(4, join(record(1, v4), record(2, v6), record(0, u8())))
    const reader = await open(section(), names, names)
    await rowsOf(reader)
    expect(reader.names).toEqual([
      { address: '10.0.0.1', name: 'pod-a' },
      { address: '10.0.0.1', name: 'pod-a.ns' },
      { address: '2001:db8::1', name: 'pod-b' },
    ])
  })

  it('adds up what interface and system dropped; the last statistics hold', async () => {
    const statistics = (id: number, ...options: Uint8Array[]) =>
      block(5, join(u32(true, id, 0, 0), ...options))
    const reader = await open(
      section(),
      iface(),
      iface(),
      iface(),
      statistics(1, option(5, u64(true, 1n))),
      statistics(1, option(5, u64(true, 7n)), option(7, u64(true, 3n))),
      statistics(2, option(4, u64(true, 9n))),
    )
    await rowsOf(reader)
    expect(reader.interfaces.map(({ dropped }) => dropped)).toEqual([-1, 10, -1])
  })

  it('passes over blocks it does not know, however large, and says so', async () => {
    const reader = await open(
      section(),
      iface(),
      block(10, join(u32(true, 0x544c534b, 12), frame(12))),
      block(0x7777, frame(3_000_001)),
      packet(T, frame(60, 5)),
    )
    expect(await rowsOf(reader)).toMatchObject([{ capLen: 60, octets: Array(60).fill(5) }])
    expect(reader.weirds).toEqual([
      { name: 'pcapng block of type 0x7777 passed over', count: 1, firstFrame: 0 },
    ])
    expect(reader.message).toBe('')
  })

  it('numbers custom blocks and journal entries as Wireshark does, but as no frames', async () => {
    const reader = await open(
      section(),
      iface(),
      packet(T, frame(60)),
      packet(T + 1n, frame(60)),
      block(0xbad, join(u32(true, 4711), frame(8))),
      block(9, ascii('MESSAGE=hello\n')),
    )
    const rows = (await rowsOf(reader)).slice(2)
    const none = { iface: NO_INTERFACE, linktype: NO_LINKTYPE, time: 1000 }
    expect(rows).toMatchObject([
      { ...none, capLen: 8, origLen: 8 },
      { ...none, capLen: 14, origLen: 14 },
    ])
  })

  it('reads a frame whose options do not fit into the window', async () => {
    const extra = join(...Array.from({ length: 30 }, () => option(2988, frame(60_000))))
    const reader = await open(
      section(),
      iface(),
      packet(T, frame(60), { extra }),
      packet(T, frame(61)),
    )
    expect((await rowsOf(reader)).map(({ capLen }) => capLen)).toEqual([60, 61])
    expect(reader.message).toBe('')
  })

  it('accepts lengths that leave out the padding', async () => {
    const reader = await open(
      section(),
      iface(),
      u32(true, 6, 35, 0, 0, 0, 3, 3),
      frame(4),
      u32(true, 35),
    )
    expect((await rowsOf(reader)).map(({ capLen }) => capLen)).toEqual([3])
    expect(reader.message).toBe('')
  })

  it('keeps no more interfaces than the bound, and counts the others', async () => {
    const many = join(...Array.from({ length: 4100 }, () => iface()))
    const reader = await open(section(), many, packet(T, frame(60), { id: 4099 }))
    expect(await rowsOf(reader)).toMatchObject([{ iface: 4095, linktype: 1 }])
    expect(reader.interfaces).toHaveLength(4096)
    expect(reader.capped).toEqual([{ what: 'interfaces', count: 4 }])
  })
})
