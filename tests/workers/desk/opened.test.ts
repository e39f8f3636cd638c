/**
 * What was said inside of TLS, and bodies in it and in HTTP/2. The connections are those of Node's own
 * client and server; expected hashes are those of `sha256sum`.
 */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readOctets } from '../../../workers/capture/read-octets'
import type { Desk } from '../../../workers/desk/library'
import type { BodyAnswer, CarvedBody } from '../../../workers/model/objects'
import type { OpenTls } from '../../../workers/api/flows'
import { openSaid } from '../../../workers/pipeline/open-said'
import { packLists } from '../../../workers/pipeline/pack-lists'
import { analyse, captureOf, fileOf, only } from '../../support/analyse'
import { TcpScript, type TimedFrame } from '../../support/tcp-script'
import { recordTls, type Recorded, type TlsWish } from '../../support/tls-handshake'
import { newDesk } from './desk'
import { firstOf, had } from './flow-desk'

const PAGE = 'the quick brown fox '.repeat(2000)
const PAGE_SHA256 = 'c3148191623d9340e17d79291ed77c5e34f6b0ab90a8fc364cc4053f15208356'
const latin1 = (octets: Uint8Array) => Buffer.from(octets).toString('latin1')
const octets = (...parts: (string | Uint8Array | number)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))),
  )

const REQUEST =
  'POST /upload/form.txt HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n\r\na=b&c'
const RESPONSE = octets(
  `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n`,
  `Content-Length: ${String(gzipSync(PAGE).length)}\r\n\r\n`,
  gzipSync(PAGE),
)

const frame = (type: number, flags: number, stream: number, payload: Uint8Array | string = '') =>
  octets(0, payload.length >> 8, payload.length & 255, type, flags, 0, 0, 0, stream, payload)

/** GET https://ab.cd/ of two streams: by static indexes, and one literal that the second refers to. */
const H2_REQUEST = octets(
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  frame(4, 0, 0),
  frame(1, 5, 1, octets(0x82, 0x87, 0x84, 0x41, 5, 'ab.cd')),
  frame(1, 5, 3, octets(0x82, 0x87, 0x85, 0xbe)),
)
/** Frames of both bodies in turn, one of them padded by three octets; then trailers. */
const H2_RESPONSE = octets(
  frame(4, 0, 0),
  frame(1, 4, 1, octets(0x88)),
  // content-type: text/plain, RFC 7541 appendix A
  frame(1, 4, 3, octets(0x88, 0x5f, 10, 'text/plain')),
  frame(0, 0, 3, 'second '),
  frame(0, 8, 1, octets(3, 'first', 0, 0, 0)),
  frame(0, 0, 3, 'body'),
  frame(0, 1, 1, ' body'),
  frame(1, 5, 3, octets(0x00, 1, 'x', 1, 'y')),
)

/** As segments behind a handshake of TCP. */
function captured(flights: readonly { client: boolean; octets: Uint8Array }[]): TimedFrame[] {
  const script = new TcpScript({ serverPort: 443 }).handshake()
  for (const { client, octets: all } of flights) {
    for (let at = 0; at < all.length; at += 1400) {
      const data = all.subarray(at, at + 1400)
      if (client) script.client({ flags: 'PA', data })
      else script.server({ flags: 'PA', data })
    }
  }
  script.client()
  return script.frames
}

interface Case {
  desk: Desk
  id: string
}

async function caseOf(frames: readonly TimedFrame[], keyLog = ''): Promise<Case> {
  const file = fileOf(captureOf(frames))
  const others = keyLog === '' ? [] : [new File([keyLog], 'keys.log')]
  const { result, lists } = packLists(await analyse(file, ...others))
  const desk = newDesk({ readOctets })
  const { id } = await desk.save(result, lists, [file])
  return { desk, id }
}

const tlsCase = ({ flights, keyLog }: Recorded) => caseOf(captured(flights), keyLog)

const wish = (version: TlsWish['version'], talk: TlsWish['talk'], alpn: string[]): TlsWish => ({
  ...{ version, talk, alpn },
  cipher: version === 'TLSv1.3' ? 'TLS_AES_128_GCM_SHA256' : 'ECDHE-ECDSA-AES128-GCM-SHA256',
})

const open: OpenTls = (...said) => Promise.resolve(openSaid(...said))

function bodyOf(answer: BodyAnswer): CarvedBody {
  if (answer.kind === 'absent') throw new Error(answer.message)
  return answer.body
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('inside of %s that was opened', (version) => {
  const recorded = recordTls(wish(version, [REQUEST, RESPONSE], ['http/1.1']))

  it('are the bodies of HTTP/1, named, unpacked, hashed', async () => {
    const { desk, id } = await tlsCase(await recorded)
    const object = only((await desk.httpObjects(id)).rows)
    expect(object).toMatchObject({ url: 'a.example/upload/form.txt', plain: false })
    expect(object.reading).toBe('opened')
    const body = bodyOf(await desk.body(id, object, 'response', open))
    expect(latin1(body.octets)).toBe(PAGE)
    expect(body).toMatchObject({
      ...{ sha256: PAGE_SHA256, contentType: 'text/plain', decoded: ['gzip'] },
      ...{ missing: 0, cut: false },
    })
    expect(body.name).toMatch(/^frame-\d+-form_txt\.txt$/)
    expect(latin1(bodyOf(await desk.body(id, object, 'request', open)).octets)).toBe('a=b&c')
  })

  it('is what both sides said', async () => {
    const { desk, id } = await tlsCase(await recorded)
    const [row] = await desk.flowRows(id)
    if (row === undefined) throw new Error('no connection')
    const { parts, done } = had(await desk.flowSaid(id, row, 0, open))
    expect(done).toBe(true)
    expect(parts.map(({ side }) => side)).toEqual([0, 1])
    expect(latin1(firstOf(parts).octets)).toBe(REQUEST)
    const saved = had(await desk.flowSpeech(id, row, 1, open))
    expect(Buffer.from(saved.octets).equals(RESPONSE)).toBe(true)
    const sealed = had(await desk.flowSaid(id, row, 0))
    expect(latin1(firstOf(sealed.parts).octets)).not.toContain('POST')
  })

  it('are the bodies of HTTP/2, each of its own stream', async () => {
    const talk = [H2_REQUEST, H2_RESPONSE]
    const { desk, id } = await tlsCase(await recordTls(wish(version, talk, ['h2'])))
    const { rows } = await desk.httpObjects(id)
    expect(rows.map(({ url, reading }) => [url, reading])).toEqual([
      ['ab.cd/', 'opened'],
      ['ab.cd/index.html', 'opened'],
    ])
    const bodies = await Promise.all(rows.map((row) => desk.body(id, row, 'response', open)))
    expect(bodies.map((body) => latin1(bodyOf(body).octets))).toEqual(['first body', 'second body'])
    expect(bodies.map((body) => bodyOf(body).cut)).toEqual([false, false])
    expect(bodyOf(bodies[1] as BodyAnswer).contentType).toBe('text/plain')
  })
})

it('HTTP/2 in clear gives its bodies, too; one that is cut says so', async () => {
  const talk = (response: Uint8Array) => [
    { client: true, octets: H2_REQUEST },
    { client: false, octets: response },
  ]
  const whole = await caseOf(captured(talk(H2_RESPONSE)))
  const [first] = (await whole.desk.httpObjects(whole.id)).rows
  if (first === undefined) throw new Error('no transaction')
  expect(first.reading).toBe('clear')
  expect(latin1(bodyOf(await whole.desk.body(whole.id, first, 'response', open)).octets)).toBe(
    'first body',
  )
  const short = await caseOf(captured(talk(H2_RESPONSE.subarray(0, -30))))
  const [again] = (await short.desk.httpObjects(short.id)).rows
  if (again === undefined) throw new Error('no transaction')
  expect(bodyOf(await short.desk.body(short.id, again, 'response', open)).cut).toBe(true)
})

it('TLS without secrets gives none', async () => {
  const { flights } = await recordTls(wish('TLSv1.3', [REQUEST, RESPONSE], ['http/1.1']))
  const { desk, id } = await caseOf(captured(flights))
  expect((await desk.httpObjects(id)).rows).toEqual([])
  const answer = await desk.flowSaid(id, { capture: 0, flow: 1 }, 0, open)
  expect(answer.kind === 'absent' && answer.message).toContain('secrets that are not kept')
})
