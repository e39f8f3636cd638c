import { describe, expect, it } from 'vitest'
import { BoundedChunks, UnpackBudget } from '../../../workers/capture/bounded-chunks'
import { openChunks, type Chunks } from '../../../workers/capture/octet-source'
import { readOctets } from '../../../workers/capture/read-octets'
import { openZstd } from '../../../workers/capture/unzstd'
import { openLz4 } from '../../../workers/capture/unlz4'
import {
  ascii,
  frame,
  join,
  open,
  pcapHead,
  pcapRecord,
  rowsOf,
  u32,
  u8,
  type Octets,
} from './capture-bytes'

/** What the fixtures hold: forty frames, of 60, 61, … octets 0, 1, …. */
const plain = join(
  pcapHead(),
  ...Array.from({ length: 40 }, (_, i) => pcapRecord([1000 + i, 0], frame(60 + i, i))),
)

const fixture = (text: string): Octets => new Uint8Array(Buffer.from(text, 'base64'))

/** `zstd -19 --check`, 1.5.4. */
const zstd = fixture(
  'KLUv/WQEDm0IAKQI1MOyoQIABAAEAAEAAADoAwA8AOk9Aeo+Aus/A+xABO1BBe5CBu9DB/BECPFFCfJGCvNHC/RI' +
    'DPVJDfZKDvdLD/hMEPlNEfpOEvtPE/xQFP1RFf5SFv9TFwAEAFQYAVUZAlYaA1cbBFgcBVkdBloeB1sfCFwgCV0h' +
    'Cl4iC18jDGAkDWElDmImD2Mneaggup0DIGzmARJoEMAaEuH//0nyA//qeY9mr7P4Sube8eoKJ9/v4+Xu3i1tZbVe' +
    'K+mubtY08kU/rnPh0b3v77L9I7Wb0dwVdUsItYKQ5SfYPLuuU0scrGYztTWdkoG0GES5JDTLvq2sGyWbmQSLpK9E' +
    'WiWkU9yjewN0CpimGpAB7LZK8Q==',
)

/** `lz4 -9 -BD -B4 -BX --content-size`, 1.9.4: linked blocks, checksums of blocks and content. */
const lz4 = fixture(
  'BCJNGHxABA8AAAAAAADfHgIAAIbUw7KhAgAEAAEAggQAAQAAAOgDDgATPAQADwEAKRPpTAATPQQAHwEBACkT6k0A' +
    'Ez4EAB8CAQAqE+tOABM/BAAfAwEAKxPsTwATQAQAHwQBACwT7VAAE0EEAB8FAQAtE+5RABNCBAAfBgEALhPvUgAT' +
    'QwQAHwcBAC8T8FMAE0QEAB8IAQAwE/FUABNFBAAfCQEAMRPyVQATRgQAHwoBADIT81YAE0cEAB8LAQAzE/RXABNI' +
    'BAAfDAEANBP1WAATSQQAHw0BADUT9lkAE0oEAB8OAQA2E/daABNLBAAfDwEANxP4WwATTAQAHxABADgT+VwAE00E' +
    'AB8RAQA5E/pdABNOBAAfEgEAOhP7XgATTwQAHxMBADsT/F8AE1AEAB8UAQA8E/1gABNRBAAfFQEAPRP+YQATUgQA' +
    'HxYBAD4T/2IAE1MEAB8XAQA/BEcIE1QEAB8YAQBAEwFkABNVBAAfGQEAQRMCZQATVgQAHxoBAEITA2YAE1cEAB8b' +
    'AQBDEwRnABNYBAAfHAEARBMFaAATWQQAHx0BAEUTBmkAE1oEAB8eAQBGEwdqABNbBAAfHwEARxMIawATXAQAHyAB' +
    'AEgTCWwAE10EAB8hAQBJEwptABNeBAAfIgEAShMLbgATXwQAHyMBAEsTDG8AE2AEAB8kAQBMEw1wABNhBAAfJQEA' +
    'TRMOcQATYgQAHyYBAE4TD3IAE2MEAB8nAQBKUCcnJycnJBlOcwAAAACHm34K',
)

/** `lz4 -l`. */
const legacy = fixture(
  'AiFMGB8CAACG1MOyoQIABAABAIIEAAEAAADoAxIAEzwEAA8CACkT6UwAEz0EAB8BAQApE+pNABM+BAAfAgEAKhPr' +
    'TgATPwQAHwMBACsT7E8AE0AEAB8EAQAsE+1QABNBBAAfBQEALRPuUQATQgQAHwYBAC4T71IAE0MEAB8HAQAvE/BT' +
    'ABNEBAAfCAEAMBPxVAATRQQAHwkBADET8lUAE0YEAB8KAQAyE/NWABNHBAAfCwEAMxP0VwATSAQAHwwBADQT9VgA' +
    'E0kEAB8NAQA1E/ZZABNKBAAfDgEANhP3WgATSwQAHw8BADcT+FsAE0wEAB8QAQA4E/lcABNNBAAfEQEAORP6XQAT' +
    'TgQAHxIBADoT+14AE08EAB8TAQA7E/xfABNQBAAfFAEAPBP9YAATUQQAHxUBAD0T/mEAE1IEAB8WAQA+E/9iABNT' +
    'BAAfFwEAPwRHCBNUBAAfGAEAQCIBBIoIE1UEAB8ZAQBBEwJlABNWBAAfGgEAQhMDZgATVwQAHxsBAEMTBGcAE1gE' +
    'AB8cAQBEEwVoABNZBAAfHQEARRMGaQATWgQAHx4BAEYTB2oAE1sEAB8fAQBHEwhrABNcBAAfIAEASBMJbAATXQQA' +
    'HyEBAEkTCm0AE14EAB8iAQBKEwtuABNfBAAfIwEASxMMbwATYAQAHyQBAEwTDXAAE2EEAB8lAQBNEw5xABNiBAAf' +
    'JgEAThMPcgATYwQAHycBAEpQJycnJyc=',
)

const skippable = join(u32(true, 0x184d2a53, 5), frame(5))

/** zstd of two blocks that are not compressed, and one of a repeated octet. */
function storedZstd(...parts: readonly Octets[]): Octets {
  const blocks = parts.map((part, i) => {
    const last = i === parts.length - 1 ? 1 : 0
    const word = (part.length << 3) | last
    return join(u8(word & 255, (word >> 8) & 255, word >> 16), part)
  })
  return join(u8(0x28, 0xb5, 0x2f, 0xfd, 0, 0x50), ...blocks)
}

function storedLz4(...parts: readonly Octets[]): Octets {
  const blocks = parts.map((part) => join(u32(true, 0x80000000 + part.length), part))
  return join(u8(0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82), ...blocks, u32(true, 0))
}

const FORMATS: [string, Octets, (...parts: Octets[]) => Octets][] = [
  ['zstd', zstd, storedZstd],
  ['lz4', lz4, storedLz4],
]

async function octetsOf(chunks: Chunks): Promise<Octets> {
  const parts: Uint8Array[] = []
  for (let chunk = await chunks.next(); chunk !== null; chunk = await chunks.next()) {
    parts.push(chunk.slice())
  }
  return join(...parts)
}

describe.each(FORMATS)('%s', (format, packed, stored) => {
  it('reads what its program wrote, and the octets of the frames again', async () => {
    const reader = await open(packed)
    const rows = await rowsOf(reader)
    expect(rows.map(({ octets }) => octets)).toEqual(
      Array.from({ length: 40 }, (_, i) => Array<number>(60 + i).fill(i)),
    )
    expect(reader.message).toBe('')
    expect(reader.octetsRead).toBe(packed.length)
    const ranges = rows.reverse().map(({ fileAt, capLen }) => ({ at: fileAt, length: capLen }))
    const again = await readOctets(new Blob([packed]), ranges)
    expect(again.map((octets) => Array.from(octets))).toEqual(rows.map(({ octets }) => octets))
  })

  it('reads several frames, those to be skipped between them', async () => {
    const half = 1000
    const reader = await open(
      ...[skippable, stored(plain.slice(0, half)), skippable, skippable],
      stored(plain.slice(half, 1500), plain.slice(1500)),
    )
    expect(await rowsOf(reader)).toHaveLength(40)
    expect(reader.message).toBe('')
  })

  it('leaves out octets behind the end, and says how many', async () => {
    for (const junk of [1, 3, 4, 100]) {
      const reader = await open(packed, frame(junk, 0x2a))
      expect(await rowsOf(reader)).toHaveLength(40)
      expect(reader.message).toBe(
        `${junk} octets behind the end of the ${format} data were left out`,
      )
    }
  })

  it('gives what there is at every cut', async () => {
    const parts = Array.from({ length: 10 }, (_, i) => plain.slice(i * 200, (i + 1) * 200))
    const whole = stored(...parts)
    const head = whole.length - 10 * 200 - (format === 'zstd' ? 30 : 44)
    for (let size = head + 300; size < whole.length; size++) {
      const chunks = format === 'zstd' ? openZstd : openLz4
      const opened = chunks(openChunks(new Blob([whole.slice(0, size)])))
      const octets = await octetsOf(opened)
      expect(opened.message).toBe(`the ${format} data is cut off`)
      expect(octets.length % 200).toBe(0)
      expect(octets.length).toBeGreaterThan(size - 300)
      expect(Buffer.compare(plain.subarray(0, octets.length), octets)).toBe(0)
    }
    for (let size = 4; size < packed.length; size++) {
      const blob = new Blob([packed.slice(0, size)])
      const opened = (format === 'zstd' ? openZstd : openLz4)(openChunks(blob))
      await octetsOf(opened)
      expect(opened.message).toMatch(/is cut off$|is damaged at its octet/)
    }
  })

  it('ends on damage, wherever it is', async () => {
    for (let at = 4; at < packed.length; at++) {
      const damaged = packed.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0x55
      const opened = (format === 'zstd' ? openZstd : openLz4)(openChunks(new Blob([damaged])))
      const octets = await octetsOf(opened)
      expect(octets.length).toBeLessThan(70_000)
    }
    const between = join(stored(plain.slice(0, 1500)).slice(0, -4), frame(40, 0xff))
    const reader = await open(between)
    expect((await rowsOf(reader)).length).toBeGreaterThan(10)
    expect(reader.message).not.toBe('')
  })
})

describe('lz4', () => {
  it('reads legacy frames, several too', async () => {
    const reader = await open(legacy)
    expect(await rowsOf(reader)).toHaveLength(40)
    expect(reader.message).toBe('')
    const twice = openLz4(openChunks(new Blob([legacy, legacy])))
    expect(await octetsOf(twice)).toEqual(join(plain, plain))
  })

  it('refuses a block that is larger than its frame allows', async () => {
    const head = u8(0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82)
    const huge = openLz4(openChunks(new Blob([join(head, u32(true, 70_000), frame(70_000))])))
    expect(await octetsOf(huge)).toHaveLength(0)
    expect(huge.message).toBe('the lz4 data is damaged at its octet 7')
    // A run of 255 for each octet, more than the 64 KiB of the block.
    const run = join(u8(0x1f, 0x61, 1, 0), frame(400, 0xff), u8(0))
    const bomb = openLz4(openChunks(new Blob([join(head, u32(true, run.length), run)])))
    expect(await octetsOf(bomb)).toHaveLength(0)
    expect(bomb.message).toBe('the lz4 data is damaged at its octet 7')
  })
})

describe('zstd', () => {
  it('refuses windows beyond its bound, dictionaries, and later versions', async () => {
    const of = async (...head: number[]) => {
      const opened = openZstd(
        openChunks(new Blob([join(u8(0x28, 0xb5, 0x2f, 0xfd, ...head), frame(99, 0))])),
      )
      expect(await octetsOf(opened)).toHaveLength(0)
      return opened.message
    }
    expect(await of(0, 18 << 3)).toContain('needs a window of 268435456 octets')
    expect(await of(0xe0, 0, 0, 0, 0, 0, 0, 1, 0)).toContain('needs a window of 281474976710656')
    expect(await of(1, 0x50, 7)).toBe('the zstd data needs a dictionary, which is not in the file')
    expect(await of(8, 0x50)).toBe('the zstd data is of a later version of the format')
  })

  it('reads frames of nothing', async () => {
    const opened = openZstd(openChunks(new Blob([storedZstd(u8()), storedZstd(ascii('a'))])))
    expect(await octetsOf(opened)).toEqual(ascii('a'))
    expect(opened.message).toBe('')
  })
})

describe('BoundedChunks', () => {
  /** Gives 1000 octets for each `read` that it takes. */
  class Growing implements Chunks {
    octetsRead = 500
    message = ''
    closed = false
    private readonly read: number
    constructor(read: number) {
      this.read = read
    }
    next() {
      this.octetsRead += this.read
      return Promise.resolve(frame(1000))
    }
    close() {
      this.closed = true
      return Promise.resolve()
    }
  }

  const given = async (chunks: Chunks) => {
    let count = 0
    while (count < 50 && (await chunks.next()) !== null) count++
    return count
  }

  it('gives up what grows beyond both bounds, and says so', async () => {
    const chunks = new BoundedChunks(new Growing(5), new UnpackBudget(10_000, 100))
    expect(await given(chunks)).toBe(10)
    expect(chunks.message).toBe(
      'decompression was given up: 11000 octets came of 55, more than 100 of each',
    )
    expect(await chunks.next()).toBeNull()
  })

  it('lets pass what grows within the ratio, without end', async () => {
    const chunks = new BoundedChunks(new Growing(10), new UnpackBudget(10_000, 100))
    expect(await given(chunks)).toBe(50)
    expect(chunks.message).toBe('')
  })

  it('counts all that comes of one file together', async () => {
    const budget = new UnpackBudget(10_000, 100)
    expect(await given(new BoundedChunks(new Growing(20), budget))).toBe(50)
    expect(await given(new BoundedChunks(new Growing(5), budget))).toBe(0)
  })
})
