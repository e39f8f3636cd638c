import { describe, expect, test } from 'vitest'
import { initialKeys, nextKeys, packetKeys } from '../../../../workers/protocol/quic/keys'
import { openPacket } from '../../../../workers/protocol/quic/protection'
import { suiteOf, type Suite } from '../../../../workers/protocol/tls/suites'
import { hex, latin1 } from '../../../../workers/protocol/tls/vector'
import { cryptoFrame } from '../../../support/quic-seal'
import * as rfc from '../../../support/rfc9001'
import { fromHex, octetsOf } from '../../../support/sink'
import { initial, Line, SERVER_FRAME } from './line'

const SCID = fromHex('f067a5502a4262b5')
const HELLO = rfc.CLIENT_FRAME.subarray(4)
const NONE = new Uint8Array(0)

describe('keys', () => {
  test('Initial keys of version 1 are those of RFC 9001 A.1', () => {
    const keys = initialKeys(1, latin1(rfc.DCID))
    expect(
      keys && [keys.client, keys.server].map(({ key, iv, hp }) => [key, iv, hp].map(hex)),
    ).toEqual([
      [
        '1f369613dd76d5467730efcbe3b1a22d',
        'fa044b2f42a3fd3b46fb255c',
        '9f50449e04a0e810283a1e9933adedd2',
      ],
      [
        'cf3a5331653c364c88f0f379b6067e37',
        '0ac1493ca1905853b0bba03e',
        'c206b8d9b9f0f37644430b490eeaa314',
      ],
    ])
  })

  test('a short header under ChaCha20 opens as in RFC 9001 A.5, and the next key follows', () => {
    const suite = suiteOf(0x1303) as Suite
    const secret = fromHex('9ac312a7f877468ebe69422748ad00a15443f18203a07d6060f688f30f21632b')
    const keys = packetKeys(1, suite, secret)
    const packet = fromHex('4cfe4189655e5cd55c41f69080575d7999c25a5bfb')
    const opened = openPacket(packet, 1, keys, () => keys, 654360563)
    expect(opened).toEqual({ number: 654360564, phase: 0, payload: Uint8Array.of(1) })
    expect(hex(nextKeys(1, keys).secret)).toBe(
      '1223504755036d556342ee9361d253421a826c9ecdf3c7148684b36b714881f9',
    )
  })

  test('there are none for a version that is not known', () => {
    expect(initialKeys(0x1a2a3a4a, latin1(rfc.DCID))).toBeNull()
    expect(initialKeys(0xff000015, latin1(rfc.DCID))).toBeNull()
  })
})

describe('Initial packets', () => {
  test('the hellos of RFC 9001 A.2 and A.3 make a record', () => {
    const line = new Line()
    expect(line.send(0, rfc.CLIENT_INITIAL)).toBe(true)
    expect(line.send(1, rfc.SERVER_INITIAL)).toBe(true)
    expect(line.record).toMatchObject({
      transportedBy: 'quic',
      transport: 'udp',
      src: '192.0.2.1',
      dstPort: 443,
      sni: 'example.com',
      alpn: ['alpn'],
      version: 'TLS 1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      latency: 1_000_000,
      decrypted: false,
    })
    expect(line.record?.ja4).toMatch(/^q13d0211an_[0-9a-f]{12}_[0-9a-f]{12}$/)
    expect(line.sink.counts).toEqual({
      'tls.handshake_types.1': 1,
      'tls.client_hello': 1,
      'tls.handshake_types.2': 1,
      'tls.server_hello': 1,
    })
    expect(line.sink.texts).toEqual(['tls.sni example.com'])
    expect([...line.sink.protocols]).toEqual(['quic 1', 'tls 1', 'quic 2', 'tls 2'])
  })

  test('version 2 has its own salt, labels and types: RFC 9369 A.3', () => {
    const line = new Line()
    expect(line.send(0, initial({ version: 0x6b3343cf, frames: rfc.CLIENT_FRAME }))).toBe(true)
    line.send(1, rfc.SERVER_INITIAL_V2)
    expect(line.record).toMatchObject({ cipher: 'TLS_AES_128_GCM_SHA256', version: 'TLS 1.3' })
  })

  test('of a datagram that is cut anywhere nothing but a fault comes', () => {
    for (let cut = 0; cut < rfc.CLIENT_INITIAL.length; cut++) {
      const line = new Line()
      const claimed = line.send(0, rfc.CLIENT_INITIAL.subarray(0, cut))
      expect(claimed).toBe(cut >= 13)
      if (claimed) expect(line.sink.faults).toEqual(['quic'])
      expect(line.record).toBeUndefined()
    }
  })

  test('what the snaplen cut is truncated, not malformed', () => {
    const { quic, context, sink } = new Line()
    const octets = octetsOf(rfc.CLIENT_INITIAL.subarray(0, 100))
    octets.reported = 1200
    expect(() => {
      quic.datagram(octets, context, sink)
    }).toThrow(expect.objectContaining({ kind: 'truncated' }))
  })

  test('a flipped bit anywhere behind the header keeps the packet shut', () => {
    for (const at of [17, 18, 22, 100, 600, 1199]) {
      const packet = rfc.CLIENT_INITIAL.slice()
      packet[at] = (packet[at] ?? 0) ^ 1
      const line = new Line()
      line.send(0, packet)
      expect(line.record).toBeUndefined()
    }
  })

  test('a hello over three packets in the wrong order is read when nothing is missing', () => {
    const line = new Line()
    line.send(0, initial({ number: 0, frames: cryptoFrame(100, HELLO.subarray(100, 200)) }))
    line.send(0, initial({ number: 1, frames: cryptoFrame(0, HELLO.subarray(0, 120)) }))
    expect(line.record).toBeUndefined()
    line.send(0, initial({ number: 2, frames: cryptoFrame(200, HELLO.subarray(200)) }))
    expect(line.record?.sni).toBe('example.com')
    // Frame 1 has a hole before it; in the others all is there that was begun.
    expect([...line.sink.protocols].filter((name) => name.startsWith('tls'))).toEqual([
      'tls 2',
      'tls 3',
    ])
  })

  test('a CONNECTION_CLOSE with an error of TLS is an alert of its sender', () => {
    const line = new Line()
    line.send(0, initial({ number: 0, frames: rfc.CLIENT_FRAME }))
    // CRYPTO_ERROR 0x0178, no_application_protocol; no frame type, no reason.
    line.send(1, initial({ from: 'server', dcid: NONE, frames: fromHex('1c 4178 00 00') }))
    expect(line.record?.course.alerts).toMatchObject([
      { from: 'server', frame: 2, name: 'fatal no_application_protocol' },
    ])
    expect(line.record?.course.completed).toBe(false)
  })

  test('a CONNECTION_CLOSE with another error is none', () => {
    const line = new Line()
    line.send(0, initial({ number: 0, frames: rfc.CLIENT_FRAME }))
    line.send(1, initial({ from: 'server', dcid: NONE, frames: fromHex('1c 02 00 00') }))
    expect(line.record?.alerts).toEqual([])
  })

  test('a repeated CRYPTO frame counts once', () => {
    const line = new Line()
    line.send(0, initial({ number: 0, frames: rfc.CLIENT_FRAME }))
    line.send(0, initial({ number: 1, frames: rfc.CLIENT_FRAME }))
    expect(line.sink.counts['tls.client_hello']).toBe(1)
  })

  test('coalesced packets are all read', () => {
    const line = new Line()
    const parts = [HELLO.subarray(0, 50), HELLO.subarray(50)]
    const packets = parts.map((part, number) =>
      initial({ number, frames: cryptoFrame(number * 50, part) }),
    )
    line.send(0, Buffer.concat(packets))
    expect(line.record?.sni).toBe('example.com')
  })

  test('after a Retry the keys come from the new destination; the hello is the same', () => {
    const line = new Line()
    line.send(0, rfc.CLIENT_INITIAL)
    line.send(1, rfc.RETRY)
    line.send(0, initial({ first: SCID, dcid: SCID, number: 1, frames: rfc.CLIENT_FRAME }))
    expect(line.sink.counts['tls.client_hello']).toBe(1)
    line.send(1, initial({ first: SCID, from: 'server', dcid: NONE, frames: SERVER_FRAME }))
    expect(line.sink.applications.tls).toHaveLength(1)
    expect(line.record?.cipher).toBe('TLS_AES_128_GCM_SHA256')
    expect([...line.sink.protocols].filter((name) => name.startsWith('tls'))).toEqual([
      'tls 1',
      'tls 4',
    ])
  })

  test('another connection between the same ports has its own record', () => {
    const line = new Line()
    const first = fromHex('0102030405060708')
    line.send(0, rfc.CLIENT_INITIAL)
    line.send(1, rfc.SERVER_INITIAL)
    line.send(0, initial({ first, dcid: first, frames: rfc.CLIENT_FRAME }))
    expect(line.sink.applications.tls).toHaveLength(2)
  })

  test('a hello with too many holes is given up and said', () => {
    const line = new Line()
    for (let number = 0; number < 30; number++) {
      const frames = Array.from({ length: 10 }, (_, i) =>
        cryptoFrame(1000 + 2 * (10 * number + i), Uint8Array.of(1)),
      )
      line.send(0, initial({ number, frames: Buffer.concat(frames) }))
    }
    expect(line.sink.weirds).toContain('QUIC handshake with too many missing parts')
  })

  test('a frame beyond its packet is malformed', () => {
    const line = new Line()
    line.send(0, initial({ frames: fromHex('060044ff 01') }))
    expect(line.sink.faults).toEqual(['quic: quic.frame'])
  })
})

describe('what is QUIC', () => {
  test('short headers belong to a conversation that began with a long one', () => {
    const line = new Line()
    const short = Buffer.concat([Uint8Array.of(0x41), new Uint8Array(40)])
    expect(line.send(1, short)).toBe(false)
    line.send(0, rfc.CLIENT_INITIAL)
    expect(line.send(1, short)).toBe(true)
  })

  test('a known connection ID is followed to another address', () => {
    const line = new Line()
    line.send(0, rfc.CLIENT_INITIAL)
    line.send(1, rfc.SERVER_INITIAL)
    const moved = Buffer.concat([Uint8Array.of(0x41), SCID, new Uint8Array(30)])
    line.context.stream = 7
    expect(line.send(0, moved)).toBe(true)
    line.context.stream = 8
    moved[3] = 0
    expect(line.send(0, moved)).toBe(false)
  })

  test.each([
    ['an unknown version', '80 1a2a3a4a 08 8394c8f03e515708 00 00'],
    ['a long connection ID', `c0 00000001 15 ${'00'.repeat(30)}`],
    ['a DNS query', '8394 0100 0001 0000 0000 0000 03777777'],
    ['RTP', '8000 0001 00000000 11223344 00000000'],
    ['nothing', ''],
  ])('%s is not', (_, octets) => {
    expect(new Line().send(0, fromHex(octets))).toBe(false)
  })
})
