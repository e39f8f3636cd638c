/**
 * Routing Information Protocol. RFC 1058 §3.1, RFC 2453 §4: four octets of header, then routes of
 * twenty octets each.
 *
 *   at 0  rip.command  u8    at 1  rip.version  u8    at 4  routes
 */
import { Fault } from '../wire/fault'
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
    if (octets.reported > HEADER && (octets.reported - HEADER) % ROUTE !== 0) throw BROKEN_ROUTE
  },
}

const SHORT = new Fault('malformed', 'rip.version')
const BROKEN_ROUTE = new Fault('malformed', 'rip.family')
