/** Files and secrets out of real conversations; expected hashes are those of `sha256sum` and `md5sum`. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { BodyAnswer, CarvedBody } from '../../../workers/model/objects'
import { only } from '../../support/analyse'
import { TcpScript, type ScriptSpec } from '../../support/tcp-script'
import { deskWith } from './views'

const PAGE = '<html><body>' + 'the quick brown fox '.repeat(200) + '</body></html>'
const latin1 = (octets: Uint8Array) => Buffer.from(octets).toString('latin1')
const bytes = (...parts: (string | Uint8Array)[]) =>
  Uint8Array.from(parts.flatMap((part) => [...Buffer.from(part)]))

/** `of`: what the server sends, a segment each; then it closes. */
function talk(request: string, of: readonly Uint8Array[], spec: ScriptSpec = {}): TcpScript {
  const script = new TcpScript(spec).handshake()
  script.client({ flags: 'PA', data: request })
  for (const data of of) script.server({ flags: 'PA', data })
  script.client({ flags: 'A' })
  return script
}

/** In pieces of `size` octets. */
function cut(octets: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(octets.length / size)
  return Array.from({ length: count }, (_, i) => octets.subarray(i * size, (i + 1) * size))
}

function bodyOf(answer: BodyAnswer): CarvedBody {
  if (answer.kind === 'absent') throw new Error(answer.message)
  return answer.body
}

const GET = 'GET /a/page.html?x=1 HTTP/1.1\r\nHost: a.example\r\n\r\n'

describe('the body of an HTTP response', () => {
  it('is unpacked from chunks and gzip, and hashed', async () => {
    const packed = gzipSync(PAGE)
    const [a, b] = [packed.subarray(0, 20), packed.subarray(20)]
    const size = (part: Uint8Array) => `${part.length.toString(16)}\r\n`
    const response = bytes(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n',
      'Transfer-Encoding: chunked\r\n\r\n',
      ...[size(a), a, '\r\n', size(b), b, '\r\n0\r\n\r\n'],
    )
    const { desk, id } = await deskWith(talk(GET, cut(response, 37)).frames)
    const object = only((await desk.httpObjects(id)).rows)
    expect(object).toMatchObject({ method: 'GET', url: 'a.example/a/page.html?x=1', plain: true })
    const body = bodyOf(await desk.body(id, object, 'response'))
    expect(latin1(body.octets)).toBe(PAGE)
    expect(body).toMatchObject({
      name: 'frame-4-page_html.txt',
      looksLike: 'HTML text',
      contentType: 'text/html',
      sha256: '85816180f5252fd52b6c8d946634c1aa1f5a7111cec968cd65809badcadf5361',
      md5: '5f21f37a2ed6da9aeee706ac6ccbb484',
      decoded: ['chunked', 'gzip'],
      ...{ undecoded: '', missing: 0, cut: false },
    })
  })

  it('is put in order, each octet once, and says what is missing', async () => {
    const content = bytes('A'.repeat(100), 'B'.repeat(100), 'C'.repeat(100), 'D'.repeat(100))
    const head = `HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n`
    const script = talk(GET, [
      bytes(head, content.subarray(0, 100)),
      ...cut(content.subarray(100), 100),
    ])
    const [, , , , , second, third, fourth] = script.frames
    const swapped = script.frames.map((frame) => {
      if (frame === second && third) return { ...third, time: second.time }
      if (frame === third && second) return { ...second, time: third.time }
      return frame
    })
    const whole = await deskWith(swapped)
    const object = only((await whole.desk.httpObjects(whole.id)).rows)
    const body = bodyOf(await whole.desk.body(whole.id, object, 'response'))
    expect(latin1(body.octets)).toBe(latin1(content))
    expect(body.missing).toBe(0)
    const holed = await deskWith(
      script.frames.filter((frame) => frame !== third && frame !== fourth),
    )
    const left = only((await holed.desk.httpObjects(holed.id)).rows)
    const part = bodyOf(await holed.desk.body(holed.id, left, 'response'))
    expect(latin1(part.octets)).toBe('A'.repeat(100) + 'B'.repeat(100))
    expect(part.cut).toBe(true)
    const gap = await deskWith(script.frames.filter((frame) => frame !== third))
    const object2 = only((await gap.desk.httpObjects(gap.id)).rows)
    const zeros = bodyOf(await gap.desk.body(gap.id, object2, 'response'))
    const shown = latin1(zeros.octets).replaceAll('\0', '.')
    expect(shown).toBe(latin1(content).replaceAll('C', '.'))
    expect(zeros.missing).toBe(100)
  })

  it('is the one of its own request among requests in a row, and none for HEAD', async () => {
    const script = new TcpScript().handshake()
    const ask = (method: string, path: string) =>
      script.client({ flags: 'PA', data: `${method} ${path} HTTP/1.1\r\nHost: a\r\n\r\n` })
    ask('GET', '/1')
    ask('HEAD', '/2')
    ask('GET', '/3')
    const answer = (body: string, length = body.length) =>
      script.server({
        flags: 'PA',
        data: `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${body}`,
      })
    answer('one')
    answer('', 3)
    answer('three')
    const { desk, id } = await deskWith(script.frames)
    const { rows } = await desk.httpObjects(id)
    const texts = await Promise.all(
      rows.map(async (row) => latin1(bodyOf(await desk.body(id, row, 'response')).octets)),
    )
    expect(rows.map(({ url }) => url)).toEqual(['a/1', 'a/2', 'a/3'])
    expect(texts).toEqual(['one', '', 'three'])
  })

  it('is what was uploaded, on the side of the request', async () => {
    const upload = 'POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello'
    const ok = bytes('HTTP/1.1 204 No Content\r\n\r\n')
    const { desk, id } = await deskWith(talk(upload, [ok]).frames)
    const body = await desk.body(id, only((await desk.httpObjects(id)).rows), 'request')
    expect(latin1(bodyOf(body).octets)).toBe('hello')
  })

  it('never bears the name or ending that the other side chose', async () => {
    const program = bytes('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nMZ\x00\x01')
    const request = 'GET /..%2f/evil\u202efdp.exe HTTP/1.1\r\nHost: a\r\n\r\n'
    const { desk, id } = await deskWith(talk(request, [program]).frames)
    const body = bodyOf(await desk.body(id, only((await desk.httpObjects(id)).rows), 'response'))
    expect(body.name).toMatch(/^frame-4-[A-Za-z0-9_-]+\.bin$/)
    expect(body.looksLike).toBe('Windows program')
  })
})

describe('a secret', () => {
  it.each([
    [
      'http',
      80,
      ['GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YWxpY2U6czNj\r\n\r\n'],
      'alice',
      's3c',
    ],
    ['ftp', 21, ['USER bob\r\n', 'PASS hunter2\r\n'], 'bob', 'hunter2'],
    ['pop', 110, ['USER bob\r\n', 'PASS a b\r\n'], 'bob', 'a b'],
    ['imap', 143, ['a1 LOGIN carol "pa\\"ss"\r\n'], 'carol', 'pa"ss'],
    ['smtp', 25, ['EHLO x\r\n', 'AUTH PLAIN AGRhdmUAb3Blbg==\r\n'], 'dave', 'open'],
  ])(
    'of %s is masked in the list, and read again when asked for',
    async (protocol, serverPort, lines, user, secret) => {
      const script = new TcpScript({ serverPort }).handshake()
      script.server({ flags: 'PA', data: protocol === 'http' ? '' : '220 hello\r\n' })
      for (const data of lines) script.client({ flags: 'PA', data })
      script.server({ flags: 'A' })
      const { desk, id } = await deskWith(script.frames)
      const credential = only((await desk.credentials(id)).rows)
      expect(credential).toMatchObject({ protocol, text: `user ${user}, password ********` })
      expect(await desk.secret(id, credential)).toEqual({ kind: 'secret', secret })
      expect(await desk.document(id)).not.toContain(secret === 's3c' ? 'YWxpY2U6czNj' : secret)
    },
  )
})
