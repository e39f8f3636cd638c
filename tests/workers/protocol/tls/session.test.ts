/** What one connection of TLS tells. */
import { describe, expect, test } from 'vitest'
import { parseKeyLog } from '../../../../workers/protocol/tls/key-log'
import { tls as newTls } from '../../../../workers/protocol/tls/tls'
import * as rfc from '../../../support/rfc8448'
import { fromHex, octetsOf, TestContext } from '../../../support/sink'
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
import { CLIENT, frames, HANDSHAKE, HELLO, SERVER, start, types } from './session-feeder'

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
