/** Server Message Block 1, also of CIFS. MS-CIFS §2.2.3.1 (header, 32 octets, little-endian). */
import type { Octets } from '../wire/octets'
import type { Context, Sink } from './analyzer'
import { oemAt, u16le, utf16At } from './little-endian'
import { ntlmUser } from './ntlmssp'
import { session, type Firsts } from './session'

const HEADER = 32
const REPLY = 0x80
const UNICODE = 0x8000
const NEGOTIATE = 0x72
const SESSION_SETUP = 0x73
const TREE_CONNECT = 0x75
const CREATE = 0xa2
const OPEN = 0x2d
const COMMANDS = new Map([
  [NEGOTIATE, 'negotiate'],
  [SESSION_SETUP, 'login'],
  [TREE_CONNECT, 'tree connect'],
  [CREATE, 'create'],
  [OPEN, 'open'],
  [0x25, 'transaction'],
])

export const isSmb = (id: number): boolean => id === 0xff534d42

/**
 * Reads the message that fills `octets`. `transport` is that of its carrier.
 * @throws Fault when it ends inside the header, its words or its octets.
 */
export function takeSmb(
  octets: Octets,
  transport: 'tcp' | 'udp',
  context: Context,
  sink: Sink,
  firsts: Firsts,
): void {
  sink.protocol('smb')
  octets.need(HEADER + 1)
  const words = octets.u8(HEADER)
  const count = HEADER + 1 + 2 * words
  octets.need(count + 2)
  const data = count + 2
  const end = Math.min(octets.captured, data + u16le(octets, count))
  if ((octets.u8(9) & REPLY) !== 0) return
  const command = octets.u8(4)
  const what = COMMANDS.get(command)
  if (what === undefined || context.quoted) return
  const text = said(octets, command, { words: HEADER + 1, count: words, data, end })
  if (text === '' || !firsts.first(`${String(context.stream)} ${what} ${text}`)) return
  sink.record('session', session(context, transport, 'smb', what, text))
}

interface Blocks {
  /** Where the parameter words begin, and their number. */
  words: number
  count: number
  /** Where the data begin and end. */
  data: number
  end: number
}

function said(octets: Octets, command: number, { words, count, data, end }: Blocks): string {
  const unicode = (u16le(octets, 10) & UNICODE) !== 0
  switch (command) {
    case NEGOTIATE:
      return dialects(octets, data, end)
    case SESSION_SETUP: {
      const user =
        count === 12 ? ntlmUser(octets, data, end) : account(octets, words, data, unicode)
      return user === '' ? '' : `user ${user}`
    }
    case TREE_CONNECT: {
      const password = count >= 4 ? u16le(octets, words + 6) : 0
      return stringAt(octets, data + password, end, unicode)
    }
    case CREATE:
    case OPEN:
      return stringAt(octets, data, end, unicode)
    default: // the name of a mailslot or pipe
      return stringAt(octets, data, end, unicode)
  }
}

/** MS-CIFS §2.2.4.52.1: each behind an octet 2. */
function dialects(octets: Octets, data: number, end: number): string {
  const names: string[] = []
  for (let at = data; at < end && names.length < 16;) {
    const name = oemAt(octets, at + 1, end)
    names.push(name)
    at += name.length + 2
  }
  return names.join(', ')
}

/** MS-CIFS §2.2.4.53.1: without extended security the account follows both passwords. */
function account(octets: Octets, words: number, data: number, unicode: boolean): string {
  const passwords = u16le(octets, words + 14) + u16le(octets, words + 16)
  return stringAt(octets, data + passwords, octets.captured, unicode)
}

/** Unicode strings stand at an even offset from the header, MS-CIFS §2.2.1.1.1. */
function stringAt(octets: Octets, at: number, end: number, unicode: boolean): string {
  if (!unicode) return oemAt(octets, at, end)
  const even = at + (at % 2)
  return even < end ? utf16At(octets, even, end - even) : ''
}
