/** Streams of which the capture holds only the beginning of each segment, as tshark 4.0.17 counts. */
import { describe, expect, it } from 'vitest'
import { hex, join } from '../../../workers/forge/fields'
import { conversation, type Said } from './conversation'

const MARKER = new Uint8Array(16).fill(255)
const OPEN = join(MARKER, hex('001d 01 04 fde9 00b4 0a000001 00'))
const DNS = join(hex('0015 1234 0100 0001 0000 0000 0000'), hex('0377777700 0001 0001'))
const SIP = 'INVITE sip:c@d SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 4\r\n\r\nabcd'

describe('segments cut by the capture', () => {
  it.each([
    ['telnet', 23, 'hello\r\n', 1],
    ['ftp', 21, '220 hello\r\n', 1],
    ['pop', 110, '+OK hello\r\n', 1],
    ['smtp', 25, '220 hello\r\n', 1],
    ['ssh', 22, 'SSH-2.0-x\r\n', 1],
    ['bgp', 179, OPEN, 1],
    ['dns', 53, DNS, 1],
    ['dns', 53, DNS, 6],
    ['sip', 5060, SIP, 30],
    ['smb', 445, join(hex('00000023 ff534d42 72'), new Uint8Array(30)), 10],
  ] as [string, number, string | Uint8Array, number][])(
    'count for %s at port %i, and nobody is at fault',
    (protocol, port, words, captured) => {
      const said: Said[] = [
        ['server', words, captured],
        ['client', words, captured],
      ]
      const talk = conversation(port, said)
      expect(talk.frames(protocol)).toBe(2)
      expect(talk.weirds.filter((name) => name.startsWith('malformed'))).toEqual([])
    },
  )

  it('of which nothing is there, or too little to tell, do not', () => {
    expect(conversation(143, [['server', '* OK hello\r\n', 3]]).frames('imap')).toBe(0)
    expect(conversation(23, [['server', 'hello', 0]]).frames('telnet')).toBe(0)
    expect(conversation(5060, [['client', SIP, 10]]).frames('sip')).toBe(0)
  })
})
