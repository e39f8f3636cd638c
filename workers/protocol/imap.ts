/** Internet Message Access Protocol. RFC 9051 §6 (commands), §6.2.1 (STARTTLS). */
import type { Context, Sink } from './analyzer'
import { byPort } from './by-port'
import { IMAP_PORTS } from './text-ports'
import { plainUser, TextSession } from './text-session'

const TOLD = new Set(['SELECT', 'EXAMINE', 'ID', 'APPEND', 'DELETE'])

class ImapSession extends TextSession {
  /** Tag of a STARTTLS that waits for its answer. */
  private startTls = ''
  private plain = false
  /** Does the server send a literal (RFC 9051 §4.3), such as a mail? */
  private literal = false

  constructor() {
    super('imap', IMAP_PORTS, 'yes')
    this.inBody = (fromServer) => fromServer && this.literal
  }

  protected override request(line: string, context: Context, sink: Sink): void {
    if (this.plain) {
      this.plain = false
      this.login(plainUser(line), context, sink)
      return
    }
    const [tag = '', word = '', ...rest] = line.split(' ')
    const command = word.toUpperCase()
    const argument = rest.join(' ')
    if (command === 'LOGIN') this.login(firstString(argument), context, sink)
    else if (command === 'STARTTLS') this.startTls = tag
    else if (command === 'AUTHENTICATE' && rest[0]?.toUpperCase() === 'PLAIN') {
      if (rest[1] === undefined) this.plain = true
      else this.login(plainUser(rest[1]), context, sink)
    } else if (TOLD.has(command)) this.tell('command', `${command} ${argument}`, context, sink)
  }

  protected override response(line: string, context: Context, sink: Sink): void {
    if (/\{\d+\}$/.test(line)) this.literal = true
    else if (line.endsWith(')')) this.literal = false
    if (!this.greeted) {
      this.greeted = true
      this.tell('banner', line, context, sink)
      return
    }
    const [tag = '', result = ''] = line.split(' ')
    if (this.startTls !== '' && tag === this.startTls) {
      this.startTls = ''
      if (result.toUpperCase() === 'OK') this.secure()
    } else if (/^(NO|BAD)$/i.test(result)) {
      this.plain = false
      this.tell('error', line, context, sink)
    }
  }
}

/** An atom, or a string in quotes (RFC 9051 §4.3). */
function firstString(text: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text)
  return quoted?.[1]?.replace(/\\(.)/g, '$1') ?? text.split(' ', 1)[0] ?? ''
}

export const imap = byPort('imap', IMAP_PORTS, () => new ImapSession())
