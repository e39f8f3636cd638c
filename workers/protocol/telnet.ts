/** Telnet: commands RFC 854, options RFC 855. What was typed at a prompt for a name is told. */
import type { Octets } from '../wire/octets'
import type { Context, Sink, StreamSession } from './analyzer'
import { MAX_APP_TEXT } from '../limits/limits'
import { byPort } from './by-port'
import { credentials, session } from './session'
import { TELNET_PORTS } from './text-ports'

const IAC = 255
const SB = 250
const SE = 240
/** Characters before the cursor in which a prompt may stand. */
const MAX_PROMPT = 64
const BACKSPACE = [8, 127]

/** Where the reading of commands stands: RFC 854 p. 13. */
type Command = 'none' | 'iac' | 'option' | 'sub' | 'sub-iac'

class TelnetSession implements StreamSession {
  private readonly commands: [Command, Command] = ['none', 'none']
  /** The end of what the server wrote, in which a prompt may stand. */
  private prompt = ''
  private typed = ''
  private user = ''
  private bannerTold = false

  data(octets: Octets, context: Context, sink: Sink): number {
    sink.protocol('telnet')
    const fromServer = TELNET_PORTS.includes(context.srcPort)
    for (let at = 0; at < octets.captured; at++) {
      const code = octets.u8(at)
      if (this.isCommand(code, context.direction)) continue
      if (fromServer) this.written(code, context, sink)
      else this.key(code, context, sink)
    }
    const open = this.commands[context.direction]
    if ((open === 'iac' || open === 'option') && octets.captured === octets.reported) {
      sink.malformed('telnet: command cut by its segment')
    }
    return octets.captured
  }

  gap(direction: 0 | 1): void {
    this.commands[direction] = 'none'
  }

  end(): void {
    // nothing waits for it
  }

  private isCommand(code: number, direction: 0 | 1): boolean {
    const before = this.commands[direction]
    this.commands[direction] = after(before, code)
    return before !== 'none' || code === IAC
  }

  private written(code: number, context: Context, sink: Sink): void {
    const character = String.fromCharCode(code)
    if (character === '\n' && !this.bannerTold && this.prompt.trim() !== '') {
      this.bannerTold = true
      sink.record('session', session(context, 'tcp', 'telnet', 'banner', this.prompt.trim()))
    }
    this.prompt = character === '\n' ? '' : `${this.prompt}${character}`
    if (this.prompt.length > 2 * MAX_APP_TEXT) this.prompt = this.prompt.slice(-MAX_APP_TEXT)
  }

  private key(code: number, context: Context, sink: Sink): void {
    if (code === 13 || code === 10 || code === 0) {
      if (code === 13) this.entered(context, sink)
      return
    }
    if (BACKSPACE.includes(code)) this.typed = this.typed.slice(0, -1)
    else if (this.typed.length < MAX_APP_TEXT) this.typed += String.fromCharCode(code)
  }

  /** The server echoes a name, so that it stands behind the prompt; a password it does not. */
  private entered(context: Context, sink: Sink): void {
    const { typed } = this
    const prompt = this.prompt.slice(-MAX_PROMPT)
    this.typed = ''
    if (/(login|user(name)?): ?\S*\s*$/i.test(prompt)) this.user = typed
    else if (/pass(word|code)?[^:]*: *$/i.test(prompt)) {
      const text = credentials(this.user)
      sink.record('session', session(context, 'tcp', 'telnet', 'login', text))
    }
  }
}

function after(before: Command, code: number): Command {
  switch (before) {
    case 'none':
      return code === IAC ? 'iac' : 'none'
    case 'iac':
      if (code === SB) return 'sub'
      return code > SB && code < IAC ? 'option' : 'none'
    case 'option':
      return 'none'
    case 'sub':
      return code === IAC ? 'sub-iac' : 'sub'
    case 'sub-iac':
      return code === SE ? 'none' : 'sub'
  }
}

export const telnet = byPort('telnet', TELNET_PORTS, () => new TelnetSession())
