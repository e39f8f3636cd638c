/** Which frames show HTTP, and what of it is counted: held against tshark 4.0.17. */
import { describe, expect, it } from 'vitest'
import type { CapturedFrame } from '../../../../workers/forge/capture-writer'
import { captureOf } from '../../../support/analyse'
import { ourHttpCounts, tsharkHttpCounts } from '../../../support/http-counts'
import { type Segment, TcpScript } from '../../../support/tcp-script'
import { hasTshark } from '../../forge/tshark'

const GET = 'GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n'
const HEAD = 'HEAD /b HTTP/1.1\r\nHost: b.example\r\n\r\n'
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'
const HELLO = `${OK}hello`
const UNTIL_FIN = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nabc'
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
const POST = 'POST /c HTTP/1.1\r\nHost: c.example\r\nContent-Length: 6\r\n\r\n'
const UPGRADE = 'Upgrade: websocket\r\nConnection: Upgrade\r\n'

type Said = [side: 'c' | 's', data: string, more?: Segment]

function talk(serverPort: number, said: readonly Said[], number = 0): CapturedFrame[] {
  const script = new TcpScript({ serverPort, clientPort: 40_000 + number }).handshake()
  for (const [side, data, more] of said) {
    const segment = { flags: 'PA', data, ...more }
    if (side === 'c') script.client(segment)
    else script.server(segment)
  }
  return script.frames
}

const TALKS: Record<string, Said[]> = {
  'a request and its response': [
    ['c', GET],
    ['s', HELLO],
  ],
  'a body in several segments': [
    ['c', GET],
    ['s', OK],
    ['s', 'hel'],
    ['s', 'lo'],
  ],
  'a header in several segments': [
    ['c', GET.slice(0, 17)],
    ['c', GET.slice(17)],
    ['s', OK.slice(0, 8)],
    ['s', `${OK.slice(8)}hello`],
  ],
  'several messages in one segment': [
    ['c', GET + GET],
    ['s', HELLO + HELLO],
  ],
  'a message that ends where the next begins': [
    ['c', GET + GET.slice(0, 9)],
    ['c', GET.slice(9)],
  ],
  'a body that ends with the connection': [
    ['c', GET],
    ['s', UNTIL_FIN],
    ['s', 'def'],
    ['s', 'ghi', { flags: 'FPA' }],
  ],
  'an empty FIN behind such a body': [
    ['c', GET],
    ['s', UNTIL_FIN],
    ['s', '', { flags: 'FA' }],
  ],
  'a reset instead of the FIN': [
    ['c', GET],
    ['s', UNTIL_FIN],
    ['s', '', { flags: 'RA' }],
  ],
  'a body cut short by the FIN': [
    ['c', GET],
    ['s', `${OK}he`],
    ['s', 'l', { flags: 'FPA' }],
  ],
  chunks: [
    ['c', GET],
    ['s', `${CHUNKED}3\r\nabc\r\n`],
    ['s', '5;x=y\r\nabcde\r\n'],
    ['s', '0\r\n\r\n'],
  ],
  'chunks with a trailer, and what follows': [
    ['c', GET + GET],
    ['s', `${CHUNKED}3\r\nabc\r\n`],
    ['s', `0\r\nA: b\r\n\r\n${HELLO}`],
  ],
  'a broken chunk': [
    ['c', GET],
    ['s', `${CHUNKED}zz\r\nabc\r\n`],
    ['s', HELLO],
  ],
  'no body behind HEAD, 304 and 204': [
    ['c', HEAD],
    ['s', OK],
    ['c', GET],
    ['s', 'HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n'],
    ['c', GET],
    ['s', `HTTP/1.1 204 No\r\n\r\n`],
    ['c', GET],
    ['s', HELLO],
  ],
  'an interim response': [
    ['c', POST],
    ['s', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['c', 'abcdef'],
    ['s', HELLO],
  ],
  'octets that belong to no message': [
    ['s', 'before\n'],
    ['c', GET],
    ['s', 'behind\n'],
    ['s', 'no line end'],
    ['s', ' yet\n'],
    ['s', HELLO],
  ],
  'a method that nobody knows': [
    ['c', GET.replace('GET', 'FOO')],
    ['c', GET],
    ['c', GET.replace('GET', 'FOO')],
  ],
  'two hosts, none, and an empty one': [
    ['c', 'GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n'],
    ['c', 'GET / HTTP/1.0\r\n\r\n'],
    ['c', 'GET / HTTP/1.1\r\nHost: \r\n\r\n'],
  ],
  'lines that end with LF alone': [
    ['c', GET.replaceAll('\r', '')],
    ['s', HELLO.replaceAll('\r', '')],
  ],
  'a WebSocket': [
    ['c', `GET /w HTTP/1.1\r\nHost: w\r\n${UPGRADE}\r\n`],
    ['s', `HTTP/1.1 101 Switching\r\n${UPGRADE}\r\n`],
    ['c', '\x81\x85\x01\x02\x03\x04aaaaa'],
    ['s', '\x81'],
    ['s', '\x03abc'],
  ],
  'a proxy': [
    ['c', 'CONNECT a:9999 HTTP/1.1\r\nHost: a:9999\r\n\r\n'],
    ['s', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['c', '\x01\x02\x03'],
  ],
  'a repeated request': [
    ['c', GET],
    ['c', GET, { seq: 1 }],
    ['s', HELLO],
  ],
  'fast repetitions of what was read': [
    ['c', GET],
    ['s', HELLO],
    ['c', '', { flags: 'A', ack: 1 }],
    ['c', '', { flags: 'A', ack: 1 }],
    ['c', '', { flags: 'A', ack: 1 }],
    ['s', HELLO, { seq: 1 }],
  ],
  'a lost segment of a body': [
    ['c', GET],
    ['s', `${OK}h`],
    ['s', 'o', { seq: OK.length + 5 }],
    ['s', HELLO],
  ],
  'a body whose segments changed places': [
    ['c', GET],
    ['s', `${OK}h`],
    ['s', 'lo', { seq: OK.length + 4 }],
    ['s', 'el', { seq: OK.length + 2 }],
    ['s', HELLO, { seq: HELLO.length + 1 }],
  ],
  'RPC over HTTP': [
    [
      'c',
      GET.replace('GET', 'RPC_IN_DATA').replace('\r\n\r\n', '\r\nContent-Length: 131072\r\n\r\n'),
    ],
  ],
}

describe.skipIf(!hasTshark).each([80, 12_345])('HTTP at port %i', (port) => {
  const talks = Object.values(TALKS).map((said, number) => talk(port, said, number))
  const theirs = tsharkHttpCounts(captureOf(talks.flat()))

  it.each([...Object.keys(TALKS).entries()])('counts as tshark: %i %s', async (number) => {
    const ours = await ourHttpCounts(captureOf(talks[number] ?? []))
    expect(ours).toEqual(theirs[number])
  })
})

describe.skipIf(!hasTshark)('messages that the snaplen cut', () => {
  const snaplens = [54, 60, 75, 90, 91, 96]
  const talks = snaplens.map((snaplen, number) =>
    talk(
      80,
      [
        ['c', GET],
        ['s', HELLO],
        ['c', GET],
        ['s', HELLO],
      ],
      number,
    ).map((frame) => {
      const { time, octets } = frame
      return { time, octets: octets.slice(0, snaplen), origLen: octets.length }
    }),
  )
  const theirs = tsharkHttpCounts(captureOf(talks.flat()))

  it.each(snaplens)('count as tshark: %i octets', async (snaplen) => {
    const number = snaplens.indexOf(snaplen)
    expect(await ourHttpCounts(captureOf(talks[number] ?? []))).toEqual(theirs[number])
  })
})
