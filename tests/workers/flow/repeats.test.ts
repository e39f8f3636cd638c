/** Segments that were sent more than once, and what became of them. */
import { describe, expect, it } from 'vitest'
import type { RepeatedSegment } from '../../../workers/model/records'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { inVxlan, type ScriptSpec, TcpScript } from '../../support/tcp-script'

const MS = 1e6
/** IPv4 and TCP headers without options. */
const HEADERS = 40

async function connOf(script: TcpScript) {
  return only((await recordsOf(captureOf(script.frames))).conns)
}

const repeatedIn = async (script: TcpScript): Promise<RepeatedSegment[]> =>
  (await connOf(script)).repeated

const opened = (spec?: ScriptSpec) => new TcpScript(spec).handshake()

describe('a segment that is sent again and again', () => {
  it('is told with all transmissions, and that it was never acknowledged', async () => {
    const script = opened()
    script.client({ length: 300 })
    script.server()
    script.server({ length: 1460 })
    for (const after of [200, 400, 800]) script.server({ seq: 1, length: 1460, after })
    const { repeated, repeatedTotal, respSide, origSide } = await connOf(script)
    expect(only(repeated)).toEqual({
      from: 'resp',
      seq: script.seqOf('server', 1),
      relativeSeq: 1,
      length: 1460,
      ipLength: HEADERS + 1460,
      outerLength: HEADERS + 1460,
      dontFragment: true,
      outerDontFragment: true,
      transmissions: [
        { frame: 6, time: 5 * MS },
        { frame: 7, time: 205 * MS },
        { frame: 8, time: 605 * MS },
        { frame: 9, time: 1405 * MS },
      ],
      transmissionTotal: 4,
      acked: false,
      ackTime: -1,
      ackFrame: 0,
      sackHole: null,
      before: HEADERS + 4, // the SYN-ACK with its MSS
      after: 0,
    } satisfies RepeatedSegment)
    expect(repeatedTotal).toBe(1)
    expect(respSide).toMatchObject({ retransmissions: 3, largestIpSent: HEADERS + 1460 })
    expect(respSide.largestIpAcked).toBe(HEADERS + 4)
    expect(origSide).toMatchObject({ retransmissions: 0, largestIpAcked: HEADERS + 300 })
  })

  it('is told with the acknowledgement that came in the end', async () => {
    const script = opened()
    script.client({ length: 500 })
    script.client({ seq: 1, length: 500, after: 200 })
    script.server({ ack: 501, after: 3 })
    const [segment] = await repeatedIn(script)
    expect(segment).toMatchObject({ acked: true, ackFrame: 6, ackTime: 206 * MS })
  })

  it('is not acknowledged by an ACK of its beginning', async () => {
    const script = opened()
    script.client({ length: 500 })
    script.client({ seq: 1, length: 500, after: 200 })
    script.server({ ack: 500 })
    expect((await repeatedIn(script))[0]).toMatchObject({ acked: false })
  })

  it('is known across 2^32', async () => {
    const script = opened({ clientIsn: 2 ** 32 - 101 })
    script.client({ length: 500 })
    script.client({ seq: 1, length: 500, after: 200 })
    script.server()
    const [segment] = await repeatedIn(script)
    expect(segment).toMatchObject({ seq: 2 ** 32 - 100, relativeSeq: 1, length: 500, acked: true })
  })

  it('tells the sizes in the tunnel and of the tunnel', async () => {
    const script = opened({ wrap: inVxlan(7) })
    script.client({ length: 1000 })
    script.client({ seq: 1, length: 1000, after: 200 })
    const [segment] = await repeatedIn(script)
    expect(segment).toMatchObject({
      ipLength: HEADERS + 1000,
      outerLength: HEADERS + 1000 + 50,
      dontFragment: true,
      outerDontFragment: false,
    })
  })

  it('stands between neighbours that were delivered', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.server()
    script.client({ length: 1400 }) // lost: [101, 1501)
    script.client({ length: 60 })
    script.server({ ack: 101, options: sackOf(script, [1501, 1561]) })
    script.client({ seq: 101, length: 1400, after: 200 })
    script.server({ ack: 101, options: sackOf(script, [1501, 1561]) })
    const segment = only(await repeatedIn(script))
    expect(segment).toMatchObject({ before: HEADERS + 100, after: HEADERS + 60 })
  })
})

const sackOf = (script: TcpScript, ...blocks: [number, number][]) => ({
  sack: blocks.map(([left, right]) => {
    return [script.seqOf('client', left), script.seqOf('client', right)] as const
  }),
})

describe('a hole told by SACK', () => {
  /** [1, 1001) is lost, [1001, 2001) arrives. */
  function withHole(...blocks: [number, number][]) {
    const script = opened()
    script.client({ length: 1000 })
    script.client({ length: 1000 })
    const teller = script.server({ ack: 1, options: sackOf(script, ...blocks) })
    script.client({ seq: 1, length: 1000, after: 200 })
    return { script, teller }
  }

  it('is linked to the segment that lies in it', async () => {
    const { script, teller } = withHole([1001, 2001])
    expect((await repeatedIn(script))[0]?.sackHole).toEqual({
      left: script.seqOf('client', 1),
      right: script.seqOf('client', 1001),
      frame: teller,
      time: (teller - 1) * MS, // one segment a millisecond
    })
  })

  it('reaches to the lowest of several blocks', async () => {
    const { script } = withHole([1501, 2001], [1001, 1201])
    expect((await repeatedIn(script))[0]?.sackHole?.right).toBe(script.seqOf('client', 1001))
  })

  it('is seen behind a block that reports a duplicate (RFC 2883 §4)', async () => {
    const { script } = withHole([0, 1], [1001, 2001])
    expect((await repeatedIn(script))[0]?.sackHole?.right).toBe(script.seqOf('client', 1001))
  })

  it('is none when only a duplicate is reported', async () => {
    const { script } = withHole([0, 1])
    expect((await repeatedIn(script))[0]?.sackHole).toBeNull()
  })

  it('is linked to a segment that was sent again before', async () => {
    const script = opened()
    script.client({ length: 1000 })
    script.client({ length: 1000 })
    script.client({ seq: 1, length: 1000, after: 200 })
    const teller = script.server({ ack: 1, options: sackOf(script, [1001, 2001]) })
    expect((await repeatedIn(script))[0]?.sackHole?.frame).toBe(teller)
  })

  it('stands between neighbours that were told of before anything was sent again', async () => {
    const script = opened()
    script.client({ length: 60 })
    script.server()
    script.client({ length: 500 })
    script.client({ length: 500 })
    script.client({ length: 70 })
    script.server({
      ack: 61,
      options: { sack: [[script.seqOf('client', 1061), script.seqOf('client', 1131)]] },
    })
    script.client({ seq: 61, length: 500, after: 300 })
    expect((await repeatedIn(script))[0]).toMatchObject({
      before: HEADERS + 60,
      after: HEADERS + 70,
    })
  })
})

describe('many of them', () => {
  it('are counted in full, listed up to sixteen, the unacknowledged first', async () => {
    const script = opened()
    for (let i = 0; i < 20; i++) script.client({ length: 100 })
    for (let i = 0; i < 20; i++) script.client({ seq: 1 + 100 * i, length: 100, after: 200 })
    script.client({ seq: 1901, length: 100, after: 200 })
    script.server({ ack: 1801 })
    const { repeated, repeatedTotal, origSide } = await connOf(script)
    expect([repeatedTotal, repeated.length, origSide.retransmissions]).toEqual([20, 16, 21])
    expect(repeated.slice(0, 3).map(({ relativeSeq, acked }) => [relativeSeq, acked])).toEqual([
      [1901, false],
      [1801, false],
      [1, true],
    ])
  })

  it('keep the first 32 transmissions of each', async () => {
    const script = opened()
    script.client({ length: 100 })
    for (let i = 0; i < 40; i++) script.client({ seq: 1, length: 100, after: 200 })
    const segment = only(await repeatedIn(script))
    expect([segment.transmissions.length, segment.transmissionTotal]).toEqual([32, 41])
  })
})
