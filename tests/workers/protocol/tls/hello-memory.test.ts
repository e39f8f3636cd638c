/** A hello that came before must be told as if it were read anew. */
import { describe, expect, test } from 'vitest'
import { ja3, ja3s, ja4 } from '../../../../workers/protocol/tls/fingerprints'
import {
  noClientHello,
  noServerHello,
  readClientHello,
  readServerHello,
} from '../../../../workers/protocol/tls/hello'
import { HelloMemory } from '../../../../workers/protocol/tls/hello-memory'
import { Vector } from '../../../../workers/protocol/tls/vector'
import {
  alpn,
  clientHello,
  extension,
  RETRY_RANDOM,
  serverHello,
  serverName,
  u16,
  vector16,
  vector8,
} from '../../../support/tls-records'

const vector = (body: Uint8Array) => new Vector(body, 'tls.handshake')
const groups = (...numbers: number[]) => extension(10, vector16(u16(...numbers)))
const versions = (...numbers: number[]) => extension(43, vector8(u16(...numbers)))
const protocols = (...names: string[]) => alpn(...names.map((name) => Buffer.from(name)))

function read(body: Uint8Array) {
  const hello = noClientHello()
  readClientHello(vector(body), hello, false)
  return hello
}

/** What the memory says of each, beside what reading it says. */
function expectSame(...bodies: Uint8Array[]): void {
  const memory = new HelloMemory()
  for (const body of [...bodies, ...bodies]) {
    const known = memory.client(vector(body))
    const hello = read(body)
    expect(known?.ja3).toBe(ja3(hello))
    expect(known?.ja4).toBe(ja4(hello, 't'))
    const { sni, alpn: offered, random, version, unreadable } = hello
    expect(known?.hello).toMatchObject({ sni, alpn: offered, random, version, unreadable })
  }
}

describe('a ClientHello', () => {
  test('of the same software to another server has its own name', () => {
    const to = (name: string) => clientHello([0x1301], [serverName(name), groups(29, 23)])
    expectSame(to('a.example'), to('b.example'), to('a.example'))
  })

  test('without a name follows one with a name', () => {
    expectSame(
      clientHello([0x1301], [serverName('a.example')]),
      clientHello([0x1301], []),
      clientHello([0x1301], [extension(0)]),
    )
  })

  test('differs in each of the lists that fingerprints are made of', () => {
    expectSame(
      clientHello([0x1301, 0x1302], [groups(29)]),
      clientHello([0x1302, 0x1301], [groups(29)]),
      clientHello([0x1301, 0x1302], [groups(23)]),
      clientHello([0x1301, 0x1302], [groups(29), extension(5)]),
      clientHello([0x1301, 0x1302], [extension(5), groups(29)]),
      clientHello([0x1301, 0x1302], [groups(29), versions(0x0304)]),
      clientHello([0x1301, 0x1302], [groups(29), versions(0x0303)]),
      clientHello([0x1301, 0x1302], [groups(29), extension(13, vector16(u16(0x0403)))]),
      clientHello([0x1301, 0x1302], [groups(29), extension(13, vector16(u16(0x0804)))]),
      clientHello([0x1301, 0x1302], [groups(29), extension(11, vector8(Uint8Array.of(0)))]),
      clientHello([0x1301, 0x1302], [groups(29), extension(11, vector8(Uint8Array.of(1)))]),
      clientHello([0x1301, 0x1302], [groups(29), protocols('h2')]),
      clientHello([0x1301, 0x1302], [groups(29), protocols('http/1.1')]),
      clientHello([0x1301, 0x1302], [groups(29)], 0x0301),
    )
  })

  test('differs in GREASE only: the fingerprints are the same', () => {
    const greased = (value: number) =>
      clientHello([value, 0x1301], [extension(value), groups(value, 29), versions(value, 0x0304)])
    const memory = new HelloMemory()
    const first = memory.client(vector(greased(0x0a0a)))
    const second = memory.client(vector(greased(0xfafa)))
    expect([second?.ja3, second?.ja4]).toEqual([first?.ja3, first?.ja4])
    expect(second?.ja3).toBe(ja3(read(greased(0xfafa))))
  })

  test('with a list that lies about its length is told as such each time', () => {
    expectSame(clientHello([0x1301], [extension(10, u16(0x00ff, 0x001d)), serverName('a.example')]))
  })

  test('that is cut anywhere is left to others', () => {
    const whole = clientHello([0x1301], [serverName('a.example'), groups(29)])
    const memory = new HelloMemory()
    const withoutExtensions = 2 + 32 + 1 + 2 + 2 + 2
    for (let length = 0; length < whole.length; length++) {
      const known = memory.client(vector(whole.subarray(0, length)))
      expect(known !== null, String(length)).toBe(length === withoutExtensions)
    }
  })
})

describe('a ServerHello', () => {
  test('is a request for another hello by its random alone', () => {
    const memory = new HelloMemory()
    const chosen = [extension(43, u16(0x0304))]
    const bodies = [serverHello(0x1301, chosen), serverHello(0x1301, chosen, RETRY_RANDOM)]
    expect(bodies.map((body) => memory.server(vector(body))?.hello.retry)).toEqual([false, true])
  })

  test('is what reading it says', () => {
    const memory = new HelloMemory()
    const bodies = [
      serverHello(0x1301, [extension(43, u16(0x0304))]),
      serverHello(0x1302, [extension(43, u16(0x0304))]),
      serverHello(0xc02f, [protocols('h2')]),
      serverHello(0xc02f, [protocols('http/1.1'), extension(0)]),
      serverHello(0xc02f, []),
    ]
    for (const body of [...bodies, ...bodies]) {
      const hello = noServerHello()
      readServerHello(vector(body), hello)
      expect(memory.server(vector(body))).toEqual({ hello, ja3s: ja3s(hello) })
    }
  })
})
