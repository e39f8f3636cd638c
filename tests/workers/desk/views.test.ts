/** Summaries of cases whose answers are known from the frames they are made of. */
import { describe, expect, it } from 'vitest'
import {
  ethernet,
  icmpEcho,
  ipv4,
  join,
  PROTO,
  text,
  u16,
  u8,
  udp,
} from '../../../workers/forge/packet'
import type { LatencySummary } from '../../../workers/model/latency'
import { TcpScript, type TimedFrame } from '../../support/tcp-script'
import { ALL, deskWith } from './views'

const CLIENT = '10.0.0.1'
const RESOLVER = '10.0.0.53'

/** A DNS message: one question for `a.example` A, and an answer 192.0.2.7 when `rcode` is 0. */
function dns(id: number, response: boolean, rcode = 0): Uint8Array {
  const name = join(u8(1), text('a'), u8(7), text('example'), u8(0))
  const answers = response && rcode === 0 ? 1 : 0
  const flags = response ? 0x8180 + rcode : 0x0100
  const question = join(u16(id, flags, 1, answers, 0, 0), name, u16(1, 1))
  const answer = join(u16(0xc00c, 1, 1, 0, 60, 4), u8(192, 0, 2, 7))
  const data = answers > 0 ? join(question, answer) : question
  const ends = response ? { src: RESOLVER, dst: CLIENT } : { src: CLIENT, dst: RESOLVER }
  const ports = response ? { srcPort: 53, dstPort: 4000 } : { srcPort: 4000, dstPort: 53 }
  return ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, udp({ ...ends, ...ports }, data)))
}

const at = (milliseconds: number, octets: Uint8Array): TimedFrame => ({
  time: milliseconds * 1e6,
  octets: join(octets),
})

/** A handshake whose SYN-ACK takes so many milliseconds. */
function connect(clientPort: number, start: number, wait: number): TimedFrame[] {
  const script = new TcpScript({ clientPort, start })
  script.client({ flags: 'S' })
  script.server({ flags: 'SA', after: wait })
  script.client({ flags: 'A' })
  return script.frames
}

function kindOf(summaries: readonly LatencySummary[], kind: string): LatencySummary {
  const found = summaries.find((summary) => summary.kind === kind)
  if (found === undefined) throw new Error(kind)
  return found
}

describe('latencies', () => {
  it('gives quantiles by nearest rank, bins that double, the slowest and the pair', async () => {
    // 1 ms to 20 ms: the rank of p95 is 19, of p99 20, of the median 10.
    const frames = Array.from({ length: 20 }, (_, i) => connect(4000 + i, i * 100, i + 1)).flat()
    const { desk, id } = await deskWith(frames)
    const summary = kindOf(await desk.latencies(id, ALL), 'connect')
    expect(summary).toMatchObject({
      ...{ measured: 20, unanswered: 0, listed: 20, total: 20 },
      ...{ median: 10e6, p95: 19e6, p99: 20e6, max: 20e6 },
    })
    // Cut at 977 µs, 1.95 ms, 3.91 ms, 7.81 ms and 15.625 ms.
    const bins = summary.bins.map(({ exponent, count }) => [exponent, count])
    expect(bins).toEqual([
      [-10, 1],
      [-9, 2],
      [-8, 4],
      [-7, 8],
      [-6, 5],
    ])
    expect(summary.slowest.map(({ latency }) => latency / 1e6)).toEqual([
      20, 19, 18, 17, 16, 15, 14, 13, 12, 11,
    ])
    expect(summary.slowest[0]).toMatchObject({
      ...{ frame: 58, answerFrame: 59, src: '10.0.0.1', dst: '10.0.0.2', dstPort: 80 },
    })
    expect(summary.pairs).toEqual([
      {
        ...{ src: '10.0.0.1', dst: '10.0.0.2', dstPort: 80, count: 20 },
        ...{ median: 10e6, p95: 19e6, max: 20e6 },
      },
    ])
  })

  it('keeps to a range of time, and tells what got no answer', async () => {
    const lost = new TcpScript({ clientPort: 5000, start: 5000 })
    lost.client({ flags: 'S' })
    lost.client({ flags: 'S', seq: 0, after: 1000 })
    lost.client({ flags: 'S', seq: 0, after: 2000 })
    const late = connect(4001, 60_000, 3)
    const { desk, id } = await deskWith([...connect(4000, 0, 1), ...lost.frames, ...late])
    const all = kindOf(await desk.latencies(id, ALL), 'connect')
    expect([all.measured, all.unanswered]).toEqual([2, 1])
    const scope = { starts: [0], from: 30e9, to: 90e9 }
    const some = kindOf(await desk.latencies(id, scope), 'connect')
    expect([some.measured, some.unanswered, some.max]).toEqual([1, 0, 3e6])
  })

  it('measures DNS, HTTP and, once the capture was counted, pings', async () => {
    const ping = (reply: boolean) => {
      const ends = reply ? { src: '10.0.0.2', dst: CLIENT } : { src: CLIENT, dst: '10.0.0.2' }
      const echo = icmpEcho({ reply, id: 1, seq: 1 }, text('abcdefgh'))
      return ethernet({}, ipv4({ ...ends, proto: PROTO.icmp }, echo))
    }
    const script = new TcpScript({ start: 100 }).handshake()
    script.client({ flags: 'PA', data: 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n' })
    script.server({ flags: 'PA', data: 'HTTP/1.1 204 No Content\r\n\r\n', after: 25 })
    const frames = [
      ...[
        at(0, dns(1, false)),
        at(7, dns(1, true)),
        at(10, dns(2, false)),
        at(11, dns(2, true, 3)),
      ],
      ...[...script.frames, at(200, ping(false)), at(240, ping(true))],
    ]
    const { desk, id } = await deskWith(frames)
    const before = await desk.latencies(id, ALL)
    expect(kindOf(before, 'dns')).toMatchObject({ measured: 2, max: 7e6, median: 1e6 })
    expect(kindOf(before, 'http').slowest[0]).toMatchObject({ latency: 25e6, what: 'GET a/x' })
    expect(kindOf(before, 'icmp').measured).toBe(0)
    expect((await desk.census(id, 0, () => undefined)).kind).toBe('census')
    expect(kindOf(await desk.latencies(id, ALL), 'icmp')).toMatchObject({ measured: 1, max: 40e6 })
  })
})

describe('objects', () => {
  it('sums names up: questions, failures, answers, clients', async () => {
    const { desk, id } = await deskWith([
      ...[at(0, dns(1, false)), at(4, dns(1, true))],
      ...[at(10, dns(2, false)), at(12, dns(2, true, 3)), at(20, dns(3, false))],
    ])
    expect((await desk.dnsNames(id)).rows).toEqual([
      {
        ...{ name: 'a.example', type: 1, answers: ['192.0.2.7'], clients: 1 },
        ...{ asked: 3, failed: 1, unanswered: 1, median: 2e6, max: 4e6 },
        first: { capture: 0, frame: 1 },
      },
    ])
  })

  it('knows hosts by name and service, and by packets once they were counted', async () => {
    const script = new TcpScript({ server: '192.0.2.7', start: 50 }).handshake()
    const { desk, id } = await deskWith([
      ...[at(0, dns(1, false)), at(4, dns(1, true))],
      ...script.frames,
    ])
    const server = async () =>
      (await desk.hosts(id)).rows.find(({ address }) => address === '192.0.2.7')
    expect(await server()).toMatchObject({
      names: [{ name: 'a.example', from: 'dns' }],
      services: [{ transport: 'tcp', port: 80, protocol: '' }],
      ...{ sentFrames: -1, macs: [] },
    })
    await desk.census(id, 0, () => undefined)
    expect(await server()).toMatchObject({ sentFrames: 1, receivedFrames: 2 })
    expect((await server())?.macs.map(({ mac }) => mac)).toEqual(['02:00:00:00:00:01'])
  })

  it('says that a capture is not at hand, and what is there without it', async () => {
    const script = new TcpScript().handshake()
    script.client({ flags: 'PA', data: 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n' })
    script.server({ flags: 'PA', data: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' })
    const { desk, id } = await deskWith(script.frames)
    expect((await desk.census('case-9', 0, () => undefined)).kind).toBe('absent')
    expect(await desk.latencies('case-9', ALL)).toHaveLength(5)
    expect((await desk.httpObjects('case-9')).rows).toEqual([])
    const [object] = (await desk.httpObjects(id)).rows
    if (object === undefined) throw new Error('no object')
    expect(await desk.body('case-9', object, 'response')).toMatchObject({ kind: 'absent' })
  })

  it('sorts packets into ranges of length', async () => {
    const octets = (length: number) => new Uint8Array(length)
    const lengths = [60, 79, 80, 1279, 1280, 9000]
    const { desk, id } = await deskWith(lengths.map((length, i) => at(i, octets(length))))
    const filled = (await desk.lengths(id, 0)).filter(({ frames }) => frames > 0)
    expect(filled).toEqual([
      { from: 40, to: 79, frames: 2, octets: 139, least: 60, most: 79 },
      { from: 80, to: 159, frames: 1, octets: 80, least: 80, most: 80 },
      { from: 640, to: 1279, frames: 1, octets: 1279, least: 1279, most: 1279 },
      { from: 1280, to: 2559, frames: 1, octets: 1280, least: 1280, most: 1280 },
      { from: 5120, to: Infinity, frames: 1, octets: 9000, least: 9000, most: 9000 },
    ])
  })
})
