import { describe, expect, it } from 'vitest'
import { conversation, Conversation, inOctets, type Said } from './conversation'

const LOGIN: Said[] = [
  ['server', '220 files.example.org FTP\r\n'],
  ['client', 'USER alice\r\n'],
  ['server', '331 Password required\r\n'],
  ['client', 'PASS s3cret\r\n'],
  ['server', '230 Logged in\r\n'],
]

describe('FTP', () => {
  it('tells who logged in, and never the password', () => {
    const talk = conversation(21, LOGIN)
    expect(talk.lines).toEqual([
      'banner: 220 files.example.org FTP',
      'login: user alice, password ********',
      'response: 230 Logged in',
    ])
    expect(JSON.stringify(talk.sessions)).not.toContain('s3cret')
    expect(talk.sessions[1]).toMatchObject({ frame: 4, src: '10.0.0.1', dstPort: 21 })
  })

  // tshark 4.0.17 dissects every segment at port 21, whole lines or not.
  it('counts every segment, and joins lines from any number of them', () => {
    expect(conversation(21, LOGIN).frames('ftp')).toBe(5)
    const talk = conversation(21, inOctets(LOGIN))
    expect(talk.lines).toEqual(conversation(21, LOGIN).lines)
    expect(talk.frames('ftp')).toBe(LOGIN.reduce((sum, [, words]) => sum + words.length, 0))
  })

  it.each([
    ['PASV', [['server', '227 Entering Passive Mode (10,0,0,2,156,64).\r\n']], 40_000],
    ['EPSV', [['server', '229 Entering Extended Passive Mode (|||40001|)\r\n']], 40_001],
    ['PORT', [['client', 'PORT 10,0,0,2,156,66\r\n']], 40_002],
    ['EPRT', [['client', 'EPRT |1|10.0.0.2|40003|\r\n']], 40_003],
  ] as [string, Said[], number][])('announces its data connection by %s', (_, said, port) => {
    const data: Said[] = [
      ['server', 'contents'],
      ['server', 'more'],
    ]
    const talk = new Conversation().talk(21, [...said, ['client', 'RETR plans.txt\r\n']])
    talk.talk(port, data, 1)
    expect(talk.frames('ftp-data')).toBe(2)
    expect(talk.lines).toContain('transfer: RETR plans.txt')
    expect(new Conversation().talk(port, data, 1).frames('ftp-data')).toBe(0)
  })

  it.each(['PORT 1,2,3\r\n', 'PORT 300,0,0,1,1,1\r\n', 'EPRT |1|10.0.0.2|0|\r\n', 'EPRT\r\n'])(
    'takes no address from %j',
    (line) => {
      const talk = new Conversation().talk(21, [['client', line]])
      talk.talk(257, [['server', 'contents']], 1)
      expect(talk.frames('ftp-data')).toBe(0)
    },
  )

  it('falls silent once the talk is TLS', () => {
    const talk = conversation(21, [
      ['client', 'AUTH TLS\r\n'],
      ['server', '234 Proceed\r\n'],
      ['client', 'PASS is no command now'],
    ])
    expect(talk.frames('ftp')).toBe(2)
    expect(talk.lines).toEqual(['command: AUTH TLS'])
  })

  it('bounds lines that never end', () => {
    const endless = new Uint8Array(100_000).fill(0x61)
    const talk = conversation(21, [
      ['client', endless],
      ['client', '\r\nMKD b\r\n'],
    ])
    expect(talk.lines).toEqual(['command: MKD b'])
  })

  it('is not found at another port', () => {
    expect(conversation(2121, LOGIN).frames('ftp')).toBe(0)
  })
})
