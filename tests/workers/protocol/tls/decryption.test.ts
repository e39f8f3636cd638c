import { expect, test } from 'vitest'
import type { StreamSession } from '../../../../workers/protocol/analyzer'
import { parseKeyLog } from '../../../../workers/protocol/tls/key-log'
import { TlsSession } from '../../../../workers/protocol/tls/session'
import { latin1 } from '../../../../workers/protocol/tls/vector'
import { Feeder, octetsOf } from '../../../support/sink'
import { recordTls, type Recorded, type TlsWish } from '../../../support/tls-handshake'

/** Keeps whole lines of what came out, by direction. */
class Lines implements StreamSession {
  readonly said: string[] = []
  readonly gaps: number[] = []
  private readonly begun = ['', '']

  data: StreamSession['data'] = (octets, { direction }) => {
    const { view, base, captured } = octets
    const text = latin1(new Uint8Array(view.buffer, view.byteOffset + base, captured))
    const lines = ((this.begun[direction] ?? '') + text).split('\n')
    this.begun[direction] = lines.pop() ?? ''
    for (const line of lines) this.said.push(`${String(direction)} ${line}\n`)
    return captured
  }

  gap: StreamSession['gap'] = (direction, length) => {
    this.gaps.push(direction, length)
  }

  end(): void {
    return undefined
  }
}

function replay(recorded: Recorded, keyLog = recorded.keyLog, cut = 1460) {
  const feeder = new Feeder(new TlsSession())
  const lines = new Lines()
  feeder.context.keyLog = parseKeyLog(keyLog)
  feeder.context.open = () => lines
  for (const { client, octets } of recorded.flights) {
    for (let at = 0; at < octets.length; at += cut) {
      feeder.send(client ? 0 : 1, octets.subarray(at, at + cut))
    }
  }
  return { lines, feeder, record: feeder.sink.applications.tls[0] }
}

const TALK = ['GET / HTTP/1.1\n', `HTTP/1.1 200 OK\n${'x'.repeat(40_000)}\n`, 'half a li', 'ne\n']
/** As `Lines` puts it: whole lines, so the client's half one is still waited for. */
const SAID = ['0 GET / HTTP/1.1\n', '1 HTTP/1.1 200 OK\n', `1 ${'x'.repeat(40_000)}\n`, '1 ne\n']

const SUITES: [TlsWish['version'], string, string][] = [
  ['TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ['TLSv1.3', 'TLS_AES_256_GCM_SHA384', 'TLS_AES_256_GCM_SHA384'],
  ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_CHACHA20_POLY1305_SHA256'],
  ['TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  ['TLSv1.2', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
  ['TLSv1.2', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
  ['TLSv1.2', 'ECDHE-ECDSA-AES128-SHA', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
  ['TLSv1.2', 'ECDHE-ECDSA-AES256-SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384'],
]

test.each(SUITES)('%s %s opens with its key log', async (version, cipher, named) => {
  const recorded = await recordTls({ version, cipher, servername: 'a.example', talk: TALK })
  const { lines, record } = replay(recorded)
  expect(lines.said).toEqual(SAID)
  expect(record).toMatchObject({
    version: version.replace('v', ' '),
    cipher: named,
    sni: 'a.example',
    decrypted: true,
  })
  expect(record?.certificates[0]?.names).toEqual(['server.example', '192.0.2.7'])
})

test('chosen application protocol of TLS 1.3 is known once it is open', async () => {
  const talk = ['a\n']
  const alpn = ['h2', 'http/1.1']
  const recorded = await recordTls({
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    alpn,
    talk,
  })
  expect(replay(recorded).record).toMatchObject({ alpn, chosenAlpn: 'h2' })
  expect(replay(recorded, '').record).toMatchObject({ alpn, chosenAlpn: '', decrypted: false })
})

test('octets one by one open as well', async () => {
  const recorded = await recordTls({
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    talk: ['one\n', 'two\n'],
  })
  expect(replay(recorded, recorded.keyLog, 1).lines.said).toEqual(['0 one\n', '1 two\n'])
})

test('nothing opens with the key log of another connection, or a wrong secret', async () => {
  const wanted: TlsWish = {
    version: 'TLSv1.2',
    cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256',
    talk: ['one\n'],
  }
  const [recorded, other] = [await recordTls(wanted), await recordTls(wanted)]
  const wrong = recorded.keyLog.replace(/[0-9a-f]{96}/, '00'.repeat(48))
  for (const keyLog of [other.keyLog, wrong, '']) {
    const { lines, record } = replay(recorded, keyLog)
    expect(lines.said).toEqual([])
    expect(record?.decrypted).toBe(false)
  }
})

test('behind a gap nothing is opened, and the plaintext is told of it', async () => {
  const recorded = await recordTls({
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    talk: ['one\n', 'two\n', 'three\n', 'four\n'],
  })
  const feeder = new Feeder(new TlsSession())
  const lines = new Lines()
  feeder.context.keyLog = parseKeyLog(recorded.keyLog)
  feeder.context.open = () => lines
  const last = recorded.flights.findLastIndex(({ client }) => client)
  for (const [i, { client, octets }] of recorded.flights.entries()) {
    if (i === last) feeder.lose(0, octets.length)
    else feeder.send(client ? 0 : 1, octets)
  }
  expect(lines.said).toEqual(['0 one\n', '1 two\n', '1 four\n'])
  expect(lines.gaps).toEqual([0, -1])
})

test('a plaintext that nobody can follow costs nothing', async () => {
  const recorded = await recordTls({
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    talk: ['one\n'],
  })
  const feeder = new Feeder(new TlsSession())
  feeder.context.keyLog = parseKeyLog(recorded.keyLog)
  for (const { client, octets } of recorded.flights) feeder.send(client ? 0 : 1, octets)
  expect(feeder.sink.applications.tls[0]?.decrypted).toBe(true)
  expect(feeder.sink.weirds).toEqual([])
})

test('keys are found although the capture is read into the same room again', async () => {
  const recorded = await recordTls({
    version: 'TLSv1.2',
    cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256',
    talk: ['one\n'],
  })
  const session = new TlsSession()
  const { context, sink } = new Feeder(session)
  context.keyLog = parseKeyLog(recorded.keyLog)
  const room = new Uint8Array(100_000)
  for (const { client, octets } of recorded.flights) {
    context.next(client ? 0 : 1)
    room.set(octets)
    session.data(octetsOf(room.subarray(0, octets.length)), context, sink)
    room.fill(0)
  }
  expect(sink.applications.tls[0]?.decrypted).toBe(true)
})
