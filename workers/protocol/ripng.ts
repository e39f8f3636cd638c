/**
 * RIPng. RFC 2080 §2: four octets of header, then routes of twenty octets each.
 *
 *   at 0  ripng.cmd  u8    at 1  ripng.version  u8    at 4  routes
 */
import { Fault } from '../wire/fault'
import type { DatagramAnalyzer } from './analyzer'

const HEADER = 4
const ROUTE = 20

export const ripng: DatagramAnalyzer = {
  name: 'ripng',
  ports: [521],

  claims: () => true,

  datagram(octets, _, sink) {
    sink.protocol('ripng')
    if (octets.reported < HEADER) throw SHORT
    if ((octets.reported - HEADER) % ROUTE !== 0) throw BROKEN_ROUTE
  },
}

const SHORT = new Fault('malformed', 'ripng.cmd')
const BROKEN_ROUTE = new Fault('malformed', 'ripng.rte')
