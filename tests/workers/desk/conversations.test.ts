import { describe, expect, it } from 'vitest'
import { ethernet, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import type { Conversations } from '../../../workers/model/conversation'
import { captureOf } from '../../support/analyse'
import { inVxlan, TcpScript } from '../../support/tcp-script'
import { type FlowDesk, flowDeskOf } from './flow-desk'

async function counted({ desk, id }: FlowDesk): Promise<Conversations> {
  for (;;) {
    const answer = await desk.countConversations(id)
    if (answer.kind === 'absent') throw new Error(answer.message)
    if (answer.kind === 'counted') return answer.conversations
  }
}

function datagram(from: string, to: string, ports: [number, number], octets: number) {
  const ends = { src: from, dst: to }
  const [srcPort, dstPort] = ports
  const payload = udp({ ...ends, srcPort, dstPort }, new Uint8Array(octets))
  return ethernet(
    { src: '02:00:00:00:00:09', dst: '02:00:00:00:00:01' },
    ipv4({ ...ends, proto: PROTO.udp }, payload),
  )
}

describe('conversations', () => {
  it('count both ways of UDP, IP and Ethernet, from who was seen first', async () => {
    const frames = [
      { time: 0, octets: datagram('10.0.0.9', '10.0.0.1', [5000, 6000], 100) },
      { time: 1e9, octets: datagram('10.0.0.1', '10.0.0.9', [6000, 5000], 10) },
      { time: 3e9, octets: datagram('10.0.0.9', '10.0.0.1', [5000, 6000], 100) },
    ]
    const { lists } = await counted(await flowDeskOf(captureOf(frames)))
    const ways = { frames: [2, 1], octets: [2 * 142, 52], start: 0, duration: 3e9 }
    expect(lists.udp).toMatchObject({ total: 1, beyond: 0 })
    expect(lists.udp.rows).toEqual([
      {
        ...ways,
        capture: 0,
        stream: 0,
        a: '10.0.0.9',
        aPort: 5000,
        b: '10.0.0.1',
        bPort: 6000,
        tunnel: null,
      },
    ])
    expect(lists.ip.rows).toMatchObject([{ ...ways, a: '10.0.0.9', b: '10.0.0.1', stream: -1 }])
    expect(lists.ethernet.rows).toMatchObject([
      { frames: [3, 0], a: '02:00:00:00:00:09', b: '02:00:00:00:00:01' },
    ])
    expect(lists.tunnel.total).toBe(0)
  })

  it('count what is inside of a tunnel, and the tunnel by its number', async () => {
    const script = new TcpScript({ wrap: inVxlan({ client: 7, server: 8 }) }).handshake()
    const { lists } = await counted(await flowDeskOf(captureOf(script.frames)))
    expect(lists.ip.rows.map(({ a, b, frames }) => [a, b, frames])).toEqual([
      ['172.16.0.1', '172.16.0.2', [2, 1]],
      ['10.0.0.1', '10.0.0.2', [2, 1]],
    ])
    expect(lists.tunnel.rows.map(({ a, tunnel, frames }) => [a, tunnel, frames])).toEqual([
      ['172.16.0.1', { kind: 'vxlan', udpPort: 8472, vni: 7 }, [2, 0]],
      ['172.16.0.2', { kind: 'vxlan', udpPort: 8472, vni: 8 }, [1, 0]],
    ])
    expect(lists.udp.rows.map(({ aPort, bPort, frames }) => [aPort, bPort, frames])).toEqual([
      [50_000, 8472, [2, 0]],
      [50_000, 8472, [1, 0]],
    ])
  })

  it('say which capture is not at hand', async () => {
    const flow = await flowDeskOf(captureOf(new TcpScript().handshake().frames))
    await flow.desk.remove(flow.id)
    expect((await flow.desk.countConversations(flow.id)).kind).toBe('absent')
  })
})
