import { describe, expect, test } from 'vitest'
import { Dtls } from '../../../../workers/protocol/tls/dtls'
import { fromHex, octetsOf, TestContext, TestSink } from '../../../support/sink'
import { serverHello, serverName, u16, vector16, vector8 } from '../../../support/tls-records'

function record(type: number, fragment: Uint8Array, epoch = 0, version = 0xfefd): Uint8Array {
  const start = [Uint8Array.of(type), u16(version, epoch, 0, 0, 0, fragment.length)]
  return Buffer.concat([...start, fragment])
}

const u24 = (value: number) => Uint8Array.of(value >> 16, (value >> 8) & 0xff, value & 0xff)

/** A fragment of a message: all of it by default. */
function message(type: number, number: number, body: Uint8Array, from = 0, to = body.length) {
  const header = [Uint8Array.of(type), u24(body.length), u16(number), u24(from), u24(to - from)]
  return Buffer.concat([...header, body.subarray(from, to)])
}

/** ClientHello with a cookie. RFC 6347 §4.2.1. */
const HELLO = Buffer.concat([
  u16(0xfefd),
  new Uint8Array(32).fill(7),
  vector8(),
  vector8(fromHex('c00c1e')),
  vector16(u16(0xc02b, 0xc02f)),
  Uint8Array.of(1, 0),
  vector16(serverName('media.example')),
])

function start() {
  const [dtls, context] = [new Dtls(), new TestContext()]
  const sink = new TestSink(context)
  const send = (direction: 0 | 1, datagram: Uint8Array): boolean => {
    context.next(direction)
    const claimed = dtls.claims(octetsOf(datagram), context)
    if (claimed) dtls.datagram(octetsOf(datagram), context, sink)
    return claimed
  }
  return { send, sink, context }
}

describe('a handshake', () => {
  test('makes a record; Wireshark keeps its counts away from those of TLS', () => {
    const { send, sink } = start()
    expect(send(0, record(22, message(1, 1, HELLO)))).toBe(true)
    send(1, record(22, message(2, 1, serverHello(0xc02b, []))))
    send(1, record(21, Uint8Array.of(2, 40)))
    expect(sink.applications.tls).toMatchObject([
      {
        transportedBy: 'dtls',
        transport: 'udp',
        sni: 'media.example',
        cipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
        latency: 1_000_000,
        alerts: ['fatal handshake_failure'],
      },
    ])
    expect(sink.applications.tls[0]?.ja4).toMatch(/^dd2d020100_/)
    expect(sink.applications.tls[0]?.course).toMatchObject({
      ...{ completed: false, offered: ['DTLS 1.2'] },
      alerts: [{ from: 'server', frame: 3, name: 'fatal handshake_failure' }],
    })
    expect(sink.counts).toEqual({})
    expect([...sink.protocols]).toEqual(['dtls 1', 'dtls 2', 'dtls 3'])
  })

  test('in fragments, over records and in any order, is put together', () => {
    const { send, sink } = start()
    send(0, record(22, message(1, 1, HELLO, 30, 60)))
    send(0, record(22, message(1, 1, HELLO, 60)))
    expect(sink.applications.tls).toEqual([])
    send(0, record(22, message(1, 1, HELLO, 0, 30)))
    expect(sink.applications.tls[0]?.sni).toBe('media.example')
  })

  test('the hello that a server verifies comes twice and is one', () => {
    const { send, sink } = start()
    send(0, record(22, message(1, 0, HELLO)))
    send(1, record(22, message(3, 0, fromHex('feff 03 c00c1e'))))
    send(0, record(22, message(1, 1, HELLO)))
    expect(sink.applications.tls).toHaveLength(1)
  })

  test('ciphertext is not read', () => {
    const { send, sink } = start()
    send(0, Buffer.concat([record(20, Uint8Array.of(1)), record(22, message(1, 1, HELLO), 1)]))
    expect(sink.applications.tls).toEqual([])
  })
})

describe('hostile octets', () => {
  test('a fragment beyond its message is malformed', () => {
    const { send, sink } = start()
    const lie = message(1, 1, HELLO, 0, 10)
    lie.set(u24(HELLO.length - 5), 6)
    send(0, record(22, lie))
    expect(sink.faults).toEqual(['dtls: dtls.handshake.fragment_length'])
  })

  test('many messages that are never completed keep little', () => {
    const { send, sink } = start()
    for (let number = 0; number < 1000; number++) {
      send(0, record(22, message(1, number, HELLO, 0, 10)))
    }
    send(0, record(22, message(1, 2000, HELLO)))
    expect(sink.applications.tls).toHaveLength(1)
  })

  test('every cut is either no record or ends in a fault of its own', () => {
    const whole = record(22, message(1, 1, HELLO))
    for (let cut = 0; cut < whole.length; cut++) {
      const { send, sink } = start()
      expect(send(0, whole.subarray(0, cut))).toBe(false)
      expect(sink.applications.tls).toEqual([])
    }
  })
})

describe('what is DTLS', () => {
  test.each([
    ['DTLS 1.0', record(22, new Uint8Array(4), 0, 0xfeff), true],
    ['the version before it', record(22, new Uint8Array(4), 0, 0x0100), true],
    ['an LLMNR query', fromHex('1801 0000 0001 0000 0000 0000 0661 7361 74 0000'), false],
    ['TLS', record(22, new Uint8Array(4), 0, 0x0303), false],
    ['RTP', fromHex('8000 0001 00000000 11223344 00000000'), false],
    ['another type', record(26, new Uint8Array(4)), false],
    ['a length beyond the datagram', record(22, new Uint8Array(4)).subarray(0, 16), false],
  ] as const)('%s: %s', (_, octets, claimed) => {
    expect(new Dtls().claims(octetsOf(octets), new TestContext())).toBe(claimed)
  })

  test('short headers of DTLS 1.3 belong to it once it was agreed upon', () => {
    const { send } = start()
    const short = fromHex('2f 01 0001 0010 00112233445566778899aabbccddeeff')
    send(0, record(22, message(1, 0, HELLO)))
    expect(send(1, short)).toBe(false)
    const chosen = Buffer.concat([u16(43), vector16(u16(0xfefc))])
    send(1, record(22, message(2, 0, serverHello(0x1301, [chosen]))))
    expect(send(1, short)).toBe(true)
  })
})
