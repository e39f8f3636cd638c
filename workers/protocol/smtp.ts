/** Simple Mail Transfer Protocol. RFC 5321; STARTTLS RFC 3207; AUTH RFC 4954. */
import type { Context, Sink } from './analyzer'
import { byPort } from './by-port'
import { SMTP_PORTS } from './text-ports'
import { fromBase64, plainUser, TextSession } from './text-session'

/** Header fields of the mail that are told. */
const TOLD = /^(from|to|subject):/i

class SmtpSession extends TextSession {
  private user = ''
  private waiting: 'none' | 'starttls' | 'data' = 'none'
  private auth: 'none' | 'plain' | 'user' | 'password' = 'none'
  private part: 'commands' | 'header' | 'body' = 'commands'
  private header: string[] = []

  constructor() {
    super('smtp', SMTP_PORTS, 'unless cut')
  }

  protected override request(line: string, context: Context, sink: Sink): void {
    if (this.part !== 'commands') this.mail(line, context, sink)
    else if (this.auth !== 'none') this.answer(line, context, sink)
    else this.command(line, context, sink)
  }

  protected override response(line: string, context: Context, sink: Sink): void {
    const code = line.slice(0, 3)
    if (!this.greeted) {
      this.greeted = true
      this.tell('banner', line, context, sink)
    } else if (this.waiting === 'starttls' && code === '220') this.secure()
    else if (this.waiting === 'data' && code === '354') this.part = 'header'
    else if (/^[45]/.test(code)) {
      this.auth = 'none'
      this.tell('error', line, context, sink)
    }
  }

  private command(line: string, context: Context, sink: Sink): void {
    const [word = '', argument = '', initial = ''] = line.split(' ')
    const command = word.toUpperCase()
    this.waiting = 'none'
    if (command === 'STARTTLS') this.waiting = 'starttls'
    else if (command === 'DATA') this.waiting = 'data'
    else if (command === 'AUTH' && argument.toUpperCase() === 'PLAIN') {
      if (initial === '') this.auth = 'plain'
      else this.login(plainUser(initial), context, sink)
    } else if (command === 'AUTH' && argument.toUpperCase() === 'LOGIN') {
      this.auth = initial === '' ? 'user' : 'password'
      this.user = fromBase64(initial)
    } else if (['EHLO', 'HELO', 'MAIL', 'RCPT', 'VRFY', 'EXPN'].includes(command)) {
      this.tell('command', line, context, sink)
    }
  }

  private answer(line: string, context: Context, sink: Sink): void {
    const { auth } = this
    this.auth = auth === 'user' ? 'password' : 'none'
    if (auth === 'user') this.user = fromBase64(line)
    else this.login(auth === 'plain' ? plainUser(line) : this.user, context, sink)
  }

  private mail(line: string, context: Context, sink: Sink): void {
    const end = line === '.'
    if (this.part === 'header' && (line === '' || end)) {
      this.part = 'body'
      this.tell('mail', this.header.join(' | '), context, sink)
      this.header = []
    } else if (this.part === 'header' && TOLD.test(line) && this.header.length < 8) {
      this.header.push(line)
    }
    if (end) this.part = 'commands'
  }
}

export const smtp = byPort('smtp', SMTP_PORTS, () => new SmtpSession())
