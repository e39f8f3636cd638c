/**
 * What the text protocols of mail and files have in common: lines of either side, a server at a
 * known port, and the change to TLS in the midst of the talk (RFC 2595, RFC 3207, RFC 4217).
 */
import type { Port } from '../model/units'
import type { Octets } from '../wire/octets'
import type { Context, Sink, StreamEnd, StreamSession } from './analyzer'
import { hasLineEnd, LineBuffer } from './line-buffer'
import { credentials, session } from './session'

/** Does Wireshark wait for the end of a line before a segment shows the protocol? */
type Waits = 'no' | 'yes' | 'unless cut'

export abstract class TextSession implements StreamSession {
  private readonly protocol: string
  private readonly ports: readonly Port[]
  private readonly lines = [new LineBuffer(), new LineBuffer()] as const
  /** What the talk has become. */
  private secured: StreamSession | null = null
  private securing = false
  /** The server's greeting is over; there is none behind the change to TLS, where the client begins. */
  protected greeted = false
  /** Are the octets of this side contents rather than lines of the protocol? */
  protected inBody: (fromServer: boolean) => boolean = () => false
  /** Does the segment show that the talk is TLS no more? */
  protected isClear: (octets: Octets) => boolean = () => false
  private readonly waits: Waits

  constructor(protocol: string, ports: readonly Port[], waits: Waits) {
    this.protocol = protocol
    this.ports = ports
    this.waits = waits
  }

  data(octets: Octets, context: Context, sink: Sink): number {
    const { captured } = octets
    if (this.securing && this.isClear(octets)) this.securing = false
    if (this.securing) {
      this.secured ??= context.inner('tls')
      return this.secured?.data(octets, context, sink) ?? captured
    }
    const fromServer = this.ports.includes(context.srcPort)
    if (this.shows(octets, fromServer)) sink.protocol(this.protocol)
    this.lines[context.direction].take(octets, (line) => {
      if (fromServer) this.response(line, context, sink)
      else {
        this.greeted = true
        this.request(line, context, sink)
      }
    })
    return captured
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    this.lines[direction].clear()
    this.secured?.gap(direction, length, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    this.secured?.end(direction, sink, how, context)
  }

  private shows(octets: Octets, fromServer: boolean): boolean {
    if (this.waits === 'no' || this.inBody(fromServer) || hasLineEnd(octets)) return true
    return this.waits === 'unless cut' && octets.captured < octets.reported
  }

  protected abstract request(line: string, context: Context, sink: Sink): void
  protected abstract response(line: string, context: Context, sink: Sink): void

  /** From the next segment on the talk is TLS. */
  protected secure(): void {
    this.securing = true
    this.secured = null
  }

  protected tell(what: string, text: string, context: Context, sink: Sink): void {
    sink.record('session', session(context, 'tcp', this.protocol, what, text))
  }

  protected login(user: string, context: Context, sink: Sink): void {
    this.tell('login', credentials(user), context, sink)
  }
}

/** Text of a base64 word (RFC 4648 §4), as authentication carries it; empty when it is none. */
export function fromBase64(word: string): string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(word)) return ''
  try {
    const octets = Uint8Array.from(atob(word), (character) => character.charCodeAt(0))
    return new TextDecoder().decode(octets)
  } catch {
    return ''
  }
}

/** The user in `authorization NUL user NUL password`, RFC 4616 §2. */
export function plainUser(word: string): string {
  return fromBase64(word).split('\0')[1] ?? ''
}
