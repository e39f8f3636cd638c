/** Server Message Block 2 and 3. MS-SMB2 §2.2.1 (header, 64 octets, little-endian). */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { Context, Sink } from './analyzer'
import { u16le, utf16At } from './little-endian'
import { ntlmUser } from './ntlmssp'
import { session, type Firsts } from './session'

const HEADER = 64
const RESPONSE = 1
const NEGOTIATE = 0
const SESSION_SETUP = 1
const TREE_CONNECT = 3
const CREATE = 5
/** Requests that Windows compounds in one message are three or four. */
const MAX_COMPOUND = 64
/** Protocol identifiers of what is encrypted or compressed, §2.2.41, §2.2.42. */
const TRANSFORMS = [0xfd534d42, 0xfc534d42]

export const isSmb2 = (id: number): boolean => id === 0xfe534d42 || TRANSFORMS.includes(id)

/**
 * Reads the message that fills `octets`, and those compounded with it.
 * @throws Fault when it ends inside a header.
 */
export function takeSmb2(octets: Octets, context: Context, sink: Sink, firsts: Firsts): void {
  sink.protocol('smb2')
  if (TRANSFORMS.includes(octets.u32(0))) {
    tell('encrypted or compressed', '', context, sink, firsts)
    return
  }
  let at = 0
  for (let i = 0; i < MAX_COMPOUND; i++) {
    octets.need(at + HEADER)
    const command = u16le(octets, at + 12)
    const response = (octets.u32le(at + 16) & RESPONSE) !== 0
    const next = octets.u32le(at + 20)
    const status = octets.u32le(at + 8)
    if (!response) request(octets, at, command, context, sink, firsts)
    else if (command === NEGOTIATE && status === 0) dialect(octets, at, context, sink, firsts)
    if (next === 0) return
    if (next < HEADER || at + next > octets.reported) throw CHAIN
    at += next
  }
}

function request(
  octets: Octets,
  at: number,
  command: number,
  context: Context,
  sink: Sink,
  firsts: Firsts,
): void {
  const body = at + HEADER
  if (command === SESSION_SETUP) {
    const user = ntlmUser(octets, at + u16le(octets, body + 12), octets.captured)
    if (user !== '') tell('login', `user ${user}`, context, sink, firsts)
  } else if (command === TREE_CONNECT) {
    const path = utf16At(octets, at + u16le(octets, body + 4), u16le(octets, body + 6))
    tell('tree connect', path, context, sink, firsts)
  } else if (command === CREATE) {
    const name = utf16At(octets, at + u16le(octets, body + 44), u16le(octets, body + 46))
    if (name !== '') tell('create', name, context, sink, firsts)
  }
}

/** §2.2.4. */
function dialect(octets: Octets, at: number, context: Context, sink: Sink, firsts: Firsts): void {
  const version = u16le(octets, at + HEADER + 4)
  const digits = version.toString(16).padStart(4, '0')
  const text = version === 0x02ff ? 'SMB 2, any' : `SMB ${digits.slice(1).split('').join('.')}`
  tell('negotiate', text, context, sink, firsts)
}

function tell(what: string, text: string, context: Context, sink: Sink, firsts: Firsts): void {
  if (context.quoted || !firsts.first(`${String(context.stream)} ${what} ${text}`)) return
  sink.record('session', session(context, 'tcp', 'smb2', what, text))
}

const CHAIN = new Fault('malformed', 'smb2.chain_offset')
