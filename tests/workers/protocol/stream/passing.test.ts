/** Octets in the midst of bodies and records, which nobody has to see. */
import { describe, expect, it } from 'vitest'
import { Conversation, type Said } from '../conversation'

const GET: Said = ['client', 'GET /file HTTP/1.1\r\nHost: a\r\n\r\n']
const head = (length: string): Said => ['server', `HTTP/1.1 200 OK\r\n${length}\r\n\r\n`]
const SIZED = head('Content-Length: 1000')
const hundreds = (count: number, who: Said[0] = 'server'): Said[] =>
  Array.from({ length: count }, () => [who, 'x'.repeat(100)])

const record = (conversation: Conversation) => conversation.tally.result().http[0]

describe('octets that nobody has to see', () => {
  it('are counted as those of a body', () => {
    const talk = new Conversation().talk(80, [GET, SIZED, ...hundreds(10)])
    expect(record(talk)?.responseOctets).toBe(1000)
    // Wireshark shows the request, and the response where it ends.
    expect(talk.frames('http')).toBe(2)
    expect(talk.passed).toBe(9)
  })

  it('are counted when the body ends with the connection', () => {
    const talk = new Conversation().talk(80, [GET, head('Server: a'), ...hundreds(7)]).finish()
    expect(record(talk)?.responseOctets).toBe(700)
  })

  it('are counted within a chunk', () => {
    const chunked: Said[] = [head('Transfer-Encoding: chunked'), ['server', '3e8\r\n']]
    const rest: Said = ['server', '\r\n0\r\n\r\n']
    const talk = new Conversation().talk(80, [GET, ...chunked, ...hundreds(10), rest])
    expect(record(talk)?.responseOctets).toBe(1000)
    expect(talk.frames('http')).toBe(2)
  })

  it('are counted when the capture ends in the midst of a body', () => {
    const talk = new Conversation().talk(80, [GET, SIZED, ...hundreds(6)]).finish()
    expect(record(talk)?.responseOctets).toBe(600)
    expect(talk.frames('http')).toBe(1)
  })

  it('are all shown in a request, whose last frame is told', () => {
    const post: Said = ['client', 'POST /file HTTP/1.1\r\nContent-Length: 1000\r\n\r\n']
    const talk = new Conversation().talk(80, [post, ...hundreds(10, 'client')])
    expect(talk.passed).toBe(0)
  })

  it('are not passed over when the snaplen cut them', () => {
    const cut = hundreds(10).map(([who, words]): Said => [who, words, 40])
    const talk = new Conversation().talk(80, [GET, SIZED, ...cut])
    expect(talk.passed).toBe(0)
    expect(record(talk)?.responseOctets).toBe(1000)
  })

  it('stand within a record of TLS', () => {
    const data = Uint8Array.from({ length: 1005 }, () => 7)
    data.set([23, 3, 3, 1000 >> 8, 1000 & 255])
    const parts = Array.from({ length: 11 }, (_, i): Said => {
      return ['server', data.slice(i * 100, (i + 1) * 100)]
    })
    const talk = new Conversation().talk(443, [...parts, ...parts])
    // Where a record begins, and where it ends.
    expect(talk.frames('tls')).toBe(4)
    expect(talk.passed).toBe(18)
  })
})
