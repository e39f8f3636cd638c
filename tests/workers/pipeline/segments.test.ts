/** One capture read in segments by several threads: the outcome is that of one reader, always. */
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { isSegmentable, seekRecord } from '../../../workers/capture/segment'
import { writePcap, writePcapng, type CapturedFrame } from '../../../workers/forge/capture-writer'
import { openIngest } from '../../../workers/pipeline/open-ingest'
import { serveIngest } from '../../../workers/pipeline/serve-ingest'
import { EPOCH } from '../../support/analyse'
import { documentOf, ingested, newCrew } from '../../support/segmented'
import { TcpScript } from '../../support/tcp-script'
import {
  block,
  frame,
  join,
  packet,
  pcapHead,
  pcapRecord,
  type Octets,
} from '../capture/capture-bytes'

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
    // Each octet of one record either way; of the other formats, each seventh.
    const step = octets === formats[0]?.[1] ? 1 : 7
    for (let size = 5000; size < 5340; size += step) {
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

/** Octets of a pcap file header. */
const HEAD = 24

/** Records of a pcap file, one after the other. */
const records = (count: number, length = 300, from = 0): Octets =>
  join(
    ...Array.from({ length: count }, (_, i) =>
      pcapRecord([SECONDS + from + i, i], frame(length, i & 255)),
    ),
  )

describe('what is more than frames', () => {
  const sizes = [2000, 3333, 8000]

  it.each([
    ['a record of senseless length', pcapRecord([SECONDS, 0], frame(40), { lengths: [-1, -1] })],
    ['zeros', frame(5000, 0)],
    ['a fraction beyond one second', pcapRecord([SECONDS, 1_000_000], frame(40))],
    ['text', new TextEncoder().encode('no record at all '.repeat(100))],
    [
      'records without octets',
      join(...Array.from({ length: 9 }, () => pcapRecord([1, 1], frame(0)))),
    ],
    ['a frame as long as many segments', pcapRecord([SECONDS, 0], frame(50_000))],
    ['a step back of years', pcapRecord([1, 1], frame(60))],
  ])('in a pcap file: %s', LONG, async (_, odd) => {
    await expectSame(join(pcapHead(), records(40), odd, records(40)), sizes)
  })

  it.each([
    ['before the first frame', join(pcapHead(), frame(5000, 0), records(40))],
    ['a long first frame', join(pcapHead(), records(1, 9000), records(40))],
    ['cut off in a frame', join(pcapHead(), records(40)).slice(0, -7)],
    ['cut off in a header', join(pcapHead(), records(40), frame(9))],
    ['frames far apart', join(pcapHead(), records(20), records(20, 300, 5e8))],
    ['an unknown version', join(pcapHead({ version: [3, 0] }), records(40))],
    ['no frames', join(pcapHead(), frame(4000, 0))],
    ['one frame', join(pcapHead(), records(1, 7000))],
  ])('at the ends of a pcap file: %s', LONG, async (_, octets) => {
    await expectSame(octets, sizes)
  })

  const options = { epoch: EPOCH, comment: 'a section', interfaces: [{}, { tsresol: 9 }] }
  const part = writePcapng(frames, options)
  const ticks = EPOCH / 1000n
  it.each([
    ['names and statistics at the end', { names: [{ address: '10.0.0.1', name: 'a' }] }],
    ['statistics', { statistics: [{ iface: 1, received: 7, dropped: 2 }] }],
    ['simple packets', { simple: true }],
  ])('in a pcapng file: %s', LONG, async (_, more) => {
    await expectSame(writePcapng(frames, { ...options, ...more }), sizes)
  })

  it.each([
    ['a further section', join(part, writePcapng(frames, { epoch: EPOCH, littleEndian: false }))],
    ['a block of unknown type', join(part, block(0x7777, frame(40)), packet(ticks, frame(60)))],
    ['damage', join(part, frame(3000, 7), packet(ticks, frame(60)), part)],
    ['a frame of no interface', join(part, packet(ticks, frame(60), { id: 9 }), part)],
    ['cut off', part.slice(0, -5)],
  ])('in a pcapng file: %s', LONG, async (_, octets) => {
    await expectSame(octets, sizes)
  })

  it('in a pcapng file: a comment on a frame in the middle', LONG, async () => {
    const told = frames.map((one, i) => (i === 70 ? { ...one, comment: 'here' } : one))
    const octets = writePcapng(told, options)
    await expectSame(octets, sizes)
    const { state } = await ingested(octets, crew.open(4, 2000))
    expect(state.comments).toContainEqual({ frame: 71, text: 'here' })
  })
})

describe('a segment that begins at a wrong place', () => {
  const octets = join(pcapHead(), records(90))

  it('is read again: the finder lies', LONG, async () => {
    const lies = [1, 316, 17, -1, 632, 0]
    let told = 0
    const liars = newCrew((reader, window, whole) => {
      const lie = lies[told++ % lies.length] ?? 0
      return lie < 0 ? lie : seekRecord(reader, window, whole) + lie
    })
    await expectSame(octets, [2000, 3333, 5000], liars)
    liars.close()
    expect(told).toBeGreaterThan(lies.length)
  })

  it('is read again: a capture within a capture', LONG, async () => {
    // The last record that each frame carries ends where the frame does, and looks like one itself.
    const inner = join(frame(54, 1), records(3, 60))
    const carrying = Array.from({ length: 90 }, (_, i) => pcapRecord([SECONDS + i, 0], inner))
    const whole = join(pcapHead(), ...carrying)
    await expectSame(whole, [1000, 3000, 3050, 3100, 3150, 3200, 3250, 3300])
    const before = crew.jobs()
    await ingested(whole, crew.open(2, 3100))
    const segments = Math.ceil(whole.length / 3100)
    expect(crew.jobs() - before).toBeGreaterThan(segments + 1)
  })
})

it('reads in segments what is a large capture itself, and nothing else', async () => {
  const octets = join(pcapHead(), records(40))
  const jobs = async (size: number) => {
    const before = crew.jobs()
    const { frames: read } = await ingested(octets, crew.open(2, size))
    expect(read).toHaveLength(40)
    return crew.jobs() - before
  }
  expect(await jobs(octets.length / 2)).toBe(0)
  expect(await jobs(Math.floor(octets.length / 2) - 1)).toBe(4)
  expect(await isSegmentable(new Blob([octets.slice(0, HEAD)]))).toBe(true)
  expect(await isSegmentable(new Blob([gzipSync(octets)]))).toBe(false)
  expect(await isSegmentable(new Blob([new TextEncoder().encode('pcap'.repeat(2000))]))).toBe(false)
})

it('goes on through many windows and few buffers', LONG, async () => {
  const octets = join(pcapHead(), records(6000, 1500))
  await expectSame(octets, [3_000_000])
})

it('finds its way from the ports of the ingest workers', LONG, async () => {
  const octets = formats[0]?.[1] ?? frame(0)
  const channels = [new MessageChannel(), new MessageChannel()]
  for (const { port1 } of channels) serveIngest(port1)
  const open = openIngest(
    channels.map(({ port2 }) => port2),
    4096,
  )
  expect(await documentOf(octets, open)).toBe(await documentOf(octets, crew.open(1, 0)))
  for (const { port1 } of channels) port1.close()
})
