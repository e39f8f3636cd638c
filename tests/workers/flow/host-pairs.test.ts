import { describe, expect, it } from 'vitest'
import { LINKTYPE } from '../../../workers/forge/capture-writer'
import { asSll2 } from '../../../workers/forge/link-header'
import {
  type Bytes,
  ethernet,
  fragmentIpv4,
  ipv4,
  ipv6,
  PROTO,
  udp,
  vxlan,
} from '../../../workers/forge/packet'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { inVxlan, TcpScript } from '../../support/tcp-script'

let id = 0

/** UDP of `length` octets of IP. */
function packet(src: string, dst: string, length: number): Bytes {
  const ports = { src, dst, srcPort: 1000, dstPort: 2000 }
  const payload = new Uint8Array(length - (src.includes(':') ? 48 : 28))
  const header = { src, dst, proto: PROTO.udp }
  const datagram = udp(ports, payload)
  return src.includes(':') ? ipv6(header, datagram) : ipv4({ ...header, id: ++id }, datagram)
}

const frames = (...packets: Bytes[]) =>
  packets.map((octets, index) => ({ time: index * 1e6, octets: ethernet({}, octets) }))

describe('a pair of hosts', () => {
  it('counts frames and the largest packet of each direction', async () => {
    const { pairs } = await recordsOf(
      captureOf(
        frames(
          packet('10.0.0.2', '10.0.0.1', 300),
          packet('10.0.0.1', '10.0.0.2', 100),
          packet('10.0.0.1', '10.0.0.2', 900),
          packet('10.0.0.1', '10.0.0.2', 500),
        ),
      ),
    )
    const { a, framesAb, framesBa, largestAb, largestBa, tunnel } = only(pairs)
    const forth = a === '10.0.0.1'
    expect(forth ? [framesAb, framesBa] : [framesBa, framesAb]).toEqual([3, 1])
    expect(forth ? [largestAb, largestBa] : [largestBa, largestAb]).toEqual([900, 300])
    expect(tunnel).toBeNull()
  })

  it('leaves fragments out of the largest packet, not out of the frames', async () => {
    const [head, tail] = fragmentIpv4(packet('10.0.0.1', '10.0.0.2', 2000), 1420)
    const small = packet('10.0.0.1', '10.0.0.2', 100)
    const { pairs } = await recordsOf(captureOf(frames(small, head as Bytes, tail as Bytes)))
    const { framesAb, framesBa, largestAb, largestBa } = only(pairs)
    expect([framesAb + framesBa, Math.max(largestAb, largestBa)]).toEqual([3, 100])
  })

  it('has the fragments of a tunnel’s datagram in the tunnel, in whatever order they come', async () => {
    const inner = ethernet({}, packet('10.0.0.1', '10.0.0.2', 2000))
    const outer = { src: '172.16.0.1', dst: '172.16.0.2' }
    const carried = () =>
      fragmentIpv4(
        ipv4(
          { ...outer, proto: PROTO.udp, id: ++id },
          udp({ ...outer, srcPort: 50_000, dstPort: 8472 }, vxlan({ vni: 7 }, inner)),
        ),
        900,
      )
    const ordered = carried()
    const reversed = carried().reverse()
    const { pairs } = await recordsOf(
      captureOf(frames(...(ordered as Bytes[]), ...(reversed as Bytes[]))),
    )
    const { tunnel, framesAb, framesBa } = only(pairs)
    expect([tunnel?.kind, framesAb + framesBa]).toEqual(['vxlan', 6])
  })

  it('has fragments without tunnel whose head never came, or carries none', async () => {
    const [, tail] = fragmentIpv4(packet('10.0.0.1', '10.0.0.2', 2000), 1420)
    const whole = fragmentIpv4(packet('10.0.0.1', '10.0.0.2', 2000), 1420).reverse()
    const { pairs } = await recordsOf(captureOf(frames(tail as Bytes, ...(whole as Bytes[]))))
    const { tunnel, framesAb, framesBa } = only(pairs)
    expect([tunnel, framesAb + framesBa]).toEqual([null, 3])
  })

  it('is told by the outermost addresses, once for each kind of tunnel', async () => {
    const script = new TcpScript({ wrap: inVxlan({ client: 100, server: 200 }) }).handshake()
    const outside = frames(packet('172.16.0.1', '172.16.0.2', 1500))
    const { pairs } = await recordsOf(captureOf([...script.frames, ...outside]))
    expect(pairs.map(({ tunnel, framesAb, framesBa }) => [tunnel, framesAb + framesBa])).toEqual([
      [
        {
          kind: 'vxlan',
          src: '172.16.0.1',
          dst: '172.16.0.2',
          vni: -1,
          udpPort: 8472,
          overhead: 50,
        },
        3,
      ],
      [null, 1],
    ])
  })

  it('is told at each tap, and leaves copies at one tap out', async () => {
    const one = ethernet({}, packet('10.0.0.1', '10.0.0.2', 100))
    const capture = captureOf(
      [2, 2, 3].map((ifindex, i) => ({ time: i * 1000, octets: asSll2(one, { ifindex }) })),
      LINKTYPE.sll2,
    )
    const { pairs } = await recordsOf(capture)
    expect(pairs.map(({ tap, framesAb, framesBa }) => [tap, framesAb + framesBa])).toEqual([
      [0, 1],
      [1, 1],
    ])
  })

  it('knows IPv6 from IPv4', async () => {
    const six = packet('fd00::1', 'fd00::2', 100)
    const { pairs } = await recordsOf(captureOf(frames(packet('10.0.0.1', '10.0.0.2', 100), six)))
    expect(pairs.map(({ a, b }) => [a, b].sort())).toEqual([
      ['10.0.0.1', '10.0.0.2'],
      ['fd00::1', 'fd00::2'],
    ])
  })
})
