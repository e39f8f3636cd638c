/**
 * Lines of SMTP (RFC 5321), POP3 (RFC 1939), IMAP (RFC 9051) and FTP (RFC 959) that begin in a
 * segment, as Wireshark's Info column writes them. The server's port names the protocol; a segment
 * that begins with neither a command nor a reply goes on with something, and is said to.
 */
import { FTP_PORTS, IMAP_PORTS, POP_PORTS, SMTP_PORTS } from '../protocol/text-ports'
import type { Packet } from '../wire/packet'
import { boundedText, isReadable, textLines, type TextLines } from './readable'

/** How a protocol talks, and what Wireshark calls its two sides. */
interface Manner {
  readonly protocol: string
  readonly client: string
  readonly server: string
  readonly command: RegExp
  readonly reply: RegExp
}

/** RFC 5321 §4.1, RFC 3030, RFC 3207, RFC 4954. A mail may begin a line with any of the words too. */
const SMTP: Manner = {
  protocol: 'SMTP',
  client: 'C',
  server: 'S',
  command:
    /^(?:(?:EHLO|HELO|LHLO|AUTH|VRFY|EXPN|BDAT|BURL|ETRN|XCLIENT|XFORWARD) +\S|MAIL +FROM:|RCPT +TO:|(?:EHLO|HELO|DATA|RSET|NOOP|QUIT|STARTTLS|HELP)$|(?:NOOP|HELP) +\S+$)/iu,
  reply: /^\d{3}(?:[ -]|$)/u,
}

/** RFC 1939 §5 to §7, RFC 2449, RFC 2595, RFC 5034, RFC 6856. */
const POP: Manner = {
  protocol: 'POP',
  client: 'C',
  server: 'S',
  command:
    /^(?:USER|PASS|APOP|AUTH|STAT|LIST|RETR|DELE|NOOP|RSET|QUIT|TOP|UIDL|CAPA|STLS|LAST|UTF8|LANG|XTND)(?: |$)/iu,
  reply: /^(?:\+OK|-ERR|\+)(?: |$)/u,
}

/** RFC 9051 §2.2.1, §6 and §7, and commands of its extensions. */
const IMAP: Manner = {
  protocol: 'IMAP',
  client: 'Request',
  server: 'Response',
  command:
    /^(?:[^\s(){%*"\\+]+ (?:CAPABILITY|NOOP|LOGOUT|STARTTLS|AUTHENTICATE|LOGIN|ENABLE|SELECT|EXAMINE|CREATE|DELETE|RENAME|(?:UN)?SUBSCRIBE|X?LIST|LSUB|NAMESPACE|STATUS|APPEND|IDLE|CLOSE|UNSELECT|EXPUNGE|SEARCH|FETCH|STORE|COPY|MOVE|UID|CHECK|ID|SORT|THREAD|COMPRESS|NOTIFY|[GS]ET(?:QUOTA|QUOTAROOT|ACL|METADATA)|DELETEACL|LISTRIGHTS|MYRIGHTS)(?: |$)|DONE$)/iu,
  reply: /^(?:[*+](?: |$)|[^\s(){%*"\\+]+ (?:OK|NO|BAD)(?: |$))/iu,
}

/** Commands of FTP are words of three letters or more: RFC 959 §4.1, RFC 2228, RFC 3659. */
const FTP: Manner = {
  protocol: 'FTP',
  client: 'Request',
  server: 'Response',
  command: /^[A-Z]{3,8}(?: |$)/iu,
  reply: /^\d{3}(?:[ -]|$)/u,
}

const MANNERS: ReadonlyMap<number, Manner> = new Map([
  ...SMTP_PORTS.map((port) => [port, SMTP] as const),
  ...POP_PORTS.map((port) => [port, POP] as const),
  ...IMAP_PORTS.map((port) => [port, IMAP] as const),
  ...FTP_PORTS.map((port) => [port, FTP] as const),
])

/** Stands where more is that is not shown. */
const CUT = '…'

/** null: neither port is a server's of these. */
export function textTalk(packet: Packet): { protocol: string; info: string } | null {
  const { srcPort, dstPort } = packet.tcp
  const [low, high] = srcPort < dstPort ? [srcPort, dstPort] : [dstPort, srcPort]
  const port = MANNERS.has(low) ? low : high
  const manner = MANNERS.get(port)
  if (manner === undefined) return null
  const fromServer = dstPort !== port
  const said = textLines(packet, fromServer ? 0 : urgencyEnd(packet))
  const [first = ''] = said.lines
  const begins = (fromServer ? manner.reply : manner.command).test(first)
  const lines = fromServer ? replies(said.lines) : commands(said.lines, manner.command)
  const text = begins ? `: ${joined(lines, said.complete)}` : middle(packet, said)
  return { protocol: manner.protocol, info: (fromServer ? manner.server : manner.client) + text }
}

const joined = (lines: readonly string[], complete: boolean) =>
  boundedText(lines.join(' | ').trim() + (complete || lines.at(-1) === CUT ? '' : CUT))

const IAC = 0xff

/** Where a command begins behind Telnet's Interrupt Process and Synch, which FTP sends before it. */
function urgencyEnd({ view, payloadAt, payloadCaptured }: Packet): number {
  let at = 0
  while (at + 2 < payloadCaptured && view.getUint8(payloadAt + at) === IAC) at += 2
  return at
}

/** Nothing of the protocol begins here: a mail, a listing, or a line that another segment began. */
function middle({ payloadLength }: Packet, { lines, complete }: TextLines): string {
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length === 0) return ': (empty line)'
  const octets = payloadLength === 1 ? '1 octet' : `${String(payloadLength)} octets`
  return ` (continued): ${isReadable(lines.join('')) ? joined(written, complete) : octets}`
}

/** The code of a reply of several lines is written once. */
function replies(lines: readonly string[]): string[] {
  let open = ''
  return lines.map((line) => {
    const goesOn = open !== '' && line.startsWith(open)
    open = /^\d{3}-/u.test(line) ? line.slice(0, 3) : ''
    return goesOn ? line.slice(4) : line
  })
}

/** What follows the last command, or the word that announces a mail, is none. */
function commands(lines: readonly string[], command: RegExp): string[] {
  const end = lines.findIndex(
    (line, at) => /^DATA$/iu.test(lines[at - 1] ?? '') || !command.test(line),
  )
  return end < 0 ? [...lines] : [...lines.slice(0, end), CUT]
}
