/** QUIC beyond the Initial packets, with the secrets of a key log. RFC 9001 §4–6. */
import { describe, expect, test } from 'vitest'
import { nextKeys, packetKeys } from '../../../../workers/protocol/quic/keys'
import { Quic } from '../../../../workers/protocol/quic/quic'
import { KeyLog } from '../../../../workers/protocol/tls/key-log'
import { suiteOf, type Suite } from '../../../../workers/protocol/tls/suites'
import { hex } from '../../../../workers/protocol/tls/vector'
import { wish, writeCertificate } from '../../../support/certificate'
import { cryptoFrame, sealHandshake, sealShort } from '../../../support/quic-seal'
import * as rfc from '../../../support/rfc9001'
import { fromHex, octetsOf, TestContext, TestSink } from '../../../support/sink'
import { alpn, message, vector16, vector24, vector8 } from '../../../support/tls-records'

const SUITE = suiteOf(0x1301) as Suite
const SERVER_CID = fromHex('f067a5502a4262b5')
const NONE = new Uint8Array(0)
/** Of the ClientHello in RFC 9001 A.2. */
const RANDOM = hex(rfc.CLIENT_FRAME.subarray(10, 42))

const secret = (octet: number) => new Uint8Array(32).fill(octet)
const SECRETS = {
  CLIENT_HANDSHAKE_TRAFFIC_SECRET: secret(1),
  SERVER_HANDSHAKE_TRAFFIC_SECRET: secret(2),
  CLIENT_TRAFFIC_SECRET_0: secret(3),
  SERVER_TRAFFIC_SECRET_0: secret(4),
}
const keys = (label: keyof typeof SECRETS) => packetKeys(1, SUITE, SECRETS[label])

const CERTIFICATE = message(
  11,
  Buffer.concat([vector8(), vector24(vector24(writeCertificate(wish())), vector16())]),
)
const EXTENSIONS = message(8, vector16(alpn(Buffer.from('h3'))))
const TICKET = message(4, new Uint8Array(20))

function begin(keyLog: KeyLog | null) {
  const context = new TestContext()
  const sink = new TestSink(context)
  const quic = new Quic()
  context.keyLog = keyLog
  const send = (direction: 0 | 1, datagram: Uint8Array) => {
    context.next(direction)
    quic.datagram(octetsOf(datagram), context, sink)
  }
  send(0, rfc.CLIENT_INITIAL)
  return { send, sink }
}

function fullKeyLog(): KeyLog {
  const keyLog = new KeyLog()
  for (const [label, value] of Object.entries(SECRETS)) keyLog.add(label, RANDOM, value)
  return keyLog
}

function handshakeTypes({ counts }: TestSink): string[] {
  return Object.keys(counts)
    .filter((key) => key.startsWith('tls.handshake_types.'))
    .map((key) => key.slice(20))
}

const ids = { dcid: NONE, scid: SERVER_CID }
const flight = sealHandshake(
  keys('SERVER_HANDSHAKE_TRAFFIC_SECRET'),
  ids,
  0,
  cryptoFrame(0, Buffer.concat([EXTENSIONS, CERTIFICATE])),
)

describe('with the key log', () => {
  test('certificate and chosen protocol are known; coalesced packets are all opened', () => {
    const { send, sink } = begin(fullKeyLog())
    send(1, Buffer.concat([rfc.SERVER_INITIAL, flight]))
    expect(handshakeTypes(sink)).toEqual(['1', '2', '8', '11'])
    expect(sink.applications.tls[0]).toMatchObject({
      chosenAlpn: 'h3',
      decrypted: true,
      certificates: [{ names: ['server.example', '192.0.2.7'] }],
    })
  })

  test('short headers open, also in the next key phase', () => {
    const { send, sink } = begin(fullKeyLog())
    send(1, rfc.SERVER_INITIAL)
    const first = keys('SERVER_TRAFFIC_SECRET_0')
    const stream = fromHex('0a 00 03 616263') // STREAM with length
    send(1, sealShort(first, NONE, 0, Buffer.concat([stream, cryptoFrame(0, TICKET)])))
    expect(sink.counts['tls.handshake_types.4']).toBe(1)
    const second = nextKeys(1, first)
    send(1, sealShort(second, NONE, 1, cryptoFrame(TICKET.length, TICKET), 1))
    expect(sink.counts['tls.handshake_types.4']).toBe(2)
    // What was sent before the change and comes late stays shut, and changes nothing.
    send(1, sealShort(first, NONE, 2, cryptoFrame(2 * TICKET.length, TICKET), 0))
    send(1, sealShort(second, NONE, 3, cryptoFrame(2 * TICKET.length, TICKET), 1))
    expect(sink.counts['tls.handshake_types.4']).toBe(3)
  })

  test('the client writes to the connection ID that the server chose', () => {
    const { send, sink } = begin(fullKeyLog())
    send(1, rfc.SERVER_INITIAL)
    send(0, sealShort(keys('CLIENT_TRAFFIC_SECRET_0'), SERVER_CID, 0, cryptoFrame(0, TICKET)))
    expect(sink.counts['tls.handshake_types.4']).toBe(1)
  })
})

test.each([
  ['none', null],
  ['one of another connection', new KeyLog()],
])('with %s nothing but the hellos is read', (_, keyLog) => {
  const { send, sink } = begin(keyLog)
  send(1, Buffer.concat([rfc.SERVER_INITIAL, flight]))
  send(1, sealShort(keys('SERVER_TRAFFIC_SECRET_0'), NONE, 0, cryptoFrame(0, TICKET)))
  expect(handshakeTypes(sink)).toEqual(['1', '2'])
  expect(sink.applications.tls[0]?.decrypted).toBe(false)
  expect(sink.faults).toEqual([])
})
