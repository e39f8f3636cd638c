/** Mail and files that change to TLS in mid-talk: RFC 3207, RFC 9051 §6.2.1, RFC 2595, RFC 4217. */
import { beforeAll, describe, expect, it } from 'vitest'
import { analyse } from '../../support/analyse'
import { captureOf, completed, said } from '../../support/tls-conns'
import type { Flight } from '../../support/tls-handshake'
import { hasTshark, withTshark } from '../forge/tshark'

let tls: Flight[] = []

beforeAll(async () => {
  tls = await completed('TLSv1.2')
})

type Line = [client: boolean, text: string]

const TALKS: [name: string, port: number, lines: Line[]][] = [
  [
    'smtp',
    25,
    [
      [false, '220 mail.example ESMTP\r\n'],
      [true, 'EHLO here\r\n'],
      [false, '250 STARTTLS\r\n'],
      [true, 'STARTTLS\r\n'],
      [false, '220 go ahead\r\n'],
    ],
  ],
  [
    'imap',
    143,
    [
      [false, '* OK ready\r\n'],
      [true, 'a STARTTLS\r\n'],
      [false, 'a OK begin\r\n'],
    ],
  ],
  [
    'pop',
    110,
    [
      [false, '+OK ready\r\n'],
      [true, 'STLS\r\n'],
      [false, '+OK begin\r\n'],
    ],
  ],
  [
    'ftp',
    21,
    [
      [false, '220 ready\r\n'],
      [true, 'AUTH TLS\r\n'],
      [false, '234 proceed\r\n'],
    ],
  ],
]

const captureWith = (serverPort: number, lines: readonly Line[]) => {
  const plain = lines.map(([client, text]) => said(client, text))
  return captureOf([{ flights: [...plain, ...tls], closes: 'client FIN', serverPort }])
}

describe.each(TALKS)('%s', (name, port, lines) => {
  it('that changes to TLS has a handshake, and is plain no more', async () => {
    const { captures } = await analyse(captureWith(port, lines))
    expect(captures[0]?.applications.tls).toMatchObject([
      { sni: 'server.example', version: 'TLS 1.2', dstPort: port },
    ])
    const shown = captures[0]?.counts['frames_with_protocol'] as Record<string, number>
    expect(shown[name]).toBe(lines.length)
  })

  it.skipIf(!hasTshark)('shows in as many frames as tshark says', async () => {
    const octets = captureWith(port, lines)
    const { captures } = await analyse(octets)
    const { tls: ours, [name]: plain } = captures[0]?.counts['frames_with_protocol'] as Record<
      string,
      number
    >
    const theirs = withTshark(octets, ({ count }) => [count('tls'), count(name)])
    expect([ours, plain]).toEqual(theirs)
  })
})
