import { describe, expect, test } from 'vitest'
import { ja3, ja3s, ja4 } from '../../../../workers/protocol/tls/fingerprints'
import {
  noClientHello,
  noServerHello,
  readClientHello,
  readServerHello,
} from '../../../../workers/protocol/tls/hello'
import { Vector } from '../../../../workers/protocol/tls/vector'
import { CLIENT_HELLO, SERVER_HELLO } from '../../../support/rfc8448'
import { fromHex } from '../../../support/sink'
import {
  alpn,
  clientHello,
  extension,
  serverName,
  u16,
  vector16,
  vector8,
} from '../../../support/tls-records'

/** Record and message header. */
const HEADERS = 9

function client(body: Uint8Array) {
  const hello = noClientHello()
  readClientHello(new Vector(body, 'tls'), hello, false)
  return hello
}

const VERSIONS = extension(43, vector8(u16(0x7a7a, 0x0304, 0x0303)))
const SIGNATURES = extension(
  13,
  vector16(u16(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601)),
)
const CHROME_CIPHERS = [
  0x3a3a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014,
  0x009c, 0x009d, 0x002f, 0x0035,
]

/** In any order: JA4 sorts them. */
function chrome(protocols = alpn(Buffer.from('h2'), Buffer.from('http/1.1'))) {
  const others = [
    0x2a2a, 0xff01, 0x0005, 0x0012, 0x0015, 0x0017, 0x001b, 0x0023, 0x002d, 0x0033, 0x4469,
  ]
  return clientHello(CHROME_CIPHERS, [
    serverName('example.org'),
    protocols,
    extension(10, vector16(u16(0x8a8a, 29, 23))),
    extension(11, vector8(Uint8Array.of(0))),
    SIGNATURES,
    VERSIONS,
    ...others.map((type) => extension(type)),
  ])
}

describe('JA3', () => {
  test('is what tshark says of the hellos of RFC 8448', () => {
    expect(ja3(client(CLIENT_HELLO.subarray(HEADERS)))).toBe('da4dea34fe6d4ce5f0725df3f2682fa0')
    const hello = noServerHello()
    readServerHello(new Vector(SERVER_HELLO.subarray(HEADERS), 'tls'), hello)
    expect(ja3s(hello)).toBe('eb1d94daa7e0344597e756a1fb6e7054')
  })

  test('GREASE changes nothing', () => {
    const plain = clientHello([0x1301], [extension(10, vector16(u16(29)))])
    const greased = clientHello(
      [0x0a0a, 0x1301],
      [extension(0xfafa), extension(10, vector16(u16(0x1a1a, 29)))],
    )
    expect(ja3(client(greased))).toBe(ja3(client(plain)))
  })
})

describe('JA4', () => {
  test('of a browser is the example of its specification', () => {
    expect(ja4(client(chrome()), 't')).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1')
  })

  test('says how the hello travelled, and whether it names a server', () => {
    const hello = client(CLIENT_HELLO.subarray(HEADERS))
    expect(ja4(hello, 't')).toBe('t13d030900_55b375c5d22e_59cd3dafc54d')
    expect(ja4(client(clientHello([0x1301], [])), 'q')).toBe('q12i010000_0f2cb44170f4_000000000000')
    expect(ja4(client(clientHello([], [])), 'd')).toBe('d12i000000_000000000000_000000000000')
  })

  test.each([
    ['', '00'],
    ['h', 'hh'],
    ['http/1.1', 'h1'],
    ['\u00ab', 'ab'],
    ['\u00ab\u00cd', 'ad'],
    ['0\u00ab', '3b'],
    ['h2-', '6d'],
  ])('protocol %j is written as %s', (name, written) => {
    const protocols = name === '' ? extension(16) : alpn(Buffer.from(name, 'latin1'))
    expect(ja4(client(chrome(protocols)), 't').slice(8, 10)).toBe(written)
  })

  test('counts end at 99', () => {
    const ciphers = Array.from({ length: 120 }, (_, i) => 0xc100 + i)
    const types = ciphers.map((type) => extension(type))
    expect(ja4(client(clientHello(ciphers, types)), 't').slice(0, 10)).toBe('t12i999900')
  })

  test.each([
    [0x0300, 's3'],
    [0x0301, '10'],
    [0x0302, '11'],
    [0xfeff, 'd1'],
    [0xfefd, 'd2'],
    [0x0305, '00'],
  ])('version %d is %s', (version, written) => {
    expect(ja4(client(clientHello([1], [], version)), 't').slice(1, 3)).toBe(written)
  })
})

test('a hello whose extensions end early keeps what stood before', () => {
  const whole = clientHello([0x1301], [serverName('a.example'), SIGNATURES])
  const hello = client(whole.subarray(0, whole.length - 3))
  expect([hello.ciphers, hello.unreadable]).toEqual([[0x1301], true])
})

test('an extension that lies about its length hides nobody else', () => {
  const hello = client(
    clientHello([0x1301], [extension(10, fromHex('00ff001d')), serverName('a.example')]),
  )
  expect([hello.sni, hello.groups, hello.unreadable]).toEqual(['a.example', [], true])
})
