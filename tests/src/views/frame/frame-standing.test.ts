/** What the frame viewer says where Wireshark and we differ, and where we do not. */
import { describe, expect, it } from 'vitest'
import { explainStanding } from '../../../../src/views/frame/frame-standing'
import { connsOf, NO_CONNS } from '../../../../workers/desk/frame-conns'
import { ANALYSIS_NAMES, type AnalysisName } from '../../../../workers/model/frame-flags'
import type { FrameStanding } from '../../../../workers/model/frame-flags'
import type { FrameView } from '../../../../workers/model/frame-view'
import type { ConnRecord, Tunnel } from '../../../../workers/model/records'
import { sampleConn, sampleResult } from '../../../workers/store/sample-case'

const bitsOf = (names: readonly AnalysisName[]) =>
  names.reduce((bits, name) => bits | (1 << ANALYSIS_NAMES.indexOf(name)), 0)

function frame(
  names: readonly AnalysisName[],
  standing: Partial<FrameStanding> = {},
  more: Partial<FrameView> = {},
): FrameView {
  return {
    ...{ capture: 0, frame: 13, time: 5_004_000, capLen: 0, origLen: 0, interfaceName: '' },
    ...{ summary: '', layers: [], octets: new Uint8Array(), flow: 1, original: null },
    standing: {
      ...{ analysis: bitsOf(names), differs: false, undecoded: false, copy: 'none', back: 0 },
      ...standing,
    },
    conns: NO_CONNS,
    ...more,
  }
}

const vxlan = (vni: number): Tunnel => ({
  ...{ kind: 'vxlan', src: '10.9.0.1', dst: '10.9.0.2', udpPort: 8472, overhead: 50 },
  vni,
})

/** Capture 0, seen at `eth0` (tap 0) and at `lxc1` (tap 1). */
function twoTaps() {
  const result = sampleResult()
  const [capture] = result.captures
  if (capture) capture.taps = ['eth0', 'lxc1'].map((name, tap) => ({ capture: 0, tap, name }))
  return result
}

const CASE = twoTaps()

/** The first connection is at tap 0. */
const original = (tap = 0) => ({
  ...{ frame: 12, time: 5_000_000, interfaceName: 'any' },
  conn: { tap, tunnel: null },
})
const RETRANSMISSION = 'Wireshark calls this “TCP Retransmission”.'

describe('frames on which both agree', () => {
  it.each([
    { names: [], says: '' },
    { names: ['retransmission'], says: RETRANSMISSION },
    {
      names: ['retransmission', 'fast_retransmission'],
      says: 'Wireshark calls this “TCP Fast Retransmission”.',
    },
    {
      names: ['lost_segment', 'zero_window'],
      says: 'Wireshark calls this “TCP Previous segment not captured” and “TCP ZeroWindow”.',
    },
  ] as const)('are called by name: $names', ({ names, says }) => {
    expect(explainStanding(frame(names), CASE)).toBe(says)
  })
})

describe('copies', () => {
  const at = (copy: FrameStanding['copy'], more: Partial<FrameView> = {}) =>
    frame(['retransmission'], { differs: true, copy, back: 1 }, { original: original(), ...more })

  it('at the same tap count nothing', () => {
    expect(explainStanding(at('same-tap'), CASE)).toBe(
      `${RETRANSMISSION} It is the same packet seen again at eth0 (frame 12, 4 µs earlier): here it is a copy and counts nothing.`,
    )
  })

  it('at another tap name the first one', () => {
    const said = explainStanding(at('other-tap', { original: original(1) }), CASE)
    expect(said).toContain('that was seen at lxc1 (frame 12, 4 µs earlier)')
  })

  it('of what is in no connection name the interface, with nothing hidden in it', () => {
    const none = { ...original(), conn: null, interfaceName: 'e\u202eth' }
    expect(explainStanding(at('other-tap', { original: none }), CASE)).toContain(
      'seen at e<U+202E>th (frame 12',
    )
  })

  it('of a frame too far away do not name it', () => {
    const said = explainStanding(at('same-tap', { original: null }), CASE)
    expect(said).toContain('the same packet seen again: here')
  })

  it('without a name in Wireshark are explained all the same', () => {
    const silent = frame([], { differs: true, copy: 'same-tap' }, { original: original() })
    expect(explainStanding(silent, CASE)).toMatch(/^It is the same packet/)
  })
})

describe('connections that Wireshark joins', () => {
  /** A frame of the second of these connections. */
  const ofSecond = (names: readonly AnalysisName[], ...conns: Partial<ConnRecord>[]) => {
    const flows = conns.map((parts) => ({ ...sampleConn, ...parts }))
    return frame(names, { differs: true }, { flow: 2, conns: connsOf(flows, 0, 2) })
  }
  const explained = (...conns: Partial<ConnRecord>[]) =>
    explainStanding(ofSecond(['retransmission'], ...conns), CASE)

  it('of two tenants are told by their VNI', () => {
    const said = explained({ tunnel: vxlan(300) }, { tunnel: vxlan(100) })
    expect(said).toContain('belongs to a connection in VNI 100;')
    expect(said).toContain('with the same addresses and ports in VNI 300.')
  })

  it('of two tenants are told whoever began', () => {
    const { orig, resp } = sampleConn
    const other = { tunnel: vxlan(300), orig: resp, resp: orig }
    expect(explained(other, { tunnel: vxlan(100) })).toContain('in VNI 300.')
  })

  it('at two taps are told by their places', () => {
    expect(explained({ tap: 0, tunnel: vxlan(300) }, { tap: 1, tunnel: null })).toContain(
      'It was seen at lxc1; Wireshark takes it together with what was seen at eth0.',
    )
  })

  it.each<[string, Partial<ConnRecord>[]]>([
    ['has other ports', [{ tunnel: vxlan(300), orig: { address: '10.0.0.9', port: 1 } }, {}]],
    ['is in another stream', [{ tunnel: vxlan(300), stream: 5 }, {}]],
    ['is in another capture', [{}, {}, { capture: 1, tunnel: vxlan(300) }]],
    ['is not listed', []],
  ])('are not claimed when the other one %s', (_, conns) => {
    expect(explained(...conns)).toMatch(/looks different\.$/)
  })

  it('are not what a segment is about whose options are cut', () => {
    const cut = frame([], { differs: true, undecoded: true })
    expect(explainStanding(cut, CASE)).toMatch(
      /^Wireshark has nothing to say of this segment\. The snapshot length cut off some of its TCP options/,
    )
  })

  it('may leave Wireshark without a word', () => {
    const silent = ofSecond([], { tunnel: vxlan(300) }, { tunnel: vxlan(100) })
    const said = explainStanding(silent, CASE)
    expect(said).toMatch(/^Wireshark has nothing to say of this segment\. It belongs/)
  })
})
