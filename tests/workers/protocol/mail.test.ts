/** SMTP, POP and IMAP: what they tell, and what tshark 4.0.17 counts of them. */
import { describe, expect, it } from 'vitest'
import { conversation, inOctets, type Said } from './conversation'

const base64 = (text: string): string => btoa(text)
const SECRET = 's3cret'

const SMTP: Said[] = [
  ['server', '220 mail.example.org ESMTP\r\n'],
  ['client', 'EHLO client.example.org\r\n'],
  ['server', '250-mail.example.org\r\n250 AUTH PLAIN LOGIN\r\n'],
  ['client', `AUTH PLAIN ${base64(`\0alice\0${SECRET}`)}\r\n`],
  ['server', '235 ok\r\n'],
  ['client', 'MAIL FROM:<alice@example.org>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n'],
  ['server', '250 ok\r\n250 ok\r\n354 go ahead\r\n'],
  ['client', 'From: alice@example.org\r\nSubject: Lunch\r\n\r\nAt no'],
  ['client', 'on?'],
  ['client', '\r\n.\r\nQUIT\r\n'],
  ['server', '250 queued\r\n'],
]

describe('SMTP', () => {
  it('tells logins, addresses and the subject, not the password', () => {
    const talk = conversation(25, SMTP)
    expect(talk.lines).toEqual([
      'banner: 220 mail.example.org ESMTP',
      'command: EHLO client.example.org',
      'login: user alice, password ********',
      'command: MAIL FROM:<alice@example.org>',
      'command: RCPT TO:<bob@example.org>',
      'mail: From: alice@example.org | Subject: Lunch',
    ])
    expect(conversation(587, inOctets(SMTP)).lines).toEqual(talk.lines)
  })

  it('counts segments in which a line ends', () => {
    expect(conversation(25, SMTP).frames('smtp')).toBe(10)
    const halves: Said[] = [
      ['client', 'HELO '],
      ['client', 'me\r\n'],
    ]
    expect(conversation(25, halves).frames('smtp')).toBe(1)
  })

  it('masks AUTH LOGIN, which sends both in lines of their own', () => {
    const talk = conversation(25, [
      ['server', '220 hello\r\n'],
      ['client', 'AUTH LOGIN\r\n'],
      ['server', '334 VXNlcm5hbWU6\r\n'],
      ['client', `${base64('alice')}\r\n`],
      ['server', '334 UGFzc3dvcmQ6\r\n'],
      ['client', `${base64(SECRET)}\r\n`],
    ])
    expect(talk.lines.at(-1)).toBe('login: user alice, password ********')
    expect(JSON.stringify(talk.sessions)).not.toMatch(new RegExp(`${SECRET}|${base64(SECRET)}`))
  })

  it('falls silent once the talk is TLS', () => {
    const talk = conversation(25, [
      ['server', '220 hello\r\n'],
      ['client', 'STARTTLS\r\n'],
      ['server', '220 go\r\n'],
      ['client', 'MAIL FROM:<alice@example.org>\r\n'],
    ])
    expect(talk.frames('smtp')).toBe(3)
    expect(talk.lines).toEqual(['banner: 220 hello'])
  })

  it('is not found at another port', () => {
    expect(conversation(2525, SMTP).lines).toEqual([])
  })
})

describe('POP', () => {
  const POP: Said[] = [
    ['server', '+OK ready\r\n'],
    ['client', 'USER alice\r\n'],
    ['server', '+OK\r\n'],
    ['client', `PASS ${SECRET}\r\n`],
    ['server', '-ERR wrong\r\n'],
    ['client', 'RETR 1\r\n'],
  ]

  it('tells logins and errors, and counts every segment', () => {
    const talk = conversation(110, POP)
    expect(talk.lines).toEqual([
      'banner: +OK ready',
      'login: user alice, password ********',
      'error: -ERR wrong',
      'command: RETR 1',
    ])
    expect(talk.frames('pop')).toBe(6)
    expect(conversation(110, inOctets(POP)).lines).toEqual(talk.lines)
    expect(JSON.stringify(talk.sessions)).not.toContain(SECRET)
  })

  it.each([
    [`AUTH PLAIN ${base64(`\0bob\0${SECRET}`)}\r\n`, 'user bob, '],
    [`AUTH PLAIN\r\n${base64(`\0bob\0${SECRET}`)}\r\n`, 'user bob, '],
    [`AUTH LOGIN\r\n${base64('bob')}\r\n${base64(SECRET)}\r\n`, 'user bob, '],
    ['APOP bob c4c9334bac560ecc979e58001b3e22fb\r\n', 'user bob, '],
    ['AUTH PLAIN %%%\r\n', ''],
  ])('masks %j', (words, user) => {
    const talk = conversation(110, [
      ['server', '+OK\r\n'],
      ['client', words],
    ])
    expect(talk.lines.at(-1)).toBe(`login: ${user}password ********`)
  })

  it('falls silent once the talk is TLS', () => {
    const talk = conversation(110, [
      ['server', '+OK\r\n'],
      ['client', 'STLS\r\n'],
      ['server', '+OK begin\r\n'],
      ['client', 'USER alice\r\nPASS x\r\n'],
    ])
    expect(talk.frames('pop')).toBe(3)
    expect(talk.lines).toEqual(['banner: +OK'])
  })
})

describe('IMAP', () => {
  const IMAP: Said[] = [
    ['server', '* OK ready\r\n'],
    ['client', `a1 LOGIN "al\\"ice" "${SECRET}"\r\n`],
    ['server', 'a1 NO wrong\r\n'],
    ['client', 'a2 SELECT INBOX\r\n'],
  ]

  it('tells logins, errors and mailboxes', () => {
    const talk = conversation(143, IMAP)
    expect(talk.lines).toEqual([
      'banner: * OK ready',
      'login: user al"ice, password ********',
      'error: a1 NO wrong',
      'command: SELECT INBOX',
    ])
    expect(conversation(143, inOctets(IMAP)).lines).toEqual(talk.lines)
    expect(JSON.stringify(talk.sessions)).not.toContain(SECRET)
  })

  it('counts segments in which a line ends', () => {
    expect(conversation(143, IMAP).frames('imap')).toBe(4)
    expect(conversation(143, inOctets(IMAP)).frames('imap')).toBe(4)
  })

  it('counts every segment of a mail that the server sends', () => {
    const mail: Said[] = [
      ['server', '* 1 FETCH (BODY[] {20}\r\n'],
      ['server', 'abcdef'],
      ['server', 'ghij'],
      ['server', '1234567890)\r\n'],
      ['server', 'half a li'],
    ]
    expect(conversation(143, mail).frames('imap')).toBe(4)
  })

  it.each([
    `a1 AUTHENTICATE PLAIN ${base64(`\0bob\0${SECRET}`)}\r\n`,
    `a1 AUTHENTICATE PLAIN\r\n${base64(`\0bob\0${SECRET}`)}\r\n`,
  ])('masks %j', (words) => {
    expect(conversation(143, [['client', words]]).lines).toEqual([
      'login: user bob, password ********',
    ])
  })

  it('falls silent once the talk is TLS', () => {
    const talk = conversation(143, [
      ['server', '* OK\r\n'],
      ['client', 'a STARTTLS\r\n'],
      ['server', 'a OK\r\n'],
      ['client', 'b LOGIN x y\r\n'],
    ])
    expect(talk.frames('imap')).toBe(3)
    expect(talk.lines).toEqual(['banner: * OK'])
  })
})
