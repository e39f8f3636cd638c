import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { captureOf, fileOf } from '../../support/analyse'
import { ethernet, fragmentIpv4 } from '../../../workers/forge/packet'
import { inVxlan, TcpScript, type TimedFrame } from '../../support/tcp-script'
import { firstOf, flowDesk, flowDeskOf, had } from './flow-desk'

const REQUEST = 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n'
const RESPONSE = 'HTTP/1.1 204 No Content\r\n\r\n'

function exchange(): TcpScript {
  const script = new TcpScript().handshake({ mss: 1460, windowScale: 7 })
  script.client({ flags: 'PA', data: REQUEST, after: 5 })
  script.server({ flags: 'PA', data: RESPONSE, after: 20 })
  script.client({ after: 2 })
  return script
}

/** The fragments of a frame's packet, the last one first. */
function tailFirst({ time, octets }: TimedFrame, mtu: number): TimedFrame[] {
  const parts = fragmentIpv4(octets.subarray(14), mtu).reverse()
  return parts.map((part, n) => ({ time: time + n * 1000, octets: ethernet({}, part) }))
}

describe('an opened connection', () => {
  it('has its segments with relative numbers, scaled windows and round trips', async () => {
    const { desk, id, rows } = await flowDeskOf(captureOf(exchange().frames))
    const row = firstOf(rows)
    expect(row).toMatchObject({ stream: 0, frames: [4, 2], octets: [35, 27], outcome: 'complete' })
    const { series, scaleKnown, read, unreadable } = had(await desk.flowTrace(id, row, 'full'))
    expect([read, unreadable, scaleKnown]).toEqual([6, 0, [true, true]])
    expect([...series.frame]).toEqual([1, 2, 3, 4, 5, 6])
    expect([...series.side]).toEqual([0, 1, 0, 0, 1, 0])
    expect([...series.seq]).toEqual([0, 0, 1, 1, 1, 36])
    expect([...series.ack]).toEqual([-1, 1, 1, 1, 36, 28])
    expect([...series.size]).toEqual([0, 0, 0, 35, 27, 0])
    // A SYN's window is not scaled (RFC 7323 §2.2).
    expect([...series.window]).toEqual([502, 502, 502 * 128, 502 * 128, 502 * 128, 502 * 128])
    expect([...series.rtt]).toEqual([-1, -1, -1, -1, 20e6, 2e6])
    expect([...series.flight]).toEqual([-1, -1, -1, 35, 27, -1])
  })

  it('tells what was lost and sent again, and which blocks had arrived', async () => {
    const script = new TcpScript().handshake({ mss: 1460, sackPermitted: true })
    script.client({ length: 1000 })
    const lost = script.client({ length: 1000, seq: 1001 })
    script.client({ length: 1000, seq: 2001 })
    const sack = [[script.seqOf('client', 2001), script.seqOf('client', 3001)]] as const
    const blocks = script.server({ ack: 1001, options: { sack } })
    const again = script.client({ length: 1000, seq: 1001, after: 300 })
    script.server({ ack: 3001 })
    const { desk, id, rows } = await flowDeskOf(captureOf(script.frames))
    const { series, conn } = had(await desk.flowTrace(id, firstOf(rows), 'full'))
    const { sackStart } = series
    const from = sackStart[blocks - 1] ?? -1
    expect([...series.sack.subarray(from, sackStart[blocks])]).toEqual([2001, 3001])
    expect((series.analysis[again - 1] ?? 0) & 1).toBe(1)
    expect((series.analysis[lost - 1] ?? 1) & 1).toBe(0)
    expect(conn.origSide.retransmissions).toBe(1)
    // The octets that were sent twice tell no round trip (RFC 6298 §3); those behind them do.
    expect(series.rtt[again]).toBe(302e6)
  })

  it('is read alike from a compressed capture', async () => {
    const octets = captureOf(exchange().frames)
    const packed = new Uint8Array(gzipSync(octets))
    const { desk, id, rows } = await flowDesk(fileOf(packed, 'capture.pcap.gz'))
    const { series } = had(await desk.flowTrace(id, firstOf(rows), 'full'))
    expect([...series.seq]).toEqual([0, 0, 1, 1, 1, 36])
    const page = had(await desk.flowSaid(id, firstOf(rows), 0))
    expect(page.parts.map(({ octets }) => new TextDecoder().decode(octets))).toEqual([
      REQUEST,
      RESPONSE,
    ])
  })

  it('joins segments whose tunnel packets were fragmented, tail first too', async () => {
    const script = new TcpScript({ wrap: inVxlan(7) }).handshake()
    script.client({ length: 1400 })
    script.server()
    const frames = script.frames.flatMap((frame) => tailFirst(frame, 1000))
    const { desk, id, rows } = await flowDeskOf(captureOf(frames))
    const row = firstOf(rows)
    expect(row.tunnel).toMatchObject({ kind: 'vxlan', vni: 7 })
    const { series, unreadable } = had(await desk.flowTrace(id, row, 'full'))
    expect(unreadable).toBe(0)
    expect([...series.size]).toEqual([0, 0, 0, 1400, 0])
    const page = had(await desk.flowSaid(id, row, 0))
    expect(page.parts.map(({ octets }) => octets.length)).toEqual([1400])
  })

  it('leaves the copies of another tap to the connection there', async () => {
    const frames = exchange().frames
    const { desk, id, rows } = await flowDesk(
      fileOf(captureOf(frames), 'a.pcap'),
      fileOf(captureOf(frames), 'b.pcap'),
    )
    expect(rows.map(({ capture, flow }) => [capture, flow])).toEqual([
      [0, 1],
      [1, 1],
    ])
    for (const row of rows) {
      expect(had(await desk.flowTrace(id, row, 'full')).series.length).toBe(6)
    }
  })

  it('takes a sample of a long one first, and says so', async () => {
    const script = new TcpScript().handshake()
    for (let n = 0; n < 6000; n++) {
      script.client({ length: 10 })
      script.server()
    }
    const { desk, id, rows } = await flowDeskOf(captureOf(script.frames))
    const first = had(await desk.flowTrace(id, firstOf(rows), 'overview'))
    expect(first.frames).toBe(12_003)
    expect(first.read).toBeLessThan(9000)
    expect(first.read).toBe(first.series.length)
    expect(first.series.frame[0]).toBe(1)
    expect(first.series.frame.at(-1)).toBe(12_003)
    // Nobody knows what was on its way when frames were left out.
    expect(Math.max(...first.series.rtt)).toBe(1e6)
    expect(had(await desk.flowTrace(id, firstOf(rows), 'full')).series.length).toBe(12_003)
  })

  it('is absent in a sentence when nobody has its packets or it is not listed', async () => {
    const { desk, id, rows } = await flowDeskOf(captureOf(exchange().frames))
    const nobody = { capture: 0, flow: 9 }
    expect(await desk.flowTrace(id, nobody, 'full')).toEqual({
      kind: 'absent',
      message: 'This case lists no connection with the number 9.',
    })
    await desk.remove(id)
    expect((await desk.flowTrace(id, firstOf(rows), 'full')).kind).toBe('absent')
    expect((await desk.flowSaid(id, firstOf(rows), 0)).kind).toBe('absent')
  })

  it('lists the transactions of its stream', async () => {
    const { desk, id, rows } = await flowDeskOf(captureOf(exchange().frames))
    const { http } = had(await desk.flowRecords(id, firstOf(rows)))
    expect(http).toHaveLength(1)
    expect(http[0]).toMatchObject({ method: 'GET', host: 'a.example', status: 204, latency: 20e6 })
  })
})
