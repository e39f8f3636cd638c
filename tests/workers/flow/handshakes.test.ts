/** The opening of connections, RFC 9293 §3.5. */
import { describe, expect, it } from 'vitest'
import { hold, onSyn } from '../../../workers/forge/faults'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { plainHandshake } from '../../../workers/model/plain-conn'
import type { Handshake } from '../../../workers/model/records'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { type Segment, TcpScript } from '../../support/tcp-script'

const MS = 1e6
const SYN: Segment = { flags: 'S', options: { mss: 1460 } }
const AGAIN: Segment = { ...SYN, seq: 0 }
const SYN_ACK: Segment = { flags: 'SA', options: { mss: 1400 } }

async function connOf(script: TcpScript) {
  return only((await recordsOf(captureOf(script.frames))).conns)
}

const handshakeOf = async (script: TcpScript): Promise<Handshake> =>
  (await connOf(script)).handshake

describe('a handshake', () => {
  it('is complete, with its frames and latencies', async () => {
    const script = new TcpScript()
    script.client(SYN)
    script.server({ ...SYN_ACK, after: 30 })
    script.client({ after: 2 })
    expect(plainHandshake(await handshakeOf(script))).toEqual({
      outcome: 'complete',
      synTime: 0,
      synFrames: [1],
      synTimes: [0],
      synTotal: 1,
      synAckTime: 30 * MS,
      synAckFrame: 2,
      synAckTotal: 1,
      ackTime: 32 * MS,
      ackFrame: 3,
      answerLatency: 30 * MS,
      latency: 32 * MS,
      refusedFrame: 0,
      challenge: null,
    } satisfies Handshake)
  })

  it('counts its latency from the first of several SYNs', async () => {
    const script = new TcpScript()
    script.client(SYN)
    script.client({ ...AGAIN, after: 1000 })
    script.client({ ...AGAIN, after: 2000 })
    script.server({ ...SYN_ACK, after: 1 })
    script.client({ after: 1 })
    expect(await handshakeOf(script)).toMatchObject({
      outcome: 'complete',
      synFrames: [1, 2, 3],
      synTimes: [0, 1000 * MS, 3000 * MS],
      synTotal: 3,
      answerLatency: 3001 * MS,
      latency: 3002 * MS,
    })
  })

  it('counts every SYN and shows the first eight', async () => {
    const script = new TcpScript()
    script.client(SYN)
    for (let i = 0; i < 9; i++) script.client({ ...AGAIN, after: 1000 })
    const { synTotal, synFrames, outcome } = await handshakeOf(script)
    expect({ synTotal, synFrames }).toEqual({ synTotal: 10, synFrames: [1, 2, 3, 4, 5, 6, 7, 8] })
    expect(outcome).toBe('unanswered')
  })

  it('counts SYN-ACKs that are repeated, and times the first', async () => {
    const script = new TcpScript()
    script.client(SYN)
    script.server(SYN_ACK)
    script.server({ ...SYN_ACK, seq: 0, after: 1000 })
    expect(await handshakeOf(script)).toMatchObject({
      outcome: 'no-final-ack',
      synAckFrame: 2,
      synAckTotal: 2,
      answerLatency: 1 * MS,
      latency: -1,
    })
  })

  it('is refused by a reset that answers the SYN', async () => {
    const script = new TcpScript()
    script.client(SYN)
    script.server({ flags: 'RA', seq: 0 })
    const { handshake, closedBy } = await connOf(script)
    expect(handshake).toMatchObject({ outcome: 'refused', refusedFrame: 2, answerLatency: -1 })
    expect(closedBy).toBe('rst')
  })

  it('is not refused by the client that gives up', async () => {
    const script = new TcpScript()
    script.client(SYN)
    script.client({ flags: 'R', seq: 1, after: 500 })
    expect(await handshakeOf(script)).toMatchObject({ outcome: 'unanswered', refusedFrame: 0 })
  })

  it('is not refused by a reset after the SYN-ACK', async () => {
    const script = new TcpScript().handshake()
    script.server({ flags: 'RA' })
    expect(await handshakeOf(script)).toMatchObject({ outcome: 'complete', refusedFrame: 0 })
  })

  it('was not captured when the connection was open before', async () => {
    const script = new TcpScript()
    script.client({ seq: 1, ack: 1, length: 10 })
    script.server({ seq: 1, ack: 11 })
    expect(await handshakeOf(script)).toMatchObject({
      outcome: 'not-captured',
      synTime: -1,
      synFrames: [],
      ackFrame: 0,
      latency: -1,
    })
  })

  it('was not captured when only its SYN-ACK was', async () => {
    const script = new TcpScript()
    script.server({ ...SYN_ACK, ack: 1 })
    script.client({ seq: 1 })
    const { handshake, orig } = await connOf(script)
    expect(handshake).toMatchObject({ outcome: 'not-captured', synAckFrame: 1, latency: -1 })
    expect(orig).toEqual({ address: '10.0.0.1', port: 40_000 })
  })
})

describe('who began', () => {
  it('is the sender of the SYN, whatever the ports', async () => {
    const script = new TcpScript({ clientPort: 80, serverPort: 40_000 }).handshake()
    const { orig, resp } = await connOf(script)
    expect([orig.port, resp.port]).toEqual([80, 40_000])
  })

  it('is the higher port while no SYN is seen', async () => {
    const script = new TcpScript({ clientPort: 80, serverPort: 40_000 })
    script.client({ seq: 1, ack: 1, length: 1 })
    expect((await connOf(script)).orig.port).toBe(40_000)
  })

  it('is corrected by a SYN-ACK', async () => {
    const script = new TcpScript({ clientPort: 80, serverPort: 40_000 })
    script.client({ seq: 1, ack: 1 })
    script.server(SYN_ACK)
    expect((await connOf(script)).orig.port).toBe(80)
  })
})

describe('the end of a connection', () => {
  it.each([
    ['fin', 'FA'],
    ['rst', 'RA'],
    ['none', 'A'],
  ])('is %s', async (closedBy, flags) => {
    const script = new TcpScript().handshake()
    script.client({ flags })
    expect((await connOf(script)).closedBy).toBe(closedBy)
  })
})

it('agrees with what the callers of a scene lived through', async () => {
  const scene = new Scene({ seed: 9 })
  const node1 = scene.node({ address: '172.16.0.1' })
  const node2 = scene.node({ address: '172.16.0.2' })
  const client = node1.pod('10.42.0.15', { vni: 100 })
  const server = node2.pod('10.42.1.23', { vni: 200 })
  scene.path.push(onSyn(hold(400e6)))
  const talks = Array.from({ length: 5 }, (_, i) =>
    talk(scene, { client, server, start: i * 5e9, listening: i !== 3 }),
  )
  scene.run(60e9)
  const { conns } = await recordsOf(captureOf(node1.frames()))
  expect(conns.map(({ handshake }) => handshake.outcome)).toEqual([
    'complete',
    'complete',
    'complete',
    'refused',
    'complete',
  ])
  conns.forEach(({ handshake }, i) => {
    const lived = talks[i]?.connectLatency ?? -1
    if (lived < 0) expect(handshake.latency).toBe(-1)
    else expect(Math.abs(handshake.latency - lived)).toBeLessThan(1 * MS)
  })
})
