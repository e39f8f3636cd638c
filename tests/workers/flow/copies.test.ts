/** The same packet captured again is no retransmission; a segment that is sent again is. */
import { describe, expect, it } from 'vitest'
import { LINKTYPE } from '../../../workers/forge/capture-writer'
import { httpExchange } from '../../../workers/forge/http'
import { asSll2 } from '../../../workers/forge/link-header'
import { anyInterface, twice } from '../../../workers/forge/observe'
import { type Bytes, ethernet, routedIpv4 } from '../../../workers/forge/packet'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import type { ConnRecord } from '../../../workers/model/records'
import { captureOf, compatibleFrames, only, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript, type TimedFrame } from '../../support/tcp-script'

const MS = 1e6
const ETHERNET = 14

/** Ten frames; the server's data are sent again when `again`. */
function conversation(again = false): TcpScript {
  const script = new TcpScript().handshake()
  script.client({ length: 300 })
  script.server()
  script.server({ length: 1000 })
  if (again) script.server({ seq: 1, length: 1000, after: 200 })
  script.client()
  script.client({ flags: 'FA' })
  script.server({ flags: 'FA' })
  script.client()
  return script
}

const packetIn = ({ octets }: TimedFrame) => octets.slice(ETHERNET)

/** Each frame at `places`, `gap` nanoseconds apart. */
function seenAt(script: TcpScript, gap: number, ...places: ((packet: Bytes) => Bytes)[]) {
  return script.frames.flatMap((frame) =>
    places.map((place, i) => ({ time: frame.time + i * gap, octets: place(packetIn(frame)) })),
  )
}

const tap = (ifindex: number) => (packet: Bytes) => asSll2(ethernet({}, packet), { ifindex })
const link = (packet: Bytes) => ethernet({}, packet)
const routed = (packet: Bytes) => ethernet({}, routedIpv4(packet, 1))

function faultless({ origSide, respSide }: ConnRecord): void {
  for (const side of [origSide, respSide]) {
    expect(side).toMatchObject({
      retransmissions: 0,
      spuriousRetransmissions: 0,
      duplicateAcks: 0,
      outOfOrder: 0,
      gaps: 0,
    })
  }
}

describe('copies', () => {
  it('at three taps make three faultless connections, and twelve false alarms elsewhere', async () => {
    const tunnel = inVxlan(7)
    const wrapped = (packet: Bytes) => asSll2(tunnel(packet, 'client'), { ifindex: 4 })
    const frames = seenAt(conversation(), 50_000, tap(2), tap(3), wrapped)
    const capture = captureOf(frames, LINKTYPE.sll2)
    const { conns, capture: facts } = await recordsOf(capture)
    expect(conns).toHaveLength(3)
    conns.forEach(faultless)
    expect(facts.copies).toMatchObject({
      originals: 10,
      otherTap: 20,
      sameTap: 0,
      tunnelDiffers: 10,
    })
    const seen = await compatibleFrames(capture)
    expect(seen.filter(({ flags }) => flags.includes('retransmission'))).toHaveLength(12)
  })

  it('at one tap are left out, around a tunnel and behind a router too', async () => {
    const tunnel = inVxlan(7)
    const wrapped = (packet: Bytes) => tunnel(packet, 'client')
    const frames = seenAt(conversation(), 50_000, link, routed, wrapped)
    const { conns, capture } = await recordsOf(captureOf(frames))
    faultless(only(conns))
    expect(only(conns).origSide.frames + only(conns).respSide.frames).toBe(10)
    expect(capture.copies).toMatchObject({ sameTap: 20, ttlLower: 10, tunnelDiffers: 10 })
    expect(capture.copies.pairs[0]).toMatchObject({ original: 1, copy: 2, time: 0, gap: 50_000 })
  })

  it('are left out at each of two taps that see everything twice', async () => {
    const frames = seenAt(conversation(), 10_000, tap(2), tap(3), tap(2), tap(3))
    const { conns, capture } = await recordsOf(captureOf(frames, LINKTYPE.sll2))
    expect(conns).toHaveLength(2)
    conns.forEach(faultless)
    expect(capture.copies).toMatchObject({ sameTap: 20, otherTap: 10 })
  })

  it('leave true retransmissions standing', async () => {
    const script = conversation(true)
    const frames = seenAt(script, 10_000, tap(2), tap(3), tap(2))
    const { conns } = await recordsOf(captureOf(frames, LINKTYPE.sll2))
    for (const { respSide } of conns) expect(respSide.retransmissions).toBe(1)
    const [alone] = (await recordsOf(captureOf(script.frames))).conns
    expect(alone?.respSide.retransmissions).toBe(1)
  })

  it.each([
    { gap: 1e9, sameTap: 10, says: 'still count one second later' },
    { gap: 1e9 + 1, sameTap: 0, says: 'are retransmissions after that' },
  ])('$says', async ({ gap, sameTap }) => {
    const { frames } = conversation()
    const copies = frames.map((frame) => ({ ...frame, time: frame.time + gap }))
    const { conns, capture } = await recordsOf(captureOf([...frames, ...copies]))
    expect(capture.copies.sameTap).toBe(sameTap)
    const { origSide, respSide } = only(conns)
    const repeated = origSide.retransmissions + respSide.retransmissions
    expect(repeated).toBe(sameTap === 0 ? 2 : 0)
  })

  it('need an identification: the same octets again without one are sent again', async () => {
    const script = new TcpScript().handshake()
    script.client({ length: 100, id: 0 })
    script.client({ seq: 1, length: 100, id: 0, after: 1 })
    const { conns, capture } = await recordsOf(captureOf(script.frames))
    expect(capture.copies.sameTap).toBe(0)
    expect(only(conns).origSide.retransmissions).toBe(1)
  })

  it('of the same octets in another VNI are none', async () => {
    const [one, other] = [inVxlan(100), inVxlan(300)]
    const frames = seenAt(
      conversation(),
      MS,
      (packet) => one(packet, 'client'),
      (packet) => other(packet, 'client'),
    )
    const { conns, capture } = await recordsOf(captureOf(frames))
    expect(capture.copies).toMatchObject({ sameTap: 0, otherTap: 0 })
    expect(conns.map(({ tunnel }) => tunnel?.vni)).toEqual([100, 300])
    conns.forEach(faultless)
  })
})

describe('two ends of a long path in one file', () => {
  it('are one faultless connection, however many packets lie between a packet and its copy', async () => {
    const scene = new Scene({ seed: 4, latency: 20e6 })
    const near = scene.node({ address: '172.16.0.1' })
    const far = scene.node({ address: '172.16.0.2' })
    const [client, server] = [near.pod('10.42.0.15', { vni: 100 }), far.pod('10.42.1.23')]
    for (const port of [80, 81, 82, 83]) {
      const exchanges = [httpExchange({ octets: 900_000 })]
      talk(scene, { client, server, serverPort: port, exchanges })
    }
    scene.run(60e9)
    const frames = [...near.frames(), ...far.frames()].sort((a, b) => a.time - b.time)
    expect(frames.length).toBeGreaterThan(5000)
    const { conns } = await recordsOf(captureOf(frames))
    expect(conns).toHaveLength(4)
    conns.forEach(faultless)
  })
})

describe('a machine with a pod', () => {
  const scene = new Scene({ seed: 2 })
  const node1 = scene.node({ address: '172.16.0.1' })
  const node2 = scene.node({ address: '172.16.0.2' })
  const client = node1.pod('10.42.0.15', { vni: 100 })
  const server = node2.pod('10.42.1.23', { vni: 200 })
  talk(scene, { client, server, exchanges: [httpExchange({ octets: 60_000 })] })
  scene.run(20e9)

  it('shows one connection at each of its interfaces', async () => {
    const { conns } = await recordsOf(captureOf(anyInterface(node1), LINKTYPE.sll2))
    expect(conns.map(({ tap: at, tunnel }) => [at, tunnel?.kind])).toEqual([
      [0, undefined],
      [1, 'vxlan'],
    ])
    conns.forEach(faultless)
  })

  it('shows the same connection on a mirror that doubles every frame', async () => {
    const [conn] = (await recordsOf(captureOf(node1.frames()))).conns
    const [doubled] = (await recordsOf(captureOf(twice(node1.frames())))).conns
    expect(doubled?.origSide.retransmissions).toBe(0)
    expect(doubled?.respSide.dataOctets).toBe(conn?.respSide.dataOctets)
  })
})
