/** SMB 1 and 2 in NetBIOS sessions, and what tshark 4.0.17 counts of them. */
import { describe, expect, it } from 'vitest'
import { hex, join, text, u24, u8 } from '../../../workers/forge/fields'
import { conversation, Conversation, cutEverywhere, inOctets, type Said } from './conversation'

const le16 = (...values: number[]): Uint8Array => u8(...values.flatMap((v) => [v & 255, v >> 8]))
const le32 = (value: number): Uint8Array => le16(value & 0xffff, value >>> 16)
const utf16 = (value: string): Uint8Array =>
  le16(...Array.from(value, (character) => character.charCodeAt(0)))
const message = (body: Uint8Array): Uint8Array => join(u8(0), u24(body.length), body)

function smb1(command: number, words: Uint8Array, data: Uint8Array, flags = 0): Uint8Array {
  const header = join(
    hex('ff534d42'),
    u8(command),
    new Uint8Array(4),
    u8(flags),
    le16(0x8000),
    new Uint8Array(20),
  )
  return join(header, u8(words.length / 2), words, le16(data.length), data)
}

function smb2(command: number, body: Uint8Array, flags = 0, next = 0): Uint8Array {
  const header = join(hex('fe534d42'), le16(64, 0), new Uint8Array(4), le16(command, 1))
  return join(header, le32(flags), le32(next), new Uint8Array(40), body)
}

const NEGOTIATE = smb1(0x72, new Uint8Array(0), text('\u0002NT LM 0.12\0\u0002SMB 2.002\0'))
const TREE = smb1(0x75, le16(0xff, 0, 0, 1), join(u8(0), utf16('\\\\srv\\share\0')))
const CREATE = smb1(0xa2, new Uint8Array(48), join(u8(0), utf16('\\plans.txt\0')))

const NTLM = ((): Uint8Array => {
  const [domain, user, host] = [utf16('LAB'), utf16('alice'), utf16('PC1')]
  const field = (length: number, at: number): Uint8Array => join(le16(length, length), le32(at))
  const at = 72
  return join(
    text('NTLMSSP\0'),
    le32(3),
    field(0, 0),
    field(0, 0),
    field(domain.length, at),
    field(user.length, at + domain.length),
    field(host.length, at + domain.length + user.length),
    field(0, 0),
    new Uint8Array(12),
    domain,
    user,
    host,
  )
})()
const SETUP2 = smb2(
  1,
  join(le16(25), new Uint8Array(10), le16(88, NTLM.length), new Uint8Array(8), NTLM),
)
const TREE2 = smb2(3, join(le16(9, 0, 72, 22), utf16('\\\\srv\\share')))
const CREATE2 = smb2(
  5,
  join(le16(57), new Uint8Array(42), le16(120, 18), new Uint8Array(8), utf16('plans.txt')),
)
const DIALECT2 = smb2(0, join(le16(65, 1, 0x0311, 0), new Uint8Array(56)), 1)

describe('SMB 1', () => {
  const said: Said[] = [
    ['client', message(NEGOTIATE)],
    ['server', message(smb1(0x72, le16(0), new Uint8Array(0), 0x80))],
    ['client', join(message(TREE), message(CREATE))],
  ]

  it('tells dialects, trees and files', () => {
    const talk = conversation(445, said)
    expect(talk.lines).toEqual([
      'negotiate: NT LM 0.12, SMB 2.002',
      'tree connect: \\\\srv\\share',
      'create: \\plans.txt',
    ])
    expect(talk.frames('smb')).toBe(3)
  })

  it('counts messages where they end', () => {
    const talk = conversation(445, inOctets(said))
    expect(talk.frames('smb')).toBe(4)
    expect(talk.lines).toEqual(conversation(445, said).lines)
  })

  it('tells who logs in without extended security', () => {
    const words = le16(0xff, 0, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0)
    const setup = smb1(0x73, words, join(new Uint8Array(4), u8(0), utf16('alice\0LAB\0')))
    expect(conversation(139, [['client', message(setup)]]).lines).toEqual(['login: user alice'])
  })

  it('is malformed when its words or octets end too early', () => {
    expect(conversation(445, [['client', message(NEGOTIATE.slice(0, 33))]]).weirds).toEqual([
      'malformed: nbss: length',
    ])
  })
})

describe('SMB 2', () => {
  it('tells the dialect, who logs in, trees and files', () => {
    const talk = conversation(445, [
      ['server', message(DIALECT2)],
      ['client', message(SETUP2)],
      ['client', message(TREE2)],
      ['client', message(CREATE2)],
    ])
    expect(talk.lines).toEqual([
      'negotiate: SMB 3.1.1',
      'login: user LAB\\alice at PC1',
      'tree connect: \\\\srv\\share',
      'create: plans.txt',
    ])
    expect(talk.frames('smb2')).toBe(4)
  })

  it('reads compounded requests, each once', () => {
    const first = smb2(3, TREE2.slice(64), 0, 96)
    const both = join(first, new Uint8Array(96 - first.length), CREATE2)
    const talk = conversation(445, [
      ['client', message(both)],
      ['client', message(both)],
    ])
    expect(talk.lines).toEqual(['tree connect: \\\\srv\\share', 'create: plans.txt'])
  })

  it('ends a chain that points nowhere', () => {
    for (const next of [1, 8, 0xffff_fff0]) {
      expect(conversation(445, [['client', message(smb2(4, le16(4, 0), 0, next))]]).weirds).toEqual(
        ['malformed: nbss: smb2.chain_offset'],
      )
    }
  })

  it('passes over the contents of files, however long', () => {
    const write = smb2(9, new Uint8Array(3_000_000))
    const octets = message(write)
    const pieces: Said[] = []
    for (let at = 0; at < octets.length; at += 100_000) {
      pieces.push(['client', octets.slice(at, at + 100_000)])
    }
    const talk = conversation(445, [...pieces, ['client', message(CREATE2)]])
    expect(talk.frames('smb2')).toBe(2)
    expect(talk.lines).toEqual(['create: plans.txt'])
    expect(talk.weirds).toEqual([])
  })

  it('says so when it is encrypted', () => {
    const sealed = join(hex('fd534d42'), new Uint8Array(60))
    expect(conversation(445, [['client', message(sealed)]]).lines).toEqual([
      'encrypted or compressed: ',
    ])
  })
})

describe('NetBIOS sessions', () => {
  const name = (letters: string): Uint8Array => join(u8(32), text(letters.repeat(16)), u8(0))

  it('tell who called whom', () => {
    const request = join(hex('81000044'), name('EB'), name('EC'))
    expect(conversation(139, [['client', request]]).lines).toEqual([
      `session request: ${'B'.repeat(15)}<42> to ${'A'.repeat(15)}<41>`,
    ])
  })

  it('are recognised at any port by the SMB in them', () => {
    expect(conversation(9999, [['client', message(NEGOTIATE)]]).frames('smb')).toBe(1)
    expect(conversation(9999, [['client', message(hex('ff534d43'))]]).frames('nbss')).toBe(0)
    expect(conversation(9999, [['client', text('GET /')]]).frames('nbss')).toBe(0)
  })

  it('begin again behind what is no header', () => {
    const talk = conversation(445, [
      ['client', text('junk'.repeat(10))],
      ['client', hex('85000000')],
      ['client', message(NEGOTIATE)],
    ])
    expect(talk.frames('nbss')).toBe(3)
    expect(talk.frames('smb')).toBe(1)
  })

  it('take any cut', () => {
    for (const body of [NEGOTIATE, TREE, SETUP2, CREATE2]) {
      expect(cutEverywhere(445, message(body), [])).toEqual([])
      const weirds = new Set<string>()
      for (let length = 0; length < body.length; length++) {
        const cut: Said = ['client', message(body.slice(0, length))]
        for (const weird of new Conversation().talk(445, [cut]).weirds) weirds.add(weird)
      }
      expect([...weirds]).toEqual(['malformed: nbss: length'])
    }
  })
})
