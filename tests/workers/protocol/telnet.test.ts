import { describe, expect, it } from 'vitest'
import { hex } from '../../../workers/forge/fields'
import { conversation, inOctets, type Said } from './conversation'

const LOGIN: Said[] = [
  ['server', hex('fffd18 fffa1801fff0')], // DO terminal type, and a subnegotiation
  ['client', hex('fffb18')],
  ['server', 'Welcome to router\r\nlogin: '],
  ['client', 'alixx'],
  ['client', hex('7f08')],
  ['server', 'ali'],
  ['client', 'ce\r\n'],
  ['server', 'ce\r\nPassword: '],
  ['client', 's3cret\r\n'],
]

describe('Telnet', () => {
  it('tells the banner and who logged in, not the password', () => {
    const talk = conversation(23, LOGIN)
    expect(talk.lines).toEqual([
      'banner: Welcome to router',
      'login: user alice, password ********',
    ])
    expect(JSON.stringify(talk.sessions)).not.toContain('s3cret')
    expect(talk.frames('telnet')).toBe(LOGIN.length)
    expect(talk.weirds).toEqual([])
  })

  it('reads commands across segments, which Wireshark calls malformed', () => {
    const talk = conversation(23, inOctets(LOGIN))
    expect(talk.lines).toEqual(conversation(23, LOGIN).lines)
    expect(talk.weirds).toEqual(['malformed: telnet: command cut by its segment'])
  })

  it('is not found at another port', () => {
    expect(conversation(2323, LOGIN).frames('telnet')).toBe(0)
  })
})
