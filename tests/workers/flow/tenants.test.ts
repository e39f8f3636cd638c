/**
 * What a VNI means: a network (segment mode: flannel, OVN, EVPN), or the sender (identity mode:
 * Cilium), where the two directions of one connection differ.
 */
import { describe, expect, it } from 'vitest'
import type { ConnRecord } from '../../../workers/model/records'
import { captureOf, compatibleFrames, only, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript, together } from '../../support/tcp-script'

/** Ten frames, ten milliseconds apart; `start` shifts them. */
function conversation(vni: Parameters<typeof inVxlan>[0], start: number, clientIsn = 1000) {
  const script = new TcpScript({ wrap: inVxlan(vni), start, clientIsn })
  script.client({ flags: 'S', options: { mss: 1460 } })
  script.server({ flags: 'SA', options: { mss: 1460 }, after: 10 })
  script.client({ after: 10 })
  script.client({ length: 300, after: 10 })
  script.server({ after: 10 })
  script.server({ length: 1000, after: 10 })
  script.client({ after: 10 })
  script.client({ flags: 'FA', after: 10 })
  script.server({ flags: 'FA', after: 10 })
  script.client({ after: 10 })
  return script
}

const troubles = ({ origSide, respSide }: ConnRecord) =>
  [origSide, respSide].map(
    (side) =>
      side.retransmissions + side.spuriousRetransmissions + side.duplicateAcks + side.outOfOrder,
  )

const inBrief = (conn: ConnRecord) => ({
  vni: conn.tunnel?.vni,
  frames: [conn.origSide.frames, conn.respSide.frames],
  handshake: conn.handshake.outcome,
  troubles: troubles(conn),
})

describe('the same five-tuple in VNI 100 and VNI 300', () => {
  it.each([
    ['the same sequence numbers', 1000],
    ['others', 5_000_000],
  ])('makes two connections without a flag: %s', async (_, isn) => {
    const scripts = [conversation(100, 0), conversation(300, 1, isn)]
    const { conns } = await recordsOf(captureOf(together(...scripts)))
    const faultless = { frames: [6, 4], handshake: 'complete', troubles: [0, 0] }
    expect(conns.map(inBrief)).toEqual([
      { vni: 100, ...faultless },
      { vni: 300, ...faultless },
    ])
  })

  it('is one stream with false alarms in the compatible view', async () => {
    const capture = captureOf(together(conversation(100, 0), conversation(300, 1)))
    const frames = await compatibleFrames(capture)
    expect(new Set(frames.map(({ stream }) => stream))).toEqual(new Set([0]))
    const flagged = frames.flatMap(({ flags }, i) => (flags.length > 0 ? [[i + 1, ...flags]] : []))
    // tshark 4.0.17 of the same capture; all of them are wrong.
    expect(flagged).toEqual([
      [2, 'retransmission'],
      [4, 'retransmission'],
      [6, 'duplicate_ack'],
      [8, 'retransmission'],
      [10, 'duplicate_ack'],
      [12, 'retransmission'],
      [14, 'duplicate_ack'],
      [16, 'retransmission'],
      [18, 'retransmission'],
      [20, 'duplicate_ack'],
    ])
  })

  it('stays two when a third tenant joins', async () => {
    const scripts = [100, 300, 500].map((vni, i) => conversation(vni, i))
    const { conns } = await recordsOf(captureOf(together(...scripts)))
    expect(conns.map(({ tunnel }) => tunnel?.vni)).toEqual([100, 300, 500])
    for (const conn of conns) expect(troubles(conn)).toEqual([0, 0])
  })
})

describe('directions that differ in VNI', () => {
  it('are one connection', async () => {
    const script = conversation({ client: 16_621, server: 7_162 }, 0)
    const conn = only((await recordsOf(captureOf(script.frames))).conns)
    expect(inBrief(conn)).toEqual({
      vni: 16_621,
      frames: [6, 4],
      handshake: 'complete',
      troubles: [0, 0],
    })
  })

  it('stay one when the identity of the sender changes', async () => {
    const script = new TcpScript({ wrap: inVxlan({ client: 16_621, server: 7_162 }) }).handshake()
    script.client({ length: 100 })
    script.server()
    script.wrap = inVxlan({ client: 20_000, server: 7_162 })
    script.client({ length: 100 })
    script.server()
    expect(inBrief(only((await recordsOf(captureOf(script.frames))).conns)).troubles).toEqual([
      0, 0,
    ])
  })

  it('do not hide a tenant of a segment elsewhere in the capture', async () => {
    const cilium = new TcpScript({
      wrap: inVxlan({ client: 16_621, server: 7_162 }),
      clientPort: 50_000,
    }).handshake()
    const scripts = [cilium, conversation(100, 100), conversation(300, 101)]
    const { conns } = await recordsOf(captureOf(together(...scripts)))
    expect(conns.map(({ tunnel }) => tunnel?.vni)).toEqual([16_621, 100, 300])
  })
})
