/** HTTP/1 exchanges as records: RFC 9110, RFC 9112. */
import { describe, expect, it } from 'vitest'
import type { HttpRecord } from '../../../../workers/model/app-records'
import { analyse, captureOf } from '../../../support/analyse'
import { TcpScript } from '../../../support/tcp-script'

/** What client and server say in turn, the client first; a millisecond apart. */
async function recordsOf(...said: string[]): Promise<HttpRecord[]> {
  const script = new TcpScript({ serverPort: 8000 }).handshake()
  said.forEach((data, turn) => {
    if (data === '') return
    if (turn % 2 === 0) script.client({ flags: 'PA', data })
    else script.server({ flags: 'PA', data })
  })
  script.client({ flags: 'FA' })
  script.server({ flags: 'FA' })
  const { captures } = await analyse(captureOf(script.frames))
  return captures[0]?.applications.http ?? []
}

const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: a.example\r\n\r\n`
const ok = (body: string) =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`

describe('an HTTP record', () => {
  it('holds a request and its response', async () => {
    const request =
      'POST /form?a=b HTTP/1.1\r\nHost: a.example:8000\r\nUser-Agent:  curl/8 \r\nContent-Length: 3\r\n\r\nabc'
    const signed = ok('hello').replace('\r\n', '\r\nServer: nginx/1.25 \r\nVia: 1.1 edge\r\n')
    expect(await recordsOf(request, signed)).toEqual([
      {
        frame: 4,
        time: 3e6,
        stream: 0,
        transport: 'tcp',
        src: '10.0.0.1',
        srcPort: 40_000,
        dst: '10.0.0.2',
        dstPort: 8000,
        version: 'HTTP/1.1',
        method: 'POST',
        host: 'a.example:8000',
        target: '/form?a=b',
        userAgent: 'curl/8',
        status: 200,
        contentType: 'text/plain',
        server: 'nginx/1.25',
        via: '1.1 edge',
        requestOctets: 3,
        responseOctets: 5,
        responseFrame: 5,
        latency: 1e6,
      },
    ])
  })

  it('pairs pipelined requests in order', async () => {
    const records = await recordsOf(get('/1') + get('/2'), ok('one') + ok('three'))
    expect(records.map(({ target, responseOctets }) => [target, responseOctets])).toEqual([
      ['/1', 3],
      ['/2', 5],
    ])
  })

  it('knows which responses have no body', async () => {
    const head = 'HEAD /1 HTTP/1.1\r\nHost: a\r\n\r\n'
    const cached = 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n'
    const bodyless = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'
    const records = await recordsOf(head, bodyless, get('/2'), cached, get('/3'), ok('xyz'))
    expect(records.map(({ status, responseOctets }) => [status, responseOctets])).toEqual([
      [200, 0],
      [304, 0],
      [200, 3],
    ])
  })

  it('counts octets of chunks without their framing', async () => {
    const chunks =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x\r\n0123456789\r\n'
    const [record] = await recordsOf(get('/'), chunks, '', '0\r\nTrailer: x\r\n\r\n')
    expect(record?.responseOctets).toBe(13)
  })

  it('ends a body of unknown length with the connection', async () => {
    const [record] = await recordsOf(get('/'), 'HTTP/1.0 200 OK\r\n\r\nabc', '', 'defg')
    expect(record?.responseOctets).toBe(7)
    expect(record?.version).toBe('HTTP/1.1')
  })

  it('passes interim responses over', async () => {
    const records = await recordsOf(get('/'), `HTTP/1.1 103 Early Hints\r\n\r\n${ok('')}`)
    expect(records.map(({ status }) => status)).toEqual([200])
  })

  it('says what was not answered', async () => {
    const [record, more] = await recordsOf(get('/slow'))
    expect(more).toBeUndefined()
    expect(record).toMatchObject({ target: '/slow', status: 0, responseFrame: 0, latency: -1 })
  })

  it('says what was answered before the capture began to listen', async () => {
    const [record] = await recordsOf('', ok('hello'))
    expect(record).toMatchObject({ method: '', status: 200, src: '10.0.0.1', dst: '10.0.0.2' })
  })

  it('is no record of something else', async () => {
    expect(await recordsOf('GET lost\r\n', 'hello\r\n')).toEqual([])
    expect(await recordsOf('OPTIONS rtsp://a RTSP/1.0\r\n\r\n', 'RTSP/1.0 200 OK\r\n\r\n')).toEqual(
      [],
    )
  })
})
