/**
 * RIPng. RFC 2080 §2: four octets of header, then routes of twenty octets each.
 *
 *   at 0  ripng.cmd  u8    at 1  ripng.version  u8    at 4  routes
 */
import { Fault } from '../wire/fault'
import type { DatagramAnalyzer } from './analyzer'

const HEADER = 4
const ROUTE = 20
const REQUEST = 1
const RESPONSE = 2
const VERSION = 1

export const ripng: DatagramAnalyzer = {
  name: 'ripng',
  ports: [521],

  claims: () => true,

  // Relays of calls use this port, too.
  speaks: (octets) =>
    octets.captured >= 2 &&
    (octets.u8(0) === REQUEST || octets.u8(0) === RESPONSE) &&
    octets.u8(1) === VERSION,

  datagram(octets, _, sink) {
    sink.protocol('ripng')
    if (octets.reported < HEADER) throw SHORT
    if ((octets.reported - HEADER) % ROUTE !== 0) throw BROKEN_ROUTE
  },
}

const SHORT = new Fault('malformed', 'ripng.cmd')
const BROKEN_ROUTE = new Fault('malformed', 'ripng.rte')
