/** Post Office Protocol, version 3. RFC 1939; STLS RFC 2595 §4; AUTH RFC 5034. */
import type { Context, Sink } from './analyzer'
import { byPort } from './by-port'
import { POP_PORTS } from './text-ports'
import { fromBase64, plainUser, TextSession } from './text-session'

class PopSession extends TextSession {
  private user = ''
  private stls = false
  /** What the client's next line is part of. */
  private auth: 'none' | 'plain' | 'user' | 'password' = 'none'

  constructor() {
    super('pop', POP_PORTS, 'no')
  }

  protected override request(line: string, context: Context, sink: Sink): void {
    if (this.auth !== 'none') {
      this.answer(line, context, sink)
      return
    }
    const [word = '', argument = '', initial = ''] = line.split(' ')
    const command = word.toUpperCase()
    this.stls = command === 'STLS'
    if (command === 'USER') this.user = argument
    else if (command === 'PASS') this.login(this.user, context, sink)
    else if (command === 'APOP') this.login(argument, context, sink)
    else if (command === 'AUTH' && argument.toUpperCase() === 'PLAIN') {
      if (initial === '') this.auth = 'plain'
      else this.login(plainUser(initial), context, sink)
    } else if (command === 'AUTH' && argument.toUpperCase() === 'LOGIN') this.auth = 'user'
    else if (command === 'RETR' || command === 'DELE') this.tell('command', line, context, sink)
  }

  protected override response(line: string, context: Context, sink: Sink): void {
    if (!this.greeted) {
      this.greeted = true
      this.tell('banner', line, context, sink)
    } else if (this.stls && line.startsWith('+OK')) this.secure()
    else if (line.startsWith('-ERR')) {
      this.auth = 'none'
      this.tell('error', line, context, sink)
    }
    this.stls = false
  }

  private answer(line: string, context: Context, sink: Sink): void {
    const { auth } = this
    this.auth = auth === 'user' ? 'password' : 'none'
    if (auth === 'user') this.user = fromBase64(line)
    else this.login(auth === 'plain' ? plainUser(line) : this.user, context, sink)
  }
}

export const pop = byPort('pop', POP_PORTS, () => new PopSession())
