/**
 * Segments of which the snaplen left the TCP header without its options, as `tcpdump -s 128` does of IPv6
 * in a tunnel. Wireshark analyses none of them; findings rest on the numbers, which stand before.
 */
import { describe, expect, it } from 'vitest'
import { type Bytes } from '../../../workers/forge/packet'
import { standingOf } from '../../../workers/model/frame-flags'
import { analyse, captureOf, columnsOf, flagNames, only, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript, type TimedFrame } from '../../support/tcp-script'
import { hasTshark, withTshark } from '../forge/tshark'

const timestamps = { value: 7, echo: 3 }
/** Ethernet, IPv4 and the fixed part of the TCP header. */
const FIXED = 14 + 20 + 20
const TUNNEL = 50

/** The request, frame 4, is sent once more as frame 5. */
function frames(vni = 0): readonly TimedFrame[] {
  const script = new TcpScript(vni === 0 ? {} : { wrap: inVxlan(vni) })
  script.client({ flags: 'S', options: { mss: 1460, timestamps } })
  script.server({ flags: 'SA', options: { mss: 1460, timestamps }, after: 10 })
  script.client({ options: { timestamps }, after: 10 })
  script.client({ length: 300, options: { timestamps }, after: 10 })
  script.client({ seq: 1, length: 300, options: { timestamps }, after: 250 })
  script.server({ options: { timestamps }, after: 10 })
  return script.frames
}

const cutAt = (snaplen: number, whole: readonly TimedFrame[]): Bytes =>
  captureOf(
    whole.map(({ time, octets }) => ({
      ...{ time, octets: octets.slice(0, snaplen) },
      origLen: octets.length,
    })),
  )

describe('a segment whose TCP options are cut', () => {
  it.each([
    ['behind their first octets', cutAt(FIXED + 6, frames())],
    ['altogether', cutAt(FIXED, frames())],
    ['in a tunnel', cutAt(TUNNEL + FIXED + 6, frames(7))],
  ])('counts in the findings: %s', async (_says, octets) => {
    const { conns } = await recordsOf(octets)
    const { origSide, respSide } = only(conns)
    expect(origSide).toMatchObject({ frames: 4, dataOctets: 600, retransmissions: 1 })
    expect(respSide).toMatchObject({ frames: 2, dataOctets: 0, retransmissions: 0 })
  })

  it('has no analysis in Wireshark, and differs from it where there is something to say', async () => {
    const octets = cutAt(FIXED + 6, frames())
    const capture = only((await analyse(octets)).captures)
    const seen = [...columnsOf(capture).flags].map(standingOf)
    expect(seen.map(({ analysis }) => flagNames(analysis))).toEqual([[], [], [], [], [], []])
    expect(seen.map(({ differs }) => differs)).toEqual([false, false, false, false, true, false])
    expect(seen.every(({ undecoded }) => undecoded)).toBe(true)
    expect(capture.facts.undecoded).toEqual([
      { reason: 'TCP options cut off by the snapshot length', frames: 6 },
    ])
  })

  it('may have told a scale of its window, which then fills up at nobody knows what', async () => {
    const script = new TcpScript().handshake({ mss: 1460 })
    script.server({ window: 2000 })
    script.client({ length: 1460 })
    script.client({ length: 540 })
    const standings = async (octets: Bytes) =>
      [...columnsOf(only((await analyse(octets)).captures)).flags].map(standingOf)
    const whole = await standings(captureOf(script.frames))
    expect(flagNames(whole[5]?.analysis ?? 0)).toEqual(['window_full'])
    const cut = await standings(cutAt(FIXED, script.frames))
    expect(cut[5]).toMatchObject({ analysis: 0, differs: false })
  })

  it.skipIf(!hasTshark)('has none in tshark either', () => {
    const flagged = (octets: Bytes) =>
      withTshark(octets, ({ count }) => count('tcp.analysis.flags'))
    expect(flagged(cutAt(FIXED + 6, frames()))).toBe(0)
    expect(flagged(cutAt(FIXED + 12, frames()))).toBe(1)
  })
})

it('a segment of which the flags are cut is in no connection', async () => {
  expect((await recordsOf(cutAt(FIXED - 1, frames()))).conns).toEqual([])
})
