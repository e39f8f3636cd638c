/** Records of TLS that begin in a segment, as a line. RFC 8446 §5.1 and §4, RFC 5246 §7. */
import {
  ALERT,
  APPLICATION_DATA,
  CHANGE_CIPHER_SPEC,
  HANDSHAKE,
  HEADER,
  isRecord,
} from '../protocol/tls/record'
import { noClientHello, readClientHello } from '../protocol/tls/hello'
import { Vector } from '../protocol/tls/vector'
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'

/** `HandshakeType`, RFC 8446 Appendix B.3 and RFC 5246 §7.4. */
const HANDSHAKES: Readonly<Record<number, string>> = {
  0: 'Hello Request',
  1: 'Client Hello',
  2: 'Server Hello',
  4: 'New Session Ticket',
  8: 'Encrypted Extensions',
  11: 'Certificate',
  12: 'Server Key Exchange',
  13: 'Certificate Request',
  14: 'Server Hello Done',
  15: 'Certificate Verify',
  16: 'Client Key Exchange',
  20: 'Finished',
  22: 'Certificate Status',
}
const CLIENT_HELLO = 1
/** Records of one segment that are named. */
const MOST = 6

/** null: no record begins here. */
export function tlsLine(octets: Octets): { protocol: string; info: string } | null {
  const words: string[] = []
  let at = 0
  while (at + HEADER <= octets.captured && words.length < MOST && isRecord(octets, at)) {
    const length = octets.u16(at + 3)
    const word = recordWord(octets, at, Math.min(length, octets.captured - at - HEADER))
    if (words.at(-1) !== word) words.push(word)
    at += HEADER + length
  }
  return words.length === 0 ? null : { protocol: 'TLS', info: words.join(', ') }
}

function recordWord(octets: Octets, at: number, captured: number): string {
  switch (octets.u8(at)) {
    case HANDSHAKE:
      return handshakeWord(octets, at + HEADER, captured)
    case CHANGE_CIPHER_SPEC:
      return 'Change Cipher Spec'
    case ALERT:
      return 'Alert'
    case APPLICATION_DATA:
      return 'Application Data'
    default:
      return 'Heartbeat'
  }
}

/** Of what is encrypted, the first octet is any number: the length behind it gives it away. */
function handshakeWord(octets: Octets, at: number, captured: number): string {
  if (captured < 4) return 'Handshake'
  const type = octets.u8(at)
  const name = HANDSHAKES[type]
  if (name === undefined || octets.u24(at + 1) > 0x4000) return 'Encrypted Handshake Message'
  if (type !== CLIENT_HELLO) return name
  const server = serverName(octets, at + 4, captured - 4)
  return server === '' ? name : `${name} (SNI=${server})`
}

function serverName({ view, base }: Octets, at: number, captured: number): string {
  const hello = noClientHello()
  const bytes = new Uint8Array(view.buffer, view.byteOffset + base + at, captured)
  try {
    readClientHello(new Vector(bytes, 'tls.handshake', true), hello, false)
  } catch (error) {
    if (!(error instanceof Fault)) throw error // the rest is in the next segment
  }
  return hello.sni
}
