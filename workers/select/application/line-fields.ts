/** Fields of FTP and SMTP, line by line. RFC 959 §4, RFC 5321 §4. */
import type { Octets } from '../../wire/octets'
import { octetsAt, type Tell } from './found'

/** Octets that are looked at. */
const MOST = 65_536

function linesOf(octets: Octets): string[] {
  const text = new TextDecoder('latin1').decode(octetsAt(octets, 0, MOST))
  const lines = text.split(/\r?\n/u)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** `fromServer`: by its port. Of several lines the first one counts. */
export function tellFtp(octets: Octets, fromServer: boolean, tell: Tell): void {
  tell('ftp.request', fromServer ? 0 : 1)
  tell('ftp.response', fromServer ? 1 : 0)
  const [line = ''] = linesOf(octets)
  if (!fromServer) {
    const [, command = '', rest = ''] = /^(\S*)\s*(.*)$/su.exec(line) ?? []
    if (command !== '') tell('ftp.request.command', command)
    if (rest !== '') tell('ftp.request.arg', rest)
    return
  }
  const [, code = '', rest = ''] = /^(\d{3})[ -]?(.*)$/su.exec(line) ?? []
  if (code !== '') tell('ftp.response.code', Number(code))
  const text = code === '' ? line : rest
  if (text !== '') tell('ftp.response.arg', text)
}

/** Anything else from a client is a mail, or proves who it is. */
const COMMANDS =
  /^(EHLO|HELO|MAIL|RCPT|DATA|RSET|VRFY|EXPN|HELP|NOOP|QUIT|AUTH|BDAT|STARTTLS)(?: +(.*))?$/isu

export function tellSmtp(octets: Octets, fromServer: boolean, tell: Tell): void {
  const lines = linesOf(octets)
  if (fromServer) tellReplies(lines, tell)
  else tellCommands(lines, tell)
}

function tellReplies(lines: readonly string[], tell: Tell): void {
  const replies = lines.map((line) => /^(\d{3})(?:[ -](.*))?$/su.exec(line))
  const [first] = replies
  if (first === undefined || first === null) return
  tell('smtp.rsp', 1)
  let open = false
  for (const reply of replies) {
    if (reply === null) return
    const [line, code = '', text = ''] = reply
    if (!open) tell('smtp.response.code', Number(code))
    if (line.length > 4) tell('smtp.rsp.parameter', text)
    open = line.charAt(3) === '-'
  }
}

function tellCommands(lines: readonly string[], tell: Tell): void {
  for (const line of lines) {
    const found = COMMANDS.exec(line)
    if (found === null) return
    const [, command = '', parameter = ''] = found
    tell('smtp.req', 1)
    tell('smtp.req.command', command)
    if (parameter !== '') tell('smtp.req.parameter', parameter)
    if (command.toUpperCase() === 'DATA') return
  }
}
