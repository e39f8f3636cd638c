/** SIP over UDP and TCP, the media that SDP announces, and the RTP that follows. */
import { describe, expect, it } from 'vitest'
import { hex, join, text, u16, u8 } from '../../../workers/forge/fields'
import { conversation, cutEverywhere, inOctets } from './conversation'
import { hear, snaplenFaults } from './recorder'

const HEADERS = 'From: <sip:a@lab>\r\nt: <sip:b@lab>\r\nCall-ID: 77@lab\r\n'
const sdp = (port: number, address = '10.0.0.1'): string =>
  `v=0\r\nc=IN IP4 ${address}\r\nm=audio ${String(port)} RTP/AVP 0\r\n`
const withBody = (start: string, body: string): string =>
  `${start}\r\n${HEADERS}Content-Type: application/sdp\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`
const INVITE = text(withBody('INVITE sip:b@lab SIP/2.0', sdp(4000)))
const OK = text(withBody('SIP/2.0 200 OK', sdp(5000, '10.0.0.2')))
const RTP = join(hex('8000 0001 00000002 11223344'), new Uint8Array(20))

describe('SIP', () => {
  it('tells requests and responses', () => {
    const said = hear(5060, [INVITE, { from: 'server', octets: OK }])
    expect(said.lines).toEqual([
      'invite: INVITE sip:b@lab SIP/2.0 | from <sip:a@lab> | to <sip:b@lab> | 77@lab',
      'response: SIP/2.0 200 OK | from <sip:a@lab> | to <sip:b@lab> | 77@lab',
    ])
    expect(said.protocols).toEqual(['sip', 'sip'])
  })

  // Each as tshark 4.0.17, at port 5060 and at others.
  it.each([
    ['INVITE sip:c@d SIP/2.0', true],
    ['invite sip:c SIP/2.0\r\n\r\n', true],
    ['FOO sip:c@d SIP/2.0\r\n\r\n', true],
    ['SIP/2.0 200 OK\r\n', true],
    ['SIP/2.0 200', false],
    ['SIP/2.0  200 OK\r\n\r\n', false],
    ['SIP/2.0 401 Un\0\r\n\r\n', false],
    ['INVITE sip:c@d', false],
    ['INVITE c@d SIP/2.0\r\n\r\n', false],
    ['INVITE  SIP/2.0\r\n\r\n', false],
    [' INVITE sip:c SIP/2.0\r\n\r\n', false],
    ['INVITE sip:c SIP/3.0\r\n\r\n', false],
    ['GET / HTTP/1.1\r\n\r\n', false],
    ['\r\n\r\n', false],
  ])('recognises %j: %s', (words, is) => {
    for (const port of [5060, 9999]) {
      expect(hear(port, [text(words)]).protocols).toEqual(is ? ['sip'] : [])
    }
  })

  it('is malformed with a length that is no number, or headers without end', () => {
    const start = `INVITE sip:b@lab SIP/2.0\r\n${HEADERS}`
    const faults = (words: string): string[] => hear(5060, [text(words)]).faults
    expect(faults(`${start}l: abc\r\n\r\n`)).toEqual(['sip: sip.Content-Length'])
    expect(faults(`${start}l: -1\r\n\r\n`)).toEqual(['sip: sip.Content-Length'])
    expect(faults(start)).toEqual(['sip: sip.msg_hdr'])
    expect(faults(`${start}\r\n`)).toEqual([])
    expect(snaplenFaults(5060, INVITE)).toEqual([])
  })

  it('over TCP ends where its length says', () => {
    const talk = conversation(5060, [
      ['client', join(INVITE, text('\r\n\r\n'), OK, INVITE.slice(0, 30))],
    ])
    expect(talk.lines).toHaveLength(2)
    const pieces = conversation(5060, inOctets([['client', INVITE]]))
    expect(pieces.lines).toHaveLength(1)
    expect(pieces.frames('sip')).toBe(1)
    expect(cutEverywhere(5060, INVITE, [])).toEqual([])
    expect(conversation(5060, [['client', 'hello\r\n']]).frames('sip')).toBe(0)
  })
})

describe('RTP', () => {
  const media = { stream: 1, clientPort: 4000, serverPort: 5000 } as const
  const from = 'server' as const

  it('is what was announced, in both directions', () => {
    const said = hear(5060, [
      INVITE,
      { ...media, octets: RTP },
      { ...media, octets: RTP, from },
      { ...media, octets: RTP },
    ])
    expect(said.protocols).toEqual(['sip', 'rtp', 'rtp', 'rtp'])
    expect(said.lines.slice(1)).toEqual([
      'media: payload type 0, SSRC 0x11223344',
      'media: payload type 0, SSRC 0x11223344',
    ])
  })

  it('is nothing that was not, nor what came before', () => {
    const early = Array.from({ length: 20 }, () => ({ ...media, octets: RTP }))
    expect(hear(5060, early).protocols).toEqual([])
    expect(hear(5060, [...early, INVITE, { ...media, octets: RTP }]).protocols).toEqual([
      'sip',
      'rtp',
    ])
  })

  it.each([0x00, 0x40, 0xc0])(
    'of another version (first octet %i) is another protocol',
    (first) => {
      const other = join(u8(first), RTP.slice(1))
      expect(hear(5060, [INVITE, { ...media, octets: other }]).protocols).toEqual(['sip'])
    },
  )

  // Each as tshark 4.0.17.
  it.each([
    ['cut in its header', RTP.slice(0, 11)],
    ['with sources beyond its end', join(hex('8f00 0001 00000002 11223344'), new Uint8Array(10))],
    ['with more padding than there is', hex('a000 0001 00000002 11223344 05')],
    ['with an extension beyond its end', join(hex('9000 0001 00000002 11223344'), u16(0, 9))],
  ])('is malformed %s', (_, octets) => {
    expect(hear(5060, [INVITE, { ...media, octets }]).faults).toHaveLength(1)
  })

  it.each([
    ['no port', sdp(0)],
    ['an impossible port', sdp(70_000)],
    ['no address', 'm=audio 4000 RTP/AVP 0\r\n'],
    ['another address', sdp(4000, '10.0.0.3')],
  ])('is not announced with %s', (_, body) => {
    const invite = text(withBody('INVITE sip:b@lab SIP/2.0', body))
    expect(hear(5060, [invite, { ...media, octets: RTP }]).protocols).toEqual(['sip'])
  })

  it('may have an address of its own', () => {
    const body = `${sdp(4002, '10.0.0.3')}m=video 4000 RTP/AVP 99\r\nc=IN IP4 10.0.0.1\r\n`
    const invite = text(withBody('INVITE sip:b@lab SIP/2.0', body))
    expect(hear(5060, [invite, { ...media, octets: RTP }]).protocols).toEqual(['sip', 'rtp'])
  })
})
