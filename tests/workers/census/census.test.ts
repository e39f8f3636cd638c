/**
 * A census of frames made by hand. Counts were worked out on paper and are those that
 * `tshark -z io,phs` and `-z endpoints,…` give for the same frames.
 */
import { describe, expect, it } from 'vitest'
import { takeCensus } from '../../../workers/census/census'
import {
  arp,
  ethernet,
  ETHERTYPE,
  fragmentIpv4,
  icmpEcho,
  ipv4,
  join,
  PROTO,
  text,
  udp,
  vxlan,
} from '../../../workers/forge/packet'
import type { Census, EndpointCount } from '../../../workers/model/census'
import { captureOf, fileOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

const A = { ip: '10.0.0.1', mac: '02:00:00:00:00:0a' }
const B = { ip: '10.0.0.2', mac: '02:00:00:00:00:0b' }

const frames = (...octets: Uint8Array[]) =>
  octets.map((each, index) => ({ time: index * 1e6, octets: each }))

async function census(captured: { time: number; octets: Uint8Array }[]): Promise<Census> {
  const taken = await takeCensus(fileOf(captureOf(captured)), undefined, () => undefined)
  if (taken === null) throw new Error('no census')
  return taken
}

function echo(from: typeof A, to: typeof A, reply: boolean, seq: number): Uint8Array {
  const packet = ipv4(
    { src: from.ip, dst: to.ip, proto: PROTO.icmp },
    icmpEcho({ reply, id: 7, seq }, text('abcdefgh')),
  )
  return ethernet({ src: from.mac, dst: to.mac }, packet)
}

function datagram(from: string, to: string, data: Uint8Array, dstPort = 53): Uint8Array {
  const ends = { src: from, dst: to }
  return ipv4({ ...ends, proto: PROTO.udp }, udp({ ...ends, srcPort: 4000, dstPort }, data))
}

const tree = ({ protocols }: Census) =>
  protocols.map(({ name, depth, frames: count, octets }) => [depth, name, count, octets])

const row = (rows: readonly EndpointCount[], address: string) =>
  rows.find((each) => each.address === address)

describe('a census', () => {
  it('puts protocols in the order of their headers, with whole frames as octets', async () => {
    const inner = ethernet({}, datagram('192.168.0.1', '192.168.0.2', text('x')))
    const outer = ethernet({}, datagram(A.ip, B.ip, vxlan({ vni: 5 }, inner), 4789))
    const plain = ethernet({}, datagram(A.ip, B.ip, text('hello')))
    const asked = arp({ op: 'request', senderMac: A.mac, sender: A.ip, target: B.ip })
    const taken = await census(frames(outer, plain, ethernet({ type: ETHERTYPE.arp }, asked)))
    // 14 Ethernet + 20 IPv4 + 8 UDP + 5; the tunnel adds 8 VXLAN and another 14 + 20 + 8 + 1.
    expect([outer.length, plain.length]).toEqual([93, 47])
    expect(tree(taken)).toEqual([
      [0, 'eth', 3, 182],
      ...[[1, 'ip', 2, 140]],
      ...[[2, 'udp', 2, 140]],
      ...[[3, 'vxlan', 1, 93]],
      ...[[4, 'eth', 1, 93]],
      ...[[5, 'ip', 1, 93]],
      ...[[6, 'udp', 1, 93]],
      [1, 'arp', 1, 42],
    ])
  })

  it('counts who sent and who received, inside of tunnels too', async () => {
    const inner = ethernet({}, datagram('192.168.0.1', '192.168.0.2', text('x')))
    const outer = ethernet({}, datagram(A.ip, B.ip, vxlan({ vni: 5 }, inner), 4789))
    const { endpoints } = await census(frames(outer, outer, echo(B, A, false, 1)))
    expect(row(endpoints.ipv4.rows, A.ip)).toEqual({
      ...{ address: A.ip, port: -1, sentFrames: 2, sentOctets: 186 },
      ...{ receivedFrames: 1, receivedOctets: 50 },
    })
    expect(row(endpoints.ipv4.rows, '192.168.0.2')).toMatchObject({ receivedFrames: 2 })
    expect(endpoints.udp.rows.map(({ address, port }) => `${address} ${port}`).sort()).toEqual([
      '10.0.0.1 4000',
      '10.0.0.2 4789',
      '192.168.0.1 4000',
      '192.168.0.2 53',
    ])
    expect(endpoints.eth.total).toBe(4)
    expect(endpoints.tcp.total).toBe(0)
  })

  it('counts both ends of a connection by their ports', async () => {
    const script = new TcpScript().handshake()
    const { endpoints } = await census(script.frames)
    expect(endpoints.tcp.rows).toHaveLength(2)
    expect(endpoints.tcp.rows.find(({ port }) => port === 80)).toMatchObject({
      ...{ address: '10.0.0.2', sentFrames: 1, receivedFrames: 2 },
    })
  })

  it('counts a fragment with its addresses, and its ports with the head alone', async () => {
    const packet = datagram(A.ip, B.ip, new Uint8Array(2000))
    const parts = fragmentIpv4(packet, 1500).map((part) => ethernet({}, part))
    const { endpoints } = await census(frames(...parts))
    expect(row(endpoints.ipv4.rows, A.ip)?.sentFrames).toBe(2)
    expect(row(endpoints.udp.rows, A.ip)?.sentFrames).toBe(1)
  })

  it('pairs echo requests with their replies, and counts those without', async () => {
    const asked = [echo(A, B, false, 1), echo(B, A, true, 1), echo(A, B, false, 2)]
    const again = [echo(B, A, true, 9)] // nobody asked for it here
    const { echoes, echoTotal, echoUnanswered } = await census(frames(...asked, ...again))
    expect(echoes).toEqual([
      { frame: 1, time: 0, replyFrame: 2, latency: 1e6, src: A.ip, dst: B.ip },
    ])
    expect([echoTotal, echoUnanswered]).toEqual([1, 1])
  })

  it('knows from which MAC address packets came, from ARP too', async () => {
    const asked = arp({ op: 'request', senderMac: B.mac, sender: B.ip, target: A.ip })
    const { neighbours } = await census(
      frames(echo(A, B, false, 1), ethernet({ src: B.mac, type: ETHERTYPE.arp }, asked)),
    )
    expect(neighbours).toEqual([
      { address: A.ip, mac: A.mac, frames: 1 },
      { address: B.ip, mac: B.mac, frames: 1 },
    ])
  })

  it('ends with every cut of a frame, and says where a file breaks off', async () => {
    const whole = echo(A, B, false, 1)
    for (let length = 0; length <= whole.length; length++) {
      const cut = { time: 0, octets: whole.slice(0, length), origLen: whole.length }
      const taken = await census([cut])
      expect(taken.frames).toBe(1)
      expect(taken.octets).toBe(whole.length)
    }
    const file = captureOf(frames(whole, whole))
    const broken = fileOf(join(file.subarray(0, file.length - 3)))
    const taken = await takeCensus(broken, undefined, () => undefined)
    expect(taken?.message).not.toBe('')
  })
})
