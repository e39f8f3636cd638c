/** Talks that change to TLS when both sides agreed: RFC 9051 §6.2.1, RFC 3207, RFC 2595 §4, RFC 4217. */
import { beforeAll, expect, it } from 'vitest'
import { analyse, fileOf } from '../../support/analyse'
import { partsCapture, type Part } from '../../support/tcp-parts'
import { recordTls, type Recorded } from '../../support/tls-handshake'

const text = (words: string) => new TextEncoder().encode(words)

let secured: Recorded

beforeAll(async () => {
  secured = await recordTls({
    version: 'TLSv1.2',
    cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256',
    servername: 'mail.example',
    talk: ['a2 LOGIN bob s3cret\r\n', 'a2 OK\r\n'],
  })
})

type Clear = readonly (readonly ['client' | 'server', string])[]

/** What is said in clear, then the recorded connection, and what is said behind it. */
function capture(port: number, clear: Clear, after: Clear = []) {
  const said = [
    ...clear.map(([from, words]) => ({ from, octets: text(words) })),
    ...secured.flights.map(({ client, octets }) => ({
      from: client ? ('client' as const) : ('server' as const),
      octets,
    })),
    ...after.map(([from, words]) => ({ from, octets: text(words) })),
  ]
  const next = { client: 1, server: 1 }
  const parts = said.map(({ from, octets }): Part => {
    const part = { from, seq: next[from], octets }
    next[from] += octets.length
    return part
  })
  return partsCapture(port, parts)
}

const STARTS = [
  ['imap', 143, '* OK\r\n', 'a1 STARTTLS\r\n', 'a1 OK begin\r\n'],
  ['smtp', 25, '220 hello\r\n', 'STARTTLS\r\n', '220 go\r\n'],
  ['smtp', 587, '220 hello\r\n', 'STARTTLS\r\n', '220 go\r\n'],
  ['pop', 110, '+OK\r\n', 'STLS\r\n', '+OK begin\r\n'],
  ['ftp', 21, '220 hello\r\n', 'AUTH TLS\r\n', '234 proceed\r\n'],
] as const

it.each(STARTS)('%s at port %i', async (name, port, banner, wish, granted) => {
  const octets = capture(port, [
    ['server', banner],
    ['client', wish],
    ['server', granted],
  ])
  const [only] = (await analyse(octets)).captures
  expect(only?.counts).toMatchObject({
    frames_with_protocol: { [name]: 3, tls: secured.flights.length },
    tls: { client_hello: 1, server_hello: 1, handshake_types: { '11': 1 } },
  })
  expect(only?.applications.tls).toMatchObject([
    { sni: 'mail.example', dstPort: port, course: { completed: true } },
  ])
  expect(only?.applications.tls[0]?.certificates).toHaveLength(1)
  expect(only?.applications.tls[0]?.ja4).toMatch(/^t12d/)
})

it('FTP that goes on in clear behind TLS (CCC) is FTP again', async () => {
  const octets = capture(
    21,
    [
      ['server', '220 hello\r\n'],
      ['client', 'AUTH TLS\r\n'],
      ['server', '234 proceed\r\n'],
    ],
    [
      ['client', 'PASV\r\n'],
      ['server', '227 Entering Passive Mode (10,0,0,2,64,155).\r\n'],
      ['client', 'STOR a.txt\r\n'],
    ],
  )
  const [only] = (await analyse(octets)).captures
  expect(only?.counts).toMatchObject({
    frames_with_protocol: { ftp: 6, tls: secured.flights.length },
  })
  expect(only?.applications.session.at(-1)).toMatchObject({ what: 'command', text: 'STOR a.txt' })
})

it('a server that refuses goes on in clear', async () => {
  const octets = capture(143, [
    ['server', '* OK\r\n'],
    ['client', 'a1 STARTTLS\r\n'],
    ['server', 'a1 NO\r\n'],
  ])
  const [only] = (await analyse(octets)).captures
  expect(only?.applications.tls).toEqual([])
})

it('with its secrets the talk is read on inside', async () => {
  const octets = capture(143, [
    ['server', '* OK\r\n'],
    ['client', 'a1 STARTTLS\r\n'],
    ['server', 'a1 OK begin\r\n'],
  ])
  const keyLog = fileOf(text(secured.keyLog), 'keys.log')
  const [only] = (await analyse(octets, keyLog)).captures
  expect(only?.applications.session.map(({ what, text: told }) => `${what}: ${told}`)).toEqual([
    'banner: * OK',
    'login: user bob, password ********',
  ])
})
