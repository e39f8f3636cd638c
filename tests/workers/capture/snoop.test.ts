import { describe, expect, it } from 'vitest'
import { ascii, frame, join, open, rowsOf, u32, type Octets } from './capture-bytes'

const head = (datalink = 4): Octets => join(ascii('snoop\0\0\0'), u32(false, 2, datalink))

/** Padded to four octets, as RFC 1761 asks for. */
function record(seconds: number, octets: Octets, { drops = 0, lengths = [0, 0, 0] } = {}): Octets {
  const padding = -octets.length & 3
  const [original = 0, included = 0, size = 0] = lengths
  const told = [
    original || octets.length,
    included || octets.length,
    size || 24 + octets.length + padding,
  ]
  return join(u32(false, ...told, drops, seconds, 250_000), octets, frame(padding, 0))
}

const records = Array.from({ length: 12 }, (_, i) => record(1000 + i, frame(60 + i, i)))

describe('snoop', () => {
  it('reads lengths, times and the drops so far', async () => {
    const cut = record(1002, frame(30, 9), { drops: 7, lengths: [1500, 0, 0] })
    const reader = await open(head(), record(1000, frame(61, 5), { drops: 3 }), cut)
    expect(await rowsOf(reader)).toMatchObject([
      { time: 0, capLen: 61, origLen: 61, linktype: 1, fileAt: 40, octets: Array(61).fill(5) },
      { time: 2e9, capLen: 30, origLen: 1500, fileAt: 128, octets: Array(30).fill(9) },
    ])
    expect(reader.header).toEqual({
      container: 'snoop',
      endian: 'big',
      nanosecond: false,
      linktypes: [1],
    })
    expect(reader.interfaces).toMatchObject([{ linktype: 1, tsresol: 6, dropped: 7 }])
    expect(reader.epochNs).toBe(1_000_250_000_000n)
    expect(reader.lastNs).toBe(1_002_250_000_000n)
    expect(reader.message).toBe('')
  })

  // The link types as which tshark 4.0.17 reads them.
  it.each([
    [0, 1],
    [2, 6],
    [8, 10],
    [9, 0],
    [14, 0],
    [16, 122],
    [26, 242],
  ])('takes datalink type %i for link type %i', async (datalink, linktype) => {
    const reader = await open(head(datalink), record(1, frame(60)))
    expect(await rowsOf(reader)).toMatchObject([{ linktype, capLen: 60 }])
  })

  it('takes off the four octets before an ATM cell', async () => {
    const reader = await open(head(18), record(1, join(frame(4, 1), frame(56, 2))))
    expect(await rowsOf(reader)).toMatchObject([
      { linktype: 123, capLen: 56, origLen: 56, octets: Array(56).fill(2) },
    ])
  })

  it('says where it is cut off, wherever that is', async () => {
    const whole = join(head(), record(1, frame(61)), record(2, frame(9)))
    for (let size = 16; size < whole.length; size++) {
      const reader = await open(whole.slice(0, size))
      const frames = (await rowsOf(reader)).length
      expect(frames).toBe(size < 101 ? 0 : size < 137 ? 1 : 2)
      // The padding of the last record may be missing; that of the first is passed over.
      const clean = [16, 101, 102, 103, 104].includes(size) || size >= 137
      expect(reader.message === '').toBe(clean)
    }
  })

  it('goes on behind damage', async () => {
    for (const lengths of [
      [0, 300_000, 0],
      [0, 0, 60],
      [0, 0, 0x7fffffff],
    ]) {
      const bad = record(1000, frame(60), { lengths })
      const reader = await open(head(), ...records.slice(0, 4), bad, ...records)
      expect(await rowsOf(reader)).toHaveLength(16)
      expect(reader.message).toContain('84 octets were left out')
    }
  })

  it('ends when nothing follows the damage', async () => {
    const reader = await open(head(), ...records, frame(100, 0xff))
    expect(await rowsOf(reader)).toHaveLength(12)
    expect(reader.message).toContain('100 octets after it could not be read')
  })
})
