/**
 * Routing Information Protocol. RFC 1058 §3.1, RFC 2453 §4: four octets of header, then routes of
 * twenty octets each.
 *
 *   at 0  rip.command  u8    at 1  rip.version  u8    at 4  routes
 */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { DatagramAnalyzer } from './analyzer'

const HEADER = 4
const ROUTE = 20
const LAST_COMMAND = 11 // RFC 2091 §3.1

export const rip: DatagramAnalyzer = {
  name: 'rip',
  ports: [520],

  claims: () => true,

  speaks(octets) {
    if (octets.captured < 2) return false
    const [command, version] = [octets.u8(0), octets.u8(1)]
    return command >= 1 && command <= LAST_COMMAND && (version === 1 || version === 2)
  },

  datagram(octets, _, sink) {
    sink.protocol('rip')
    if (octets.reported < 2) throw SHORT
    if (isSigned(octets)) return
    if (octets.reported > HEADER && (octets.reported - HEADER) % ROUTE !== 0) throw BROKEN_ROUTE
  },
}

const SIGNED = 0xffff0003

/** RFC 4822 §2.3: a digest follows the routes, as long as its kind has it. */
function isSigned(octets: Octets): boolean {
  return octets.captured >= HEADER + 4 && octets.u32(HEADER) === SIGNED
}

const SHORT = new Fault('malformed', 'rip.version')
const BROKEN_ROUTE = new Fault('malformed', 'rip.family')
