/** Octets that are no TLS, or break its rules. */
import { describe, expect, test } from 'vitest'
import { tls as newTls } from '../../../../workers/protocol/tls/tls'
import { fromHex, octetsOf, TestContext } from '../../../support/sink'
import { clientHello, message, record, serverName } from '../../../support/tls-records'
import { CLIENT, data, frames, HANDSHAKE, start, types } from './session-feeder'

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
