/** Which frames count as `tls`, and how often each message: as tshark 4.0.17 does. */
import { describe, expect, test } from 'vitest'
import { parseKeyLog } from '../../../../workers/protocol/tls/key-log'
import { TlsSession } from '../../../../workers/protocol/tls/session'
import { tls as newTls } from '../../../../workers/protocol/tls/tls'
import * as rfc from '../../../support/rfc8448'
import { Feeder, fromHex, octetsOf, TestContext } from '../../../support/sink'
import {
  alpn,
  clientHello,
  extension,
  message,
  record,
  RETRY_RANDOM,
  serverHello,
  serverName,
  u16,
} from '../../../support/tls-records'

const HANDSHAKE = 22
const HELLO = message(1, clientHello([0x1301, 0xc02f], [extension(21, new Uint8Array(600))]))
const CLIENT = record(HANDSHAKE, HELLO)
const SERVER = record(HANDSHAKE, message(2, serverHello(0xc02f, [])))
const data = (length: number) => record(23, new Uint8Array(length).fill(0xaa))

function start(): Feeder {
  return new Feeder(new TlsSession())
}

/** Frames that count as `tls`, from 1. */
function frames({ sink }: Feeder): number[] {
  return [...sink.protocols].map((name) => Number(name.replace('tls ', '')))
}

function types({ sink }: Feeder): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [key, count] of Object.entries(sink.counts)) {
    if (key.startsWith('tls.handshake_types.')) counts[key.slice(20)] = count
  }
  return counts
}

describe('frames of records', () => {
  test('a hello over three records counts once, in the last of them', () => {
    const feeder = start().send(0, record(HANDSHAKE, HELLO.subarray(0, 100)))
    expect([frames(feeder), types(feeder)]).toEqual([[1], {}])
    const [second, third] = [HELLO.subarray(100, 300), HELLO.subarray(300)]
    feeder.send(0, Buffer.concat([record(HANDSHAKE, second), record(HANDSHAKE, third)]))
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2], { 1: 1 }])
  })

  test('the header of a message may be cut', () => {
    const done = message(14, new Uint8Array(0))
    const feeder = start()
      .send(0, CLIENT)
      .send(1, record(HANDSHAKE, Buffer.concat([SERVER.subarray(5), done.subarray(0, 2)])))
      .send(1, record(HANDSHAKE, done.subarray(2)))
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2, 3], { 1: 1, 2: 1, 14: 1 }])
  })

  test('a record counts where it begins and ends, not where it goes on', () => {
    const feeder = start()
    for (const [from, to] of [
      [0, 3],
      [3, 50],
      [50, 90],
      [90, CLIENT.length],
    ]) {
      feeder.send(0, CLIENT.subarray(from, to))
    }
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2, 4], { 1: 1 }])
  })

  test('application data is passed over as it comes, and counts the same way', () => {
    const feeder = start()
    const whole = data(300)
    for (let at = 0; at < whole.length; at += 100) feeder.send(0, whole.subarray(at, at + 100))
    feeder.send(0, data(1))
    expect(frames(feeder)).toEqual([1, 4, 5])
  })

  test('behind octets that are missing the next record is found by its place', () => {
    const whole = data(300)
    const feeder = start()
      .send(0, CLIENT)
      .send(1, whole.subarray(0, 100))
      .lose(1, 100)
      .send(1, whole.subarray(200, 250))
      .send(1, Buffer.concat([whole.subarray(250), data(70).subarray(0, 9)]))
      .send(1, data(70).subarray(9))
      .send(1, data(30))
    expect(frames(feeder)).toEqual([1, 2, 4, 5, 6])
  })

  test('when the beginning of a record is missing, the next segment that begins one is taken', () => {
    const feeder = start()
      .send(1, data(30).subarray(0, 20))
      .lose(1, 40)
      .send(1, new Uint8Array(100).fill(0x81))
      .send(1, new Uint8Array(100).fill(0x66))
      .send(1, data(30))
    // Octets of no record count, unless they are a text.
    expect(frames(feeder)).toEqual([1, 2, 4])
  })

  test('a segment that the snaplen cut counts by itself', () => {
    const feeder = start()
    feeder.context.next(0)
    const octets = octetsOf(data(1000).subarray(0, 60))
    octets.reported = 600
    const session = new TlsSession()
    expect(session.data(octets, feeder.context, feeder.sink)).toBe(60)
    session.gap(0, 540, feeder.sink)
    feeder.context.next(0)
    octets.aim(octets.view, 0, 60, 405)
    session.data(octets, feeder.context, feeder.sink)
    expect(frames(feeder)).toEqual([1, 2])
  })
})

describe('segments that came late', () => {
  const A = data(100)

  /** Sends with a flag of Wireshark's analysis. */
  function late(feeder: Feeder, flag: 'passedOver' | 'outOfOrder', octets: Uint8Array): Feeder {
    feeder.context[flag] = true
    feeder.send(0, octets)
    feeder.context[flag] = false
    return feeder
  }

  test.each(['passedOver', 'outOfOrder'] as const)('a whole record %s counts nowhere', (flag) => {
    const feeder = late(start(), flag, CLIENT).send(0, data(200))
    expect([frames(feeder), types(feeder)]).toEqual([[2], {}])
    expect(feeder.sink.texts).toEqual([])
    // The corrected view has it all the same.
    expect(feeder.sink.applications.tls).toHaveLength(1)
  })

  test('a record whose middle was out of order counts where it ends later', () => {
    const feeder = start().send(0, A.subarray(0, 40))
    late(feeder, 'outOfOrder', A.subarray(40, 70))
    feeder.send(0, A.subarray(70, 90)).send(0, A.subarray(90)).send(0, data(300))
    expect(frames(feeder)).toEqual([1, 4, 5])
  })

  test('but not where it ends in what had waited for the middle', () => {
    const feeder = start().send(0, A.subarray(0, 40))
    late(feeder, 'outOfOrder', A.subarray(40, 70))
    feeder.send(0, Buffer.concat([A.subarray(70), data(200).subarray(0, 20)]))
    expect(frames(feeder)).toEqual([1, 3])
    const hello = start().send(0, CLIENT.subarray(0, 30))
    late(hello, 'outOfOrder', CLIENT.subarray(30, 40)).send(0, CLIENT.subarray(40))
    expect([frames(hello), types(hello)]).toEqual([[1], {}])
  })

  test('a record whose middle was passed over never ends', () => {
    const feeder = start().send(0, A.subarray(0, 40))
    late(feeder, 'passedOver', A.subarray(40, 70))
    feeder.send(0, A.subarray(70, 90)).send(0, A.subarray(90)).send(0, data(300))
    expect(frames(feeder)).toEqual([1, 5])
  })

  const again = (feeder: Feeder, octets: Uint8Array, quoted = false): Feeder => {
    feeder.context.next(0)
    feeder.context.quoted = quoted
    const session = new TlsSession()
    session.again(octetsOf(octets), feeder.context, feeder.sink)
    return feeder
  }

  test('what is read again counts by its whole records', () => {
    expect(types(again(start(), CLIENT))).toEqual({ 1: 1 })
    expect(frames(again(start(), Buffer.concat([data(3), A.subarray(0, 50)])))).toEqual([1])
    expect(frames(again(start(), A.subarray(0, 50)))).toEqual([])
    expect(frames(again(start(), new Uint8Array(20).fill(0xaa)))).toEqual([])
  })

  test('what an ICMP error quotes counts although it is cut', () => {
    expect(frames(again(start(), CLIENT.subarray(0, 60), true))).toEqual([1])
  })
})

describe('what is ciphertext', () => {
  test.each([
    ['a counter of GCM', '0000000000000001 deadbeef'],
    ['an unknown type', '63 000004 00000000'],
    ['a length that no message has', '0b 010000 00000000'],
  ])('%s is no message', (_, octets) => {
    const feeder = start()
      .send(0, CLIENT)
      .send(1, record(HANDSHAKE, fromHex(octets)))
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2], { 1: 1 }])
  })

  test('a HelloRequest stands alone', () => {
    const feeder = start().send(1, record(HANDSHAKE, message(0, new Uint8Array(0))))
    expect(types(feeder)).toEqual({ 0: 1 })
  })

  test('nothing is read behind ChangeCipherSpec', () => {
    const feeder = start()
      .send(0, CLIENT)
      .send(1, SERVER)
      .send(0, record(20, Uint8Array.of(1)))
      .send(0, record(HANDSHAKE, HELLO))
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2, 3, 4], { 1: 1, 2: 1 }])
  })

  test('in TLS 1.3 it says nothing, so a hello after HelloRetryRequest is read', () => {
    const negotiated = extension(43, u16(0x0304))
    const retry = record(HANDSHAKE, message(2, serverHello(0x1301, [negotiated], RETRY_RANDOM)))
    const change = record(20, Uint8Array.of(1))
    const feeder = start()
      .send(0, CLIENT)
      .send(1, Buffer.concat([retry, change]))
      .send(0, Buffer.concat([change, CLIENT]))
      .send(1, record(HANDSHAKE, message(2, serverHello(0x1301, [negotiated]))))
    expect(types(feeder)).toEqual({ 1: 2, 2: 2 })
    expect(feeder.sink.applications.tls).toHaveLength(1)
    expect(feeder.sink.applications.tls[0]).toMatchObject({
      version: 'TLS 1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      latency: 3_000_000,
    })
  })
})

describe('the record of a handshake', () => {
  test('holds what both sides said', () => {
    const hello = clientHello(
      [0x1301, 0xc02f],
      [serverName('www.example'), alpn(Buffer.from('h2'), Buffer.from('http/1.1'))],
    )
    const answer = serverHello(0xc02f, [alpn(Buffer.from('http/1.1'))])
    const feeder = start()
      .send(0, record(HANDSHAKE, message(1, hello)))
      .send(1, record(HANDSHAKE, message(2, answer)))
      .send(1, record(21, Uint8Array.of(2, 40)))
    expect(feeder.sink.applications.tls[0]).toMatchObject({
      transportedBy: 'tls',
      transport: 'tcp',
      frame: 1,
      src: '192.0.2.1',
      srcPort: 40_000,
      dst: '192.0.2.2',
      dstPort: 443,
      version: 'TLS 1.2',
      sni: 'www.example',
      alpn: ['h2', 'http/1.1'],
      chosenAlpn: 'http/1.1',
      cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      latency: 1_000_000,
      alerts: ['fatal handshake_failure'],
      decrypted: false,
    })
    expect(feeder.sink.texts).toEqual(['tls.sni www.example'])
  })

  test('names ciphers and alerts without a name by their numbers', () => {
    const feeder = start()
      .send(1, record(HANDSHAKE, message(2, serverHello(0x7777, []))))
      .send(1, record(21, Uint8Array.of(9, 200)))
    const [told] = feeder.sink.applications.tls
    expect([told?.cipher, told?.alerts]).toEqual(['0x7777', ['level 9 200']])
  })

  test('without the ClientHello still tells who the client was', () => {
    const feeder = start().send(1, SERVER)
    expect(feeder.sink.applications.tls[0]).toMatchObject({
      src: '192.0.2.1',
      srcPort: 40_000,
      dstPort: 443,
      latency: -1,
      ja3: '',
    })
  })

  test('keeps a bounded number of alerts', () => {
    const feeder = start().send(0, CLIENT)
    for (let i = 0; i < 100; i++) feeder.send(1, record(21, Uint8Array.of(1, 0)))
    expect(feeder.sink.applications.tls[0]?.alerts).toHaveLength(16)
    expect(feeder.sink.weirds).toContain('more TLS alerts than are kept')
  })

  test('an SSL 2 hello is named', () => {
    const hello = fromHex(`802e 01 0301 0015 0000 0010 ${'00'.repeat(37)}`)
    expect(newTls().claims(octetsOf(hello), new TestContext())).toBe('yes')
    const feeder = start().send(0, hello).send(1, SERVER)
    expect(types(feeder)).toEqual({ 1: 1, 2: 1 })
    expect(feeder.sink.weirds).toEqual(['ClientHello of SSL 2 that offers TLS 1.0'])
    expect(feeder.sink.applications.tls[0]?.version).toBe('TLS 1.2')
  })
})

test('RFC 8448: every record opens with the published secrets', () => {
  const feeder = start()
  feeder.context.keyLog = parseKeyLog(rfc.KEY_LOG)
  const said: string[] = []
  feeder.context.open = () => ({
    data(octets, { direction }) {
      said.push(`${String(direction)} ${String(octets.u8(0))}..${String(octets.u8(49))}`)
      return octets.captured
    },
    gap: () => undefined,
    end: () => undefined,
  })
  feeder
    .send(0, rfc.CLIENT_HELLO)
    .send(1, rfc.SERVER_HELLO)
    .send(1, rfc.SERVER_FLIGHT)
    .send(0, rfc.CLIENT_FINISHED)
    .send(1, rfc.TICKET)
    .send(0, rfc.CLIENT_DATA)
    .send(1, rfc.SERVER_DATA)
    .send(0, rfc.CLIENT_ALERT)
    .send(1, rfc.SERVER_ALERT)
  expect(types(feeder)).toEqual({ 1: 1, 2: 1, 4: 1, 8: 1, 11: 1, 15: 1, 20: 2 })
  expect(said).toEqual(['0 0..49', '1 0..49'])
  expect(frames(feeder)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(feeder.sink.applications.tls[0]).toMatchObject({
    sni: 'server',
    decrypted: true,
    alerts: ['warning close_notify', 'warning close_notify'],
    certificates: [{ subject: 'CN=rsa', issuer: 'CN=rsa', serial: '02' }],
  })
})

describe('hostile octets', () => {
  test('every cut of a ClientHello in two segments gives the same', () => {
    for (let cut = 1; cut < CLIENT.length; cut++) {
      const feeder = start().send(0, CLIENT.subarray(0, cut)).send(0, CLIENT.subarray(cut))
      expect(types(feeder)).toEqual({ 1: 1 })
      expect(frames(feeder)).toEqual([1, 2])
    }
  })

  test('every hello that ends early is malformed or tells less, and nothing is thrown', () => {
    const body = clientHello([0x1301], [serverName('a.example')])
    for (let cut = 0; cut < body.length; cut++) {
      const feeder = start().send(0, record(HANDSHAKE, message(1, body.subarray(0, cut))))
      expect(types(feeder)).toEqual({ 1: 1 })
      const { faults, weirds } = feeder.sink
      // A hello may end before its extensions.
      if (cut !== 41) expect(faults.length + weirds.length).toBeGreaterThan(0)
    }
  })

  test('an empty record that nothing follows is malformed, as Wireshark has it', () => {
    const feeder = start()
      .send(0, CLIENT)
      .send(0, record(23, new Uint8Array(0)))
    expect(feeder.sink.faults).toEqual(['tls: tls.record.length'])
    feeder.send(0, Buffer.concat([record(23, new Uint8Array(0)), data(3)]))
    expect(feeder.sink.faults).toHaveLength(1)
  })

  test('a million tiny records keep nothing', () => {
    const tiny = Buffer.concat(
      Array.from({ length: 10_000 }, () => record(HANDSHAKE, fromHex('0b'))),
    )
    const feeder = start()
    for (let i = 0; i < 100; i++) feeder.send(0, tiny)
    expect(types(feeder)).toEqual({})
    expect(feeder.sink.applications.tls).toEqual([])
  })

  test('a long message in records of one octet is read in one go', () => {
    const feeder = start()
    const long = message(11, new Uint8Array(60_000))
    const pieces = Array.from(long, (octet) => record(HANDSHAKE, Uint8Array.of(octet)))
    for (let i = 0; i < pieces.length; i += 1000) {
      feeder.send(1, Buffer.concat(pieces.slice(i, i + 1000)))
    }
    expect(types(feeder)).toEqual({ 11: 1 })
  })

  test('a message that never ends is given up at its bound', () => {
    const feeder = start().send(0, record(HANDSHAKE, fromHex('0b ffffff 00')))
    feeder.send(0, record(HANDSHAKE, new Uint8Array(16_000)))
    expect(types(feeder)).toEqual({})
  })
})

describe('what is TLS', () => {
  const at = (port: number) => {
    const context = new TestContext()
    context.dstPort = port
    return context
  }

  test.each([
    ['a hello', 9999, CLIENT, 'yes'],
    ['application data', 9999, data(3), 'yes'],
    ['the start of a header', 9999, CLIENT.subarray(0, 4), 'more'],
    ['nothing yet', 9999, new Uint8Array(0), 'more'],
    ['an empty record', 9999, record(23, new Uint8Array(0)), 'no'],
    ['a version of the future', 9999, record(23, data(3), 0x0305), 'no'],
    ['a record that is too long', 9999, fromHex('1703034800'), 'no'],
    ['the longest record', 9999, fromHex('17030347ff'), 'yes'],
    ['other octets', 9999, fromHex('aabbccddee'), 'no'],
    ['other octets at a port of TLS', 443, fromHex('aabbccddee'), 'yes'],
    ['few octets at a port of TLS', 443, fromHex('00'), 'yes'],
    ['text at a port of TLS', 443, Buffer.from('GET / HTTP/1.1'), 'no'],
    ['what may become text there', 443, Buffer.from('GE'), 'more'],
  ] as const)('%s at port %d', (_, port, head, claim) => {
    expect(newTls().claims(octetsOf(head), at(port))).toBe(claim)
  })
})
