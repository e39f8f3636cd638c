/**
 * NetBIOS Name Service over UDP. RFC 1002 §4.2: the frame of DNS with names of its own.
 * Wireshark has no `dns.flags` of it, so it adds nothing to `counts.dns`.
 */
import { formatIpv4 } from '../model/address'
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import { readNetbiosName } from './netbios-name'
import { Firsts, session } from './session'

const PORT = 137
const HEADER = 12
const NB = 0x20
const STATUS = 0x21
const WAIT = 7
const OPCODES = [
  'query',
  'query',
  'query',
  'query',
  'query',
  'registration',
  'release',
  'wack',
  'refresh',
]

export const nbns: DatagramSource = () => new NbnsAnalyzer()

class NbnsAnalyzer implements DatagramAnalyzer {
  readonly name = 'nbns'
  readonly ports = [PORT]
  private readonly firsts = new Firsts()

  claims(): boolean {
    return true
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('nbns')
    octets.need(HEADER)
    const flags = octets.u16(2)
    const response = (flags & 0x8000) !== 0
    const opcode = (flags >> 11) & 15
    let at = HEADER
    const said: string[] = []
    for (let left = octets.u16(4); left > 0; left--) {
      const name = readNetbiosName(octets, at)
      octets.need(name.end + 4)
      if (said.length < 4) said.push(name.text)
      at = name.end + 4
    }
    for (let left = octets.u16(6) + octets.u16(8) + octets.u16(10); left > 0; left--) {
      const name = readNetbiosName(octets, at)
      const type = octets.u16(name.end)
      const length = octets.u16(name.end + 8)
      const data = name.end + 10
      octets.need(data + length)
      checkData(octets, type, data, length, opcode)
      const address = type === NB && length >= 6 ? ` ${formatIpv4(octets.u32(data + 2))}` : ''
      if (said.length < 4) said.push(`${name.text}${address}`)
      at = data + length
    }
    const what = `${OPCODES[opcode] ?? `opcode ${String(opcode)}`}${response ? ' response' : ''}`
    const text = said.join(', ')
    if (context.quoted || !this.firsts.first(`${String(context.stream)} ${what} ${text}`)) return
    sink.record('session', session(context, 'udp', 'nbns', what, text))
  }
}

/**
 * RFC 1002 §4.2.13: addresses of six octets; §4.2.18: as many names as announced, then statistics.
 * @throws Fault when an entry is incomplete.
 */
function checkData(octets: Octets, type: number, at: number, length: number, opcode: number): void {
  if (type === NB && opcode !== WAIT && length % 6 !== 0) throw INCOMPLETE
  if (type === STATUS && length < 1 + 18 * octets.u8(at) + 46) throw INCOMPLETE
}

const INCOMPLETE = new Fault('malformed', 'nbns.addr')
