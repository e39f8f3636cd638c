/** Any octets behind a valid header, and any cut: nothing is thrown, and every frame is counted. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ethernet,
  ipv4,
  join,
  PROTO,
  text,
  u16,
  u8,
  type Bytes,
} from '../../../workers/forge/packet'
import { analysisDocument } from '../../../workers/report/document'
import { analyse, captureOf, only } from '../../support/analyse'
import { back, datagram, inTime, segment, to } from './flood'

const RUNS = { numRuns: 60, seed: 20_261_125 }

const UDP_PORTS = [
  53, 67, 123, 137, 138, 161, 443, 546, 1900, 2123, 3544, 4789, 5004, 5060, 5353,
].concat([5355, 6081, 1701, 2152, 8472, 51_820])
const TCP_PORTS = [21, 22, 23, 25, 53, 80, 110, 139, 143, 179, 443, 445, 5060, 8080]

/** How messages begin, so that analyzers take them for theirs. */
const STARTS: Bytes[] = [
  text('GET / HTTP/1.1\r\n'),
  text('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
  text('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  text('INVITE sip:a@b SIP/2.0\r\n'),
  text('SSH-2.0-x\r\n'),
  text('220 a ESMTP\r\n'),
  u8(0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3),
  u8(0x16, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 48),
  u8(0xc3, 0, 0, 0, 1, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0x44, 0xd0),
  u8(0, 0, 0, 90, 0xff, 0x53, 0x4d, 0x42),
  u8(0, 0, 0, 90, 0xfe, 0x53, 0x4d, 0x42, 64, 0),
  join(new Uint8Array(16).fill(255), u8(0, 60, 1)),
  u16(1, 0x8180, 1, 3, 0, 0),
  u8(0x30, 0x82, 0, 60, 2, 1, 0, 4),
  u8(0x0b, 0, 0, 0, 0x12, 0xb5),
  new Uint8Array(0),
]

const octet = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(0, 1, 0x7f, 0x80, 0xc0, 255),
)
const octets = fc.array(octet, { maxLength: 200 }).map((list) => Uint8Array.from(list))
const message = fc
  .tuple(fc.constantFrom(...STARTS), octets)
  .map(([start, rest]) => join(start, rest))

/** Analyses the frames, each cut to `snaplen`; all must be counted. */
async function expectCounted(packets: readonly Bytes[], snaplen = 65_535): Promise<void> {
  const frames = inTime(packets).map(({ time, octets }) => {
    return { time, octets: octets.subarray(0, snaplen), origLen: octets.length }
  })
  const result = await analyse(captureOf(frames))
  const { facts, columns } = only(result.captures)
  expect([facts.packets, columns.length]).toEqual([packets.length, packets.length])
  expect(JSON.parse(analysisDocument(result, '1'))).toHaveProperty('captures')
}

const snaplen = fc.oneof(fc.constant(65_535), fc.integer({ min: 0, max: 200 }))

describe('any octets', () => {
  it('may stand in datagrams to ports that mean something', async () => {
    const sent = fc.record({ port: fc.constantFrom(...UDP_PORTS), message, answer: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 30 }), snaplen, (list, cut) => {
        const packets = list.map(({ port, message, answer }) => {
          return datagram(answer ? back(to(1, port)) : to(1, port), message)
        })
        return expectCounted(packets, cut)
      }),
      RUNS,
    )
  })

  it('may stand in streams, in any order and cut anywhere', async () => {
    const port = fc.constantFrom(...TCP_PORTS)
    const pieces = fc.array(fc.tuple(message, fc.integer({ min: -40, max: 400 }), fc.boolean()), {
      minLength: 1,
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(port, pieces, snaplen, (port, list, cut) => {
        const next = [1, 1]
        const packets = list.map(([message, skip, answer]) => {
          const side = answer ? 1 : 0
          const ends = answer ? back(to(1, port)) : to(1, port)
          const seq = ((next[side] ?? 0) + (Math.abs(skip) < 30 ? skip : 0)) >>> 0
          next[side] = (seq + message.length) >>> 0
          return segment(ends, { seq, ack: next[1 - side] ?? 0, flags: 'PA' }, message)
        })
        return expectCounted(packets, cut)
      }),
      RUNS,
    )
  })

  it('may follow an IP header of any protocol', async () => {
    const sent = fc.tuple(fc.integer({ min: 0, max: 255 }), octets)
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 60 }), snaplen, (list, cut) => {
        const packets = list.map(([proto, payload]) => {
          return ethernet({}, ipv4({ src: '10.0.0.1', dst: '10.0.0.2', proto }, payload))
        })
        return expectCounted(packets, cut)
      }),
      RUNS,
    )
  })

  it('may follow any ethertype, and lie in any tunnel', async () => {
    const types = [0x0806, 0x0800, 0x86dd, 0x8100, 0x8847, 0x8863, 0x8864, 0x88a8, 0x88cc, 0x894f]
    const sent = fc.tuple(fc.constantFrom(...types), octets, fc.boolean())
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 60 }), snaplen, (list, cut) => {
        const packets = list.map(([type, payload, inside]) => {
          const frame = join(new Uint8Array(12), u16(type), payload)
          if (!inside) return frame
          const vxlan = join(u8(8, 0, 0, 0, 0, 0, 1, 0), frame)
          return datagram(to(1, 4789), vxlan)
        })
        return expectCounted(packets, cut)
      }),
      RUNS,
    )
  })

  it('may be quoted by ICMP errors', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 30 }), snaplen, (list, cut) => {
        const ends = { src: '10.0.0.2', dst: '10.0.0.1', proto: PROTO.icmp }
        const packets = list.map((payload, n) => {
          const quoted = datagram(to(1, UDP_PORTS[n % UDP_PORTS.length] ?? 53), payload).subarray(
            14,
          )
          return ethernet({}, ipv4(ends, join(u8(3, n % 16, 0, 0, 0, 0, 0, 0), quoted)))
        })
        return expectCounted(packets, cut)
      }),
      RUNS,
    )
  })
})
