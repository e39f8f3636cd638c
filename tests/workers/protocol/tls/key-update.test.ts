/**
 * KeyUpdate of TLS 1.3, RFC 8446 §4.6.3 and §7.2, behind the handshake of RFC 8448. What follows it
 * is sealed here with Node's own HKDF and AES-GCM.
 */
import { createCipheriv, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseKeyLog } from '../../../../workers/protocol/tls/key-log'
import * as rfc from '../../../support/rfc8448'
import { message } from '../../../support/tls-records'
import type { Feeder } from '../../../support/sink'
import { frames, start, types } from './session-feeder'

const APPLICATION_DATA = 23
const HANDSHAKE = 22
const ASKED = message(24, Uint8Array.of(1))
const ANSWERED = message(24, Uint8Array.of(0))

/** HKDF-Expand-Label with an empty context; never more than one block. RFC 8446 §7.1. */
function expandLabel(secret: Uint8Array, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`)
  const info = Buffer.concat([Uint8Array.of(0, length, name.length), name, Uint8Array.of(0, 1)])
  return createHmac('sha256', secret).update(info).digest().subarray(0, length)
}

/** Seals the records of one side, from its first application traffic secret on. */
class Sealer {
  private secret: Uint8Array
  private number: bigint

  /** `number`: records that were sealed before. */
  constructor(label: string, number: number) {
    const found = new RegExp(`${label} \\w+ (\\w+)`).exec(rfc.KEY_LOG)?.[1] ?? ''
    this.secret = Buffer.from(found, 'hex')
    this.number = BigInt(number)
  }

  seal(type: number, content: Uint8Array): Uint8Array {
    const key = expandLabel(this.secret, 'key', 16)
    const nonce = expandLabel(this.secret, 'iv', 12)
    nonce.writeBigUInt64BE(nonce.readBigUInt64BE(4) ^ this.number, 4)
    this.number++
    const inner = Buffer.concat([content, Uint8Array.of(type)])
    const length = inner.length + 16
    const header = Uint8Array.of(APPLICATION_DATA, 3, 3, length >> 8, length & 255)
    const cipher = createCipheriv('aes-128-gcm', key, nonce).setAAD(header)
    const sealed = Buffer.concat([cipher.update(inner), cipher.final()])
    return Buffer.concat([header, sealed, cipher.getAuthTag()])
  }

  /** The record, and new keys behind it. */
  update(content: Uint8Array): Uint8Array {
    const sealed = this.seal(HANDSHAKE, content)
    this.secret = expandLabel(this.secret, 'traffic upd', 32)
    this.number = 0n
    return sealed
  }

  say(text: string): Uint8Array {
    return this.seal(APPLICATION_DATA, Buffer.from(text))
  }
}

interface Line {
  feeder: Feeder
  client: Sealer
  server: Sealer
  said: string[]
}

/** Behind the handshake, a ticket and the client's first data. */
function opened(): Line {
  const feeder = start()
  feeder.context.keyLog = parseKeyLog(rfc.KEY_LOG)
  const said: string[] = []
  feeder.context.open = () => ({
    data(octets, { direction }) {
      const text = Array.from({ length: octets.captured }, (_, at) => octets.u8(at))
      said.push(`${String(direction)} ${String.fromCharCode(...text)}`)
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
  said.length = 0
  const client = new Sealer('CLIENT_TRAFFIC_SECRET_0', 1)
  const server = new Sealer('SERVER_TRAFFIC_SECRET_0', 1)
  return { feeder, client, server, said }
}

test('our own sealing is that of RFC 8448', () => {
  const server = new Sealer('SERVER_TRAFFIC_SECRET_0', 1)
  const sent = Uint8Array.from({ length: 50 }, (_, i) => i)
  expect(Buffer.from(server.seal(APPLICATION_DATA, sent))).toEqual(Buffer.from(rfc.SERVER_DATA))
})

test('each side is read on behind its own update, asked for or not', () => {
  const { feeder, client, server, said } = opened()
  feeder.send(0, client.update(ASKED)).send(0, client.say('new keys'))
  feeder.send(1, server.say('old keys')).send(1, server.update(ANSWERED))
  feeder.send(1, server.say('new as well')).send(0, client.say('still'))
  expect(said).toEqual(['0 new keys', '1 old keys', '1 new as well', '0 still'])
  expect(types(feeder)[24]).toBe(2)
  expect(frames(feeder)).toHaveLength(12)
  expect(feeder.sink.weirds).toEqual([])
})

test('updates may follow each other, also within one segment', () => {
  const { feeder, client, said } = opened()
  for (let i = 0; i < 50; i++) feeder.send(0, client.update(ANSWERED))
  feeder.send(0, Buffer.concat([client.update(ANSWERED), client.update(ASKED), client.say('on')]))
  expect(said).toEqual(['0 on'])
  expect(types(feeder)[24]).toBe(52)
})

test('two updates in one record break the rules (§5.1), and nothing more is opened', () => {
  const { feeder, client, said } = opened()
  feeder.send(0, client.update(Buffer.concat([ANSWERED, ANSWERED])))
  feeder.send(0, client.say('lost'))
  expect(said).toEqual([])
  expect(types(feeder)[24]).toBe(2)
})

test('behind a gap nothing is read, updates or not', () => {
  const { feeder, client, said } = opened()
  feeder.lose(0, 40)
  feeder.send(0, client.update(ASKED)).send(0, client.say('unknown'))
  expect(said).toEqual([])
})
