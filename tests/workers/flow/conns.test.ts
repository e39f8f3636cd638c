/** What is counted of the two sides of a connection. */
import { describe, expect, it } from 'vitest'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript } from '../../support/tcp-script'

const MS = 1e6
const HEADERS = 40

async function connOf(script: TcpScript) {
  return only((await recordsOf(captureOf(script.frames))).conns)
}

const opened = () => new TcpScript().handshake()

describe('a side of a connection', () => {
  it('counts frames, data, sizes, MSS and TTL', async () => {
    const script = new TcpScript()
    script.client({ flags: 'S', options: { mss: 1460 }, ttl: 63 })
    script.server({ flags: 'SA', options: { mss: 1400 }, ttl: 61 })
    script.client()
    script.client({ length: 700 })
    script.client({ length: 300 })
    script.server()
    script.server({ length: 50 })
    script.client()
    const { origSide, respSide } = await connOf(script)
    expect(origSide).toMatchObject({
      frames: 5,
      dataFrames: 2,
      dataOctets: 1000,
      largestIpSent: HEADERS + 700,
      largestIpAcked: HEADERS + 700,
      mss: 1460,
      ttl: 63,
    })
    expect(respSide).toMatchObject({
      frames: 3,
      dataFrames: 1,
      dataOctets: 50,
      largestIpSent: HEADERS + 50,
      mss: 1400,
      ttl: 61,
    })
  })

  it('takes for delivered only what was acknowledged, SYN included', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.server()
    script.client({ length: 900 })
    const { origSide, respSide } = await connOf(script)
    expect([origSide.largestIpSent, origSide.largestIpAcked]).toEqual([940, 140])
    expect(respSide.largestIpAcked).toBe(HEADERS + 4)
  })

  it('takes the pieces for delivered, where a segment was sent again in pieces', async () => {
    const again = async (...pieces: readonly [seq: number, length: number][]) => {
      const script = opened()
      script.client({ length: 900 })
      for (const [seq, length] of pieces) script.client({ seq, length, after: 200 })
      script.server({ ack: 901 })
      return (await connOf(script)).origSide.largestIpAcked
    }
    expect(await again([1, 500], [501, 400])).toBe(HEADERS + 500)
    expect(await again([1, 900])).toBe(HEADERS + 900)
    expect(await again([1, 500]), 'the rest was never sent again').toBe(HEADERS + 900)
  })

  it('takes for delivered what SACK tells, too', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.client({ length: 900 })
    const block = [script.seqOf('client', 101), script.seqOf('client', 1001)] as const
    script.server({ ack: 1, options: { sack: [block] } })
    expect((await connOf(script)).origSide.largestIpAcked).toBe(HEADERS + 900)
  })

  it('has its tunnel from the side that began, also when the other speaks first', async () => {
    const script = new TcpScript({ wrap: inVxlan({ client: 7, server: 9 }) })
    script.server({ seq: 1, length: 50 })
    script.client({ seq: 1, length: 20 })
    const { orig, tunnel } = await connOf(script)
    expect(orig.port).toBeGreaterThan(1023)
    expect(tunnel).toMatchObject({ src: '172.16.0.1', dst: '172.16.0.2' })
  })

  it('counts the tunnel around the packets', async () => {
    const script = new TcpScript({ wrap: inVxlan(7) }).handshake()
    script.client({ length: 900 })
    script.server()
    const { origSide, tunnel } = await connOf(script)
    expect(origSide).toMatchObject({ largestOuterSent: 990, largestOuterAcked: 990 })
    expect(tunnel).toEqual({
      kind: 'vxlan',
      src: '172.16.0.1',
      dst: '172.16.0.2',
      vni: 7,
      udpPort: 8472,
      overhead: 50,
    })
  })

  it('measures round trips from data to the ACK that covers it', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.server({ after: 10 })
    script.client({ length: 100 })
    script.server({ after: 30 })
    const { origSide, respSide } = await connOf(script)
    expect(origSide).toMatchObject({ rttSamples: 2, rttMin: 10 * MS, rttMean: 20 * MS })
    expect(respSide).toMatchObject({ rttSamples: 0, rttMin: 0, rttMean: 0 })
  })

  it('measures no round trip of a segment that was sent twice (RFC 6298 §3)', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.client({ seq: 1, length: 100, after: 200 })
    script.server({ after: 10 })
    expect((await connOf(script)).origSide.rttSamples).toBe(0)
  })

  it('measures none of segments that were sent again as one', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.client({ length: 100 })
    script.client({ seq: 1, length: 200, after: 200 })
    script.server({ after: 10 })
    expect((await connOf(script)).origSide.rttSamples).toBe(0)
  })

  it('tells gaps of this capture from losses on the path', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.client({ seq: 201, length: 100 })
    script.server({ ack: 301 })
    const { origSide } = await connOf(script)
    expect(origSide).toMatchObject({ gaps: 1, ackedUnseen: 1, retransmissions: 0 })
  })

  it('takes for delayed, not lost, what is acknowledged sooner than its repetition can be', async () => {
    const answered = async (after: number) => {
      const script = opened()
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.client({ seq: 1, length: 100, after: 300 })
      script.server({ ack: 201, after })
      return (await connOf(script)).origSide
    }
    // The server answered the SYN after one millisecond.
    expect(await answered(0.9)).toMatchObject({ retransmissions: 0, spuriousRetransmissions: 1 })
    expect(await answered(1)).toMatchObject({ retransmissions: 1, spuriousRetransmissions: 0 })
  })

  it('takes nothing for sent again that comes sooner than its sender could know of the hole', async () => {
    const filled = async (after: number, opening = opened()) => {
      opening.client({ length: 100 })
      opening.client({ seq: 201, length: 100, after: 0.01 })
      for (let acks = 0; acks < 4; acks++) opening.server({ ack: 101, after: 0.01 })
      opening.client({ seq: 101, length: 100, after })
      return (await connOf(opening)).origSide
    }
    // The client takes a millisecond for its part of the handshake; 0.04 ms are over already.
    expect(await filled(0.95)).toMatchObject({ outOfOrder: 1, retransmissions: 0 })
    expect(await filled(0.96)).toMatchObject({ outOfOrder: 0, retransmissions: 1 })
    expect(await filled(0.95)).toMatchObject({ fastRetransmissions: 0 })
    const unseen = await filled(0.95, new TcpScript())
    expect(unseen, 'how far the client is, nobody knows').toMatchObject({ retransmissions: 1 })
  })

  it('takes for sent again what comes a round trip later, while others go on', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.client({ seq: 201, length: 100, after: 0.01 })
    for (const seq of [301, 401, 501, 601]) script.client({ seq, length: 100, after: 0.3 })
    script.client({ seq: 101, length: 100, after: 0.1 })
    const { origSide } = await connOf(script)
    expect(origSide).toMatchObject({ outOfOrder: 0, retransmissions: 1 })
    const [late, ...more] = origSide.late
    expect(late).toMatchObject({ relativeSeq: 101, length: 100, gapFrame: 5, frame: 10 })
    expect((late?.time ?? 0) - (late?.gapTime ?? 0)).toBeCloseTo(1.3 * MS)
    expect(more).toEqual([])
  })

  it('keeps the first eight of the segments that a side lost before the tap', async () => {
    const script = opened()
    script.client({ length: 100 })
    for (let lost = 0; lost < 9; lost++) script.client({ seq: 201 + 200 * lost, length: 100 })
    for (let lost = 0; lost < 9; lost++) {
      script.client({ seq: 101 + 200 * lost, length: 100, after: 300 })
    }
    const { origSide } = await connOf(script)
    expect(origSide.retransmissions).toBe(9)
    expect(origSide.late.map(({ relativeSeq }) => relativeSeq)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((lost) => 101 + 200 * lost),
    )
  })

  it('tells segments that overtake from segments that are sent again', async () => {
    const late = opened()
    late.client({ length: 100 })
    late.client({ seq: 201, length: 100, after: 0.1 })
    late.client({ seq: 101, length: 100, after: 0.1 })
    expect((await connOf(late)).origSide).toMatchObject({
      ...{ outOfOrder: 1, retransmissions: 0, late: [] },
    })

    const soon = opened()
    soon.client({ length: 100, after: 0.1 })
    soon.client({ length: 100, after: 0.1 })
    soon.client({ seq: 1, length: 100, after: 0.1 })
    const { origSide } = await connOf(soon)
    expect(origSide).toMatchObject({ outOfOrder: 0, retransmissions: 1 })
    expect(origSide.late, 'its first transmission is in the capture').toEqual([])
  })

  it('takes repetitions of acknowledged data for spurious', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.server()
    script.client({ seq: 1, length: 100, after: 200 })
    const { origSide, repeated } = await connOf(script)
    expect(origSide).toMatchObject({ spuriousRetransmissions: 1, retransmissions: 0 })
    expect(repeated).toEqual([])
  })

  it('counts keep-alives and probes neither as data nor as repetitions', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.server()
    script.client({ seq: 100, length: 1, after: 10_000 })
    script.server()
    script.server({ window: 0 })
    script.client({ seq: 101, length: 1, after: 200 })
    script.client({ seq: 101, length: 1, after: 400 })
    const { origSide, respSide } = await connOf(script)
    expect(origSide).toMatchObject({ dataFrames: 1, dataOctets: 100, retransmissions: 0 })
    expect(respSide.zeroWindows).toBe(1)
  })

  it('counts duplicate acknowledgements', async () => {
    const script = opened()
    script.client({ length: 100 })
    for (let i = 0; i < 3; i++) script.server({ ack: 1 })
    expect((await connOf(script)).respSide.duplicateAcks).toBe(3)
  })
})

describe('ports that are used again', () => {
  it('begin a connection of their own, with the stream of Wireshark', async () => {
    const script = opened()
    script.client({ flags: 'FA' })
    script.client({ flags: 'S', seq: 900_000, options: { mss: 1460 }, after: 1000 })
    const { conns } = await recordsOf(captureOf(script.frames))
    expect(conns.map(({ stream, firstFrame }) => [stream, firstFrame])).toEqual([
      [0, 1],
      [1, 5],
    ])
    expect(conns.map(({ handshake }) => handshake.outcome)).toEqual(['complete', 'unanswered'])
  })
})
