/** What Wireshark counts of packets that are cut: by the capture, or by who quotes them. */
import { describe, expect, it } from 'vitest'
import { type CapturedFrame } from '../../../workers/forge/capture-writer'
import { dnsMessages } from '../../../workers/forge/dns'
import { ethernet } from '../../../workers/forge/ethernet'
import { type Bytes, text } from '../../../workers/forge/fields'
import { icmpError } from '../../../workers/forge/icmp'
import { ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import { analyse, captureOf, only } from '../../support/analyse'
import { hasTshark, withTshark } from '../forge/tshark'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }
const ETHERNET = 14

const fragment = (captured: number, spec: { mf?: boolean; offset?: number } = { mf: true }) => {
  const octets = ethernet({}, ipv4({ ...ENDS, proto: 253, id: 7, ...spec }, new Uint8Array(16)))
  return captureOf([
    { time: 0, octets: octets.slice(0, ETHERNET + captured), origLen: octets.length },
  ])
}

const countsOf = async (octets: Bytes) => only((await analyse(octets)).captures).counts

describe('an IPv4 header that the snaplen cut', () => {
  const cases: [string, Bytes, number][] = [
    ['behind its flags', fragment(8), 1],
    ['behind an offset', fragment(10, { offset: 8 }), 1],
    ['at its last octet', fragment(19), 1],
    ['before its flags end', fragment(7), 0],
    ['and is no fragment', fragment(10, {}), 0],
  ]

  it.each(cases)('counts %s', async (_says, octets, fragments) => {
    const { ipv4: family } = (await countsOf(octets)) as { ipv4: Record<string, number> }
    expect(family['fragment_frames'] ?? 0).toBe(fragments)
    expect(family['fragment_headers'] ?? 0).toBe(fragments)
  })

  it.skipIf(!hasTshark).each(cases)('as tshark does: %s', (_says, octets, fragments) => {
    const filter = 'ip.flags.mf == 1 || ip.frag_offset > 0'
    expect(withTshark(octets, ({ count }) => count(filter))).toBe(fragments)
  })
})

describe('the head of a datagram whose rest is missing', () => {
  const { response } = dnsMessages(7, 'web.shop.example', 'A', '10.42.1.9')
  const udpOf = (length: number) =>
    udp({ ...ENDS, srcPort: 53, dstPort: 40_000, length }, response.slice(0, 40))
  const head = (mf: boolean) =>
    captureOf([
      {
        time: 0,
        octets: ethernet({}, ipv4({ ...ENDS, proto: 17, id: 7, mf, length: 1500 }, udpOf(1700))),
      },
    ])
  const cases: [string, Bytes, number][] = [
    ['is not malformed where its message ends', head(true), 0],
    ['is malformed when it is all there is', head(false), 1],
  ]

  it.each(cases)('%s', async (_says, octets, malformed) => {
    expect((await countsOf(octets))['malformed_frames'] ?? 0).toBe(malformed)
  })

  it.skipIf(!hasTshark).each(cases)('%s, as tshark has it', (_says, octets, malformed) => {
    expect(withTshark(octets, ({ count }) => count('_ws.malformed'))).toBe(malformed)
  })
})

describe('a segment whose header is said to be shorter than 20 octets', () => {
  const segment = tcp(
    { ...ENDS, srcPort: 88, dstPort: 40_000, seq: 9, flags: 'SF' },
    text('octets'),
  )
  segment[12] = 0x20
  const octets = captureOf([
    { time: 0, octets: ethernet({}, ipv4({ ...ENDS, proto: 6, id: 7 }, segment)) },
  ])

  it('has a stream and a length, and is neither SYN nor malformed', async () => {
    const counts = await countsOf(octets)
    expect(counts['tcp']).toMatchObject({ streams: 1, syn: 0 })
    expect(counts['malformed_frames'] ?? 0).toBe(0)
    expect(counts['tcp_conversations']).toMatchObject([{ frames_ab: 1, bytes_ab: 18 }])
  })

  it.skipIf(!hasTshark)('as tshark has it', () => {
    withTshark(octets, ({ count }) => {
      expect(count('tcp.stream == 0 && tcp.len == 18')).toBe(1)
      expect(count('tcp.flags.syn == 1 || _ws.malformed')).toBe(0)
    })
  })
})

describe('a segment in an ICMP error', () => {
  const segment = ipv4(
    { ...ENDS, proto: 6 },
    tcp({ ...ENDS, srcPort: 40_000, dstPort: 80, seq: 1, ack: 1, flags: 'PA' }, text('GET')),
  )
  const about = (type: number) =>
    captureOf([
      {
        time: 0,
        octets: ethernet(
          {},
          ipv4({ src: '10.0.0.9', dst: ENDS.src, proto: 1 }, icmpError({ type, code: 1 }, segment)),
        ),
      },
    ])
  const cases: [string, Bytes, number][] = [
    ['unreachable', about(3), 1],
    ['time exceeded', about(11), 1],
    ['redirect: its numbers are not read', about(5), 0],
  ]

  it.each(cases)('counts as a stream: %s', async (_says, octets, streams) => {
    const counts = await countsOf(octets)
    expect(counts['tcp']).toMatchObject({ streams })
    expect(counts['tcp_conversations']).toHaveLength(streams)
  })

  it.skipIf(!hasTshark).each(cases)('as tshark says: %s', (_says, octets, streams) => {
    expect(withTshark(octets, ({ count }) => count('tcp.stream'))).toBe(streams)
  })
})

describe('a FIN behind more segments than Wireshark keeps', () => {
  const HEARD = 9_999
  /** `sent` segments of one octet that nobody acknowledges, a FIN, and the answer to it. */
  const oneWay = (sent: number): Bytes => {
    const ports = { srcPort: 40_000, dstPort: 9 }
    const back = { src: ENDS.dst, dst: ENDS.src, srcPort: 9, dstPort: 40_000 }
    const frames: CapturedFrame[] = []
    const push = (packet: Bytes) =>
      frames.push({ time: frames.length * 1000, octets: ethernet({}, packet) })
    const out = (seq: number, flags: string, octets: Uint8Array) =>
      push(ipv4({ ...ENDS, proto: 6 }, tcp({ ...ENDS, ...ports, seq, ack: 1, flags }, octets)))
    for (let index = 0; index < sent; index++) out(1 + index, 'PA', new Uint8Array(1))
    out(1 + sent, 'FA', new Uint8Array(0))
    push(
      ipv4(
        { src: back.src, dst: back.dst, proto: 6 },
        tcp({ ...back, seq: 1, ack: 2 + sent, flags: 'A' }),
      ),
    )
    return captureOf(frames)
  }
  const lost = async (octets: Bytes) => {
    const { tcp: group } = (await countsOf(octets)) as {
      tcp: { analysis: Record<string, number> }
    }
    return group.analysis['ack_lost_segment'] ?? 0
  }

  it('is not counted, so that its ACK seems to be about nothing', async () => {
    expect(await lost(oneWay(HEARD))).toBe(0)
    expect(await lost(oneWay(HEARD + 1))).toBe(1)
  })

  it.skipIf(!hasTshark)('has tshark on its side', { timeout: 60_000 }, () => {
    const told = [HEARD, HEARD + 1].map((sent) =>
      withTshark(oneWay(sent), ({ count }) => count('tcp.analysis.ack_lost_segment')),
    )
    expect(told).toEqual([0, 1])
  })
})
