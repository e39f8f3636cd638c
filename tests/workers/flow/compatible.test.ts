/** The compatible view against tshark 4.0.17, frame by frame. */
import { describe, expect, it } from 'vitest'
import { type CapturedFrame, LINKTYPE } from '../../../workers/forge/capture-writer'
import { anyInterface, twice } from '../../../workers/forge/observe'
import { captureOf, compatibleFrames } from '../../support/analyse'
import { inVxlan, TcpScript, together } from '../../support/tcp-script'
import { tsharkFrames } from '../../support/tshark-frames'
import { wildTcp } from '../../support/wild-tcp'
import { hasTshark } from '../forge/tshark'
import { troubled } from './troubled'

const LONG = { timeout: 120_000 }

/** Two tenants use the same addresses and ports at the same time. */
function tenants() {
  const scripts = [100, 300].map((vni, index) => {
    const script = new TcpScript({ wrap: inVxlan(vni), start: index }).handshake()
    for (let i = 0; i < 5; i++) {
      script.client({ length: 100, after: 10 })
      script.server({ after: 10 })
    }
    return script
  })
  return together(...scripts)
}

const captures: Record<string, () => { frames: readonly CapturedFrame[]; linktype?: number }> = {
  'a lossy path, at the client': () => ({ frames: troubled().node1.frames() }),
  'a lossy path, at the server': () => ({ frames: troubled().node2.frames() }),
  'every frame twice': () => ({ frames: twice(troubled().node2.frames()) }),
  'all interfaces of a machine': () => ({
    frames: anyInterface(troubled().node1),
    linktype: LINKTYPE.sll2,
  }),
  'two tenants with the same addresses and ports': () => ({ frames: tenants() }),
  'segments drawn by lot': () => ({ frames: wildTcp(1, 40, 100) }),
  'other segments drawn by lot': () => ({ frames: wildTcp(2, 5, 1000) }),
}

describe.skipIf(!hasTshark)('flags and stream of every frame', () => {
  it.each(Object.entries(captures))('equal those of tshark: %s', LONG, async (_, make) => {
    const { frames, linktype } = make()
    const octets = captureOf(frames, linktype)
    const [ours, theirs] = [await compatibleFrames(octets), tsharkFrames(octets)]
    const differ = ours.flatMap((frame, index) => {
      const [own, other] = [frame, theirs[index]].map((each) => JSON.stringify(each))
      return own === other ? [] : [`frame ${String(index + 1)}: ${String(own)}, ${String(other)}`]
    })
    expect(ours).toHaveLength(theirs.length)
    expect(differ).toEqual([])
  })
})

describe('two tenants with the same addresses and ports', () => {
  it('are one stream, as in Wireshark, with the false alarms of that', async () => {
    const seen = await compatibleFrames(captureOf(tenants()))
    expect(new Set(seen.map(({ stream }) => stream))).toEqual(new Set([0]))
    expect(seen.filter(({ flags }) => flags.includes('retransmission')).length).toBeGreaterThan(5)
  })
})
