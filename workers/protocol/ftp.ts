/**
 * File Transfer Protocol: commands RFC 959 §4.1, EPRT and EPSV RFC 2428, AUTH and CCC RFC 4217. It
 * announces where its data connections will be.
 */
import type { Context, Sink, StreamSource } from './analyzer'
import type { Announced, Announcements } from './announcements'
import { byPort } from './by-port'
import { isLines } from './line-buffer'
import { MASK } from './session'
import { FTP_PORTS } from './text-ports'
import { TextSession } from './text-session'

/** Commands that name a file. */
const ON_FILES = new Set(['RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD'])
const TOLD = new Set([...ON_FILES, 'DELE', 'RNFR', 'RNTO', 'MKD', 'RMD', 'CWD', 'SITE', 'AUTH'])

export const ftp: StreamSource = (announcements) =>
  byPort('ftp', FTP_PORTS, () => new FtpSession(announcements))

class FtpSession extends TextSession {
  private readonly announcements: Announcements
  private user = ''
  private auth = false
  /** The data connection announced last. */
  private connection: Announced | null = null

  constructor(announcements: Announcements) {
    super('ftp', FTP_PORTS, 'no')
    // A client asks inside of TLS to go on in clear (CCC), so that devices on the way can read which
    // ports are meant. Of that only the text afterwards is seen, which no ciphertext looks like.
    this.isClear = isLines
    this.announcements = announcements
  }

  protected override request(line: string, context: Context, sink: Sink): void {
    const [word = '', ...rest] = line.split(' ')
    const command = word.toUpperCase()
    const argument = rest.join(' ')
    if (command === 'USER') this.user = argument
    else if (command === 'PASS') this.login(this.user, context, sink)
    else if (command === 'ACCT') this.tell('account', MASK, context, sink)
    else if (command === 'PORT') this.announceList(argument)
    else if (command === 'EPRT') this.announceExtended(argument)
    if (command === 'AUTH') this.auth = true
    if (ON_FILES.has(command) && this.connection !== null) this.connection.about = line
    if (TOLD.has(command)) this.tell('command', line, context, sink)
  }

  protected override response(line: string, context: Context, sink: Sink): void {
    const code = line.slice(0, 3)
    if (code === '227') this.announceList(/\d+(?:,\d+){5}/.exec(line)?.[0] ?? '')
    else if (code === '229') {
      const port = /\(\S{3}(\d{1,5})\S\)/.exec(line)?.[1]
      if (port !== undefined) this.announce(context.src(), Number(port))
    } else if (code === '234' && this.auth) this.secure()
    if (code === '220' && !this.greeted) {
      this.greeted = true
      this.tell('banner', line, context, sink)
    } else if (code === '230' || code === '530') this.tell('response', line, context, sink)
  }

  /** RFC 959 §4.1.2: four numbers of the address, two of the port. */
  private announceList(list: string): void {
    const numbers = list.split(',').map(Number)
    if (numbers.length !== 6 || numbers.some((each) => !(each >= 0 && each <= 255))) return
    const [high = 0, low = 0] = numbers.slice(4)
    this.announce(numbers.slice(0, 4).join('.'), high * 256 + low)
  }

  /** RFC 2428 §2: `|2|address|port|`, with any delimiter. */
  private announceExtended(argument: string): void {
    const [, , address = '', port = ''] = argument.split(argument.charAt(0))
    this.announce(address.toLowerCase(), Number(port))
  }

  private announce(address: string, port: number): void {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return
    this.connection = { protocol: 'ftp-data', about: '' }
    this.announcements.announce('tcp', address, port, this.connection)
  }
}
