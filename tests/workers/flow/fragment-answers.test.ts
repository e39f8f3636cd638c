/** Whether packets that travelled in fragments were answered, by the order in which those came. */
import { describe, expect, it } from 'vitest'
import { fragmentAt, tailFirst, towards } from '../../../workers/forge/faults'
import { type Bytes, fragmentIpv4 } from '../../../workers/forge/packet'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import type { FragmentPathRecord } from '../../../workers/model/records'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript, type TimedFrame } from '../../support/tcp-script'

const SECOND = 1e9
const ETHERNET = 14 // octets of its header

/** Large pings through a tunnel, fragmented on the way, some of them with the tail in front. */
async function pings(reassembly: 'any-order' | 'head-first') {
  const scene = new Scene({ seed: 3 })
  const node1 = scene.node({ address: '172.16.0.1' })
  const node2 = scene.node({ address: '172.16.0.2', reassembly })
  const client = node1.pod('10.42.0.15', { vni: 100 })
  const server = node2.pod('10.42.1.23', { vni: 200 })
  scene.path.push(towards(node2, fragmentAt(1300)), towards(node2, tailFirst(0.5)))
  const sent = ping(scene, { from: client, to: server, payload: 1400, count: 40 })
  scene.run(100 * SECOND)
  const { paths } = await recordsOf(captureOf(node2.frames()))
  return { path: only(paths), tally: node2.tally, sent }
}

describe('echo requests in fragments', () => {
  it('are unanswered when the receiver wants the head first', async () => {
    const { path, tally, sent } = await pings('head-first')
    expect(tally.tailFirst).toBeGreaterThan(10)
    expect(path).toMatchObject({
      src: '172.16.0.1',
      dst: '172.16.0.2',
      datagrams: tally.datagrams,
      tailFirst: tally.tailFirst,
      headFirst: tally.datagrams - tally.tailFirst,
      tailFirstAnswered: 0,
      tailFirstUnanswered: tally.tailFirst,
      headFirstAnswered: sent.answered,
      headFirstUnanswered: 0,
      icmpReassemblyTimeouts: tally.timeouts,
    } satisfies Partial<FragmentPathRecord>)
  })

  it('are answered in any order by a receiver that does not mind', async () => {
    const { path, tally, sent } = await pings('any-order')
    expect(sent.answered).toBe(40)
    expect(path).toMatchObject({
      tailFirstAnswered: tally.tailFirst,
      headFirstAnswered: tally.datagrams - tally.tailFirst,
      tailFirstUnanswered: 0,
      headFirstUnanswered: 0,
    })
  })

  it('tell what they carry, and which frame answered after what time', async () => {
    const { path } = await pings('any-order')
    expect(path.carries).toMatchObject({ kind: 'vxlan', vni: 100, overhead: 50 })
    for (const { inner, answered, answerFrame, answerAfter, fragments } of path.samples) {
      expect(inner?.label).toMatch(/^ICMP echo request 10\.42\.0\.15 → 10\.42\.1\.23 seq \d+$/)
      expect(answered).toBe(true)
      expect(answerFrame).toBeGreaterThan(fragments.at(-1)?.frame ?? Infinity)
      expect(answerAfter).toBeGreaterThan(0)
      expect(answerAfter).toBeLessThan(1e6)
    }
  })
})

/** The frames with every outer packet above 1300 octets in two; the tail leads where `swap` says. */
function fragmented(frames: readonly TimedFrame[], swap: (frame: number) => boolean): TimedFrame[] {
  return frames.flatMap(({ time, octets }, index) => {
    const link = octets.subarray(0, ETHERNET)
    const parts = fragmentIpv4(octets.subarray(ETHERNET), 1300)
    if (swap(index + 1)) parts.reverse()
    return parts.map((part, i) => ({ time: time + 1000 * i, octets: joined(link, part) }))
  })
}

function joined(link: Uint8Array, packet: Uint8Array): Bytes {
  const octets = new Uint8Array(link.length + packet.length)
  octets.set(link)
  octets.set(packet, link.length)
  return octets
}

describe('TCP segments in fragments', () => {
  it('are answered when acknowledged, unanswered when sent again', async () => {
    const script = new TcpScript({ wrap: inVxlan(7) }).handshake()
    script.client({ length: 1400 })
    script.server()
    const lost = script.client({ length: 1400 })
    script.client({ seq: 1401, length: 1400, after: 200 })
    script.server()
    const { paths } = await recordsOf(captureOf(fragmented(script.frames, (n) => n === lost)))
    const path = only(paths)
    expect(path).toMatchObject({
      headFirstAnswered: 2,
      headFirstUnanswered: 0,
      tailFirstAnswered: 0,
      tailFirstUnanswered: 1,
    })
    expect(path.samples.map(({ tailFirst, answered }) => [tailFirst, answered])).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ])
    expect(path.samples[0]?.inner?.label).toBe('TCP 10.0.0.1:40000 → 10.0.0.2:80 seq 1000001')
  })

  it('are neither when the capture ends before anybody could tell', async () => {
    const script = new TcpScript({ wrap: inVxlan(7) }).handshake()
    script.client({ length: 1400 })
    const { paths } = await recordsOf(captureOf(fragmented(script.frames, () => false)))
    const path = only(paths)
    expect([path.headFirstAnswered, path.headFirstUnanswered]).toEqual([0, 0])
    expect(only(path.samples).answered).toBeNull()
  })
})
