/** ICMP and ICMPv6 echo: RFC 792, RFC 4443 §4. */
import { describe, expect, it } from 'vitest'
import { dropAbove, lose } from '../../../workers/forge/faults'
import { icmpEcho, icmpv6Echo, ipv4, ipv6, ethernet, PROTO } from '../../../workers/forge/packet'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { captureOf, only, recordsOf } from '../../support/analyse'

const MS = 1e6
const SECOND = 1e9
const [ASKER, ANSWERER] = ['10.0.0.1', '10.0.0.2']

interface Message {
  /** Milliseconds. */
  at: number
  seq: number
  id?: number
  reply?: boolean
  /** IP total length. */
  size?: number
}

let identification = 0

function echo({ at, seq, id = 1, reply = false, size = 84 }: Message) {
  const [src, dst] = reply ? [ANSWERER, ASKER] : [ASKER, ANSWERER]
  const message = icmpEcho({ reply, id, seq }, new Uint8Array(size - 28))
  const header = { src, dst, proto: PROTO.icmp, id: ++identification, df: !reply }
  return { time: at * MS, octets: ethernet({}, ipv4(header, message)) }
}

/** Two seconds later somebody else speaks, so that nothing is too close to the end. */
const END = echo({ at: 100_000, seq: 1, id: 99, reply: true })

const pathOf = async (...messages: Message[]) =>
  only((await recordsOf(captureOf([...messages.map(echo), END]))).echoes)

describe('requests and replies', () => {
  it('are paired by identifier and sequence number, with their round trip', async () => {
    const path = await pathOf(
      { at: 0, seq: 1 },
      { at: 10, seq: 1, reply: true },
      { at: 1000, seq: 2 },
      { at: 1001, seq: 1, id: 2 },
      { at: 1030, seq: 2, reply: true },
    )
    expect(path).toMatchObject({
      src: ASKER,
      dst: ANSWERER,
      requests: 3,
      replies: 3,
      rttMin: 10 * MS,
      rttMax: 30 * MS,
      rttMean: 20 * MS,
      unansweredFrames: [4],
      unansweredTimes: [1001 * MS],
    })
  })

  it('need not begin with the request: a reply alone was not asked for here', async () => {
    const path = await pathOf({ at: 0, seq: 1, reply: true }, { at: 1, seq: 2, reply: true })
    expect(path).toMatchObject({ src: ASKER, requests: 0, replies: 3, unasked: 3, rttMean: 0 })
  })

  it('are paired once: a second reply answers nothing', async () => {
    const path = await pathOf(
      { at: 0, seq: 1 },
      { at: 1, seq: 1, reply: true },
      { at: 2, seq: 1, reply: true },
    )
    expect(path).toMatchObject({ requests: 1, replies: 3, unasked: 2 })
    expect(only(path.sizes)).toMatchObject({ requests: 1, answered: 1 })
  })

  it('are lost when the same request is asked again', async () => {
    const path = await pathOf(
      { at: 0, seq: 1 },
      { at: 5000, seq: 1 },
      { at: 5001, seq: 1, reply: true },
    )
    expect(path).toMatchObject({ requests: 2, unansweredFrames: [1], rttMax: 1 * MS })
  })

  it('are counted by size, smallest first', async () => {
    const path = await pathOf(
      { at: 0, seq: 1, size: 1428 },
      { at: 1, seq: 2, size: 84 },
      { at: 2, seq: 2, size: 84, reply: true },
      { at: 3, seq: 3, size: 84 },
    )
    const common = { dontFragment: true }
    expect(path.sizes).toEqual([
      { ipLength: 84, outerLength: 84, requests: 2, answered: 1, ...common },
      { ipLength: 1428, outerLength: 1428, requests: 1, answered: 0, ...common },
    ])
  })

  it('never count under another size, however many there are', async () => {
    const sizes = Array.from({ length: 100 }, (_, i) => 84 + 8 * i)
    const path = await pathOf(...sizes.map((size, seq) => ({ at: seq, seq, size })))
    expect(path.requests).toBe(100)
    expect(path.sizes).toHaveLength(64)
    for (const size of path.sizes) expect(size.requests).toBe(1)
  })

  it.each([
    { left: 1000, pending: 1, unanswered: [] },
    { left: 1000.001, pending: 0, unanswered: [1] },
  ])('are judged after more than one second: $left ms', async ({ left, pending, unanswered }) => {
    const frames = [echo({ at: 0, seq: 1 }), echo({ at: left, seq: 9, id: 9, reply: true })]
    const path = only((await recordsOf(captureOf(frames))).echoes)
    expect(path).toMatchObject({ pending, unansweredFrames: unanswered })
  })

  it('are paired in IPv6', async () => {
    const ends = { src: 'fd00::1', dst: 'fd00::2' }
    const back = { src: ends.dst, dst: ends.src }
    const message = (time: number, reply: boolean) => {
      const way = reply ? back : ends
      const echoed = icmpv6Echo({ ...way, reply, id: 1, seq: 1 }, new Uint8Array(56))
      const octets = ethernet({}, ipv6({ ...way, proto: PROTO.icmpv6 }, echoed))
      return { time, octets }
    }
    const { echoes } = await recordsOf(captureOf([message(0, false), message(5 * MS, true)]))
    expect(only(echoes)).toMatchObject({ src: 'fd00::1', requests: 1, replies: 1, rttMin: 5 * MS })
  })
})

describe('pings of a scene', () => {
  function scene(...faults: Scene['path']) {
    const made = new Scene({ seed: 4 })
    const node1 = made.node({ address: '172.16.0.1' })
    const node2 = made.node({ address: '172.16.0.2' })
    const client = node1.pod('10.42.0.15', { vni: 100 })
    const server = node2.pod('10.42.1.23', { vni: 200 })
    made.path.push(...faults)
    return { made, node1, client, server }
  }

  it('are answered or not as their sender lived it', async () => {
    const { made, node1, client, server } = scene(lose(0.2))
    const truth = ping(made, { from: client, to: server, count: 100 })
    made.run(110 * SECOND)
    const { echoes } = await recordsOf(captureOf(node1.frames()))
    const path = only(echoes)
    expect(path).toMatchObject({ requests: truth.sent, replies: truth.answered, unasked: 0 })
    expect(path.unansweredFrames).toHaveLength(truth.sent - truth.answered - path.pending)
    expect(path.tunnel).toMatchObject({ kind: 'vxlan', vni: 100 })
  })

  it('show which sizes pass', async () => {
    const { made, node1, client, server } = scene(dropAbove(1460))
    ping(made, { from: client, to: server, payload: 1382, count: 5 })
    ping(made, { from: client, to: server, payload: 1383, count: 5 })
    made.run(20 * SECOND)
    const { echoes } = await recordsOf(captureOf(node1.frames()))
    const { sizes } = only(echoes)
    expect(sizes.map(({ outerLength, answered }) => [outerLength, answered])).toEqual([
      [1460, 5],
      [1461, 0],
    ])
  })
})
