/** What the screens show of a part of a case's time. */
import { describe, expect, it } from 'vitest'
import { ethernet, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import { TcpScript, type TimedFrame } from '../../support/tcp-script'
import type { Desk } from '../../../workers/desk/library'
import { deskWith } from './views'
import { captureOf } from '../../support/analyse'
import { flowDeskOf } from './flow-desk'

const silent = () => undefined
const MS = 1e6
const within = (from: number, to: number) => ({ starts: [0], from: from * MS, to: to * MS })

/** A request and its answer, the three frames of a handshake before them: one a millisecond. */
function exchange(clientPort: number, start: number, target: string): TimedFrame[] {
  const script = new TcpScript({ clientPort, start }).handshake()
  script.client({ data: `GET ${target} HTTP/1.1\r\nHost: a.example\r\n\r\n` })
  script.server({ data: 'HTTP/1.1 204 No Content\r\n\r\n' })
  return script.frames
}

const EARLY = exchange(40_001, 0, '/early')
const LATE = exchange(40_002, 1000, '/late')

describe('a part of the time of a case', () => {
  it('has the connections with packets in it, whenever they began', async () => {
    const long = new TcpScript({ clientPort: 40_003, start: 500 }).handshake()
    long.client({ length: 10, after: 700 })
    const { desk, id } = await deskWith([...EARLY, ...LATE, ...long.frames])
    const flows = async (from: number, to: number) =>
      (await desk.flowsWithin(id, within(from, to)))?.map((of) => [...of])
    expect(await flows(0, 2000)).toEqual([[1, 2, 3]])
    expect(await flows(0, 0)).toEqual([[1]])
    expect(await flows(1000, 1300)).toEqual([[2, 3]])
    // Between two packets of a connection there is nothing of it
    expect(await flows(600, 900)).toEqual([[]])
    expect(await desk.flowsWithin('other', within(0, 1))).toBeNull()
  })

  it('has transactions that began in it, and only hosts that were heard', async () => {
    const { desk, id } = await deskWith([...EARLY, ...LATE])
    const urls = async (from: number, to: number) =>
      (await desk.httpObjects(id, within(from, to))).rows.map(({ url }) => url)
    expect(await urls(0, 2000)).toEqual(['a.example/early', 'a.example/late'])
    expect(await urls(900, 2000)).toEqual(['a.example/late'])
    expect(await desk.httpObjects(id, within(900, 2000))).toMatchObject({ listed: 1, total: 1 })
    expect((await desk.hosts(id, within(900, 2000))).rows).toHaveLength(2)
    expect((await desk.hosts(id, within(100, 800))).rows).toEqual([])
  })

  it('has its own lengths and its own census, beside those of the whole', async () => {
    const { desk, id } = await deskWith([...EARLY, ...LATE])
    const frames = async (from: number, to: number) =>
      (await desk.lengths(id, 0, within(from, to))).reduce((sum, one) => sum + one.frames, 0)
    expect([await frames(0, 2000), await frames(2, 1001), await frames(10, 20)]).toEqual([10, 5, 0])
    const counted = async (scope?: ReturnType<typeof within>) => {
      const answer = await desk.census(id, 0, silent, scope)
      return answer.kind === 'census' ? answer.census.protocols[0]?.frames : undefined
    }
    expect(await counted()).toBe(10)
    expect(await counted(within(2, 1001))).toBe(5)
    expect(await counted()).toBe(10)
    expect(await counted(within(1002, 1002))).toBe(1)
  })

  it('has its own conversations, numbered as in the whole', async () => {
    const datagram = (time: number, srcPort: number) => {
      const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
      const octets = udp({ ...ends, srcPort, dstPort: 6000 }, new Uint8Array(8))
      return { time: time * MS, octets: ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, octets)) }
    }
    const frames = [datagram(0, 5000), datagram(10, 5001), datagram(20, 5001), datagram(30, 5001)]
    const { desk, id } = await flowDeskOf(captureOf(frames))
    const counted = async (scope?: ReturnType<typeof within>) => (await allOf(desk, id, scope)).udp
    const few = await counted(within(5, 20))
    expect(few).toMatchObject({ total: 1 })
    expect(few.rows).toMatchObject([
      { stream: 1, frames: [2, 0], start: 10 * MS, duration: 10 * MS },
    ])
    expect((await counted()).rows.map(({ stream, frames }) => [stream, frames])).toEqual([
      [1, [3, 0]],
      [0, [1, 0]],
    ])
  })
})

async function allOf(desk: Desk, id: string, scope?: ReturnType<typeof within>) {
  for (;;) {
    const answer = await desk.countConversations(id, scope)
    if (answer.kind === 'absent') throw new Error(answer.message)
    if (answer.kind === 'counted') return answer.conversations.lists
  }
}
