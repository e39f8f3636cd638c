/** Telnet in one segment: what is agreed upon (RFC 854 p. 14, RFC 855), and what is written. */
import { TELNET_PORTS } from '../protocol/text-ports'
import { Octets } from '../wire/octets'
import type { Packet } from '../wire/packet'
import { boundedText, isReadable, utf8 } from './readable'

const IAC = 255
const SUBNEGOTIATION = 250
const END = 240

const VERBS: Readonly<Record<number, string>> = {
  251: 'Will',
  252: "Won't",
  253: 'Do',
  254: "Don't",
}
const COMMANDS: Readonly<Record<number, string>> = {
  241: 'No Operation',
  242: 'Data Mark',
  243: 'Break',
  244: 'Interrupt Process',
  245: 'Abort Output',
  246: 'Are You There',
  247: 'Erase Character',
  248: 'Erase Line',
  249: 'Go Ahead',
}
/** IANA Telnet Options. */
const OPTIONS: Readonly<Record<number, string>> = {
  0: 'Binary Transmission',
  1: 'Echo',
  3: 'Suppress Go Ahead',
  5: 'Status',
  6: 'Timing Mark',
  24: 'Terminal Type',
  25: 'End of Record',
  31: 'Window Size',
  32: 'Terminal Speed',
  33: 'Remote Flow Control',
  34: 'Linemode',
  35: 'X Display Location',
  36: 'Environment Option',
  37: 'Authentication Option',
  38: 'Encryption Option',
  39: 'New Environment Option',
}
const optionName = (option: number) => OPTIONS[option] ?? `Option ${String(option)}`

/** Octets that are looked at, and commands that are named. */
const MOST = 1024
const MOST_COMMANDS = 8

/** null: neither port is Telnet's. */
export function telnetLine(packet: Packet): { protocol: string; info: string } | null {
  const { view, payloadAt, payloadCaptured, payloadLength, tcp } = packet
  if (!TELNET_PORTS.includes(tcp.srcPort) && !TELNET_PORTS.includes(tcp.dstPort)) return null
  const octets = new Octets(view)
  octets.aim(view, payloadAt, payloadCaptured, payloadLength)
  const { words, text } = read(octets)
  const more = words.length > MOST_COMMANDS ? ', …' : ''
  const agreed = words.slice(0, MOST_COMMANDS).join(', ') + more
  const written = text === '' ? '' : `Data: ${dataText(text, payloadLength)}`
  const info = [agreed, written].filter((part) => part !== '').join(' · ')
  return { protocol: 'TELNET', info }
}

function read(octets: Octets): { words: string[]; text: string } {
  const end = Math.min(octets.captured, MOST)
  const words: string[] = []
  const data: number[] = []
  let at = 0
  while (at < end) {
    const octet = octets.u8(at)
    const code = at + 1 < end ? octets.u8(at + 1) : -1
    if (octet !== IAC || code === IAC) {
      data.push(octet)
      at += octet === IAC ? 2 : 1
      continue
    }
    if (words.length <= MOST_COMMANDS)
      words.push(commandWord(code, at + 2 < end ? octets.u8(at + 2) : -1))
    at =
      code === SUBNEGOTIATION
        ? behindSubnegotiation(octets, at + 3, end)
        : at + (code in VERBS ? 3 : 2)
  }
  return { words, text: utf8(Uint8Array.from(data)) }
}

function commandWord(code: number, option: number): string {
  const name = option < 0 ? '' : optionName(option)
  if (code === SUBNEGOTIATION) return `Suboption ${name}`.trimEnd()
  const verb = VERBS[code]
  if (verb !== undefined) return `${verb} ${name}`.trimEnd()
  return COMMANDS[code] ?? (code < 0 ? 'Command cut' : `Command ${String(code)}`)
}

function behindSubnegotiation(octets: Octets, from: number, end: number): number {
  for (let at = from; at + 1 < end; at++) {
    if (octets.u8(at) !== IAC) continue
    if (octets.u8(at + 1) === END) return at + 2
    at++
  }
  return end
}

/** Ends of lines are CR LF, and CR NUL where one types: RFC 854 p. 11. */
function dataText(text: string, payloadLength: number): string {
  const lines = text.replaceAll('\r\0', '\r\n').split(/\r?\n/u)
  const said = lines.filter((line) => line !== '').join(' | ')
  if (said === '') return '(line end)'
  const drawn = said.replaceAll('\u001B', '').replaceAll('\b', '') // by a terminal
  return isReadable(drawn) ? boundedText(said) : `${String(payloadLength)} octets`
}
