/**
 * One connection of TLS over TCP: records, and the messages in them. Application data without
 * keys is passed over as it comes. A frame counts as `tls` as in Wireshark: where a record begins
 * or ends in it, or where octets stand that belong to none; not where one merely goes on.
 */
import { MAX_PLAIN_ANSWER } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Context, Progress, Sink, StreamEnd, StreamSession } from '../analyzer'
import { countMessage, TlsConversation } from './conversation'
import { Decryption } from './decryption'
import { HandshakeStream } from './handshake-stream'
import type { HelloMemory } from './hello-memory'
import { PlainStream } from './plain-stream'
import * as record from './record'
import { ssl2Hello } from './record'
import { UncountingSink } from './uncounting-sink'

class Side implements Progress {
  firstEnd = -1
  openAt = -1
  /** Octets of the record at hand that are passed over. */
  skip = 0
  /** Some octets of that record are missing. */
  broken = false
  /** Octets that a record which waits still needs; 0: none waits. */
  wanted = 0
  /** ChangeCipherSpec was sent: handshake records hold ciphertext. */
  encrypted = false
  /** Nothing was read yet. */
  fresh = true
  /** What was read last belongs to no record. */
  stray = false
  /** Wireshark does not see the end of the record at hand, or not if it comes next. */
  unseen: 'no' | 'next' | 'ever' = 'no'
  readonly handshake = new HandshakeStream()
}

export class TlsSession implements StreamSession {
  private readonly sides = [new Side(), new Side()] as const
  private readonly conversation: TlsConversation
  /** Null: there have been no secrets so far. */
  private decryption: Decryption | null = null
  private plain: PlainStream | null = null

  constructor(memory: HelloMemory | null = null) {
    this.conversation = new TlsConversation('tls', memory)
  }

  data(octets: Octets, context: Context, sink: Sink): number {
    const side = this.sides[context.direction]
    // Wireshark joins no segments that the snaplen cut, and shows each as it stands.
    if (octets.captured < octets.reported) sink.protocol('tls')
    const late = context.passedOver || context.outOfOrder === true
    const quiet = late || side.unseen !== 'no' ? new UncountingSink(sink) : sink
    let at = pass(side, octets.captured, quiet)
    side.firstEnd = side.skip > 0 || at === 0 ? -1 : at
    side.openAt = -1
    while (at < octets.captured) {
      // Only the record that was begun before belongs to what came late.
      const done = this.next(side, octets, at, context, late || at === 0 ? quiet : sink)
      if (done === 0) break
      if (side.skip > 0) side.openAt = at
      at += done
      if (side.skip === 0 && side.firstEnd < 0) side.firstEnd = at
      side.unseen = 'no'
    }
    if (side.skip === 0 && side.wanted === 0) side.unseen = 'no'
    else if (late) side.unseen = context.passedOver ? 'ever' : 'next'
    else if (side.unseen === 'next') side.unseen = 'no'
    return at
  }

  progress(direction: 0 | 1): Progress {
    return this.sides[direction]
  }

  skippable(direction: 0 | 1): number {
    const { skip, unseen } = this.sides[direction]
    return unseen === 'no' ? skip : 0
  }

  skipped(direction: 0 | 1, length: number): void {
    this.sides[direction].skip -= length
  }

  /**
   * Segments that Wireshark reads once more, and those that ICMP errors quote: whole records at
   * their start count.
   */
  again(octets: Octets, context: Context, sink: Sink): void {
    const side = this.sides[context.direction]
    const messages = new HandshakeStream()
    let at = 0
    while (at + record.HEADER <= octets.captured && record.isRecord(octets, at)) {
      const total = record.HEADER + octets.u16(at + 3)
      if (at + total > octets.captured && !context.quoted) break
      sink.protocol('tls')
      if (at + total > octets.captured) return
      if (octets.u8(at) === record.HANDSHAKE && !side.encrypted) {
        const content = bytesOf(octets, at + record.HEADER, total - record.HEADER)
        messages.add(content, (type) => {
          countMessage(type, sink)
        })
      }
      at += total
    }
    if (at === 0 && side.stray) sink.protocol('tls')
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    const side = this.sides[direction]
    const rest = Math.max(side.skip, side.wanted)
    side.wanted = 0
    side.skip = length < 0 ? 0 : Math.max(0, rest - length)
    side.broken = side.skip > 0
    side.handshake.reset()
    this.conversation.course.gap()
    this.decryption?.lost(direction)
    this.plain?.gap(direction, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    if (how !== 'lost') this.conversation.end(how, context)
    this.plain?.end(direction, sink, how, context)
  }

  /** One record, or what is there of it. Octets that are done with; 0: more are needed. */
  private next(side: Side, octets: Octets, at: number, context: Context, sink: Sink): number {
    const left = octets.captured - at
    if (left < record.HEADER) {
      sink.protocol('tls')
      return 0
    }
    if (!record.isRecord(octets, at)) return this.stray(side, octets, at, context, sink)
    side.fresh = false
    side.stray = false
    const type = octets.u8(at)
    const length = octets.u16(at + 3)
    const total = record.HEADER + length
    if (side.wanted === 0 || left >= total) sink.protocol('tls')
    // Wireshark's word for an empty record that nothing follows.
    if (length === 0 && left === total) sink.malformed('tls: tls.record.length')
    if (!this.wants(side, type, length, context)) {
      if (!this.conversation.course.done) this.sealed(type, length, context)
      const taken = Math.min(left, total)
      side.skip = total - taken
      return taken
    }
    side.wanted = Math.max(0, total - left)
    if (side.wanted > 0) return 0
    if (type === record.CHANGE_CIPHER_SPEC) {
      side.encrypted = !this.conversation.tls13
      if (side.encrypted) {
        this.conversation.course.changeCipherSpec(this.conversation.sideOf(context))
      }
      this.secrets(context)?.changeCipherSpec(context)
    } else if (this.decryption !== null && this.isOpened(type, context)) {
      const opened = this.decryption.open(context.direction, bytesOf(octets, at, total))
      if (opened !== null) this.content(side, opened.type, opened.content, context, sink)
      if (opened !== null && opened.type !== record.ALERT) this.wentOn(context)
      if (opened === null && !this.conversation.course.done) this.sealed(type, length, context)
    } else {
      this.content(side, type, bytesOf(octets, at + record.HEADER, length), context, sink)
    }
    return total
  }

  /** Octets that begin no record: an SSL 2 hello, or something that cannot be followed. */
  private stray(side: Side, octets: Octets, at: number, context: Context, sink: Sink): number {
    const hello = side.fresh && at === 0 ? ssl2Hello(octets) : 0
    side.fresh = false
    side.stray = hello === 0
    const left = octets.captured - at
    if (!record.isText(octets, at)) sink.protocol('tls')
    else if (at === 0) this.answeredInText(octets, context)
    if (hello === 0) return left
    this.conversation.ssl2Hello(octets.u16(3), context, sink)
    side.skip = Math.max(0, hello - left)
    return Math.min(hello, left)
  }

  /** Must the whole record be there, to be read? */
  private wants(side: Side, type: number, length: number, context: Context): boolean {
    if (length > record.MAX_RECORD) return false
    if (this.decryption?.ready(context.direction) === true) return true
    if (type === record.HANDSHAKE) return !side.encrypted
    return (type === record.ALERT && !side.encrypted) || type === record.CHANGE_CIPHER_SPEC
  }

  private content(
    side: Side,
    type: number,
    octets: Uint8Array,
    context: Context,
    sink: Sink,
  ): void {
    if (type === record.HANDSHAKE) {
      side.handshake.add(octets, (message, body) => {
        this.conversation.message(message, body, context, sink)
        this.secrets(context)?.handshake(message, context)
      })
      return
    }
    side.handshake.reset()
    if (type === record.ALERT && octets.length === 2) {
      this.conversation.alert(octets[0] ?? 0, octets[1] ?? 0, context, sink)
    } else if (type === record.APPLICATION_DATA) {
      this.plain ??= new PlainStream()
      this.plain.data(octets, context, sink)
    }
  }

  /** Are there keys for the record? In TLS 1.3 alerts before the keys stand in records of their own type. */
  private isOpened(type: number, { direction }: Context): boolean {
    if (type === record.ALERT && this.conversation.tls13) return false
    return this.decryption?.ready(direction) === true
  }

  /** A record that is not read: of its type and length the course of the handshake makes the most. */
  private sealed(type: number, length: number, context: Context): void {
    const { conversation } = this
    const by = conversation.sideOf(context)
    if (conversation.tls13) {
      if (type === record.APPLICATION_DATA) conversation.course.sealed(by, length, context)
    } else if (type === record.ALERT) conversation.course.sealedAlert(by, context)
  }

  private wentOn(context: Context): void {
    const { conversation } = this
    if (conversation.sideOf(context) === 'server') conversation.course.serverWentOn()
  }

  private answeredInText(octets: Octets, context: Context): void {
    const { record: told, course } = this.conversation
    if (told === null || course.done || told.course.serverHelloFrame > 0) return
    if (this.conversation.sideOf(context) === 'server') told.course.text ||= firstLine(octets)
  }

  private secrets({ keyLog }: Context): Decryption | null {
    if (keyLog && keyLog.size > 0) this.decryption ??= new Decryption(this.conversation)
    return this.decryption
  }
}

/** Goes on with a record that is passed over; octets that belong to it. */
function pass(side: Side, length: number, sink: Sink): number {
  if (side.skip === 0) return 0
  const taken = Math.min(side.skip, length)
  side.skip -= taken
  if (side.skip > 0) return taken
  if (!side.broken) sink.protocol('tls')
  side.broken = false
  return taken
}

/** Printable characters up to the end of the line. */
function firstLine(octets: Octets): string {
  let line = ''
  for (let at = 0; at < Math.min(octets.captured, MAX_PLAIN_ANSWER); at++) {
    const octet = octets.u8(at)
    if (octet < 0x20 || octet > 0x7e) break
    line += String.fromCharCode(octet)
  }
  return line
}

function bytesOf({ view, base }: Octets, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + base + at, length)
}
