import { describe, expect, it } from 'vitest'
import {
  frame,
  join,
  open,
  pcapHead,
  pcapRecord,
  rowsOf,
  u16,
  u32,
  u8,
  type Octets,
} from './capture-bytes'

interface Variant {
  magic?: number
  version?: readonly [number, number]
  linktype?: number
  /** Octets behind the record header. */
  extra?: Octets
  fraction?: number
}

/** Frames of 60, 63, 66, … octets. */
function capture(little: boolean, variant: Variant, frames = 6): Octets {
  const { extra = u8(), fraction = 7, ...head } = variant
  const records = Array.from({ length: frames }, (_, i) =>
    pcapRecord([1000 + i, fraction], frame(60 + 3 * i, 0xb0 + i), { little, extra }),
  )
  return join(pcapHead({ ...head, little }), ...records)
}

const MODIFIED = 0xa1b2cd34
/** Interface, protocol and type of the packet, as Alexey Kuznetzov's patch wrote them. */
const patched = (little: boolean) => join(u32(little, 2), u16(little, 0x0800), u8(1, 0))

// Which layouts there are, and that the records tell them: as tshark 4.0.17 reads the same octets.
describe.each([true, false])('variants of pcap, little-endian: %s', (little) => {
  it.each<[string, Variant]>([
    ['plain', {}],
    ['Red Hat 6.1, patched under the plain magic', { extra: patched(little) }],
    ['Nokia', { extra: u8(0, 0, 0, 1) }],
    ['modified', { magic: MODIFIED, extra: patched(little) }],
    ['SuSE 6.3', { magic: MODIFIED, extra: join(patched(little), u8(0, 0, 0, 0)) }],
  ])('%s', async (_, variant) => {
    for (const frames of [2, 3, 6, 5000]) {
      const reader = await open(capture(little, variant, frames))
      const rows = await rowsOf(reader)
      expect(rows).toHaveLength(frames)
      for (const [i, row] of rows.slice(0, 6).entries()) {
        expect(row).toMatchObject({ time: i * 1e9, capLen: 60 + 3 * i, origLen: 60 + 3 * i })
        expect(new Set(row.octets)).toEqual(new Set([0xb0 + i]))
      }
      expect(reader.message).toBe('')
    }
  })

  it('keeps to the plain layout when a plain file is damaged or cut off', async () => {
    const whole = capture(little, {})
    for (let size = 40; size < whole.length; size++) {
      const [first] = await rowsOf(await open(whole.slice(0, size)))
      if (size >= 100) expect(first?.octets).toEqual(Array(60).fill(0xb0))
    }
    const damaged = capture(little, {})
    damaged.fill(0xff, 100, 116)
    expect((await rowsOf(await open(damaged)))[0]?.octets).toEqual(Array(60).fill(0xb0))
  })

  it('reads what AIX wrote: nanoseconds, and link types of its own', async () => {
    for (const [linktype, ours, padding] of [
      [6, 1, 0],
      [9, 6, 0],
      [15, 10, 3],
      [24, 0, 0],
    ] as const) {
      const variant = { version: [2, 2] as const, linktype, fraction: 999_999_999 }
      const reader = await open(capture(little, variant))
      const [row] = await rowsOf(reader)
      expect(row).toMatchObject({ linktype: ours, capLen: 60 - padding, origLen: 60 - padding })
      expect(reader.epochNs).toBe(1_000_999_999_999n)
      expect(reader.header).toMatchObject({ nanosecond: true, linktypes: [ours] })
    }
    const plain = await open(capture(little, { version: [2, 2], linktype: 1 }))
    await rowsOf(plain)
    expect(plain.epochNs).toBe(1_000_000_007_000n)
  })

  it('reads ATM as Nokia numbered it', async () => {
    const reader = await open(capture(little, { linktype: 13, extra: u8(0, 0, 0, 1) }))
    expect((await rowsOf(reader))[0]).toMatchObject({ linktype: 123, capLen: 56 })
  })

  it('tells the frame check sequence beside the link type', async () => {
    const reader = await open(capture(little, { linktype: (2 << 28) | (1 << 26) | 1 }))
    expect(await rowsOf(reader)).toHaveLength(6)
    expect(reader.header.linktypes).toEqual([1])
    expect(reader.interfaces[0]?.details).toEqual([
      { what: 'frame check sequence', value: '4 octets' },
    ])
  })
})
