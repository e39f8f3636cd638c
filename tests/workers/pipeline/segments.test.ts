/** One capture read in segments by several threads: the outcome is that of one reader, always. */
import { afterAll, describe, expect, it } from 'vitest'
import { writePcap, writePcapng, type CapturedFrame } from '../../../workers/forge/capture-writer'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { EPOCH } from '../../support/analyse'
import { documentOf, ingested, newCrew } from '../../support/segmented'
import { TcpScript } from '../../support/tcp-script'
import { block, join, pcapRecord, u32, type Octets } from '../capture/capture-bytes'

const LONG = { timeout: 120_000 }
const SECONDS = Number(EPOCH / 1_000_000_000n)

const crew = newCrew()
afterAll(() => crew.close())

/** A conversation of so many segments each way. */
function conversation(segments: number, payload = 200): CapturedFrame[] {
  const script = new TcpScript().handshake()
  for (let i = 0; i < segments; i++) {
    script.client({ length: payload })
    script.server()
  }
  return script.frames
}

const frames = conversation(60)
const nanosecond = true
const formats: [string, Octets][] = [
  ['pcap', writePcap(frames, { epoch: EPOCH })],
  ['pcap, big-endian', writePcap(frames, { epoch: EPOCH, littleEndian: false })],
  ['pcap, nanoseconds', writePcap(frames, { epoch: EPOCH, nanosecond })],
  ['pcapng', writePcapng(frames, { epoch: EPOCH })],
  [
    'pcapng, big-endian, two interfaces',
    writePcapng(
      frames.map((frame, i) => ({ ...frame, iface: i % 2 })),
      { epoch: EPOCH, littleEndian: false, interfaces: [{ name: 'a' }, { tsresol: 9 }] },
    ),
  ],
]

/** Expects what one reader gives. */
async function expectSame(octets: Octets, sizes: readonly number[], by = crew) {
  const expected = await ingested(octets, by.open(1, 0))
  for (const size of sizes) {
    for (const workers of [2, 4] as const) {
      expect(await ingested(octets, by.open(workers, size))).toEqual(expected)
    }
  }
}

describe.each(formats)('%s', (_, octets) => {
  it('gives the same document for 1, 2 and 4 workers', LONG, async () => {
    const expected = await documentOf(octets, crew.open(1, 0))
    for (const size of [1500, 4096, 9001]) {
      expect(await documentOf(octets, crew.open(2, size))).toBe(expected)
      expect(await documentOf(octets, crew.open(4, size))).toBe(expected)
    }
  })

  it('gives the same frames wherever a segment begins', LONG, async () => {
    const expected = await ingested(octets, crew.open(1, 0))
    for (let size = 5000; size < 5340; size += 1) {
      expect(await ingested(octets, crew.open(2, size))).toEqual(expected)
    }
  })

  it('reads each segment once', async () => {
    const before = crew.jobs()
    const size = Math.ceil(octets.length / 3)
    await ingested(octets, crew.open(2, size))
    // The segments, and what is behind them: nothing.
    expect(crew.jobs() - before).toBe(4)
  })
})
