import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { text, u8 } from '../../../workers/forge/fields'
import { ipv4, PROTO } from '../../../workers/forge/ipv4'
import { tcp } from '../../../workers/forge/transport'
import { newHeadReader } from '../../../workers/row/head'

const CLIENT_PORT = 49_152

/** Protocol, and what the Info column says before it comes to TCP. */
function rowOf(octets: Uint8Array, server: number, fromServer: boolean): string[] {
  const [src, dst] = ['192.0.2.1', '192.0.2.25']
  const [srcPort, dstPort] = fromServer ? [server, CLIENT_PORT] : [CLIENT_PORT, server]
  const segment = tcp({ src, dst, srcPort, dstPort, seq: 1, flags: 'PA' }, octets)
  const frame = ethernet({}, ipv4({ src, dst, proto: PROTO.tcp }, segment))
  const { head } = newHeadReader().read(frame, 1, frame.length, frame.length, null)
  return [head.protocol, head.info.replace(/(?: · |^)\d+ → \d+ \[PSH, ACK\] Seq .*$/su, '')]
}

const fromClient = (line: string, port: number) => rowOf(text(line), port, false)
const fromServer = (line: string, port: number) => rowOf(text(line), port, true)

describe('names a line by its protocol and side, as Wireshark does', () => {
  it.each([
    [25, 'MAIL FROM:<a@b>\r\n', 'SMTP', 'C: MAIL FROM:<a@b>'],
    [587, 'ehlo client\r\n', 'SMTP', 'C: ehlo client'],
    [25, 'EHLO test\r\nMAIL FROM:<a@b>\r\n', 'SMTP', 'C: EHLO test | MAIL FROM:<a@b>'],
    [110, 'PASS moises\r\n', 'POP', 'C: PASS moises'],
    [143, 'A001 LOGIN alex secret\r\n', 'IMAP', 'Request: A001 LOGIN alex secret'],
    [21, 'USER anonymous\r\n', 'FTP', 'Request: USER anonymous'],
  ])('from a client to port %i: %j', (port, line, protocol, info) => {
    expect(fromClient(line, port)).toEqual([protocol, info])
  })

  it.each([
    [25, '250 OK\r\n', 'SMTP', 'S: 250 OK'],
    [
      587,
      '250-mail hello\r\n250-SIZE 52\r\n250 OK\r\n',
      'SMTP',
      'S: 250-mail hello | SIZE 52 | OK',
    ],
    [25, '553 No\r\n503 Need MAIL\r\n', 'SMTP', 'S: 553 No | 503 Need MAIL'],
    [110, '+OK Logged in\r\n', 'POP', 'S: +OK Logged in'],
    [143, 'a1 OK SELECT completed\r\n', 'IMAP', 'Response: a1 OK SELECT completed'],
    [143, '* OK ready\r\n', 'IMAP', 'Response: * OK ready'],
    [21, '230 Login successful.\r\n', 'FTP', 'Response: 230 Login successful.'],
  ])('from a server at port %i: %j', (port, line, protocol, info) => {
    expect(fromServer(line, port)).toEqual([protocol, info])
  })
})

describe('says of what begins with no line of the protocol that it goes on', () => {
  it.each([
    [25, 'From: a@b\r\nSubject: Hi\r\n', 'SMTP', 'C (continued): From: a@b | Subject: Hi'],
    [25, 'Help me, data is lost\r\n', 'SMTP', 'C (continued): Help me, data is lost'],
    [25, 'cmF1bHBhcmVkZXM=\r\n', 'SMTP', 'C (continued): cmF1bHBhcmVkZXM='],
    [25, 'xDQ+\r\n4fK', 'SMTP', 'C (continued): xDQ+ | 4fK…'],
    [25, '\r\n', 'SMTP', 'C: (empty line)'],
    [143, 'TlRMTVNTUAAB\r\n', 'IMAP', 'Request (continued): TlRMTVNTUAAB'],
  ])('from a client to port %i: %j', (port, line, protocol, info) => {
    expect(fromClient(line, port)).toEqual([protocol, info])
  })

  it.each([
    [110, '301923\r\n132 39\r\n', 'POP', 'S (continued): 301923 | 132 39'],
    [21, ' EPRT\r\n', 'FTP', 'Response (continued): EPRT'],
  ])('from a server at port %i: %j', (port, line, protocol, info) => {
    expect(fromServer(line, port)).toEqual([protocol, info])
  })

  it('counts octets that are no text', () => {
    const octets = Uint8Array.from({ length: 300 }, (_, at) => (at * 151 + 128) & 255)
    expect(rowOf(octets, 587, false)).toEqual(['SMTP', 'C (continued): 300 octets'])
    expect(rowOf(u8(0), 143, true)).toEqual(['IMAP', 'Response (continued): 1 octet'])
  })
})

it('ends a line that a later segment ends in an ellipsis', () => {
  expect(fromClient('USER anony', 21)).toEqual(['FTP', 'Request: USER anony…'])
})

it('does not take a mail that follows its announcement for commands', () => {
  expect(fromClient('DATA\r\nQUIT\r\n', 25)).toEqual(['SMTP', 'C: DATA | …'])
})

it('reads the command behind an urgent interrupt of Telnet', () => {
  const octets = Uint8Array.from([255, 244, 255, 242, ...text('ABOR\r\n')])
  expect(rowOf(octets, 21, false)).toEqual(['FTP', 'Request: ABOR'])
})

it('shows no more than a line of what is long', () => {
  const [, info = ''] = fromServer(`220 ${'é'.repeat(5000)}\r\n`, 25)
  expect(info).toBe(`S: 220 ${'é'.repeat(156)}…`)
})

it('leaves TLS, HTTP and SSH at these ports what they are', () => {
  const record = Uint8Array.from([23, 3, 3, 0, 4, 1, 2, 3, 4])
  expect(rowOf(record, 25, true)).toEqual(['TLS', 'Application Data'])
  expect(fromClient('GET / HTTP/1.1\r\n', 110)[0]).toBe('HTTP')
  expect(fromServer('SSH-2.0-x\r\n', 23)[0]).toBe('SSH')
})

it('leaves the same line at another port to TCP', () => {
  expect(fromClient('MAIL FROM:<a@b>\r\n', 4025)).toEqual(['TCP', ''])
})

describe('Telnet', () => {
  it.each([
    ['options', [255, 253, 24, 255, 251, 1], 'Do Terminal Type, Will Echo'],
    ['a suboption', [255, 250, 31, 0, 80, 0, 24, 255, 240], 'Suboption Window Size'],
    [
      'an option and text',
      [255, 251, 3, ...text('login: ')],
      'Will Suppress Go Ahead · Data: login: ',
    ],
    ['lines', [...text('\r\nlast\r\n$ ')], 'Data: last | $ '],
    ['a typed end of line', [13, 0], 'Data: (line end)'],
    [
      'a doubled 255',
      [0x61, 0x62, 255, 255, ...text('c'.repeat(20))],
      `Data: ab�${'c'.repeat(20)}`,
    ],
    ['a command that is cut', [255], 'Command cut'],
    ['octets that are no text', [1, 2, 3, 4, 5], 'Data: 5 octets'],
  ])('tells %s', (_, octets, info) => {
    expect(rowOf(Uint8Array.from(octets), 23, true)).toEqual(['TELNET', info])
  })

  it('names no more than eight commands', () => {
    const many = Uint8Array.from(Array.from({ length: 300 }, () => [255, 241]).flat())
    expect(rowOf(many, 23, false)[1]).toBe(`${'No Operation, '.repeat(8)}…`)
  })
})
