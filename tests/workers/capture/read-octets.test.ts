import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openRanges } from '../../../workers/capture/read-octets'

/** More than one chunk of what is unpacked. */
const OCTETS = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 31 + (at >> 9)) & 255)
const range = (at: number, length: number) => ({ at, length })

describe.each([
  ['plain', OCTETS],
  ['compressed', gzipSync(OCTETS)],
])('a cursor over a %s file', (_how, contents) => {
  const open = () => openRanges(new Blob([new Uint8Array(contents)]))

  it('reads on where it stands, across the border of chunks', async () => {
    const cursor = await open()
    for (let at = 0; at < OCTETS.length; at += 700_001) {
      const ranges = [range(at + 5, 10), range(at, 5), range(at + 100, 400_000)]
      const read = await cursor.read(ranges)
      expect(read).toEqual(ranges.map(({ at, length }) => OCTETS.slice(at, at + length)))
    }
    await cursor.close()
  })

  it('goes back where it must', async () => {
    const cursor = await open()
    for (const at of [2_500_000, 10, 1_200_000, 1_199_990]) {
      expect(await cursor.read([range(at, 20)])).toEqual([OCTETS.slice(at, at + 20)])
    }
  })

  it('gives less where the file ends, then and afterwards', async () => {
    const cursor = await open()
    const end = OCTETS.length
    const [cut, beyond] = await cursor.read([range(end - 3, 10), range(end + 5, 10)])
    expect([cut?.length, beyond?.length]).toEqual([3, 0])
    expect(await cursor.read([range(end - 3, 2)])).toEqual([OCTETS.slice(end - 3, end - 1)])
  })
})
