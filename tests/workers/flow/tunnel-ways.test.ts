import { describe, expect, it } from 'vitest'
import { LINKTYPE } from '../../../workers/forge/capture-writer'
import { asSll2 } from '../../../workers/forge/link-header'
import {
  type Bytes,
  ethernet,
  icmpEcho,
  ipip,
  ipv4,
  ipv6,
  PROTO,
  udp,
  vxlan,
} from '../../../workers/forge/packet'
import type { TunnelWayRecord } from '../../../workers/model/records'
import { captureOf, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript } from '../../support/tcp-script'

const A = '172.16.0.1'
const B = '172.16.0.2'
const C = '172.16.0.3'
let id = 0

const datagram = (src: string, dst: string, srcPort = 1000): Bytes =>
  ipv4({ src, dst, proto: PROTO.udp, id: ++id }, udp({ src, dst, srcPort, dstPort: 53 }, DATA))
const DATA = new Uint8Array(20)

/** In VXLAN from one node to another. */
function carried(src: string, dst: string, vni: number, packet: Bytes): Bytes {
  const payload = vxlan({ vni }, ethernet({}, packet))
  const outer = udp({ src, dst, srcPort: 50_000, dstPort: 8472 }, payload)
  return ipv4({ src, dst, proto: PROTO.udp, id: ++id }, outer)
}

const frames = (...packets: Bytes[]) =>
  packets.map((octets, index) => ({ time: index * 1e6, octets: ethernet({}, octets) }))

const waysOf = async (...packets: Bytes[]): Promise<TunnelWayRecord[]> =>
  (await recordsOf(captureOf(frames(...packets)))).ways

const brief = ({ tunnel, src, dst, frames: count }: TunnelWayRecord): string =>
  `${tunnel.src}>${tunnel.dst} vni ${String(tunnel.vni)}: ${src}>${dst} ${String(count)}`

describe('ways in tunnels', () => {
  it('are told by the ends of the tunnel, the hosts inside and the VNI, each direction apart', async () => {
    const ways = await waysOf(
      carried(A, B, 7, datagram('10.0.0.1', '10.0.1.1')),
      carried(A, B, 7, datagram('10.0.0.1', '10.0.1.1', 1001)),
      carried(B, A, 8, datagram('10.0.1.1', '10.0.0.1')),
      carried(A, B, 9, datagram('10.0.0.1', '10.0.1.1')),
      carried(A, B, 7, datagram('10.0.0.2', '10.0.1.1')),
    )
    expect(ways.map(brief)).toEqual([
      `${A}>${B} vni 7: 10.0.0.1>10.0.1.1 2`,
      `${B}>${A} vni 8: 10.0.1.1>10.0.0.1 1`,
      `${A}>${B} vni 9: 10.0.0.1>10.0.1.1 1`,
      `${A}>${B} vni 7: 10.0.0.2>10.0.1.1 1`,
    ])
    expect(ways[0]).toMatchObject({
      first: [
        { frame: 1, time: 0 },
        { frame: 2, time: 1e6 },
      ],
      firstTime: 0,
      lastTime: 1e6,
      tunnel: { kind: 'vxlan', udpPort: 8472, overhead: 50 },
    })
  })

  it('stay apart when one conversation changes its tunnel and comes back', async () => {
    const same = () => datagram('10.0.0.1', '10.0.1.1')
    const ways = await waysOf(
      carried(A, B, 7, same()),
      carried(A, C, 7, same()),
      same(),
      carried(A, B, 7, same()),
      same(),
      carried(A, C, 7, same()),
    )
    expect(ways.map(brief)).toEqual([
      `${A}>${B} vni 7: 10.0.0.1>10.0.1.1 2`,
      `${A}>${C} vni 7: 10.0.0.1>10.0.1.1 2`,
    ])
    const { pairs } = await recordsOf(captureOf(frames(same(), carried(A, B, 7, same()), same())))
    expect(
      pairs.map(({ tunnel, framesAb, framesBa }) => [tunnel?.kind, framesAb + framesBa]),
    ).toEqual([
      [undefined, 2],
      ['vxlan', 1],
    ])
  })

  it('count pings, fragments inside and IPv6 as well, and what is in no tunnel not at all', async () => {
    const ping = ipv4(
      { src: '10.0.0.1', dst: '10.0.1.1', proto: PROTO.icmp },
      icmpEcho({ id: 1, seq: 1 }, DATA),
    )
    const six = { src: 'fd00::1', dst: 'fd00::2' }
    const inner = ipv6({ ...six, proto: PROTO.udp }, udp({ ...six, srcPort: 1, dstPort: 2 }, DATA))
    const later = ipv4({ src: '10.0.0.3', dst: '10.0.1.1', proto: PROTO.udp, offset: 800 }, DATA)
    const ways = await waysOf(
      carried(A, B, 7, ping),
      carried(A, B, 7, inner),
      carried(A, B, 7, later),
      ipip({ src: A, dst: B }, datagram('10.0.0.1', '10.0.1.1')),
      datagram('10.0.0.1', '10.0.1.1'),
    )
    expect(ways.map(brief)).toEqual([
      `${A}>${B} vni 7: 10.0.0.1>10.0.1.1 1`,
      `${A}>${B} vni 7: fd00::1>fd00::2 1`,
      `${A}>${B} vni 7: 10.0.0.3>10.0.1.1 1`,
      `${A}>${B} vni -1: 10.0.0.1>10.0.1.1 1`,
    ])
  })

  it('keep the first four frames, and are told at each tap', async () => {
    const script = new TcpScript({ wrap: inVxlan({ client: 100, server: 200 }) }).handshake()
    for (let i = 0; i < 10; i++) script.client({ length: 10 })
    const at = (ifindex: number) =>
      script.frames.map(({ time, octets }, index) => ({
        time: time + ifindex + index,
        octets: asSll2(octets, { ifindex }),
      }))
    const both = [...at(2), ...at(3)].sort((a, b) => a.time - b.time)
    const { ways } = await recordsOf(captureOf(both, LINKTYPE.sll2))
    expect(ways.map(({ tap, frames: count, first }) => [tap, count, first.length])).toEqual([
      [0, 12, 4],
      [1, 12, 4],
      [0, 1, 1],
      [1, 1, 1],
    ])
  })
})
