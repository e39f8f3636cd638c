import { describe, expect, it } from 'vitest'
import { newRecordBatch } from '../../../workers/model/record-batch'
import { frame, join, open, pcapHead, pcapRecord, rowsOf, u16, u32, u8 } from './capture-bytes'

const times = (rows: { time: number }[]) => rows.map(({ time }) => time)

describe('pcap', () => {
  it('gives the record as written', async () => {
    const octets = u8(1, 2, 3, 4, 5)
    const reader = await open(pcapHead(), pcapRecord([10, 250_000], octets, { lengths: [5, 1500] }))
    expect(reader.epochNs).toBeNull()
    expect(await rowsOf(reader)).toEqual([
      {
        time: 0,
        capLen: 5,
        origLen: 1500,
        iface: 0,
        linktype: 1,
        fileAt: 40,
        octets: [1, 2, 3, 4, 5],
      },
    ])
    expect(reader.header).toEqual({
      container: 'pcap',
      endian: 'little',
      nanosecond: false,
      linktypes: [1],
    })
    expect(reader.interfaces).toEqual([
      { section: 0, id: 0, name: '', linktype: 1, snaplen: 262144, tsresol: 6, dropped: -1 },
    ])
    expect(reader.epochNs).toBe(10_250_000_000n)
    expect(reader.octetsRead).toBe(45)
    expect(reader.message).toBe('')
  })

  it.each([
    ['microseconds, little-endian', 0xa1b2c3d4, true, 3000],
    ['microseconds, big-endian', 0xa1b2c3d4, false, 3000],
    ['nanoseconds, little-endian', 0xa1b23c4d, true, 3],
    ['nanoseconds, big-endian', 0xa1b23c4d, false, 3],
  ])('reads %s', async (_, magic, little, step) => {
    const reader = await open(
      pcapHead({ magic, little }),
      pcapRecord([7, 999_999], frame(60), { little }),
      pcapRecord([8, 2], frame(60), { little }),
    )
    const expected = 1e9 - 999_999 * (step / 3) + 2 * (step / 3)
    expect(times(await rowsOf(reader))).toEqual([0, expected])
    expect(reader.header.endian).toBe(little ? 'little' : 'big')
    expect(reader.header.nanosecond).toBe(step === 3)
  })

  it('reads the longer record headers of the modified format', async () => {
    const extra = join(u32(true, 3), u16(true, 0x800), u8(0, 0))
    const reader = await open(
      pcapHead({ magic: 0xa1b2cd34 }),
      pcapRecord([1, 5], frame(60), { extra }),
      pcapRecord([1, 6], frame(42), { extra }),
    )
    const rows = await rowsOf(reader)
    expect(rows.map(({ capLen, fileAt }) => [capLen, fileAt])).toEqual([
      [60, 48],
      [42, 132],
    ])
  })

  it.each([0x1c0001ac, 0x1c0001ab])(
    'passes over the length in the header of IXIA %i',
    async (magic) => {
      const reader = await open(pcapHead({ magic }), u32(true, 76), pcapRecord([1, 5], frame(60)))
      expect((await rowsOf(reader)).map(({ fileAt }) => fileAt)).toEqual([44])
    },
  )

  it('takes the link type from the lower half of its field, whose upper half tells the FCS', async () => {
    const reader = await open(pcapHead({ linktype: 0x24000001 }), pcapRecord([1, 0], frame(60)))
    expect((await rowsOf(reader))[0]?.linktype).toBe(1)
    expect(reader.header.linktypes).toEqual([1])
  })

  it.each([
    ['2.2: original length first', [2, 2], [100, 60], [60, 100]],
    ['2.3: the longer one is the original', [2, 3], [100, 60], [60, 100]],
    ['2.3 in the usual order', [2, 3], [60, 100], [60, 100]],
    ['2.4: captured length first, even if longer', [2, 4], [60, 30], [60, 30]],
  ] as const)('orders the lengths of version %s', async (_, version, written, expected) => {
    const record = pcapRecord([1, 0], frame(60), { lengths: [...written] })
    const [row] = await rowsOf(await open(pcapHead({ version }), record))
    expect([row?.capLen, row?.origLen]).toEqual(expected)
  })

  it('takes off what PPP_WITH_DIR puts before the frame', async () => {
    const reader = await open(pcapHead({ linktype: 204 }), pcapRecord([1, 0], u8(1, 0x21, 0x45)))
    expect(await rowsOf(reader)).toMatchObject([
      { capLen: 2, origLen: 2, fileAt: 41, octets: [0x21, 0x45] },
    ])
  })

  it('lets time step back, and tells the last time exactly over decades', async () => {
    const reader = await open(
      pcapHead({ magic: 0xa1b23c4d }),
      pcapRecord([1_000_000_000, 1], frame(60)),
      pcapRecord([999_999_999, 999_999_999], frame(60)),
      pcapRecord([4_000_000_000, 123_456_789], frame(60)),
    )
    expect(times(await rowsOf(reader)).slice(0, 2)).toEqual([0, -2])
    expect(reader.epochNs).toBe(1_000_000_000_000_000_001n)
    expect(reader.lastNs).toBe(4_000_000_000_123_456_789n)
  })

  it('counts fractions beyond one second', async () => {
    const reader = await open(pcapHead(), pcapRecord([1, 8_915_240], frame(60)))
    await rowsOf(reader)
    // 8 915 240 000 ns, of which 32 bits hold 325 305 408: what tshark 4.0.17 prints.
    expect(reader.lastNs).toBe(1_325_305_408n)
    expect(reader.weirds).toEqual([
      { name: 'pcap fraction beyond one second', count: 1, firstFrame: 1 },
    ])
  })

  it('tells times before 1970 where the sign bit of a fraction beyond one second is set', async () => {
    const reader = await open(
      pcapHead(),
      pcapRecord([1_398_318_605, 0x362d_0004], frame(60)),
      pcapRecord([168_325_184, 500], frame(60)),
    )
    expect(times(await rowsOf(reader))).toHaveLength(2)
    // tshark 4.0.17 prints −1398318605.1614278752, with ten digits.
    expect(reader.epochNs).toBe(-1_398_318_605_161_427_875n)
    expect(reader.lastNs).toBe(168_325_184_000_500_000n)
  })

  it('is a capture without any packet', async () => {
    const reader = await open(pcapHead())
    expect(await rowsOf(reader)).toEqual([])
    expect(reader.epochNs).toBeNull()
    expect(reader.message).toBe('')
  })

  it('gives no more rows at a time than the batch holds', async () => {
    const records = Array.from({ length: 10 }, (_, i) => pcapRecord([i, 0], frame(60)))
    const reader = await open(pcapHead(), ...records)
    const batch = newRecordBatch(4)
    const counts: number[] = []
    while (await reader.next(batch)) counts.push(batch.count)
    expect(counts).toEqual([4, 4, 2])
    expect(batch.count).toBe(0)
  })

  it('reads across windows, frames of the greatest length included', async () => {
    const lengths = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 262_144 : 1 + i * 997))
    const records = lengths.map((length, i) => pcapRecord([i, 0], frame(length, i)))
    const rows = await rowsOf(await open(pcapHead(), ...records))
    expect(rows.map(({ capLen }) => capLen)).toEqual(lengths)
    expect(rows.every(({ octets }, i) => octets.every((octet) => octet === i))).toBe(true)
    const last = rows.at(-1)
    const size = 24 + lengths.reduce((sum, length) => sum + 16 + length, 0)
    expect((last?.fileAt ?? 0) + (last?.capLen ?? 0)).toBe(size)
  })
})

describe('pcap, damaged', () => {
  it('ends at a record that is longer than any frame', async () => {
    const reader = await open(
      pcapHead(),
      pcapRecord([1, 0], frame(60)),
      pcapRecord([2, 0], frame(60), { lengths: [262_145, 262_145] }),
      pcapRecord([3, 0], frame(60)),
    )
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.message).toBe(
      'the file is damaged at offset 100: a record claims 262145 captured octets; ' +
        '152 octets after it could not be read',
    )
  })

  it('is read on behind damage, also where the first fraction is beyond one second', async () => {
    const seconds = 1_398_318_605
    const after = Array.from({ length: 8 }, (_, n) => pcapRecord([seconds + n, 0], frame(60)))
    const reader = await open(
      pcapHead(),
      pcapRecord([seconds, 0x362d_0004], frame(60)),
      pcapRecord([seconds, 0], frame(60), { lengths: [262_145, 262_145] }),
      ...after,
    )
    expect(await rowsOf(reader)).toHaveLength(1 + after.length)
  })

  it('says where it is cut off, wherever that is', async () => {
    const whole = join(pcapHead(), pcapRecord([1, 0], frame(9)), pcapRecord([2, 0], frame(5)))
    for (let size = 24; size <= whole.length; size++) {
      const reader = await open(whole.slice(0, size))
      const frames = (await rowsOf(reader)).length
      expect(frames).toBe(size < 49 ? 0 : size < 70 ? 1 : 2)
      if ([24, 49, 70].includes(size)) expect(reader.message).toBe('')
      else expect(reader.message).toContain(`cut off in the middle of`)
      if (reader.message !== '') expect(reader.message).toContain(`frame ${frames + 1}:`)
    }
  })

  it('tells how much of the last frame is there', async () => {
    const reader = await open(pcapHead(), pcapRecord([1, 0], frame(60)).slice(0, 36))
    expect(await rowsOf(reader)).toEqual([])
    expect(reader.message).toBe(
      'the file is cut off in the middle of frame 1: 20 of 60 octets are there',
    )
  })

  it('gives nothing more once it was closed', async () => {
    const reader = await open(pcapHead(), pcapRecord([1, 0], frame(60)))
    await reader.close()
    expect(await reader.next(newRecordBatch())).toBe(false)
  })
})
