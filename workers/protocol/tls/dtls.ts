/**
 * DTLS over UDP, on any port. RFC 6347 §4.1, RFC 9147 §4.
 *
 *   at 0  dtls.record.content_type  u8     at 5   dtls.record.sequence_number  48 bits
 *   at 1  dtls.record.version       u16    at 11  dtls.record.length           u16
 *   at 3  dtls.record.epoch         u16    at 13  the fragment
 *
 * A handshake message has its own header, with which it may be spread over records: type, length
 * (3 octets), number (2), offset and length (3 each) of the fragment. RFC 6347 §4.2.2.
 */
import { MAX_DTLS_CONNECTIONS, MAX_HANDSHAKE_OCTETS } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Context, DatagramAnalyzer, Sink } from '../analyzer'
import { HeldOctets } from '../stream/held-octets'
import { CryptoStream } from './crypto-stream'
import { TlsConversation } from './conversation'
import { GrowingOctets } from './growing-octets'
import { CLIENT_HELLO } from './names'
import { ALERT, CHANGE_CIPHER_SPEC, HANDSHAKE } from './record'
import { Vector } from './vector'

const HEADER = 13
/** Content types up to `tls12_cid`, RFC 9146 §3. */
const LAST_TYPE = 25
const BAD_VERSION = 0x0100 // of OpenSSL before DTLS 1.0 was settled
/** What a message that waits costs besides its octets: room for the first of them, mostly. */
const MESSAGE_COST = 1024
/** Messages of one direction that wait for fragments at the same time. */
const MAX_OPEN_MESSAGES = 8

interface Message {
  type: number
  length: number
  /** What has come in order so far. */
  start: GrowingOctets
  pieces: CryptoStream
}

class DtlsConnection {
  readonly conversation = new TlsConversation('dtls')
  readonly open = [new Map<number, Message>(), new Map<number, Message>()] as const
}

/** One for each capture. */
export const dtls = (_: unknown, held: HeldOctets): DatagramAnalyzer => new Dtls(held)

export class Dtls implements DatagramAnalyzer {
  readonly name = 'dtls'
  /** By the number of the UDP conversation. */
  private readonly connections = new Map<number, DtlsConnection>()
  private readonly held: HeldOctets

  constructor(held = new HeldOctets()) {
    this.held = held
  }

  claims(octets: Octets, context: Context): boolean {
    if (octets.captured < HEADER) return false
    if (isRecord(octets)) return true
    // The short header of DTLS 1.3: RFC 9147 §4.
    return (
      octets.u8(0) >> 5 === 1 && this.connections.get(context.stream)?.conversation.tls13 === true
    )
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('dtls')
    const connection = this.connectionOf(context, sink)
    const { view, base, captured } = octets
    const records = new Vector(
      new Uint8Array(view.buffer, view.byteOffset + base, captured),
      'dtls',
      captured < octets.reported,
    )
    const { conversation } = connection
    while (records.left >= HEADER) {
      const type = records.u8()
      if (type < CHANGE_CIPHER_SPEC || type > LAST_TYPE) {
        // Under the keys of DTLS 1.3: the client sends so from its Finished on.
        if (conversation.sideOf(context) === 'client') conversation.course.complete()
        return
      }
      records.u16()
      const epoch = records.u16()
      records.octets(6)
      const fragment = records.vector16()
      if (epoch > 0) {
        // Ciphertext.
        conversation.course.changeCipherSpec(conversation.sideOf(context))
        continue
      }
      if (type === HANDSHAKE) messages(fragment, connection, this.held, context, sink)
      else if (type === ALERT && fragment.left === 2) {
        connection.conversation.alert(fragment.u8(), fragment.u8(), context, sink)
      }
    }
  }

  private connectionOf({ stream }: Context, sink: Sink): DtlsConnection {
    const known = this.connections.get(stream)
    if (known !== undefined) return known
    const connection = new DtlsConnection()
    if (this.connections.size < MAX_DTLS_CONNECTIONS) this.connections.set(stream, connection)
    else sink.weird('DTLS connections beyond those that are followed')
    return connection
  }
}

function isRecord(octets: Octets): boolean {
  const type = octets.u8(0)
  if (type < CHANGE_CIPHER_SPEC || type > LAST_TYPE) return false
  const version = octets.u16(1)
  const bad = version === BAD_VERSION && type === HANDSHAKE
  if (!bad && (version < 0xfefc || version > 0xfeff)) return false
  return octets.u16(11) + HEADER <= octets.reported
}

/** All handshake messages, or fragments of them, in one record. */
function messages(
  record: Vector,
  { conversation, open }: DtlsConnection,
  held: HeldOctets,
  context: Context,
  sink: Sink,
): void {
  while (record.left > 0) {
    const type = record.u8()
    const length = record.u24()
    const number = record.u16()
    const offset = record.u24()
    const fragment = record.vector24().octetsLeft()
    if (length > MAX_HANDSHAKE_OCTETS || offset + fragment.length > length) {
      sink.malformed('dtls: dtls.handshake.fragment_length')
      return
    }
    const waiting = open[context.direction]
    const body =
      fragment.length === length
        ? fragment
        : add(waiting, held, number, { type, length, offset, fragment }, sink)
    if (body === null) continue
    forget(waiting, held, type === CLIENT_HELLO ? [...waiting.keys()] : [number])
    conversation.message(type, body, context, sink)
  }
}

function forget(waiting: Map<number, Message>, held: HeldOctets, numbers: number[]): void {
  for (const number of numbers) {
    const message = waiting.get(number)
    if (message === undefined) continue
    message.pieces.clear()
    held.release(MESSAGE_COST + message.start.length)
    waiting.delete(number)
  }
}

interface Fragment {
  type: number
  length: number
  offset: number
  fragment: Uint8Array
}

/** The whole message once the last fragment is there. */
function add(
  waiting: Map<number, Message>,
  held: HeldOctets,
  number: number,
  part: Fragment,
  sink: Sink,
): Uint8Array | null {
  const { type, length, offset, fragment } = part
  let message = waiting.get(number)
  if (message?.type !== type || message.length !== length) {
    forget(waiting, held, [number])
    if (waiting.size >= MAX_OPEN_MESSAGES || !held.take(MESSAGE_COST)) {
      sink.weird('DTLS messages in fragments beyond those that are joined')
      return null
    }
    const pieces = new CryptoStream(held)
    message = { type, length, start: new GrowingOctets(), pieces }
    waiting.set(number, message)
  }
  const ready = message.pieces.add(offset, fragment)
  if (ready === null || ready === false) return null
  if (!held.take(ready.length)) return null
  message.start.append(ready)
  return message.start.length >= length ? message.start.view() : null
}
