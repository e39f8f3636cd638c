/** HTTP/2 connections, with prior knowledge and behind an upgrade: RFC 9113. */
import { describe, expect, it } from 'vitest'
import { analyse, captureOf } from '../../../support/analyse'
import { ourHttpCounts, tsharkHttpCounts } from '../../../support/http-counts'
import { TcpScript } from '../../../support/tcp-script'
import { hasTshark } from '../../forge/tshark'

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'

const letters = (...codes: number[]) => String.fromCharCode(...codes)

function frame(type: number, flags: number, stream: number, payload = ''): string {
  const { length } = payload
  return letters(0, length >> 8, length & 255, type, flags, 0, 0, 0, stream) + payload
}

const SETTINGS = frame(4, 0, 0)
/** GET http://ab.cd/, by static indexes and one literal. */
const BLOCK = `${letters(0x82, 0x86, 0x84, 0x41, 5)}ab.cd`
const REQUEST = frame(1, 5, 1, BLOCK)
const RESPONSE = frame(1, 4, 1, letters(0x88)) + frame(0, 1, 1, 'hello')
const UPGRADE = 'Connection: Upgrade\r\nUpgrade: h2c\r\n'

type Said = [side: 'c' | 's', data: string]

function talk(serverPort: number, said: readonly Said[]) {
  const script = new TcpScript({ serverPort }).handshake()
  for (const [side, data] of said) {
    if (side === 'c') script.client({ flags: 'PA', data })
    else script.server({ flags: 'PA', data })
  }
  return captureOf(script.frames)
}

const httpOf = async (octets: ReturnType<typeof talk>) =>
  (await analyse(octets)).captures[0]?.applications.http ?? []

describe('an HTTP/2 record', () => {
  it('holds a request and its response', async () => {
    const said: Said[] = [
      ['c', PREFACE + SETTINGS + REQUEST],
      ['s', SETTINGS + RESPONSE],
    ]
    expect(await httpOf(talk(50_051, said))).toMatchObject([
      {
        frame: 4,
        src: '10.0.0.1',
        version: 'HTTP/2',
        method: 'GET',
        host: 'ab.cd',
        target: '/',
        status: 200,
        requestOctets: 0,
        responseOctets: 5,
        responseFrame: 5,
        latency: 1e6,
      },
    ])
  })

  it('is made of a block in several frames, with padding and priority', async () => {
    const padded = `${letters(2, 0, 0, 0, 0, 16)}${BLOCK.slice(0, 3)}${letters(0, 0)}`
    const request = frame(1, 0x29, 1, padded) + frame(9, 4, 1, BLOCK.slice(3))
    const said: Said[] = [
      ['c', PREFACE + SETTINGS + request],
      ['s', SETTINGS + RESPONSE],
    ]
    expect(await httpOf(talk(80, said))).toMatchObject([{ host: 'ab.cd', status: 200 }])
  })

  it('does not depend on how segments cut the frames', async () => {
    const client = Array.from(PREFACE + SETTINGS + REQUEST, (letter): Said => ['c', letter])
    const server = Array.from(SETTINGS + RESPONSE, (letter): Said => ['s', letter])
    expect(await httpOf(talk(80, [...client, ...server]))).toMatchObject([
      { host: 'ab.cd', status: 200, responseOctets: 5 },
    ])
  })

  it('ends with a reset of its stream', async () => {
    const reset = frame(3, 0, 1, letters(0, 0, 0, 8))
    const said: Said[] = [
      ['c', PREFACE + SETTINGS + REQUEST],
      ['c', reset],
      ['s', RESPONSE],
    ]
    expect(await httpOf(talk(80, said))).toMatchObject([{ method: 'GET', status: 0 }])
  })

  it('is not made of padding longer than the frame', async () => {
    const broken = frame(1, 0xd, 1, letters(200) + BLOCK)
    const { captures } = await analyse(talk(80, [['c', PREFACE + SETTINGS + broken]]))
    expect(captures[0]?.applications.http).toEqual([])
    expect(captures[0]?.counts['malformed_frames']).toBe(1)
  })
})

const TALKS: Record<string, { port: number; said: Said[] }> = {
  'prior knowledge, where HTTP is expected': {
    port: 8080,
    said: [
      ['c', PREFACE + SETTINGS],
      ['s', SETTINGS],
      ['c', REQUEST],
      ['s', RESPONSE],
    ],
  },
  'prior knowledge, anywhere else': {
    port: 50_051,
    said: [
      ['c', PREFACE + SETTINGS],
      ['s', SETTINGS],
      ['c', REQUEST],
      ['s', RESPONSE],
    ],
  },
  'an upgrade': {
    port: 80,
    said: [
      ['c', `GET / HTTP/1.1\r\nHost: ab.cd\r\n${UPGRADE}\r\n`],
      ['s', `HTTP/1.1 101 Switching Protocols\r\n${UPGRADE}\r\n`],
      ['s', SETTINGS],
      ['c', PREFACE + SETTINGS],
      ['s', RESPONSE],
    ],
  },
  'a body in several segments': {
    port: 80,
    said: [
      ['c', PREFACE + SETTINGS + REQUEST],
      ['s', SETTINGS + RESPONSE.slice(0, 20)],
      ['s', RESPONSE.slice(20, 22)],
      ['s', RESPONSE.slice(22)],
    ],
  },
}

describe.skipIf(!hasTshark)('HTTP/2', () => {
  it.each(Object.entries(TALKS))('counts as tshark: %s', async (_, { port, said }) => {
    const octets = talk(port, said)
    expect([await ourHttpCounts(octets)]).toEqual(tsharkHttpCounts(octets))
  })
})
