/**
 * Network Time Protocol. RFC 5905 §7.3; control messages RFC 9327 §2; private ones (mode 7) are
 * those of ntpd. What only tells the time is counted; what misleads or is misused is told.
 *
 *   at 0  leap 2 bits, version 3 bits, `ntp.flags.mode` 3 bits    at 1  ntp.stratum  u8
 */
import type { Octets } from '../wire/octets'
import type { DatagramAnalyzer } from './analyzer'
import { session } from './session'

const TIME = 48
const CONTROL = 12
const PRIVATE = 8
const RESERVED = 0
const SERVER = 4
const UNSYNCHRONISED = 3
const MONLIST = [20, 42]

export const ntp: DatagramAnalyzer = {
  name: 'ntp',
  ports: [123],

  claims: () => true,

  speaks(octets) {
    const version = (octets.u8(0) >> 3) & 7
    return version >= 1 && version <= 4 && (octets.u8(0) & 7) !== RESERVED
  },

  datagram(octets, context, sink) {
    sink.protocol('ntp')
    const mode = octets.u8(0) & 7
    octets.need(mode === 6 ? CONTROL : mode === 7 ? PRIVATE : TIME)
    const told = mode >= 6 ? command(octets, mode) : trouble(octets, mode)
    if (told === undefined || context.quoted) return
    sink.record('session', session(context, 'udp', 'ntp', told.what, told.text))
  },
}

interface Told {
  what: string
  text: string
}

function command(octets: Octets, mode: number): Told | undefined {
  if (mode === 6) {
    const code = octets.u8(1) & 31
    if (octets.u16(10) > 0) octets.need(CONTROL + 1)
    return { what: 'control', text: `opcode ${String(code)}, ${String(octets.u16(10))} octets` }
  }
  octets.need(PRIVATE + (octets.u16(4) & 0xfff) * (octets.u16(6) & 0xfff))
  const code = octets.u8(3)
  const response = (octets.u8(0) & 0x80) !== 0
  const name = MONLIST.includes(code) ? 'monlist' : `request code ${String(code)}`
  return { what: 'private', text: `${name}${response ? ' response' : ''}` }
}

/** RFC 5905 §7.4: stratum 0 carries a kiss code; leap 3: the clock is not synchronised. */
function trouble(octets: Octets, mode: number): Told | undefined {
  if (mode !== SERVER) return undefined
  if (octets.u8(1) === 0) {
    const code = [12, 13, 14, 15].map((at) => String.fromCharCode(octets.u8(at))).join('')
    return { what: 'kiss-of-death', text: code }
  }
  if (octets.u8(0) >> 6 !== UNSYNCHRONISED) return undefined
  return { what: 'unsynchronised', text: `stratum ${String(octets.u8(1))}` }
}
