/** Content of streams against `tshark -z follow,tcp,raw`. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CapturedFrame } from '../../../../workers/forge/capture-writer'
import { twice } from '../../../../workers/forge/observe'
import { type Bytes, ethernet, ipv4, PROTO, tcp } from '../../../../workers/forge/packet'
import { Random } from '../../../../workers/forge/random'
import { analyseCase } from '../../../../workers/pipeline/case-run'
import type { FollowedStream } from '../../../../workers/protocol/stream/follow-tcp'
import { captureOf, fileOf } from '../../../support/analyse'
import { TcpScript } from '../../../support/tcp-script'
import { wildTcp } from '../../../support/wild-tcp'
import { hasTshark, withTshark } from '../../forge/tshark'

const MARKER = 'bytes missing in capture file]'

async function followed(octets: Bytes): Promise<FollowedStream[]> {
  const nothing = () => undefined
  const outcome = await analyseCase([fileOf(octets)], nothing, undefined, { streams: true })
  if (outcome.kind !== 'analysed') throw new Error('not a capture')
  return outcome.result.captures[0]?.counts['follow_tcp'] as FollowedStream[]
}

function tsharkFollowed(octets: Bytes, count: number): FollowedStream[] {
  const report = withTshark(octets, ({ follow }) => follow(count))
  return report.map((sides, stream) => {
    const [a, b] = sides.map((side) => Buffer.from(side, 'hex')) as [Buffer, Buffer]
    const missing = a.includes(MARKER) || b.includes(MARKER)
    const sum = (side: Buffer) =>
      side.length === 0 ? null : createHash('sha256').update(side).digest('hex')
    return {
      stream,
      bytes0: a.length,
      sha256_0: sum(a),
      bytes1: b.length,
      sha256_1: sum(b),
      missing,
    }
  })
}

/** What stands behind a gap is not compared: tshark fills it with words. */
const comparable = (all: FollowedStream[]) =>
  all.map((one) => (one.missing ? { stream: one.stream, missing: true } : one))

/** Every fourth frame is cut somewhere behind its IP header. */
function cut(frames: readonly CapturedFrame[], seed: number): CapturedFrame[] {
  const random = new Random(seed)
  return frames.map((frame) => {
    if (!random.chance(0.25)) return frame
    const captured = random.integer(34, frame.octets.length + 1)
    return { ...frame, octets: frame.octets.slice(0, captured), origLen: frame.octets.length }
  })
}

/** The same octets of the stream again and again, with other values each time. */
function conflicting(seed: number): CapturedFrame[] {
  const random = new Random(seed)
  return Array.from({ length: 400 }, (_, index) => {
    const port = 1000 + random.integer(0, 8)
    const back = random.chance(0.4)
    const [src, dst] = back ? ['10.0.0.2', '10.0.0.1'] : ['10.0.0.1', '10.0.0.2']
    const [srcPort, dstPort] = back ? [9999, port] : [port, 9999]
    const seq = 4_294_967_280 + random.integer(0, 60)
    const data = Uint8Array.from({ length: random.integer(0, 20) }, () => random.integer(0, 256))
    const flags = random.pick(['A', 'A', 'A', 'PA', 'A', 'FA', 'SA', 'S', ''])
    const ack = random.pick([1, 4_294_967_290, 20])
    const ends = { src, dst }
    const segment = tcp(
      { ...ends, srcPort, dstPort, seq: seq >>> 0, ack: flags.includes('A') ? ack : 0, flags },
      data,
    )
    const packet = ipv4({ ...ends, proto: PROTO.tcp, id: index }, segment)
    return { time: index * 1e6, octets: ethernet({}, packet) }
  })
}

const captures: Record<string, () => readonly CapturedFrame[]> = {
  'segments lost, late, repeated': () => wildTcp(3, 40, 40),
  'frames cut by the snaplen': () => cut(wildTcp(4, 40, 40), 5),
  'every frame at two taps': () => twice(wildTcp(6, 20, 30)),
  'octets that come again with other values': () => conflicting(9),
}

describe('a stream of which no segment can be read', () => {
  it('is there, and said nothing', async () => {
    const ends = { src: '10.0.0.1', dst: '10.0.0.2', srcPort: 40_000, dstPort: 9 }
    const segment = tcp({ ...ends, seq: 1, ack: 1, flags: 'PA' }, Uint8Array.of(1, 2))
    segment[12] = 0x20 // a header of 8 octets
    const octets = ethernet({}, ipv4({ ...ends, proto: PROTO.tcp, id: 1 }, segment))
    const nothing = { bytes0: 0, sha256_0: null, bytes1: 0, sha256_1: null, missing: false }
    expect(await followed(captureOf([{ time: 0, octets }]))).toEqual([{ stream: 0, ...nothing }])
  })
})

describe.skipIf(!hasTshark)('follow_tcp', () => {
  it.each(Object.entries(captures))('agrees with tshark: %s', async (_, make) => {
    const octets = captureOf(make())
    const ours = await followed(octets)
    expect(ours.length).toBeGreaterThan(4)
    expect(comparable(ours)).toEqual(comparable(tsharkFollowed(octets, ours.length)))
  })
})

describe('followed streams', () => {
  it('are 40 at most', async () => {
    const frames = Array.from({ length: 41 }, (_, index) => {
      const script = new TcpScript({ clientPort: 1000 + index })
      script.client({ length: 3 })
      return script.frames
    })
    const all = await followed(captureOf(frames.flat()))
    expect(all).toHaveLength(40)
    expect(all.every(({ bytes0, bytes1 }) => bytes0 === 3 && bytes1 === 0)).toBe(true)
  })
})
